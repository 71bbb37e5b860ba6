"""Signing the head of the audit record, so that it can leave the machine (docs/ledger.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.ledger.canonical import Json
from dutybook.ledger.checkpoint import Checkpoint, open_checkpoint, sign
from dutybook.ledger.merkle import consistency_proof, verify_consistency
from dutybook.ledger.note import SignerKey, generate, read_signer
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Head, Ledger, Organisation
from dutybook_web.queries.ledger import node_at, peaks_of
from dutybook_web.refusals import Refused


@transaction.atomic
def sign_head() -> Head | None:
    """Sign the head of the whole record, if events have come since the last one.

    Who: the application, daily. Refused where the record does not begin with what the last head covered: to sign it
    would bear false witness.
    """
    ledger = Ledger.objects.select_for_update().filter(pk=1).first()
    last = Head.objects.order_by("-size").first()
    if ledger is None or ledger.size == 0 or (last and last.size == ledger.size):
        return None
    key, peaks = signing_key(), peaks_of(ledger)
    if last:
        before = open_checkpoint(last.note, [key.verifier])
        proof = consistency_proof(node_at, before.size, peaks.size)
        if not verify_consistency(before.size, before.root, peaks.size, peaks.root(), proof):
            raise Refused(
                "ledger_damaged",
                _("The audit record does not begin with what its last head covers. Sign nothing; compare a backup."),
            )
    head = Checkpoint(settings.LEDGER_ORIGIN, peaks.size, peaks.root(), timezone.now())
    return Head.objects.create(size=head.size, note=sign(head, key), time=head.time)


@transaction.atomic
def make_bundle(actor: Actor, organisation: Organisation, scope: Mapping[str, Json]) -> Head:
    """Record that evidence leaves in a bundle, and sign the head that it is proved under.

    Who: evidence.read. Recorded: evidence.bundle with what was asked for. Refused as `sign_head` does.
    """
    record(actor.account, "evidence.bundle", organisation, organisation, dict(scope))
    head = sign_head()
    assert head is not None  # noqa: S101 — an event has just come
    return head


def signing_key() -> SignerKey:
    """The ledger's key, made on first use; only its owner may read the file."""
    path: Path = settings.LEDGER_KEY_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(f".{os.getpid()}.new")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{generate(settings.LEDGER_ORIGIN).secret()}\n")
        with suppress(FileExistsError):  # another process was faster: its key is the one
            os.link(made, path)
        made.unlink()
    return read_signer(path.read_text("utf-8").strip(), str(path))

"""Appending to the audit record: the last thing that every action does, in its own transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, models
from django.utils import timezone

from dutybook.ledger import leaf
from dutybook.ledger.canonical import Json
from dutybook.ledger.merkle import leaf_hash
from dutybook_web.models import Account, Event, Ledger, Node, Organisation
from dutybook_web.queries.ledger import peaks_of


def record(
    account: Account | None,
    action: str,
    subject: models.Model,
    organisation: Organisation,
    payload: Mapping[str, Json] | None = None,
    *,
    time: datetime | None = None,
) -> Event:
    """Append an event. It is kept exactly if the transaction that it stands in is.

    Args:
        account: who did it; None for the application itself.
        action: what was done, as `task.complete`.
        subject: what it was done to; has a `key`.
        organisation: in whose name.
        payload: the particulars, without personal data: the ledger never forgets.
        time: when; now, unless a demo tells of the past.

    Raises:
        RuntimeError: outside a transaction, where a failure could leave the change without its event.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{action} is recorded outside a transaction")
    ledger = Ledger.objects.select_for_update().get_or_create(pk=1)[0]
    key, at = str(uuid.uuid4()), time or timezone.now()
    name = f"{subject._meta.model_name}/{getattr(subject, 'key', subject.pk)}"
    actor = leaf.pseudonym(account.key, bytes(account.salt)) if account else None
    data = leaf.encode(leaf.Event(key, at, actor, organisation.key, action, name, payload or {}))
    number = ledger.size
    _grow(ledger, leaf_hash(data))
    return Event.objects.create(
        number=number,
        key=key,
        time=at,
        tenant_id=organisation.root,
        organisation=organisation,
        account=account,
        action=action,
        object=name,
        leaf=data,
    )


def _grow(ledger: Ledger, digest: bytes) -> None:
    peaks = peaks_of(ledger)
    Node.objects.bulk_create(
        [Node(level=node.level, position=node.position, hash=node.hash) for node in peaks.nodes(digest)]
    )
    grown = peaks.append(digest)
    ledger.size, ledger.peaks = grown.size, b"".join(grown.hashes)
    ledger.save(update_fields=["size", "peaks"])

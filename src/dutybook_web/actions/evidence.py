"""Evidence: added as files or as a structured record, tied to more tasks, withdrawn; never changed, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.blob import blob_of
from dutybook_web.actions.record import record
from dutybook_web.files.intake import Taken, take
from dutybook_web.files.refusals import FileRefused
from dutybook_web.models import Evidence, Organisation, Premises, Task
from dutybook_web.queries.evidence import limits, store
from dutybook_web.refusals import Conflict, Refused


class Upload(Protocol):
    """A file as it came in, such as Django's uploaded file."""

    name: str | None
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the pieces that are added together.

    Args:
        organisation: whose they are. premises: where they belong, if to one place.
        kind: one of the catalogue's. title: empty: the name of the file.
        period_start, period_end: the days that they cover. expires_on: the last day on which they count.
        tasks: what they show done.
        received_at: now, unless a demo tells of the past.
    """

    organisation: Organisation
    premises: Premises | None
    kind: str
    title: str = ""
    period_start: date | None = None
    period_end: date | None = None
    expires_on: date | None = None
    tasks: Sequence[Task] = field(default=())
    received_at: datetime | None = None


def add_files(actor: Actor, about: About, uploads: Sequence[Upload]) -> list[Evidence]:
    """Add files, each a piece of its own; either all are added or none.

    Who: evidence.add at the organisation. The contents are on the disk before the rows are written, so that a failure
    leaves at most contents without a row, which `dutybook-web reconcile` finds. Recorded: evidence.add for each.
    """
    taken = [_taken(upload, keep_metadata=about.organisation.keeps_photo_metadata) for upload in uploads]
    with transaction.atomic():
        return [_add(actor, about, _of_file(about, one)) for one in taken]


@transaction.atomic
def add_record(actor: Actor, about: About, values: Mapping[str, Json]) -> Evidence:
    """Add a structured record. Who: evidence.add at the organisation. Recorded: evidence.add with its digest."""
    return _add(actor, about, Evidence(title=about.title, record=dict(values)))


@transaction.atomic
def attach_evidence(actor: Actor, evidence: Evidence, tasks: Sequence[Task]) -> Evidence:
    """Let a piece show more tasks done. Who: evidence.add there. Recorded: evidence.attach with the new tasks."""
    _refuse_withdrawn(evidence)
    there = set(evidence.tasks.values_list("pk", flat=True))
    new = [task for task in tasks if task.pk not in there]
    if new:
        evidence.tasks.add(*new)
        record(actor.account, "evidence.attach", evidence, evidence.organisation, {"tasks": [one.key for one in new]})
    return evidence


@transaction.atomic
def withdraw_evidence(actor: Actor, evidence: Evidence, because: str) -> Evidence:
    """Say that a piece no longer shows anything, and why; it stays. Who: evidence.withdraw there.

    Recorded: evidence.withdraw. Conflict where it was withdrawn already.
    """
    at = timezone.now()
    changed = Evidence.objects.filter(pk=evidence.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_because=because
    )
    if not changed:
        raise Conflict("evidence_withdrawn", _("This piece was withdrawn already."))
    evidence.withdrawn_at, evidence.withdrawn_because = at, because
    record(actor.account, "evidence.withdraw", evidence, evidence.organisation)
    return evidence


def _taken(upload: Upload, *, keep_metadata: bool) -> Taken:
    try:
        return take(upload.file, upload.name or "", store(), limits(), keep_metadata=keep_metadata)
    except FileRefused as error:
        text = _("%(name)s: %(cause)s") % {"name": upload.name, "cause": error.message}
        raise Refused(f"file_{error.code.replace('-', '_')}", text, "uploads") from None


def _of_file(about: About, taken: Taken) -> Evidence:
    blob = blob_of(taken.sha256, taken.size, taken.kind.media_type)
    return Evidence(title=about.title or taken.name, blob=blob, file_name=taken.name)


def _add(actor: Actor, about: About, evidence: Evidence) -> Evidence:
    for name in ("organisation", "premises", "kind", "period_start", "period_end", "expires_on"):
        setattr(evidence, name, getattr(about, name))
    evidence.received_at = about.received_at or timezone.now()
    evidence.added_by = actor.account
    evidence.save()
    evidence.tasks.add(*about.tasks)
    record(
        actor.account, "evidence.add", evidence, about.organisation, _payload(evidence, about), time=about.received_at
    )
    return evidence


def _payload(evidence: Evidence, about: About) -> dict[str, Json]:
    return {
        "kind": evidence.kind,
        "digest": evidence.digest,
        "premises": about.premises.key if about.premises else None,
        "tasks": [task.key for task in about.tasks],
        **{
            name: value.isoformat() if (value := getattr(evidence, name)) else None
            for name in ("period_start", "period_end", "expires_on")
        },
    }


def _refuse_withdrawn(evidence: Evidence) -> None:
    if evidence.withdrawn_at:
        raise Refused("evidence_withdrawn", _("This piece was withdrawn, and shows nothing any more."))

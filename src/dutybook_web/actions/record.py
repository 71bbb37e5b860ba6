"""Appending to the audit record: the last thing that every action does, in its own transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, models
from django.utils import timezone

from dutybook.ledger import leaf
from dutybook.ledger.canonical import Json
from dutybook.ledger.merkle import leaf_hash
from dutybook_web.models import Account, Event, Ledger, Node, Organisation
from dutybook_web.queries.ledger import peaks_of


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded, as `record` takes it."""

    action: str
    subject: models.Model
    organisation: Organisation
    payload: Mapping[str, Json] = field(default_factory=dict)


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
    return record_all(account, [Entry(action, subject, organisation, payload or {})], time=time)[0]


def record_all(account: Account | None, entries: Sequence[Entry], *, time: datetime | None = None) -> list[Event]:
    """Append several events in as many queries as one takes. Arguments and errors as for `record`."""
    if not entries:
        return []
    if not connection.in_atomic_block:
        raise RuntimeError(f"{entries[0].action} is recorded outside a transaction")
    ledger = Ledger.objects.select_for_update().get_or_create(pk=1)[0]
    at = time or timezone.now()
    events = [_event(account, entry, at, ledger.size + place) for place, entry in enumerate(entries)]
    _grow(ledger, [leaf_hash(bytes(event.leaf)) for event in events])
    return Event.objects.bulk_create(events, batch_size=5_000)


def _event(account: Account | None, entry: Entry, at: datetime, number: int) -> Event:
    key = str(uuid.uuid4())
    actor = leaf.pseudonym(account.key, bytes(account.salt)) if account else None
    name = f"{entry.subject._meta.model_name}/{getattr(entry.subject, 'key', entry.subject.pk)}"
    data = leaf.encode(leaf.Event(key, at, actor, entry.organisation.key, entry.action, name, entry.payload))
    return Event(
        number=number,
        key=key,
        time=at,
        tenant_id=entry.organisation.root,
        organisation=entry.organisation,
        account=account,
        action=entry.action,
        object=name,
        leaf=data,
    )


def _grow(ledger: Ledger, digests: Sequence[bytes]) -> None:
    peaks, grown = peaks_of(ledger), []
    for digest in digests:
        grown += [Node(level=node.level, position=node.position, hash=node.hash) for node in peaks.nodes(digest)]
        peaks = peaks.append(digest)
    Node.objects.bulk_create(grown, batch_size=5_000)
    ledger.size, ledger.peaks = peaks.size, b"".join(peaks.hashes)
    ledger.save(update_fields=["size", "peaks"])

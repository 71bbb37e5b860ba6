"""Deciding which duties bind which premises, and keeping what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import transaction

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Binding, BindingChange, Edition, Organisation, Premises, Verdict
from dutybook_web.queries.edition import catalogue_of, edition_in_use, versions_of
from dutybook_web.queries.profile import profiles_of
from dutybook_web.queries.verdict import verdicts

AT_A_TIME = 500
"""Places that are decided together: some queries for all of them."""


@dataclass(slots=True)
class Decided:
    """What a decision changed: how many rows came, changed and went."""

    premises: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def as_payload(self) -> dict[str, int]:
        """For the event."""
        return {"premises": self.premises, "added": self.added, "changed": self.changed, "removed": self.removed}


@transaction.atomic
def decide_premises(premises: Premises, on: date, actor: Actor | None = None) -> Decided:
    """Decide which duties bind a place on a day, by the catalogue in use; nothing before there is one.

    Who: whoever changed a fact of it, or the application. Changes: its bindings. Recorded: duties.decide with counts,
    if anything changed.
    """
    done = Decided()
    edition = edition_in_use(premises.organisation.root)
    if edition is not None:
        _decide([premises.pk], edition, on, done)
    if done:
        account = actor.account if actor else None
        record(account, "duties.decide", premises, premises.organisation, done.as_payload())
    return done


@transaction.atomic
def decide_places(places: Sequence[Premises]) -> Decided:
    """Decide for places of one tenant whose facts have changed, on the day that it is there.

    Who: whoever changed the facts. Changes: their bindings. Recorded: duties.decide at the first place's organisation.
    """
    done = Decided()
    edition = edition_in_use(places[0].organisation.root) if places else None
    if edition is not None:
        _decide([place.pk for place in places], edition, places[0].organisation.today, done)
    if done:
        record(None, "duties.decide", places[0].organisation, places[0].organisation, done.as_payload())
    return done


def decide_tenant(tenant: Organisation, on: date, actor: Actor | None = None) -> Decided:
    """Decide for all premises of a tenant; outside a transaction each batch is committed, so that others can write.

    Who: duties.decide at its root, or the application each day. Changes, recorded: as decide_premises, in one event
    at the end. A failure leaves the batches before it; the next run decides the others.
    """
    done = Decided()
    for numbers in _batches(tenant):
        with transaction.atomic():
            edition = edition_in_use(tenant.pk)  # another one may be applied between two batches
            if edition is not None:
                _decide(numbers, edition, on, done)
    if done:
        with transaction.atomic():
            record(actor.account if actor else None, "duties.decide", tenant, tenant, done.as_payload())
    return done


class _Kept(NamedTuple):
    """What is kept of a binding; no row of the model, since there are millions."""

    pk: int
    version: int
    verdict: str
    since: date


@dataclass(slots=True)
class _Writes:
    """The rows to be written for some places."""

    new: list[Binding] = field(default_factory=list)
    changed: list[Binding] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    history: list[BindingChange] = field(default_factory=list)

    def save(self) -> None:
        Binding._base_manager.filter(pk__in=self.gone).delete()
        Binding._base_manager.bulk_create(self.new, batch_size=5_000)
        Binding._base_manager.bulk_update(self.changed, ["version", "verdict", "since", "decided_on"], batch_size=500)
        BindingChange._base_manager.bulk_create(self.history, batch_size=5_000)


def _decide(numbers: Sequence[int], edition: Edition, on: date, done: Decided) -> None:
    # Locked in one order, so that two decisions of the same places wait for each other.
    rows = Premises._base_manager.filter(pk__in=numbers).select_related("organisation").order_by("pk")
    places = list(rows.select_for_update(of=("self",)))
    profiles, versions, catalogue = profiles_of(places), versions_of(edition), catalogue_of(edition)
    kept = _kept(numbers)
    writes = _Writes()
    for place in places:
        closed = place.closed_on is not None and place.closed_on <= on
        found = {} if closed else verdicts(catalogue, profiles[place.pk].facts, on)
        wanted = {duty: (versions[duty], verdict) for duty, verdict in found.items()}
        _compare(place, wanted, kept.get(place.pk, {}), on, writes)
    writes.save()
    done.premises += len(places)
    done.added += len(writes.new)
    done.changed += len(writes.changed)
    done.removed += len(writes.gone)


def _batches(tenant: Organisation) -> Iterator[list[int]]:
    """The numbers of a tenant's premises, some at a time."""
    numbers = Premises._base_manager.filter(tenant=tenant).order_by("pk").values_list("pk", flat=True)
    found = list(numbers[:AT_A_TIME])
    while found:
        yield found
        found = list(numbers.filter(pk__gt=found[-1])[:AT_A_TIME])


def _kept(numbers: Sequence[int]) -> Mapping[int, dict[str, _Kept]]:
    """The bindings that places have, by the duty."""
    kept: dict[int, dict[str, _Kept]] = {}
    rows = Binding._base_manager.filter(premises__in=numbers)
    names = ("premises_id", "version__duty", "pk", "version_id", "verdict", "since")
    for place, duty, pk, version, verdict, since in rows.values_list(*names):
        kept.setdefault(place, {})[duty] = _Kept(pk, version, verdict, since)
    return kept


def _compare(
    place: Premises,
    found: Mapping[str, tuple[int, Verdict]],
    kept: Mapping[str, _Kept],
    on: date,
    writes: _Writes,
) -> None:
    """Collect what must be written for one place; what stays as it is costs nothing."""
    for duty, (version, verdict) in found.items():
        row = kept.get(duty)
        if row and (row.version, row.verdict) == (version, verdict):
            continue
        writes.history.append(_change(place, version, row.verdict if row else "", verdict, on))
        since = row.since if row and row.verdict == verdict else on
        told = {"version_id": version, "verdict": verdict, "since": since, "decided_on": on}
        if row:
            writes.changed.append(Binding(pk=row.pk, **told))
        else:
            where = {"premises": place, "organisation": place.organisation, "tenant_id": place.tenant_id}
            writes.new.append(Binding(**where, **told))
    for duty in kept.keys() - found.keys():
        writes.gone.append(kept[duty].pk)
        writes.history.append(_change(place, kept[duty].version, kept[duty].verdict, "", on))


def _change(place: Premises, version: int, before: str, after: str, on: date) -> BindingChange:
    return BindingChange(
        premises=place,
        organisation=place.organisation,
        tenant_id=place.tenant_id,
        version_id=version,
        before=before,
        after=after,
        on=on,
    )

"""What changed in the register since a day, and what will change on a coming one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dutybook.catalogue.load import Catalogue, Entry
from dutybook.catalogue.model import CataloguedAct
from dutybook_web.models import BindingChange, Premises
from dutybook_web.queries.verdict import Effect, effect


@dataclass(frozen=True, slots=True)
class Moved:
    """An act that enters into force, or ends, between two days.

    Args:
        on: the first day on which it is so. begins: whether it enters into force. duties: how many it has.
    """

    act: CataloguedAct
    on: date
    begins: bool
    duties: int


@dataclass(frozen=True, slots=True)
class Reach:
    """A duty that comes or goes, and at how many places."""

    entry: Entry
    comes: int
    goes: int


@dataclass(frozen=True, slots=True)
class Coming:
    """What a coming day brings."""

    acts: tuple[Moved, ...]
    duties: tuple[Reach, ...]
    effect: Effect


def changes_since(rows: QuerySet[BindingChange], since: date) -> QuerySet[BindingChange]:
    """What was decided differently from a day on, the newest first, with the wording that it had."""
    return (
        rows.filter(on__gte=since).select_related("premises", "version").defer("version__body").order_by("-on", "-pk")
    )


def coming(catalogue: Catalogue, places: QuerySet[Premises], today: date, day: date) -> Coming:
    """What changes at places from today to a coming day, nothing else than the date being different."""
    acts = tuple(sorted(_moved(catalogue, today, day), key=lambda moved: (moved.on, moved.act.id)))
    # Only what these acts hold can come or go, so that nothing else is worked out.
    moving = {moved.act.id: moved.act for moved in acts}
    entries = tuple(entry for entry in catalogue.entries if entry.act.id in moving)
    part = Catalogue(entries, tuple(moving.values()), {})
    found = effect(places, (part, today), (part, day))
    duties = found.comes.keys() | found.goes.keys()
    reach = (
        Reach(entry, found.comes[duty], found.goes[duty]) for duty, entry in catalogue.by_id.items() if duty in duties
    )
    return Coming(acts, tuple(reach), found)


def _moved(catalogue: Catalogue, today: date, day: date) -> Iterator[Moved]:
    for act in catalogue.acts:
        start, end = act.in_force.start, act.in_force.end
        duties = len(catalogue.of_act(act.id))
        if start and today < start <= day:
            yield Moved(act, start, True, duties)
        if end and today <= end < day:
            yield Moved(act, end, False, duties)

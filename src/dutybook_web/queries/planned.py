"""What is due at premises by the duties that bind them, and what is known for it: bindings, events, exemptions.

A duty that hangs on no event of the place has the same dates everywhere, and they are worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from dutybook.catalogue.cadence import Before, Continuous, Every, Within
from dutybook.catalogue.model import OperatedDuty
from dutybook.conditions.facts import Bilingual
from dutybook.schedule.bound import scheduled
from dutybook.schedule.due import schedule
from dutybook.schedule.model import Due, Scheduled, When
from dutybook_web.models import Binding, Edition, Exemption, Occasion, Premises, Verdict
from dutybook_web.queries.edition import catalogue_of


class Bound(NamedTuple):
    """A duty that binds premises or may bind them, and since when."""

    version: int
    duty: str
    act: str
    provision: str
    workflow: str
    verdict: str
    since: date


class Happened(NamedTuple):
    """An event at premises, and the day on which it was entered."""

    name: str
    at: When
    entered: date


_OWN: Final = Bilingual(
    "法规未定日期，须始终做到；按本单位自定的周期检查",
    "the act sets no date: it must be kept up at all times; looked at in the organisation's own rhythm",
)

Period: TypeAlias = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of several places, by their numbers."""

    bound: Mapping[int, Mapping[str, Bound]]
    happened: Mapping[int, Sequence[Happened]]
    exempt: Mapping[tuple[int, str], Sequence[Period]]


def known_of(places: Iterable[Premises], zone: ZoneInfo) -> Known:
    """What is known of places, in three queries."""
    numbers = [place.pk for place in places]
    bound: dict[int, dict[str, Bound]] = {}
    fields = ("version", "version__duty", "version__act", "version__provision", "version__workflow", "verdict", "since")
    rows = Binding.objects.filter(premises__in=numbers, version__reading_only="")
    for number, *values in rows.values_list("premises_id", *fields):
        found = Bound(*values)
        bound.setdefault(number, {})[found.duty] = found
    happened: dict[int, list[Happened]] = {}
    for occasion in Occasion.objects.filter(premises__in=numbers).order_by("at", "pk"):
        at = occasion.at.astimezone(zone)
        entered = occasion.created_at.astimezone(zone).date()
        when: When = at if occasion.has_time else at.date()
        happened.setdefault(occasion.premises_id, []).append(Happened(occasion.name, when, entered))
    exempt: dict[tuple[int, str], list[Period]] = {}
    granted = Exemption.objects.filter(premises__in=numbers, approved_at__isnull=False, revoked_at=None)
    for number, duty, start, end in granted.values_list("premises_id", "duty", "approved_at", "expires_on"):
        exempt.setdefault((number, duty), []).append((start.astimezone(zone).date(), end))
    return Known(bound, happened, exempt)


def planner_of(edition: Edition, first: date, last: date, zone: str) -> Planner:
    """What works out the dates by an edition from one day to another; kept in memory for the last few."""
    return _planner(edition.digest, edition.pk, first, last, zone)


class Planner:
    """Works out dates.

    Args:
        duties: those that have a cadence, by id. first, last: the days asked for. zone: where a day begins and ends.
        standing: operated duties without a date, by id.
    """

    def __init__(
        self,
        duties: Mapping[str, Scheduled],
        first: date,
        last: date,
        zone: ZoneInfo,
        standing: Mapping[str, Bilingual] = MappingProxyType({}),
    ) -> None:
        self.duties, self.first, self.last, self.zone, self.standing = duties, first, last, zone, standing
        self._shared: dict[str, tuple[Due, ...]] = {}

    def dues(self, bound: Bound, happened: Sequence[Happened]) -> Iterable[Due]:
        """The dates of a duty that binds a place, from the day since which it does.

        A date that is counted from an event is due even before the first day asked for, and before the day since
        which the duty binds if the event was entered after that.
        """
        duty = self.duties.get(bound.duty)
        if duty is None:
            return
        counted = [event for event in happened if event.name == _counts_from(duty)]
        entered = {event.at: event.entered for event in counted}
        for due in self._of_events(duty, counted) if counted else self._of_calendar(duty):
            late = due.anchor is not None and entered.get(due.anchor.at, date.min) >= bound.since
            if self.day(due.due) >= bound.since or late:
                yield due

    def is_standing(self, bound: Bound) -> bool:
        """Whether a duty is worked and has no date of its own."""
        return bound.duty in self.standing

    def rhythm(self, bound: Bound, every: str) -> Iterable[Due]:
        """The dates of a duty that has none in the act, by a rhythm of the organisation's own (`P3M`)."""
        key = f"{bound.duty} {every}"
        if key not in self._shared:
            cadence = TypeAdapter(Every).validate_python({"kind": "every", "period": every})
            duty = Scheduled(bound.duty, self.standing[bound.duty], cadence)
            found = schedule([duty], {}, self.first, self.last, zone=self.zone).dues
            self._shared[key] = tuple(replace(due, rule=f"own {due.rule}", explanation=_OWN) for due in found)
        for due in self._shared[key]:
            if self.day(due.due) >= bound.since:
                yield replace(due, occurrence=f"own {due.occurrence}")

    def day(self, when: When) -> date:
        """The day of a date or an instant at the place."""
        return when.astimezone(self.zone).date() if isinstance(when, datetime) else when

    def _of_calendar(self, duty: Scheduled) -> tuple[Due, ...]:
        if duty.id not in self._shared:
            self._shared[duty.id] = schedule([duty], {}, self.first, self.last, zone=self.zone).dues
        return self._shared[duty.id]

    def _of_events(self, duty: Scheduled, counted: Sequence[Happened]) -> tuple[Due, ...]:
        first = self.first
        if not isinstance(duty.cadence, Every):
            first = min(first, *(self.day(event.at) for event in counted))
        events = {counted[0].name: [event.at for event in counted]}
        return schedule([duty], events, first, self.last, zone=self.zone).dues


def binds(bound: Bound) -> bool:
    """Whether it binds for certain."""
    return bound.verdict == Verdict.BINDS


def _counts_from(duty: Scheduled) -> str | None:
    match duty.cadence:
        case Every(anchor=name):
            return name
        case Within(of=name) | Before(of=name):
            return name
    return None


@lru_cache(maxsize=8)
def _planner(digest: str, edition: int, first: date, last: date, zone: str) -> Planner:
    entries = catalogue_of(Edition(pk=edition, digest=digest)).entries
    worked = [entry.duty for entry in entries if isinstance(entry.duty, OperatedDuty)]
    standing = {
        duty.id: Bilingual(duty.summary.zh, duty.summary.en)
        for duty in worked
        if duty.workflow != "none" and (duty.cadence is None or isinstance(duty.cadence, Continuous))
    }
    return Planner({duty.id: duty for duty in scheduled(entries)}, first, last, ZoneInfo(zone), standing)

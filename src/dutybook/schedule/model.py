"""What goes into a schedule and what comes out: duties with cadences, events, due dates, duties without a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal, TypeAlias

from dutybook.catalogue.cadence import Before, Continuous, Every, Once, OnDate, Within
from dutybook.conditions.facts import Bilingual
from dutybook.errors import ScheduleError
from dutybook.schedule.workdays import Workdays

AnyCadence: TypeAlias = Once | Every | OnDate | Within | Before | Continuous

When: TypeAlias = date | datetime
"""The day of an event, or its instant with an offset from UTC where hours and minutes count."""

Events: TypeAlias = Mapping[str, When | Sequence[When]]
"""When the events happened that duties are counted from; several of a kind in a sequence."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A duty as the schedule sees it.

    Args:
        id: stable and ASCII. title: what is to be done.
        cadence: how often or by when.
        since: the first day on which it binds; it stands for the event `in_force`. until: the last.
        country: whose law and whose working days it is counted by.
    """

    id: str
    title: Bilingual
    cadence: AnyCadence
    since: date | None = None
    until: date | None = None
    country: str = "cn"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The event that a date was counted from."""

    name: str
    at: When


@dataclass(frozen=True, slots=True)
class Due:
    """One due date, and why it is that date.

    Args:
        due: the last day, or the last instant, for it. opens: the first.
        occurrence: a key that stays the same when a table of working days moves the date.
        rule: the cadence in short, for machines: `every P6M calendar`.
        source: the provisions on counting that it rests on.
        skipped: the rest days that were not counted or that it was moved over.
        recurrence: the RFC 5545 rule of the series that it belongs to, where one gives exactly its dates.
    """

    duty: str
    title: Bilingual
    due: When
    opens: When
    occurrence: str
    rule: str
    anchor: Anchor | None
    source: Bilingual
    explanation: Bilingual
    skipped: tuple[date, ...] = ()
    recurrence: str | None = None


Reason = Literal["event", "anchor", "once", "standing", "round", "unknown"]


@dataclass(frozen=True, slots=True)
class Undated:
    """A duty without a date, and why.

    `event`: it starts with an event that has not happened; `anchor`: the day it is counted from is not known;
    `once`: the act names no day; `standing`: it holds at all times; `round`: it goes by the clock;
    `unknown`: the table of working days or the hour of the event is missing.
    """

    duty: str
    title: Bilingual
    reason: Reason
    explanation: Bilingual


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is due between two days, and what has no date."""

    dues: tuple[Due, ...]
    undated: tuple[Undated, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What every date is worked out from: the days asked for, the events, the tables and the place's time zone."""

    first: date
    last: date
    events: Mapping[str, tuple[When, ...]]
    tables: Mapping[str, Workdays]
    zone: tzinfo

    def table(self, country: str) -> Workdays:
        """Return the working days of a country.

        Raises:
            ScheduleError: for a country without a table.
        """
        if country not in self.tables:
            raise ScheduleError(
                country,
                "there is no table of its public holidays and working days",
                "only those of China (cn) are at hand",
            )
        return self.tables[country]

    def day(self, when: When) -> date:
        """Return the calendar day of an event at the place."""
        return when.astimezone(self.zone).date() if isinstance(when, datetime) else when

    def holds(self, when: When) -> bool:
        """Tell whether a date lies among the days asked for."""
        return self.first <= self.day(when) <= self.last

    def happened(self, name: str, duty: Scheduled) -> tuple[When, ...]:
        """Return when an event happened; `in_force` is the day from which the duty binds, unless told otherwise."""
        known = self.events.get(name, ())
        return (duty.since,) if name == "in_force" and not known and duty.since else known

"""Tasks on a calendar: the days of a month or a year with what is due on them, and as dates for a subscribed feed."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from dutybook.conditions.facts import Bilingual
from dutybook.schedule.model import Due
from dutybook_web.models import Task, TaskState
from dutybook_web.queries.task import ALL, WAITING, with_all

SHOWN = 4
"""Tasks of a day that a month shows; the others are counted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A task on a day."""

    url: str
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a grid (components/calendar.html)."""

    date: date
    in_month: bool
    today: bool
    entries: list[Mark]
    more: int
    url: str


def month_of(rows: QuerySet[Task], month: date, today: date) -> list[list[Day]]:
    """The weeks of a month, in two queries however many tasks there are."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    shown = _first_of_each_day(rows.exclude(state=TaskState.WAIVED), weeks[0][0], weeks[-1][-1])
    return [[_day(day, month, today, shown.get(day, [])) for day in week] for week in weeks]


def _first_of_each_day(rows: QuerySet[Task], first: date, last: date) -> Mapping[date, list[tuple[Task, int]]]:
    """The first tasks of each day, each with how many there are on it."""
    place = Window(RowNumber(), partition_by=F("due"), order_by=F("pk").asc())
    number = Window(Count("pk"), partition_by=F("due"))
    # By their numbers alone: ranked with all that is shown of them, a month of a large tenant takes ten times as long.
    ranked = rows.filter(due__range=(first, last)).order_by().annotate(place=place, number=number)
    many = dict(ranked.filter(place__lte=SHOWN).values_list("pk", "number"))
    days: dict[date, list[tuple[Task, int]]] = {}
    for task in with_all(rows.filter(pk__in=many)).order_by("due", "pk"):
        days.setdefault(task.due, []).append((task, many[task.pk]))
    return days


def _day(day: date, month: date, today: date, shown: list[tuple[Task, int]]) -> Day:
    marks = [Mark(reverse("task_page", args=[task.key]), task.title(), task.status(today)) for task, _ in shown]
    more = shown[0][1] - len(marks) if shown else 0
    return Day(
        day,
        day.month == month.month,
        day == today,
        marks,
        more,
        f"{reverse('tasks')}?state={ALL}&start={day}&end={day}",
    )


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year: its first day, and for each day of its weeks the date (None outside) with the count."""

    first: date
    weeks: list[list[tuple[date | None, int]]]


def year_of(rows: QuerySet[Task], year: int) -> list[Month]:
    """The months of a year with how many tasks are due on each day, in one query."""
    days = rows.exclude(state=TaskState.WAIVED).filter(due__range=(date(year, 1, 1), date(year, 12, 31)))
    counts = dict(days.order_by().values("due").annotate(number=Count("pk")).values_list("due", "number"))
    return [Month(date(year, month, 1), _weeks(year, month, counts)) for month in range(1, 13)]


def _weeks(year: int, month: int, counts: Mapping[date, int]) -> list[list[tuple[date | None, int]]]:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return [[(day, counts.get(day, 0)) if day.month == month else (None, 0) for day in week] for week in weeks]


def fed(rows: QuerySet[Task], today: date) -> dict[str, list[Due]]:
    """The tasks of a feed by premises, in one query: those that wait, from two months back on."""
    places: dict[str, list[Due]] = {}
    for task in rows.filter(state__in=WAITING, due__gte=today - timedelta(days=62)):
        # With its organisation: places of the same name are told apart, here and in the events' identities.
        places.setdefault(f"{task.premises.name} · {task.organisation.name}", []).append(_due(task))
    return places


def _due(task: Task) -> Due:
    version = task.version
    source = Bilingual(f"{version.act_title_zh} {version.provision}", f"{version.act_title_en} {version.provision}")
    return Due(
        duty=task.duty,
        title=Bilingual(version.summary_zh, version.summary_en),
        due=task.due_at or task.due,
        opens=task.opens,
        occurrence=task.occurrence,
        rule=task.rule,
        anchor=None,
        source=source,
        explanation=Bilingual(task.explanation_zh, task.explanation_en),
    )


def weekdays() -> Iterable[date]:
    """Seven days that begin with a Monday, for their names."""
    monday = date(2024, 1, 1)
    return [monday + timedelta(days=number) for number in range(7)]

"""The figures of a node of the tree: what is late, what is coming, what is wrong, and who has reported.

Nine queries at most, whatever stands below the node; every figure is the length of a list that the application shows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import CharField, Count, Q, QuerySet, Value

from dutybook_web.access import Actor, visible
from dutybook_web.half_year import HalfYear
from dutybook_web.models import (
    Evidence,
    Hazard,
    HazardGrade,
    HazardState,
    Head,
    Organisation,
    Premises,
    Report,
    ReportKind,
    Task,
)
from dutybook_web.models.hazard import ENDED
from dutybook_web.queries.evidence import in_state
from dutybook_web.queries.ground import Ground, ground_of
from dutybook_web.queries.task import WAITING, mine
from dutybook_web.queries.trend import Month, trend

COMING: Final = timedelta(days=30)
"""How far ahead the tasks that are coming are counted; evidence is by `evidence.SOON`."""

LATELY: Final = timedelta(days=30)
"""How far back the first page looks for what the account itself is to do; all of it stands under "My tasks"."""

AGES: Final = ((0, 7), (8, 30), (31, 90), (91, None))
"""Days since an open hazard was found, from and to."""

GRADES: Final = (HazardGrade.MAJOR.value, HazardGrade.GENERAL.value, "")
SHOWN_TODAY: Final = 5
_ROW: Final = Value(1)
"""Counting this and not a field lets PostgreSQL answer from an index alone."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a node with all below it."""

    overdue: int = 0
    coming: int = 0
    hazards: int = 0
    major: int = 0
    expiring: int = 0
    premises: int = 0


@dataclass(frozen=True, slots=True)
class Age:
    """The open hazards of a grade that were found between two days; `first` is None for those found before `last`."""

    first: date | None
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Grade:
    """The open hazards of a grade, empty for those not graded yet, by age."""

    grade: str
    ages: tuple[Age, ...]

    @property
    def count(self) -> int:
        """Of every age."""
        return sum(age.count for age in self.ages)


@dataclass(frozen=True, slots=True)
class Reported:
    """Of how many places a report was sent for a half-year, and of how many not."""

    half: HalfYear
    sent: int
    missing: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the first page tells of a node.

    Args:
        mine: what the actor itself is to do by today and was since `LATELY`, today's first.
        children: with their figures, by name. tiers: places by tier, strictest name first; empty for none.
        reported: None where the actor may not know. head: the last that was signed, if `knows_record`.
    """

    node: Organisation
    above: tuple[Organisation, ...]
    today: date
    mine: list[Task]
    figures: Figures
    grades: list[Grade]
    tiers: list[tuple[str, int]]
    months: list[Month]
    children: list[tuple[Organisation, Figures]]
    reported: Reported | None
    head: Head | None
    knows_record: bool

    @property
    def soon(self) -> date:
        """The last day of what is coming."""
        return self.today + COMING


def dashboard(actor: Actor, node: Organisation, today: date) -> Dashboard:
    """The figures of a node that the actor may see, in nine queries at most."""
    ground = ground_of(actor, node)
    counts = _ahead(ground, today)
    grades, tiers = _hazards(ground, counts, today), _tiers(ground, counts)
    return Dashboard(
        node,
        ground.above,
        today,
        _mine(actor, today),
        _figures(counts, node),
        grades,
        tiers,
        trend(ground, today),
        [(child, _figures(counts, child)) for child in ground.children],
        _reported(ground, today, counts[node.pk, "premises"]) if actor.may_at(node, "reports.read") else None,
        Head.objects.first() if (knows_record := actor.may_at(node, "audit.read")) else None,
        knows_record,
    )


def _mine(actor: Actor, today: date) -> list[Task]:
    tasks = mine(visible(actor, Task, "tasks.read"), actor).filter(due__gte=today - LATELY, due__lte=today)
    return list(tasks.order_by("-due", "pk")[:SHOWN_TODAY])


def _ahead(ground: Ground, today: date) -> Counter[tuple[int, str]]:
    """What is late, coming and expiring at each node, in one query."""
    tasks = ground.rows(Task, "tasks.read").filter(state__in=WAITING)
    parts: dict[str, QuerySet[Any]] = {
        "overdue": tasks.filter(due__lt=today),
        "coming": tasks.filter(due__gte=today, due__lte=today + COMING),
        "expiring": ground.rows(Evidence, "evidence.read").filter(in_state("expiring", today)),
    }
    one, *others = (
        rows.values(*ground.owner(rows.model), part=Value(name, CharField())).annotate(count=Count("*"))
        for name, rows in parts.items()
    )
    found: Counter[tuple[int, str]] = Counter()
    for row in one.union(*others, all=True):
        for pk in ground.nodes_of(row):
            found[pk, row["part"]] += row["count"]
    return found


def _hazards(ground: Ground, counts: Counter[tuple[int, str]], today: date) -> list[Grade]:
    """The open ones by grade and age; adds those of each node to `counts`."""
    spans = [_span(today, age) for age in AGES]
    ages = {f"age{number}": Count(_ROW, filter=_found(*span)) for number, span in enumerate(spans)}
    standing = [state for state in HazardState if state not in ENDED]
    rows = ground.rows(Hazard, "hazards.read").filter(state__in=standing)
    found: Counter[tuple[str, int]] = Counter()
    for row in rows.values(*ground.owner(Hazard), "grade").annotate(**ages):
        some = [row[name] for name in ages]
        for number, count in enumerate(some):
            found[row["grade"], number] += count
        for pk in ground.nodes_of(row):
            counts[pk, "hazards"] += sum(some)
            counts[pk, "major"] += sum(some) if row["grade"] == HazardGrade.MAJOR else 0
    return [
        Grade(grade, tuple(Age(*span, found[grade, number]) for number, span in enumerate(spans))) for grade in GRADES
    ]


def _tiers(ground: Ground, counts: Counter[tuple[int, str]]) -> list[tuple[str, int]]:
    """The open places by tier, those in none last; adds those of each node to `counts`."""
    rows = ground.rows(Premises, "premises.read").filter(closed_on=None)
    found: Counter[str] = Counter()
    for row in rows.values(*ground.owner(Premises), "tier").annotate(count=Count("*")):
        found[row["tier"]] += row["count"]
        for pk in ground.nodes_of(row):
            counts[pk, "premises"] += row["count"]
    return sorted(found.items(), key=lambda tier: (not tier[0], tier[0]))


def _reported(ground: Ground, today: date, premises: int) -> Reported:
    half = HalfYear.of(today).before
    rows = ground.rows(Report, "reports.read").filter(
        kind=ReportKind.PREMISES,
        period_start=half.start,
        period_end=half.end,
        sent_on__isnull=False,
        premises__closed_on=None,
    )
    sent = rows.aggregate(count=Count("premises", distinct=True))["count"]
    return Reported(half, sent, premises - sent)


def _figures(counts: Counter[tuple[int, str]], node: Organisation) -> Figures:
    return Figures(**{field.name: counts[node.pk, field.name] for field in fields(Figures)})


def _span(today: date, age: tuple[int, int | None]) -> tuple[date | None, date]:
    youngest, oldest = age
    return (None if oldest is None else today - timedelta(days=oldest)), today - timedelta(days=youngest)


def _found(first: date | None, last: date) -> Q:
    return Q(found_on__lte=last) & (Q(found_on__gte=first) if first else Q())

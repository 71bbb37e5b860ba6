"""The last twelve months of a part of the tree: what was due and became of it, what was found and closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import CharField, Count, F, Value

from dutybook_web.models import Hazard, HazardState, Task, TaskState
from dutybook_web.queries.ground import Ground
from dutybook_web.queries.task import WAITING

MONTHS: Final = 12
_DONE: Final = (TaskState.DONE, TaskState.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Month:
    """What became of the tasks due in a month by today, and how many hazards were found and closed in it.

    >>> Month(date(2026, 2, 1)).last
    datetime.date(2026, 2, 28)
    """

    first: date
    on_time: int = 0
    late: int = 0
    overdue: int = 0
    found: int = 0
    closed: int = 0

    @property
    def last(self) -> date:
        """Its last day."""
        return _next(self.first) - timedelta(days=1)


def trend(ground: Ground, today: date) -> list[Month]:
    """The twelve months up to this one, the oldest first, in two queries."""
    months = _months(today)
    tasks, hazards = _tasks(ground, months, today), _hazards(ground, months)
    return [
        Month(
            first,
            tasks[first, TaskState.DONE],
            tasks[first, TaskState.DONE_LATE],
            tasks[first, "overdue"],
            hazards[first, "found"],
            hazards[first, "closed"],
        )
        for first in months
    ]


def _tasks(ground: Ground, months: Sequence[date], today: date) -> Counter[tuple[date, str]]:
    """Counted by day, which an index holds in order: a group for each month would be sorted row by row."""
    rows = ground.rows(Task, "tasks.read").filter(
        state__in=(*_DONE, *WAITING), due__gte=months[0], due__lt=_next(months[-1])
    )
    found: Counter[tuple[date, str]] = Counter()
    for state, due, count in rows.values_list("state", "due").annotate(count=Count("*")).order_by():
        if state in _DONE:
            found[due.replace(day=1), state] += count
        elif due < today:
            found[due.replace(day=1), "overdue"] += count
    return found


def _hazards(ground: Ground, months: Sequence[date]) -> Counter[tuple[date, str]]:
    rows, start, end = ground.rows(Hazard, "hazards.read"), months[0], _next(months[-1])
    parts = (
        ("found", "found_on", rows.exclude(state=HazardState.DISMISSED)),
        ("closed", "closed_on", rows.filter(state=HazardState.CLOSED)),
    )
    one, other = (
        some.filter(**{f"{field}__gte": start, f"{field}__lt": end})
        .values(part=Value(what, CharField()), day=F(field))
        .annotate(count=Count("*"))
        .values_list("part", "day", "count")
        for what, field, some in parts
    )
    found: Counter[tuple[date, str]] = Counter()
    for what, day, count in one.union(other, all=True):
        found[day.replace(day=1), what] += count
    return found


def _months(today: date) -> list[date]:
    first, months = today.replace(day=1), []
    for _ in range(MONTHS):
        months.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    return months[::-1]


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)

"""What became of the hazards that were found in a month, a quarter or a year: counted in the database."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from dutybook_web.models import Hazard, HazardGrade, HazardKind, HazardState
from dutybook_web.models.hazard import ENDED
from dutybook_web.queries.hazard import overdue

_COUNTS = ("found", "fixed", "late", "open", "overdue", "major", "supervised")


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a quarter or month of it.

    Args:
        part: empty for the year, `q1` to `q4`, `m01` to `m12`.

    >>> Period(2026, "q1").first, Period(2026, "q1").last
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    """

    year: int
    part: str = ""

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self._months[0], 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self._months[1], monthrange(self.year, self._months[1])[1])

    @property
    def _months(self) -> tuple[int, int]:
        if not self.part:
            return 1, 12
        number = int(self.part[1:])
        return (number, number) if self.part[0] == "m" else (number * 3 - 2, number * 3)


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of the statistics.

    Args:
        found: in the period; reports that told of no hazard do not count.
        fixed: of those, closed by now. late: of the fixed ones, after their deadline.
        open, overdue: of those, today.
    """

    label: str
    found: int
    fixed: int
    late: int
    open: int
    overdue: int
    major: int
    supervised: int

    @property
    def rate(self) -> Decimal | None:
        """Of a hundred found, how many are fixed; none where none was found."""
        if not self.found:
            return None
        return (Decimal(100 * self.fixed) / self.found).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a period, as of a day."""

    period: Period
    today: date
    total: Figures
    by_grade: list[Figures]
    by_kind: list[Figures]
    by_organisation: list[Figures]


def statistics(rows: QuerySet[Hazard], period: Period, today: date) -> Statistics:
    """Count the hazards found in the period, of those that the actor may see. Four queries."""
    found, counts = found_in(rows, period.first, period.last), _counts(today)
    kinds = dict(HazardKind.choices)
    return Statistics(
        period,
        today,
        _figures("", found.aggregate(**counts)),
        by_grade(found, today),
        [
            _figures(kinds.get(row["kind"], _("No kind told yet")), row)
            for row in found.values("kind").annotate(**counts).order_by("kind")
        ],
        [
            _figures(row["organisation__name"], row)
            for row in found.values("organisation__name", "organisation__path")
            .annotate(**counts)
            .order_by("organisation__path")
        ],
    )


def found_in(rows: QuerySet[Hazard], first: date, last: date) -> QuerySet[Hazard]:
    """Those that were found on some days; reports that told of no hazard do not count."""
    return rows.filter(found_on__range=(first, last)).exclude(state=HazardState.DISMISSED).order_by()


def by_grade(found: QuerySet[Hazard], today: date) -> list[Figures]:
    """Their figures for each grade, in one query."""
    grades = dict(HazardGrade.choices)
    rows = found.values("grade").annotate(**_counts(today)).order_by("grade")
    return [_figures(grades.get(row["grade"], _("Not graded yet")), row) for row in rows]


def _counts(today: date) -> dict[str, Count]:
    closed = Q(state=HazardState.CLOSED)
    parts = {
        "found": Q(),
        "fixed": closed,
        "late": closed & Q(fixed_on__gt=F("deadline")),
        "open": ~Q(state__in=ENDED),
        "overdue": overdue(today),
        "major": Q(grade=HazardGrade.MAJOR),
        "supervised": Q(supervised=True),
    }
    return {f"count_{name}": Count("pk", filter=part) for name, part in parts.items()}


def _figures(label: Any, row: Mapping[str, Any]) -> Figures:
    return Figures(str(label), *(row[f"count_{name}"] for name in _COUNTS))

"""Charts of bars by month, as numbers that a template writes into SVG: no script, and no style but classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import template

from dutybook_web.queries.trend import Month

register = template.Library()

LEFT, TOP, BOTTOM, RIGHT = 52, 12, 160, 596
GAP: Final = 0.2
"""Of the width of a month, what stays free on either side."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `tone` is a class of docs/look.md."""

    tone: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with its number."""

    y: float
    label: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The name of a month below its bars, with the year where one begins."""

    x: float
    label: str
    year: str


@register.simple_tag
def month_bars(months: Sequence[Month], *series: str, stacked: bool = False) -> dict[str, Any]:
    """Bars of figures of months.

    Args:
        series: `figure tone`, such as `on_time good`. stacked: upon each other and not side by side.
    """
    names = [tuple(one.split()) for one in series]
    values = [[getattr(month, name) for name, _tone in names] for month in months]
    top = ceiling(max((sum(row) if stacked else max(row) for row in values), default=0))
    step = (RIGHT - LEFT) / max(len(months), 1)
    tones = [tone for _name, tone in names]
    return {
        "bars": [
            bar
            for number, row in enumerate(values)
            for bar in _bars(row, tones, LEFT + step * (number + GAP), step * (1 - 2 * GAP), top, stacked)
        ],
        "lines": [Line(_y(value, top), value) for value in (top // 2, top)],
        "ticks": [_tick(month, LEFT + step * (number + 0.5), number) for number, month in enumerate(months)],
    }


@register.filter
def share_of(count: int, total: int) -> int:
    """How many of a hundred."""
    return round(100 * count / total) if total else 0


def ceiling(value: int) -> int:
    """The round number, even, at which an axis ends.

    >>> [ceiling(value) for value in (0, 1, 7, 30, 1999, 40_001)]
    [2, 2, 8, 40, 2000, 60000]
    """
    size = 1
    while True:
        for leading in (2, 4, 6, 8):
            if leading * size >= value:
                return leading * size
        size *= 10


def _bars(row: list[int], tones: list[str], x: float, width: float, top: int, stacked: bool) -> list[Bar]:
    found, below = [], 0
    each = width if stacked else width / len(row)
    for number, (value, tone) in enumerate(zip(row, tones, strict=True)):
        if value:
            y = _y(below + value, top)
            left = x if stacked else x + each * number
            found.append(Bar(tone, round(left, 1), y, round(each, 1), round(_y(below, top) - y, 1)))
        below += value if stacked else 0
    return found


def _tick(month: Month, x: float, number: int) -> Tick:
    # Beside that of a January there is no room for another year.
    named = month.first.month == 1 or (number == 0 and month.first.month != 12)
    return Tick(round(x, 1), str(month.first.month), str(month.first.year) if named else "")


def _y(value: int, top: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)

"""Half-years: the periods that reports tell of, by the calendar of an organisation's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.translation import get_language

_NAME = re.compile(r"([12][0-9]{3})-H([12])")


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """January to June, or July to December.

    >>> one = HalfYear.of(date(2026, 7, 1))
    >>> one.name, one.start, one.end, one.before.name, one.after.name
    ('2026-H2', datetime.date(2026, 7, 1), datetime.date(2026, 12, 31), '2026-H1', '2027-H1')
    """

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The one that a day is in."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def read(cls, name: str) -> Self | None:
        """The one with a name such as `2026-H1`; None for what is no such name."""
        found = _NAME.fullmatch(name)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def name(self) -> str:
        """As it stands in addresses."""
        return f"{self.year}-H{self.half}"

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> HalfYear:
        """The one before it."""
        return HalfYear.of(self.start - timedelta(days=1))

    @property
    def after(self) -> HalfYear:
        """The one after it."""
        return HalfYear.of(self.end + timedelta(days=1))

    @property
    def words(self) -> str:
        """As a reader calls it, in the language of the page."""
        if get_language() == "zh-hans":
            return f"{self.year}年{'上' if self.half == 1 else '下'}半年"
        return f"{'January to June' if self.half == 1 else 'July to December'} {self.year}"


def latest(today: date, count: int = 6) -> tuple[HalfYear, ...]:
    """The half-years up to the one that a day is in, the newest first."""
    found = [HalfYear.of(today)]
    while len(found) < count:
        found.append(found[-1].before)
    return tuple(found)


def within(start: date, end: date) -> tuple[HalfYear, ...]:
    """The half-years that end between two days, both included, the oldest first.

    >>> [one.name for one in within(date(2025, 7, 1), date(2026, 6, 30))]
    ['2025-H2', '2026-H1']
    """
    one, found = HalfYear.of(start), []
    while one.end <= end:
        found.append(one)
        one = one.after
    return tuple(found)

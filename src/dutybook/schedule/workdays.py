"""Working days from a table of announced days: public holidays, and the weekend days worked to make up for them.

The table is a CSV (`date,kind,name,name_en`; kind `holiday` or `workday`) with the days that differ from Monday
to Friday. A year without a row is a year that nobody has announced: asking about it is an error, never a guess.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dutybook.conditions.facts import Bilingual
from dutybook.errors import ScheduleError

DAY: Final = timedelta(days=1)
COLUMNS: Final = ["date", "kind", "name", "name_en"]
_WEEKEND: Final = Bilingual("周末", "weekend")
_UNSETTLED: Final = (12, 29)
"""From here on, the notice for the next year has moved days of December (2011, 2018, 2022, …)."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A day that an announcement made a rest day or a working day."""

    day: date
    works: bool
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of one country for the years that its table holds.

    Args:
        country: ISO 3166-1 code in small letters.
        announced: the days that differ from Monday to Friday.
        years: the years that the table holds.
        place: where the table comes from, for messages.
    """

    country: str
    announced: Mapping[date, Announced]
    years: frozenset[int]
    place: str

    def works(self, day: date) -> bool:
        """Tell whether `day` is a working day.

        Raises:
            ScheduleError: for a year that the table does not hold.

        >>> china().works(date(2026, 2, 28)), china().works(date(2026, 10, 5))
        (True, False)
        """
        self._must_hold(day.year)
        found = self.announced.get(day)
        return found.works if found else day.weekday() < 5

    def from_here(self, day: date, limit: date = date.max) -> date:
        """Return `day` if it is a working day, else the next one.

        Args:
            day: where to start. limit: a day after it is returned unseen, so that its year need not be known.

        Raises:
            ScheduleError: when the way leads into a year that the table does not hold.

        >>> china().from_here(date(2026, 10, 3))
        datetime.date(2026, 10, 8)
        """
        while day <= limit and not self.works(day):
            day += DAY
        return day

    def step(self, day: date, count: int, limit: date | None = None) -> date:
        """Return the working day that is `count` working days after `day` (before it, if negative).

        Args:
            day: where to start; it does not count itself and may be a rest day.
            count: how many working days; with 0, `day` is returned as it is.
            limit: a day beyond it is returned unseen, so that its year need not be known.

        Raises:
            ScheduleError: when the way leads into a year that the table does not hold.

        >>> china().step(date(2026, 2, 13), 2)   # Saturday the 14th is worked, then nine days of festival
        datetime.date(2026, 2, 24)
        """
        direction, left = (DAY, count) if count > 0 else (-DAY, -count)
        while left:
            day += direction
            if limit is not None and (day > limit if count > 0 else day < limit):
                return day
            left -= self.works(day)
        return day

    def why_rest(self, day: date) -> Bilingual:
        """Return the name of the rest day: the holiday's, or the weekend's."""
        found = self.announced.get(day)
        return found.name if found else _WEEKEND

    def unsettled(self, day: date) -> bool:
        """Tell whether the notice for the following year, not in the table yet, may still change `day`."""
        return (day.month, day.day) >= _UNSETTLED and day.year in self.years and day.year + 1 not in self.years

    def _must_hold(self, year: int) -> None:
        if year not in self.years:
            raise ScheduleError(
                self.place,
                f"the public holidays and make-up working days of {year} are not in the table ({_spans(self.years)})",
                f"add them to a copy of the table once they are announced and give it with --workdays; "
                f"no date that depends on {year} is guessed",
            )


def read(path: Path, country: str = "cn") -> Workdays:
    """Read a table of announced days from a CSV file.

    Args:
        path: the file. country: whose days it holds.

    Raises:
        ScheduleError: with the line, for a file that is not such a table.
        OSError: for a file that cannot be opened.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScheduleError(path.name, "the table of working days is not UTF-8", "save it as UTF-8") from error
    return _table(text, country, path.name)


@cache
def china() -> Workdays:
    """Return the table that comes with Dutybook: China, from the notices of the State Council (国务院办公厅)."""
    name = "workdays-cn.csv"
    return _table(files(__package__).joinpath("data", name).read_text("utf-8"), "cn", name)


def _table(text: str, country: str, place: str) -> Workdays:
    rows = csv.reader(text.splitlines())
    if next(rows, None) != COLUMNS:
        raise ScheduleError(f"{place}:1", "not a table of working days", f"begin it with the line {','.join(COLUMNS)}")
    announced: dict[date, Announced] = {}
    for found in _rows(rows, place):
        if found.day in announced:
            raise ScheduleError(place, f"{found.day} stands twice", "keep one of the two lines")
        announced[found.day] = found
    years = frozenset(day.year for day in announced)
    return Workdays(country, MappingProxyType(announced), years, place)


def _rows(rows: Iterator[list[str]], place: str) -> Iterator[Announced]:
    for line, row in enumerate(rows, start=2):
        try:
            day, kind, zh, en = row
            yield Announced(date.fromisoformat(day), {"holiday": False, "workday": True}[kind], Bilingual(zh, en))
        except (ValueError, KeyError) as error:
            remedy = "write a line as 2026-10-01,holiday,国庆节,National Day; the kind is holiday or workday"
            raise ScheduleError(f"{place}:{line}", f"{','.join(row)!r} is no announced day", remedy) from error


def _spans(years: Iterable[int]) -> str:
    ordered = sorted(years)
    if not ordered:
        return "which is empty"
    whole = len(ordered) == ordered[-1] - ordered[0] + 1
    return f"which holds {ordered[0]} to {ordered[-1]}" if whole else "which holds " + ", ".join(map(str, ordered))

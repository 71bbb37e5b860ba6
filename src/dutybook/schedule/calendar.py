"""Dates from periods: the ends of calendar periods, corresponding days, and the days of a year.

Nothing here knows of holidays or of law but the Civil Code's rule (民法典 art. 202) that a month without the
corresponding day ends the period on its last day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dutybook.catalogue.cadence import Period

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A period in time by its first and its last day; `number` counts it from the anchor where there is one."""

    first: date
    last: date
    number: int = 0


def shifted(day: date, period: Period, times: int = 1) -> date:
    """Return the day that lies `times` periods after `day` (before it, if negative): the corresponding day.

    Args:
        day: where to start; it is not counted itself.
        period: in years, months, weeks or days.

    >>> shifted(date(2024, 2, 29), Period(1, "Y")), shifted(date(2026, 1, 31), Period(1, "M"))
    (datetime.date(2025, 2, 28), datetime.date(2026, 2, 28))
    """
    if period.months:
        return day + relativedelta(months=times * period.months)
    return day + times * period.days * DAY


def calendar_spans(period: Period, first: date, last: date, since: int | None = None) -> Iterator[Span]:
    """Yield the calendar's periods that end from `first` to `last`: days, weeks, months, quarters, halves, years.

    Args:
        period: one day, one week, months that divide a year, or whole years.
        since: the year with which periods of several years begin; not after `first`.

    >>> [str(span.last) for span in calendar_spans(Period(6, "M"), date(2026, 1, 1), date(2026, 12, 31))]
    ['2026-06-30', '2026-12-31']
    """
    begin = _period_of(period, first, since)
    while begin <= last:
        end = shifted(begin, period) - DAY
        if first <= end <= last:
            yield Span(begin, end)
        begin = end + DAY


def _period_of(period: Period, day: date, since: int | None) -> date:
    """Return the first day of the calendar period that `day` lies in."""
    if period.days:
        return day - timedelta(days=day.weekday() if period.days == 7 else 0)
    months = (day.year - (since or 0)) * 12 + day.month - 1
    whole = months - months % period.months
    return date((since or 0) + whole // 12, whole % 12 + 1, 1)


def anniversaries(anchor: date, period: Period, first: date, last: date) -> Iterator[Span]:
    """Yield the periods counted from `anchor` that end from `first` to `last`, each from the anchor itself.

    Counting each from the anchor keeps the 31st: after 28 February comes 31 March.

    >>> start = date(2026, 1, 31)
    >>> [str(span.last) for span in anniversaries(start, Period(1, "M"), start, date(2026, 3, 31))]
    ['2026-02-28', '2026-03-31']
    """
    length = period.months * 31 + period.days
    number = max(1, (first - anchor).days // length)
    while (end := shifted(anchor, period, number)) <= last:
        if end >= first:
            yield Span(shifted(anchor, period, number - 1) + DAY, end, number)
        number += 1


def day_of_year(text: str, year: int) -> date:
    """Return the day `--MM-DD` of a year; `--02-29` is the last day of February.

    >>> day_of_year("--04-15", 2026), day_of_year("--02-29", 2026)
    (datetime.date(2026, 4, 15), datetime.date(2026, 2, 28))
    """
    month, day = int(text[2:4]), int(text[5:7])
    return date(year, month, 1) + relativedelta(day=day)

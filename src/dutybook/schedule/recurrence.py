"""The dates of a cadence as a recurrence rule (RFC 5545 section 3.3.10), where one rule gives exactly those dates.

A date that may run on from a rest day follows no rule, and gets none.
"""

from __future__ import annotations

from datetime import date

from dutybook.catalogue.cadence import Every, OnDate
from dutybook.schedule.counting import RULES

_MONTH_END = "BYMONTHDAY=-1"


def of_periods(cadence: Every, start: date) -> str | None:
    """Return the rule of the dates of a period that repeats.

    Args:
        cadence: of days or longer. start: the day that anniversaries are counted from; else it does not matter.

    >>> from dutybook.catalogue.cadence import Period
    >>> of_periods(Every(kind="every", period=Period(6, "M")), date(2026, 1, 1))
    'FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1'
    """
    period = cadence.period
    if RULES[cadence.counting].runs_on:
        return None
    if period.days:
        return f"FREQ={'WEEKLY' if period.unit == 'W' else 'DAILY'};INTERVAL={period.n}"
    month, day = (start.month, start.day) if cadence.align == "anniversary" else (12, 31)
    years, months = divmod(period.months, 12)
    return _monthly(period.months, day) if months else _yearly(years, month, day)


def of_day(cadence: OnDate, text: str) -> str | None:
    """Return the rule of one of the days of the year of a cadence.

    >>> of_day(OnDate(kind="on_date", dates=("--04-15",)), "--04-15")
    'FREQ=YEARLY;INTERVAL=1;BYMONTH=4;BYMONTHDAY=15'
    """
    return None if RULES[cadence.counting].runs_on else _yearly(1, int(text[2:4]), int(text[5:7]))


def _yearly(years: int, month: int, day: int) -> str:
    """A day of one month; 29 February is the last of February in every year."""
    chosen = _MONTH_END if (month, day) == (2, 29) else f"BYMONTHDAY={day}"
    return f"FREQ=YEARLY;INTERVAL={years};BYMONTH={month};{chosen}"


def _monthly(months: int, day: int) -> str:
    """A day of the month, or the month's last where it is too short: the last of those that exist up to it."""
    if day == 31:
        chosen = _MONTH_END
    elif day > 28:
        chosen = f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"
    else:
        chosen = f"BYMONTHDAY={day}"
    return f"FREQ=MONTHLY;INTERVAL={months};{chosen}"

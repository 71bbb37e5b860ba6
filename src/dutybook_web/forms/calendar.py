"""Which month or year of the calendar is asked for; that of today where it is not a good one."""

from __future__ import annotations

import re
from datetime import date

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def month_asked_for(text: str, today: date) -> date:
    """The first day of a month.

    >>> month_asked_for("2026-02", date(2026, 5, 4)), month_asked_for("soon", date(2026, 5, 4))
    (datetime.date(2026, 2, 1), datetime.date(2026, 5, 1))
    """
    found = _MONTH.fullmatch(text)
    if found and 1 <= int(found[2]) <= 12:
        return date(year_asked_for(found[1], today), int(found[2]), 1)
    return today.replace(day=1)


def year_asked_for(text: str, today: date) -> int:
    """A year from 2000 to 2099.

    >>> year_asked_for("2024", date(2026, 5, 4)), year_asked_for("0", date(2026, 5, 4))
    (2024, 2026)
    """
    return int(text) if re.fullmatch(r"20\d\d", text, re.ASCII) else today.year

"""A slow second opinion on due dates: it looks at one day after another and asks whether it is the day.

It shares no code with `dutybook.schedule`: no month arithmetic, no table of ours (working days are those of
`chinese_calendar`), no recurrence. `drawn` makes cases for it, from a `random.Random` or from Hypothesis.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from random import Random
from typing import Any

import chinese_calendar

ONE = timedelta(days=1)
SHANGHAI = timezone(timedelta(hours=8))
ROLLS = {"civil", "civil_procedure", "administrative_reconsideration"}
WORKING = {
    "administrative_licence": set(range(1, 1000)),
    "administrative_penalty": {2, 3, 5, 7},
    "administrative_reconsideration": {3, 5, 7, 10},
    "administrative_coercion": set(range(1, 11)),
}
COUNTINGS = ["plain", "civil", "civil_procedure", *WORKING]
BOUNDARIES = [
    *(date(year, month, day) for year in (2008, 2016, 2020, 2024) for month, day in ((2, 28), (2, 29), (3, 1))),
    *(date(year, month, day) for year in range(2007, 2026) for month, day in ((1, 31), (10, 1), (12, 31))),
    *(date(2026, 2, day) for day in range(8, 29)),
    *(date(2025, 1, day) for day in range(20, 32)),
    *(date(2021, 9, day) for day in range(13, 31)),
]


@dataclass(frozen=True)
class Case:
    cadence: dict[str, Any]
    at: date | datetime | None
    first: date
    last: date


@cache
def works(day: date) -> bool:
    """Working days of the library, with the one day that the State Council's notice for 2006 shows it to lack."""
    return day == date(2005, 12, 31) or chinese_calendar.is_workday(day)


def answer(case: Case) -> list[date | datetime] | str:
    """Every due date of the case among the days asked for; "unknown" where a year is needed that nobody announced."""
    try:
        return _answer(case)
    except NotImplementedError:
        return "unknown"


def _answer(case: Case) -> list[date | datetime]:
    kind = case.cadence["kind"]
    if kind == "within":
        found = [_after(case)]
    elif kind == "before":
        found = [_ahead(case)]
    else:
        is_end = _is_period_end if kind == "every" else _is_date
        moves = case.cadence.get("counting", "plain") in ROLLS
        day, found = case.first - 40 * ONE if moves else case.first, []
        while day <= case.last:
            if is_end(day, case):
                found.append(_moved(day, case))
            day += ONE
    return sorted(day for day in found if case.first <= _local(day) <= case.last)


def _local(at: date | datetime) -> date:
    return at.astimezone(SHANGHAI).date() if isinstance(at, datetime) else at


def _moved(day: date, case: Case) -> date:
    while case.cadence.get("counting", "plain") in ROLLS and day <= case.last and not works(day):
        day += ONE
    return day


def _is_period_end(day: date, case: Case) -> bool:
    number, unit = int(case.cadence["period"][1:-1]), case.cadence["period"][-1]
    if case.cadence.get("align") == "anniversary":
        return day > _local(case.at) and _corresponds(day, _local(case.at), number, unit)
    if case.at and day < _local(case.at):
        return False
    tomorrow = day + ONE
    if unit == "D":
        return True
    if unit == "W":
        return tomorrow.weekday() == 0
    months = number * (12 if unit == "Y" else 1)
    if tomorrow.day != 1:
        return False
    if months <= 12:
        return day.month % months == 0
    since = _local(case.at).year
    return tomorrow.month == 1 and tomorrow.year > since and (tomorrow.year - since) * 12 % months == 0


def _corresponds(day: date, start: date, number: int, unit: str) -> bool:
    if unit in "DW":
        return (day - start).days % (number * (7 if unit == "W" else 1)) == 0
    months = (day.year - start.year) * 12 + day.month - start.month
    whole = months % (number * (12 if unit == "Y" else 1)) == 0
    return whole and day.day == min(start.day, monthrange(day.year, day.month)[1])


def _is_date(day: date, case: Case) -> bool:
    named = f"--{day:%m-%d}" in case.cadence["dates"]
    return named or ("--02-29" in case.cadence["dates"] and (day + ONE).month == 3 and day.month == 2)


def _after(case: Case) -> date | datetime:
    period, counting = case.cadence["period"], case.cadence.get("counting", "plain")
    if period.startswith("PT"):
        return case.at + timedelta(minutes=int(period[2:-1]) * (60 if period[-1] == "H" else 1))
    number, unit, day = int(period[1:-1]), period[-1], _local(case.at)
    if unit == "D" and (case.cadence.get("working_days") or number in WORKING.get(counting, ())):
        return _worked(day, number, ONE, case)
    return _moved(_walked(day, number, unit, ONE), case)


def _ahead(case: Case) -> date | datetime:
    period = case.cadence["period"]
    if period.startswith("PT"):
        return case.at - timedelta(minutes=int(period[2:-1]) * (60 if period[-1] == "H" else 1))
    number, unit, day = int(period[1:-1]), period[-1], _local(case.at)
    return _worked(day, number, -ONE, case) if case.cadence.get("working_days") else _walked(day, number, unit, -ONE)


def _worked(day: date, number: int, step: timedelta, case: Case) -> date:
    """Go on until the days are counted, or until the days asked for are left behind."""
    while number:
        day += step
        if day > case.last if step == ONE else day < case.first:
            return day
        number -= works(day)
    return day


def _walked(start: date, number: int, unit: str, step: timedelta) -> date:
    """Go day by day to the one that corresponds to the start, the given number of units away."""
    day, goal = start, number * {"Y": 12, "M": 1, "W": 7, "D": 1}[unit]
    while True:
        if unit in "DW":
            away, corresponds = abs((day - start).days), True
        else:
            away = abs((day.year - start.year) * 12 + day.month - start.month)
            corresponds = day.day == min(start.day, monthrange(day.year, day.month)[1])
        if away == goal and corresponds:
            return day
        day += step


def drawn(random: Random) -> Case:
    """A case of any kind: half of its days near a boundary, the rest anywhere that the table holds."""
    make = random.choice([_every_case, _every_case, _date_case, _within_case, _within_case, _before_case])
    cadence, at = make(random)
    if cadence["kind"] in {"within", "before"}:
        first = _local(at) - timedelta(days=random.randrange(200))
        return Case(cadence, at, first, first + timedelta(days=400))
    first = max(_day(random) - timedelta(days=random.randrange(60)), date(2004, 3, 1))
    return Case(cadence, at, first, first + timedelta(days=random.randrange(random.choice([50, 400]))))


def _day(random: Random) -> date:
    if random.randrange(2):
        return random.choice(BOUNDARIES)
    return date(2005, 1, 1) + timedelta(days=random.randrange(7700))


def _every_case(random: Random) -> tuple[dict[str, Any], date | None]:
    cadence: dict[str, Any] = {
        "kind": "every",
        "counting": random.choice(["plain", "plain", "civil", "civil_procedure"]),
    }
    if random.randrange(2):
        cadence["align"], cadence["anchor"] = "anniversary", "licence"
        cadence["period"] = f"P{random.randrange(1, 19)}{random.choice('YMMWD')}"
        return cadence, _day(random)
    cadence["period"] = random.choice(
        ["P1D", "P1W", "P1M", "P2M", "P3M", "P4M", "P6M", "P12M", "P1Y", "P2Y", "P3Y", "P24M"]
    )
    if cadence["period"] in {"P2Y", "P3Y", "P24M"} or random.randrange(4) == 0:
        cadence["anchor"] = "licence"
        return cadence, _day(random)
    return cadence, None


def _date_case(random: Random) -> tuple[dict[str, Any], None]:
    dates = sorted({f"--{random.choice(BOUNDARIES):%m-%d}" for _ in range(random.randrange(1, 4))} - {"--02-28"})
    by = bool(random.randrange(2))
    counting = random.choice(["plain", "civil"]) if by else "plain"
    return {"kind": "on_date", "dates": dates or ["--04-15"], "by": by, "counting": counting}, None


def _within_case(random: Random) -> tuple[dict[str, Any], date | datetime]:
    if random.randrange(4) == 0:
        return {"kind": "within", "of": "incident", "period": _clock(random)}, _instant(random)
    cadence = {"kind": "within", "of": "incident", "counting": random.choice(COUNTINGS), "period": _length(random)}
    cadence["working_days"] = cadence["period"].endswith("D") and bool(random.randrange(2))
    return cadence, random.choice([_day, _instant])(random)


def _before_case(random: Random) -> tuple[dict[str, Any], date | datetime]:
    if random.randrange(4) == 0:
        return {"kind": "before", "of": "incident", "period": _clock(random)}, _instant(random)
    period = _length(random)
    working = period.endswith("D") and bool(random.randrange(2))
    return {"kind": "before", "of": "incident", "period": period, "working_days": working}, _day(random)


def _length(random: Random) -> str:
    unit = random.choice("YMWDDDD")
    return f"P{random.randrange({'Y': 4, 'M': 30, 'W': 10, 'D': 40}[unit])}{unit}"


def _clock(random: Random) -> str:
    return random.choice([f"PT{random.randrange(0, 100)}H", f"PT{random.randrange(0, 3000)}M"])


def _instant(random: Random) -> datetime:
    day = _day(random)
    zone = timezone(timedelta(hours=random.choice([8, 8, 0, -5])))
    return datetime(day.year, day.month, day.day, random.randrange(24), random.randrange(60), tzinfo=zone)

"""Why a date is what it is, in Chinese and English: the sentences that each due date carries."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from dutybook.catalogue.cadence import Period
from dutybook.catalogue.events import events
from dutybook.conditions.facts import Bilingual
from dutybook.schedule.workdays import Workdays

_ZH_UNITS = {"Y": "年", "M": "个月", "W": "周", "D": "日", "h": "小时", "m": "分钟"}
_EN_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "h": "hour", "m": "minute"}
_EVERY = {
    "P1D": Bilingual("每日", "every day"),
    "P1W": Bilingual("每周", "every week"),
    "P1M": Bilingual("每月", "every month"),
    "P3M": Bilingual("每季度", "every quarter"),
    "P6M": Bilingual("每半年", "every half-year"),
    "P12M": Bilingual("每年", "every year"),
    "P1Y": Bilingual("每年", "every year"),
}


def joined(*parts: Bilingual | None) -> Bilingual:
    """Join the parts that there are into one sentence in each language.

    >>> joined(Bilingual("每年", "every year"), None, Bilingual("顺延", "moved")).zh
    '每年；顺延'
    """
    there = [part for part in parts if part]
    return Bilingual("；".join(part.zh for part in there), "; ".join(part.en for part in there))


def length(period: Period, working_days: bool = False) -> Bilingual:
    """Say how long a period is.

    >>> length(Period(5, "D"), working_days=True).en, length(Period(1, "h")).zh
    ('5 working days', '1小时')
    """
    plural = "" if period.n == 1 else "s"
    if working_days:
        return Bilingual(f"{period.n}个工作日", f"{period.n} working day{plural}")
    return Bilingual(f"{period.n}{_ZH_UNITS[period.unit]}", f"{period.n} {_EN_UNITS[period.unit]}{plural}")


def within(period: Period, working_days: bool, start: Bilingual) -> Bilingual:
    """Say how long after an event; `start` is the event with its day or instant.

    >>> within(Period(30, "D"), False, Bilingual("开业", "opening")).en
    'within 30 days of opening; that day is not counted'
    >>> within(Period(0, "m"), False, Bilingual("开业", "opening")).zh
    '开业时立即'
    """
    if period.n == 0:
        at_once = period.by_the_clock
        return Bilingual(
            f"{start.zh}{'时立即' if at_once else '当日'}", f"{'at once' if at_once else 'on the same day'}: {start.en}"
        )
    said = length(period, working_days)
    if period.by_the_clock:
        return Bilingual(f"自{start.zh}起{said.zh}内", f"within {said.en} of {start.en}")
    return Bilingual(
        f"自{start.zh}起{said.zh}内，当日不计入", f"within {said.en} of {start.en}; that day is not counted"
    )


def before(period: Period, working_days: bool, start: Bilingual) -> Bilingual:
    """Say how long before an event.

    >>> before(Period(20, "D"), False, Bilingual("开工", "works begin")).en
    'at least 20 days before works begin; that day is not counted'
    """
    if period.n == 0:
        return Bilingual(f"不迟于{start.zh}", f"not later than {start.en}")
    said = length(period, working_days)
    if period.by_the_clock:
        return Bilingual(f"在{start.zh}之前至少{said.zh}", f"at least {said.en} before {start.en}")
    zh = f"在{start.zh}之前至少{said.zh}，当日不计入"
    return Bilingual(zh, f"at least {said.en} before {start.en}; that day is not counted")


def every(period: Period) -> Bilingual:
    """Say how often.

    >>> every(Period(6, "M")).zh, every(Period(2, "Y")).en
    ('每半年', 'every 2 years')
    """
    said = length(period)
    return _EVERY.get(str(period)) or Bilingual(f"每{said.zh}", f"every {said.en}")


def day_of_year(text: str) -> Bilingual:
    """Say a day of the year.

    >>> day_of_year("--04-15")
    Bilingual(zh='4月15日', en='15 April')
    """
    month, day = int(text[2:4]), int(text[5:7])
    if (month, day) == (2, 29):
        return Bilingual("2月最后一日", "the last day of February")
    return Bilingual(f"{month}月{day}日", f"{day} {month_name[month]}")


def event(name: str) -> Bilingual:
    """Say what an event is called; an event that nobody named is called by its name."""
    found = events().get(name)
    return Bilingual(found.zh, found.en) if found else Bilingual(name, name)


def anchored(name: str, at: date | datetime) -> Bilingual:
    """Say an event with its day or instant."""
    called = event(name)
    return Bilingual(f"{called.zh}（{told(at)}）", f"{called.en} ({told(at)})")


def told(at: date | datetime) -> str:
    """Write a day as a date and an instant to the minute with its offset from UTC.

    >>> told(date(2026, 4, 15))
    '2026-04-15'
    """
    return at.isoformat(sep=" ", timespec="minutes") if isinstance(at, datetime) else at.isoformat()


def month_end(day: int, moved: bool) -> Bilingual | None:
    """Say that a month was too short for the corresponding day, where it was."""
    if not moved:
        return None
    return Bilingual(
        f"当月没有{day}日，以月末日为末日",
        f"the month has no day {day}, so its last day counts",
    )


def not_counted(rest: Sequence[date], made_up: Sequence[date], table: Workdays) -> Bilingual | None:
    """Say which rest days a count of working days left out, and which make-up days it counted."""
    parts = []
    if rest:
        holidays = _runs([day for day in rest if day in table.announced], table)
        zh, en = (f"（含{holidays.zh}）", f" (with {holidays.en})") if holidays else ("", "")
        parts.append(Bilingual(f"不计休息日{len(rest)}天{zh}", f"{len(rest)} rest days not counted{en}"))
    if made_up:
        days = "、".join(map(str, made_up))
        parts.append(Bilingual(f"计入调休上班日{days}", f"make-up working days counted: {days.replace('、', ', ')}"))
    return joined(*parts) if parts else None


def runs_on(rest: Sequence[date], to: date, source: Bilingual, table: Workdays) -> Bilingual | None:
    """Say that the last day was a rest day and the period runs on, where it does."""
    if not rest:
        return None
    why = table.why_rest(rest[0])
    return Bilingual(
        f"末日{rest[0]}为休息日（{why.zh}），顺延至{to}（{source.zh}）",
        f"the last day {rest[0]} is a rest day ({why.en}), so it runs on to {to} ({source.en})",
    )


def unsettled(days: Sequence[date], table: Workdays) -> Bilingual | None:
    """Say that the next year's notice may still move a day that the date rests on, where it may."""
    found = next((day for day in days if table.unsettled(day)), None)
    if found is None:
        return None
    return Bilingual(
        f"{found.year + 1}年放假安排尚未列入，{found.year}年12月底可能调整",
        f"the notice for {found.year + 1} is not in the table yet and may move the last days of December {found.year}",
    )


def _runs(days: Sequence[date], table: Workdays) -> Bilingual | None:
    """Say days as runs of one holiday each."""
    said = []
    for _, group in groupby(days, key=lambda day: (day.year, table.why_rest(day).zh)):
        run = list(group)
        name = table.why_rest(run[0])
        span = str(run[0]) if len(run) == 1 else f"{run[0]}/{run[-1]}"
        said.append(Bilingual(f"{name.zh}{span}", f"{name.en} {span}"))
    return Bilingual("、".join(part.zh for part in said), ", ".join(part.en for part in said)) if said else None

"""The words of the page of norms in Chinese and English: modalities, sanctions, time limits, amounts."""

from __future__ import annotations

import re
from typing import Final

from dutybook.law.page_words import Words
from dutybook.norms.model import Amount, TimeLimit

MODALITIES: Final[dict[str, Words]] = {
    "obligation": ("义务", "Duty"),
    "prohibition": ("禁止", "Prohibition"),
    "permission": ("可为", "Permission"),
    "sanction": ("罚则", "Sanction"),
}

PLURALS: Final[dict[str, Words]] = {
    "obligation": ("项义务", "duties"),
    "prohibition": ("项禁止", "prohibitions"),
    "permission": ("项可为", "permissions"),
    "sanction": ("项罚则", "sanctions"),
}

SANCTIONS: Final[dict[str, Words]] = {
    "order_correction": ("责令改正", "order to correct"),
    "warning": ("警告", "warning"),
    "criticism": ("通报批评", "public criticism"),
    "fine": ("罚款", "fine"),
    "confiscation": ("没收", "confiscation"),
    "suspension": ("停业停用", "suspension"),
    "revocation": ("吊销", "revocation"),
    "detention": ("拘留", "detention"),
    "discipline": ("处分", "discipline"),
    "criminal": ("刑事责任", "criminal liability"),
    "civil": ("民事责任", "civil liability"),
    "public_security": ("治安管理处罚", "public security penalty"),
    "other": ("其他", "other"),
}

TIMES: Final[dict[str, Words]] = {
    "every": ("周期", "Recurring"),
    "within": ("期限", "Deadline"),
    "on_date": ("日期", "Date"),
    "at_least_notice": ("提前", "Notice"),
    "retain_min": ("至少", "Minimum"),
    "other": ("时间", "Time"),
}
"""Kinds of time limits, in the order that the table of deadlines has them."""

_PHRASES: Final = {
    "every": "every {}",
    "within": "within {}",
    "on_date": "{}",
    "at_least_notice": "{} ahead",
    "retain_min": "at least {}",
    "other": "{}",
}
_PERIODS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_DAYS: Final = {"Y": 365.0, "M": 30.4, "W": 7.0, "D": 1.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def time_in_english(limit: TimeLimit) -> str:
    """A time limit in English; a value that is no ISO 8601 duration or date stands as it is.

    >>> time_in_english(TimeLimit("within", "P10D", True, "十个工作日内"))
    'within 10 working days'
    >>> time_in_english(TimeLimit("every", "P1Y", False, "每年"))
    'every year'
    >>> time_in_english(TimeLimit("on_date", "--04-15", False, ""))
    '15 Apr'
    """
    day = re.fullmatch(r"--(0[1-9]|1[0-2])-([0-3][0-9])", limit.value)
    if day:
        return f"{int(day[2])} {_MONTHS[int(day[1]) - 1]}"
    said = " ".join(_count(size, name, limit.working_days) for size, name in _periods(limit.value)) or limit.value
    said = said.removeprefix("1 ") if limit.kind == "every" else said
    return _PHRASES[limit.kind].format(said)


def days(limit: TimeLimit) -> float:
    """How long a time limit is, in days, to sort by.

    >>> days(TimeLimit("within", "PT12H", False, "十二小时内"))
    0.5
    """
    return sum(size * _DAYS[name] for size, name in _periods(limit.value))


def amount_in_figures(amount: Amount) -> str:
    """An amount in figures, the same in both languages.

    >>> amount_in_figures(Amount("二千元以上二万元以下", 2000, 20000, True, True, "CNY"))
    '¥2,000 – ¥20,000'
    >>> amount_in_figures(Amount("超过五千人次", 5000, None, False, False, "person/day"))
    '> 5,000 person/day'
    """
    low, high = _figure(amount.min, amount.unit), _figure(amount.max, amount.unit)
    unit = "" if amount.unit in _SIGNS else f" {amount.unit.replace('_', ' ')}"
    if amount.min == amount.max:
        return f"{low}{unit}"
    if not high:
        return f"{'≥' if amount.min_inclusive else '>'} {low}{unit}"
    if not low:
        return f"{'≤' if amount.max_inclusive else '<'} {high}{unit}"
    if amount.min_inclusive and amount.max_inclusive:
        return f"{low} – {high}{unit}"
    return f"{'≥' if amount.min_inclusive else '>'} {low}, {'≤' if amount.max_inclusive else '<'} {high}{unit}"


_SIGNS: Final = {"CNY": "¥{}", "percent": "{}%", "multiple": "{}×"}


def _figure(value: float | None, unit: str) -> str:
    return "" if value is None else _SIGNS.get(unit, "{}").format(f"{value:,.10g}")


def _periods(value: str) -> list[tuple[float, str]]:
    """The parts of an ISO 8601 duration, each with its unit; none where it is not one."""
    if not re.fullmatch(r"P(?:[0-9.]+[YMWD])*(?:T(?:[0-9.]+[HMS])+)?", value) or value == "P":
        return []
    day, _, clock = value[1:].partition("T")
    parts = [(size, unit) for size, unit in re.findall(r"([0-9.]+)([YMWD])", day)]
    parts += [(size, f"T{unit}") for size, unit in re.findall(r"([0-9.]+)([HMS])", clock)]
    return [(float(size), unit) for size, unit in parts if size.count(".") <= 1 and size != "."]


def _count(size: float, name: str, working: bool) -> str:
    noun = ("working " if working and name == "D" else "") + _PERIODS[name]
    return f"{size:g} {noun}" + ("" if size == 1 else "s")

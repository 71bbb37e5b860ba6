"""Quantities with a threshold in Chinese legislation: fines, shares, sizes, head counts, times, ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from dutybook.norms.zh.bounds import CIVIL_CODE, Bounds
from dutybook.norms.zh.lexicon import table
from dutybook.norms.zh.limits import time_limits
from dutybook.norms.zh.quantities import FRESH, NUMBER, folded, value_of


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """A quantity found in a text, with its offsets there; the fields are those of `Amount`."""

    text: str
    min: float | None
    max: float | None
    min_inclusive: bool
    max_inclusive: bool
    unit: str
    start: int
    end: int


def amounts(text: str, bounds: Bounds = CIVIL_CODE) -> tuple[FoundAmount, ...]:
    """Find the quantities with a threshold in a text, in reading order.

    Fines and other sums, shares, sizes, head counts, numbers of times and ages; a fixed sum has min = max.
    Numbers are in the base unit (三万元 → 30000 CNY). What is a time limit is no amount.

    Args:
        text: any text; offsets of what is found refer to it.
        bounds: which bound words include their number (see `bounds_of`).

    >>> [(a.min, a.max, a.unit) for a in amounts("处三千元以上三万元以下罚款；人数超过50人的")]
    [(3000, 30000, 'CNY'), (50, None, 'person')]
    """
    plain = folded(text)
    taken = {at for limit in time_limits(text) for at in range(limit.start, limit.end)}
    return tuple(replace(part, text=text[part.start : part.end]) for part in _parts(plain, bounds, taken))


_DATA: Final[dict[str, Any]] = table("amounts")
_UNITS: Final[dict[str, tuple[str, float]]] = {name: (code, size) for name, (code, size) in _DATA["units"].items()}
_NOUNS: Final[dict[str, str]] = _DATA["nouns"]
_FIXED: Final = frozenset(_DATA["kinds"]["fixed"])
_SHARES: Final = frozenset(("percent", "ratio"))
_DURATION: Final = frozenset(_DATA["kinds"]["duration"])


def _any(name: str) -> str:
    """One group of the words of a list, longest first."""
    return f"(?:{'|'.join(sorted(_DATA['words'][name], key=len, reverse=True))})"


_UNIT: Final = rf"(?:{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})"
_RATIO: Final = f"(?:{NUMBER}分之)"
_TOKEN: Final = re.compile(
    rf"{FRESH}(?:(?P<ratio>{_RATIO})?(?P<low>{NUMBER})(?P<low_unit>{_UNIT})?"
    rf"(?P<to>[至到~-]|以?上[至，、]?(?:不足|不满|低于)?|不足|不满|但不足|但不满)(?:人民币|{_RATIO})?)?"
    rf"(?P<ratio2>{_RATIO})?(?P<number>{NUMBER})(?P<unit>{_UNIT})?"
)
_NOT_A_UNIT: Final = re.compile(
    "人[民员工均身大口才数行防力类]|名[称录单额义誉]|次[日年月序要生级品供装污加]|次开发|户[口籍外]|克[服隆]|台[账风]|升[级降学]"
    "|日[常志均照]|年[级龄代度]|家[庭]|所[有在需]|处[理罚置]|份[额]|元[旦素件]|起[诉]"
)
_NAMED: Final = ("第", "月")
"""What makes a number a name: 第三人, 5月24日."""
_WITH_NUMBER: Final = r"(?:\((?:含|不含)[^()]{0,8}\))?"
_GRADE: Final = "(?:级|标准煤|每秒)?"
_ABOVE: Final = re.compile(rf"{_GRADE}{_WITH_NUMBER}{_any('above_after')}{_WITH_NUMBER}")
_BELOW: Final = re.compile(rf"{_GRADE}{_WITH_NUMBER}{_any('below_after')}(?![简统]?称|同){_WITH_NUMBER}")
_WITHIN: Final = re.compile(_any("within_after"))
_TERM: Final = re.compile("(?:期限|工期|时间|期)(?:在|为)?$")
"""In front of a duration that measures a thing (期限在一年以内的工程)."""
_REACH: Final = re.compile("[^，。；：、]{0,8}范围(?:以|之)?内")
_MIN: Final = re.compile(rf"(?:至少[^，。；：、（）()]{{0,10}}?|{_any('min_before')}[为有]?(?:人民币)?)$")
_AT_LEAST_ONCE: Final = re.compile(r"至少[^，。；：、0-9一二两三四五六七八九十]{0,30}$")
_UNDENIED: Final = "(?<!不)(?<!不[得应能宜])"
_OVER: Final = re.compile(rf"{_UNDENIED}{_any('above_before')}(?:人民币)?$")
_MAX: Final = re.compile(rf"{_any('max_before')}为?(?:人民币)?$")
_UNDER: Final = re.compile(rf"{_UNDENIED}{_any('under_before')}(?:人民币)?$")
_PER: Final = re.compile(rf"每(?P<count>{NUMBER})?(?P<unit>{_UNIT})$")
_DAILY: Final = re.compile("(?:日均|流量|每[日天])[^，。；]{0,10}$")
_HOURLY: Final = re.compile("(?:每小时|时速)[^，。；]{0,10}$")
_PRISON: Final = re.compile("的?(?:有期|拘役|管制|剥夺)")
_SHARE_OF: Final = re.compile("(?<=[于过出足满到达])[^，。；：、零〇一二两三四五六七八九十百千万亿0-9]{1,16}$")


@dataclass(frozen=True, slots=True)
class _Bound:
    """The bounds of one quantity, and how many characters of bound words stand before and after it."""

    min: float | None = None
    max: float | None = None
    min_inclusive: bool = False
    max_inclusive: bool = False
    lead: int = 0
    tail: int = 0


_BEGIN: Final = re.compile("[0-9零〇一二两三四五六七八九十百千万亿]")


def _parts(text: str, bounds: Bounds, taken: set[int]) -> Iterator[FoundAmount]:
    at = 0
    while begin := _BEGIN.search(text, at):
        match = _TOKEN.match(text, begin.start())
        found = _quantity(text, match, bounds) if match and match.end() - 1 not in taken else None
        if found:
            yield found
        at = max(match.end() if match else begin.end(), found.end if found else 0)


def _quantity(text: str, match: re.Match[str], bounds: Bounds) -> FoundAmount | None:
    """The quantity of one match with the bound words around it; None if it bounds nothing."""
    start, end = match.span()
    unit, size = _unit(match, bool(_BELOW.match(text, end)))
    if not unit or _NOT_A_UNIT.match(text, end - 1) or text[start - 1 : start] in _NAMED:
        return None
    before, after = text[max(0, start - 34) : start], text[end : end + 16]
    per = _PER.search(before)
    rate = per if per and _UNITS[per["unit"]][0] not in _DURATION else None
    bound = _bound(match, before, len(per[0]) if per else 0, after, unit, bounds)
    if bound is None and not before.endswith("每"):
        bound = _fixed(match, unit, rate is not None)
    if bound is None or (unit in _DURATION and _PRISON.match(after, bound.tail)):
        return None
    start, end = start - max(bound.lead, _size(rate)), end + bound.tail
    return FoundAmount(
        "",
        _times(bound.min, size),
        _times(bound.max, size),
        bound.min_inclusive,
        bound.max_inclusive,
        _rate(unit, rate) if rate else _in_context(unit, before, text[end : end + 10]),
        start,
        end,
    )


def _bound(match: re.Match[str], before: str, per: int, after: str, unit: str, bounds: Bounds) -> _Bound | None:
    """The bounds that the words around set; what stands between them and the number (每平方米, 总数的) is skipped."""
    if match["low"]:
        return _range(match, after, bounds)
    lead = before[: len(before) - per]
    found = _single(match, lead, after, unit, bounds)
    if found is None and unit in _SHARES and (gap := _SHARE_OF.search(lead)):
        lead = lead[: gap.start()]
        found = _single(match, lead, after, unit, bounds)
    return replace(found, lead=found.lead + len(before) - len(lead)) if found and found.lead else found


def _unit(match: re.Match[str], closed: bool) -> tuple[str, float]:
    """Canonical unit and its size, empty where the number has none; 五万元以上二十万以下 says it once."""
    if ratio := match["ratio2"] or match["ratio"]:
        parts = _value(ratio[:-2]) or 0
        if parts in (100, 1_000, 10_000):
            return "percent", 100 / parts
        return ("ratio", 1 / parts) if 2 <= parts <= 10 else ("", 1)
    if match["low_unit"] == "个月" and match["unit"] == "年":
        return "month", 1
    return _UNITS.get(match["unit"] or (closed and match["low_unit"]) or "", ("", 1))


def _range(match: re.Match[str], after: str, bounds: Bounds) -> _Bound | None:
    """三千元以上三万元以下, 2000-5000人, 10人以上不足30人."""
    low, high = value_of(match["low"]), value_of(match["number"])
    if low is None or high is None:
        return None
    to, scale = match["to"], match["number"][-1:]
    if not match["low_unit"] and scale in "万亿" and match["low"][-1:] not in "万亿":
        scaled = low * (10_000 if scale == "万" else 100_000_000)
        low = scaled if scaled <= high else low
    if match["low_unit"] == "个月" and match["unit"] == "年":
        high *= 12
    if match["ratio"] and match["unit"] == "倍":
        high *= 100
    tail = _BELOW.match(after) or _WITHIN.match(after)
    open_end = "不" in to or "低" in to
    return _Bound(
        low,
        high,
        bounds.above if "上" in to else True,
        not open_end and (bounds.below if tail else True),
        0,
        tail.end() if tail else 0,
    )


def _single(match: re.Match[str], before: str, after: str, unit: str, bounds: Bounds) -> _Bound | None:
    """One number with a bound word after it (以上, 以下) or before it (不少于, 超过)."""
    value = _number(match)
    if value is None:
        return None
    if found_after := _by_words_after(value, before, after, unit, bounds):
        return found_after
    if found := _MAX.search(before):
        return _Bound(max=value, max_inclusive=True, lead=_size(found))
    if found := _UNDER.search(before):
        return _Bound(max=value, lead=_size(found))
    if unit == "times" and (found := _AT_LEAST_ONCE.search(before)):
        return _Bound(min=value, min_inclusive=True, lead=_size(found))
    if found := _MIN.search(before):
        served = unit in _DURATION and "满" in found[0]
        return None if served else _Bound(min=value, min_inclusive=True, lead=_size(found))
    if found := _OVER.search(before):
        return _Bound(min=value, lead=_size(found))
    return None


def _by_words_after(value: float, before: str, after: str, unit: str, bounds: Bounds) -> _Bound | None:
    """One number with a bound word after it: 以上, 以下, 以内, of a multiple also 倍…范围内."""
    if found := _ABOVE.match(after):
        lead = _MIN.search(before)
        return _Bound(min=value, min_inclusive=_said(found[0], bounds.above), lead=_size(lead), tail=found.end())
    if found := _BELOW.match(after):
        return _Bound(max=value, max_inclusive=_said(found[0], bounds.below), tail=found.end())
    if unit == "multiple" and (found := _REACH.match(after)):
        return _Bound(max=value, max_inclusive=bounds.within, tail=found.end())
    if (unit not in _DURATION or _TERM.search(before)) and (found := _WITHIN.match(after)):
        return _Bound(max=value, max_inclusive=bounds.within, tail=found.end())
    return None


def _said(words: str, rule: bool) -> bool:
    """Whether the bound includes its number: what stands in brackets beside it goes before the rule."""
    return "不含" not in words and ("含" in words or rule)


def _size(match: re.Match[str] | None) -> int:
    return len(match[0]) if match else 0


def _fixed(match: re.Match[str], unit: str, per: bool) -> _Bound | None:
    """A sum, share or measure without a bound word; 一次, 一人 and such are articles, not quantities."""
    value = _number(match)
    counted = unit in ("times", "person")
    if value is None or unit not in _FIXED or (counted and value < 2 and not per):
        return None
    return _Bound(value, value, True, True)


def _rate(unit: str, per: re.Match[str]) -> str:
    count = _value(per["count"]) if per["count"] else None
    return f"{unit}/{count or ''}{_UNITS[per['unit']][0]}"


_ROUND: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}


def _number(match: re.Match[str]) -> float | None:
    """The number of a quantity; a bare 百 is one in 百分之百 only."""
    return _value(match["number"]) if match["ratio2"] or match["ratio"] else value_of(match["number"])


def _value(number: str) -> float | None:
    """A number that may be a bare 百 or 千, as in 每百平方米 and 百分之百."""
    return _ROUND.get(number) or value_of(number)


def _in_context(unit: str, before: str, after: str) -> str:
    """The unit that the words around make of it: a flow, a speed, the noun that 个 counts."""
    if unit == "person" and _DAILY.search(before):
        return "person/day"
    if unit == "km" and (_HOURLY.search(before) or after.startswith(("/小时", "/h"))):
        return "km/h"
    if unit == "item":
        places = {after.find(noun): code for noun, code in _NOUNS.items() if noun in after}
        return places[min(places)] if places else unit
    return unit


def _times(value: float | None, size: float) -> float | None:
    if value is None:
        return None
    product = round(value * size, 4)
    return int(product) if product == int(product) else product

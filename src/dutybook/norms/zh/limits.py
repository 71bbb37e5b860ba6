"""Time limits in Chinese legislation: within, every, keep for at least, notice before, on a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from dutybook.norms.model import TimeKind
from dutybook.norms.zh.lexicon import table
from dutybook.norms.zh.quantities import FRESH, NUMBER, folded, value_of


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time limit found in a text, with its offsets there; the fields are those of `TimeLimit`."""

    kind: TimeKind
    value: str
    working_days: bool
    text: str
    start: int
    end: int


def time_limits(text: str) -> tuple[FoundTime, ...]:
    """Find the time limits of duties in a text, in reading order.

    A deadline is `within` (十日内, 不超过三个月), a rhythm `every` (每半年, 季度例会), a floor on keeping or
    publishing `retain_min` (保存六个月以上), notice ahead `at_least_notice` (提前五日), a calendar day `on_date`,
    round-the-clock duty `other`. Days that an act comes into force on, prison terms and ages are no limits.

    Args:
        text: any text; offsets of what is found refer to it.

    >>> [(t.kind, t.value, t.text) for t in time_limits("应当每半年演练一次，并在三个工作日内报送记录。")]
    [('every', 'P6M', '每半年'), ('within', 'P3D', '三个工作日内')]
    """
    return _found(text)


@lru_cache(maxsize=128)
def _found(text: str) -> tuple[FoundTime, ...]:
    """The limits of a text, kept for a while: amounts ask again for the same text."""
    found: list[FoundTime] = []
    for kind, value, working, start, end in _scan(folded(text)):
        if not found or start >= found[-1].end:
            found.append(FoundTime(kind, value, working, text[start:end], start, end))
    return tuple(found)


_Hit = tuple[TimeKind, str, bool, int, int]

_DATA: Final[dict[str, Any]] = table("limits")
_UNITS: Final[dict[str, tuple[str, int]]] = {name: (code, count) for name, (code, count) in _DATA["units"].items()}


def _any(*lists: str) -> str:
    """One group of the words of these lists, longest first."""
    words = sorted((word for name in lists for word in _DATA["words"][name]), key=len, reverse=True)
    return f"(?:{'|'.join(words)})"


_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_TOKEN: Final = re.compile(
    rf"{FRESH}(?P<year>(?:[0-9]{{4}}|[一二〇零][零〇一二三四五六七八九]{{3}})年(?!内|以内|以上))?"
    rf"(?P<month>{NUMBER})月(?:(?P<day>{NUMBER})(?:日|号)|(?P<last>底|末))"
    rf"|(?P<each>每(?P<gap>隔)?个?)(?P<n1>{NUMBER}|半)?(?P<u1>个?半月|{_UNIT})"
    rf"|{FRESH}(?P<low>{NUMBER})(?:至|到|-|~)(?P<n2>{NUMBER})(?P<u2>{_UNIT})"
    rf"|(?:{FRESH}(?P<n3>{NUMBER})|半)(?P<u3>{_UNIT})(?P<half>半)?"
    rf"|(?P<meeting>季度|月度?|周)(?:工作|分析|联席)?例会"
    rf"|按(?P<by>月度?|季度?|周)(?!计|均|份|支付|发放|给|平均)"
)


_BEGIN: Final = re.compile("[0-9零〇一二两三四五六七八九十百千万每半按季月周]")


def _scan(text: str) -> Iterator[_Hit]:
    at = 0
    while begin := _BEGIN.search(text, at):
        match = _TOKEN.match(text, begin.start())
        hit = _hit(text, match) if match else None
        if hit:
            yield hit
        at = match.end() if match and (hit or match["month"]) else begin.end()


def _hit(text: str, match: re.Match[str]) -> _Hit | None:
    if match["month"]:
        return _date(text, match)
    if match["each"]:
        return _rhythm(text, match)
    if rhythm := match["meeting"] or match["by"]:
        value = {"季": "P3M", "月": "P1M", "周": "P1W"}[rhythm[0]]
        return ("every", value, False, match.start(), match.end())
    if match["n2"]:
        return _bounded(text, match, match["low"], match["n2"], match["u2"])
    return _bounded(text, match, match["n3"] or "半", match["n3"] or "半", match["u3"])


def _date(text: str, match: re.Match[str]) -> _Hit | None:
    month = value_of(match["month"])
    if month is None or not 1 <= month <= 12:
        return None
    day = value_of(match["day"]) if match["day"] else _LAST_DAY[int(month) - 1]
    if day is None or not 1 <= day <= 31:
        return None
    after = text[match.end() : match.end() + 2]
    if (match["year"] or match["last"]) and not _AHEAD.match(after):
        return None
    if _FROM_THEN.match(text, match.end()) or _NAMED_DAY.match(text, match.end()):
        return None
    if match["year"] and not _DUE.search(text[max(0, match.start() - 4) : match.start()]):
        return None
    return ("on_date", f"--{int(month):02}-{int(day):02}", False, match.start(), match.end())


_LAST_DAY: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DUE: Final = re.compile("(?:应当?|须|须?在|(?<![对并])于|[，,])$")
_FROM_THEN: Final = re.compile("起(?:施行|实施|执行|生效)")
_NAMED_DAY: Final = re.compile("(?:所在的?[^，。；]{1,4})?(?:确定)?[为是][^，。；]{2,20}(?:日|周|月)(?:$|[，。；])")
_AHEAD: Final = re.compile(r"[以之]?前")


def _rhythm(text: str, match: re.Match[str]) -> _Hit | None:
    value = _duration(match["n1"] or "1", match["u1"])
    after = text[match.end() : match.end() + 8]
    before = text[max(0, match.start() - 3) : match.start()]
    if value is None or _DAY_FOLLOWS.match(after) or _RATE_AFTER.match(after) or _RATE_BEFORE.search(before):
        return None
    return ("every", value, "工作日" in match["u1"], match.start(), match.end())


_DAY_FOLLOWS: Final = re.compile(rf"(?:的)?{NUMBER}月(?:{NUMBER}[日号]|底|末)")
_RATE_AFTER: Final = re.compile(
    rf"按|加[收处]|万分|千分|百分|24小时|二十四小时|{NUMBER}(?:元|公里|千米|立方米|平方米|吨|蒸吨|米|升|千瓦)"
)
_RATE_BEFORE: Final = re.compile(r"(?:每人|平方米|每吨|每台|每个)$")


def _bounded(text: str, match: re.Match[str], low: str, high: str, unit: str) -> _Hit | None:
    start, end = match.start(), match.end()
    if match["u3"] and not _is_duration(text, match):
        return None
    half = match["half"]
    before, after = text[max(0, start - 16) : start], text[end : end + 16]
    for kind, lead, follow in _RULES:
        then = follow.match(after)
        first = lead.search(before) if then else None
        if first and then:
            if kind is None:
                return None
            value = _duration(low if kind in _FLOORS else high, unit, bool(half))
            if value is None or (follow is _ROUND_THE_CLOCK and value != "PT24H"):
                return None
            return (kind, value, "工作" in unit, start - len(first["text"]), end + len(then["text"]))
    return None


_FLOORS: Final = ("retain_min", "at_least_notice")


def _is_duration(text: str, match: re.Match[str]) -> bool:
    """Leave out ordinals (第三日), calendar months (三月), half-years by name (上半年), years of the calendar."""
    unit, number, start, end = match["u3"], match["n3"] or "半", match.start(), match.end()
    before = text[start - 1 : start]
    if before == "第" or (number == "半" and before in "上下前后"):
        return False
    if unit in ("季", "季度", "旬") or (unit == "月" and number not in "两半"):
        return False
    if unit == "年" and re.fullmatch("[0-9]{4}|[零〇一二三四五六七八九]{4}", number):
        return False
    return not _WORD_GOES_ON.match(text, end - 1)


_WORD_GOES_ON: Final = re.compile("日[常志均照程语益]|年[级龄代度]|周[岁边围到转长密知全期]|月份|天[然气津]|年收入")


def _duration(number: str, unit: str, half: bool = False) -> str | None:
    """The ISO 8601 duration of a number and a unit; None if there is none."""
    if unit.endswith("半月"):
        return "P15D"
    code, count = _UNITS[unit]
    if number == "半" or half:
        return _with_half(0 if number == "半" else value_of(number), code, count)
    value = value_of(number)
    if value is None or not value:
        return None
    size = value * count
    time = "T" if code[0] == "T" else ""
    return f"P{time}{size:g}{code[-1]}" if size < 1_000_000 else None


def _with_half(whole: float | None, code: str, count: int) -> str | None:
    """A whole number of units and half a unit more."""
    finer = {"Y": ("M", 12), "M": ("D", 30), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}.get(code)
    if whole is None or finer is None:
        return None
    smaller, many = finer
    size = int((whole * 2 + 1) * count * many) // 2
    return f"P{'T' if smaller[0] == 'T' else ''}{size}{smaller[-1]}"


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<text>{words})$")


def _given(words: str) -> re.Pattern[str]:
    """Words that must stand before and are no part of the limit's text."""
    return re.compile(rf"{words}(?P<text>)$")


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<text>{words})")


_ANY: Final = re.compile(r"(?P<text>)")
_ROUND_THE_CLOCK: Final = _after("(?![以之]?[上下内前外后])(?!的)")
_RETAIN: Final = _any("retain")
_WITHIN: Final = r"(?:[以之]内|内(?![部容外设河蒙资线径燃]))"
_RULES: Final[tuple[tuple[TimeKind | None, re.Pattern[str], re.Pattern[str]], ...]] = (
    ("every", _ANY, _after(rf"(?:至少|不少于)?[一1]{_any('round')}")),
    ("every", _ANY, _after(rf"(?=(?:至少|不少于)?{NUMBER}次)")),
    (None, _ANY, _after(rf"{_WITHIN}(?:{_any('look_back')}|[两二三四五六七八九十2-9]{{1,2}}次)")),
    (None, _before(rf"(?:{NUMBER})个月[至到-]"), _ANY),
    (None, _before("(?:期限|工期|时间|期)(?:在|为)?"), _after(rf"{_WITHIN}的(?=[\u4e00-\u9fff])")),
    (None, _before("(?:最近|近|过去|此前|以往)(?:的)?"), _ANY),
    ("other", _ANY, _after(rf"{_WITHIN}(?=[，,]?(?:{_any('ban')}))")),
    ("within", _ANY, _after(_WITHIN)),
    ("at_least_notice", _before(r"提前(?:至少|不少于|不得少于)?"), _after("")),
    ("at_least_notice", _before("(?<![月至])"), _after("[以之]?前(?![款条项述])")),
    ("at_least_notice", _given("(?<![之以提目从空])前"), _after("(?=[向提予报书通公告进办完将申征组，,]|发(?!生))")),
    ("within", _ANY, _after(rf"(?=办结|、[^，。；、]{{1,8}}{NUMBER}(?:{_UNIT})(?:[以之]内|内))")),
    ("retain_min", _given(rf"{_RETAIN}[^，。；]{{0,10}}"), _after("(?:及)?以上")),
    ("retain_min", _before(""), _after(rf"(?:及)?以上(?={_RETAIN})")),
    ("retain_min", _before(rf"(?:{_any('at_least')}(?:{_RETAIN}|{_any('publish')})?为?)"), _after("")),
    ("within", _before(rf"{_any('at_most')}(?:不得|不)?(?:超过|多于)?为?"), _after("")),
    ("within", _before(_any("beyond")), _after(rf"(?={_any('no_act')})")),
    ("other", _before(_any("unfinished")), _after("(?!周?岁)")),
    ("retain_min", _before(rf"{_RETAIN}(?:期限?|时间)?(?:为|达)?"), _after("(?!以下)")),
    ("other", _given("有效期(?:限|间)?(?:均|最长)?为?"), _after("")),
    ("within", _given("(?:期限|期|时限)(?:均|一般)?为"), _after("")),
    ("within", _before(f"{_any('extension')}(?:期限)?(?:至|到)?"), _after("")),
    ("other", _before("(?<![过足满到])"), _ROUND_THE_CLOCK),
)

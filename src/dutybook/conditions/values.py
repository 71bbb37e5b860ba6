"""Values of facts: reading them from what people and files write, and saying what is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Final

from dutybook.conditions.facts import AREA_CODE, IDENTIFIER, Fact, Value
from dutybook.errors import FactError

_WORDS: Final = {
    **dict.fromkeys(("true", "yes", "y", "1", "是", "有"), True),
    **dict.fromkeys(("false", "no", "n", "0", "否", "无", "没有"), False),
}
_NONE: Final = frozenset({"none", "无", "没有"})
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,16}(\.[0-9]{1,16})?")
_BETWEEN_MEMBERS: Final = re.compile(r"[,;|，；、]")


def read_value(fact: Fact, raw: object) -> Value | None:
    """What a fact is, from YAML, JSON, a CSV cell or an answer typed in; None where it is not known.

    Args:
        fact: the fact to read.
        raw: a value of the fact's own type, or text: `yes`, `是`, `5,200`, a value or its label in either language,
            members of a set with commas or semicolons between, `none` or `无` for an empty set. None and blank text
            mean that it is not known.

    Raises:
        FactError: the fact cannot take this value.

    >>> from dutybook.conditions.facts import dictionary
    >>> facts = dictionary()
    >>> read_value(facts["key_target"], "是"), read_value(facts["footfall_daily"], "5,200")
    (True, 5200)
    >>> read_value(facts["kind"], "医院"), read_value(facts["kind"], " ")
    ('hospital', None)
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    return _READERS[fact.type](fact, raw.strip() if isinstance(raw, str) else raw)


def _boolean(fact: Fact, raw: object) -> bool:
    value = _WORDS.get(str(raw).lower()) if isinstance(raw, bool | int | str) else None
    if value is None:
        raise _wrong(fact, raw, "give true or false (是 or 否)")
    return value


def _integer(fact: Fact, raw: object) -> int:
    number = _decimal(fact, raw)
    if number != int(number):
        raise _wrong(fact, raw, "give a whole number")
    return int(number)


def _decimal(fact: Fact, raw: object) -> float:
    number = _number(raw)
    if number is None:
        raise _wrong(fact, raw, "give a number" + (f" ({fact.unit.en})" if fact.unit else ""))
    if not fact.minimum <= number <= fact.maximum:
        raise _wrong(fact, raw, f"give a number from {fact.minimum} to {fact.maximum}")
    return number


def _number(raw: object) -> float | None:
    if isinstance(raw, str):
        raw = raw.replace(",", "").replace("，", "")
        return float(raw) if _NUMBER.fullmatch(raw) else None
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        return None
    try:
        return float(raw) if math.isfinite(raw) else None
    except OverflowError:
        return None


def _choice(fact: Fact, raw: object) -> str:
    text = str(raw) if isinstance(raw, int | str) and not isinstance(raw, bool) else ""
    for choice in fact.values:
        if text.lower() in (choice.value.lower(), choice.label.zh, choice.label.en.lower()):
            return choice.value
    raise _wrong(fact, raw, f"give one of {listed(fact.allowed)}")


def _members(fact: Fact, raw: object) -> frozenset[str]:
    if isinstance(raw, str):
        raw = [] if raw.lower() in _NONE else [part for part in _BETWEEN_MEMBERS.split(raw) if part.strip()]
    if not isinstance(raw, Collection) or isinstance(raw, bytes | dict):
        raise _wrong(fact, raw, "give a list")
    return frozenset(_member(fact, part.strip() if isinstance(part, str) else part) for part in raw)


def _member(fact: Fact, raw: object) -> str:
    if fact.type == "choices":
        return _choice(fact, raw)
    if isinstance(raw, str) and IDENTIFIER.fullmatch(raw):
        return raw
    raise _wrong(fact, raw, "give ids of letters, digits, '_', '-' and '.'")


def _code(fact: Fact, raw: object) -> str:
    text = str(raw).upper()
    if isinstance(raw, int | str) and not isinstance(raw, bool) and AREA_CODE.fullmatch(text):
        return _without_filling(text)
    raise _wrong(fact, raw, "give a GB/T 2260 code of 2, 4 or 6 digits, or an ISO 3166 code such as GB")


def _without_filling(code: str) -> str:
    """410000 is Henan and 410100 is Zhengzhou: six-digit forms of codes that name no county."""
    if not code.isdigit():
        return code
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def listed(values: Collection[str], most: int = 8) -> str:
    """Values in order, cut where there are many.

    >>> listed({"b", "a"}), listed("edcba", most=2)
    ('a, b', 'a, b and 3 more')
    """
    ordered = sorted(values)
    if len(ordered) <= most:
        return ", ".join(ordered)
    return f"{', '.join(ordered[:most])} and {len(ordered) - most} more"


def _wrong(fact: Fact, raw: object, remedy: str) -> FactError:
    shown = repr(raw) if len(repr(raw)) <= 60 else f"{repr(raw)[:57]}..."
    return FactError(fact.name, f"{shown} is no value of this fact ({fact.type})", remedy)


_READERS: Final[dict[str, Callable[[Fact, object], Value]]] = {
    "boolean": _boolean,
    "integer": _integer,
    "decimal": _decimal,
    "choice": _choice,
    "choices": _members,
    "text_set": _members,
    "code": _code,
}

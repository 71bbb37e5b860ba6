"""Chinese numerals (一, 廿三, 一百零一, 二〇二一, 3万, 百分之二十) to numbers and back.

The forms are those that 立法技术规范（试行）（一） 11.1 prescribes and those that older acts use.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_PLAIN: Final = str.maketrans("０１２３４５６７８９〇○Ｏ两．，％", "0123456789零零零二.,%")

NUMERAL: Final = "[0-9０-９零〇○Ｏ一二两三四五六七八九十廿卅百千万亿]"
"""One character of a number, for use in a pattern: `f"第{NUMERAL}+条"`."""

_BELOW_TEN_THOUSAND: Final = re.compile(
    r"(?:([一二三四五六七八九])千)?零?"
    r"(?:([一二三四五六七八九])百)?零?"
    r"(?:([一二三四五六七八九])?(十))?零?"
    r"([一二三四五六七八九])?"
)
_ARABIC: Final = re.compile(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")
_ARABIC_POINT: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)([百千万亿]*)")
_SCALES: Final = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}


def number(text: str) -> int:
    """The whole number that a numeral stands for.

    Args:
        text: digits (ASCII or full-width), a Chinese numeral, digits before a Chinese unit (3万),
            or Chinese digits by position (二〇二一).

    Raises:
        ValueError: if the text is no whole number; the message is the text.

    >>> number("一百零一"), number("廿三"), number("二〇二一"), number("3万")
    (101, 23, 2021, 30000)
    """
    found = _COMMON.get(text)
    return _parse(text) if found is None else found


def chinese(value: int) -> str:
    """The Chinese numeral for a whole number, as acts number their articles.

    Raises:
        ValueError: for a negative number, or one of 10**16 or more.

    >>> chinese(12), chinese(110), chinese(1005)
    ('十二', '一百一十', '一千零五')
    """
    if not 0 <= value < 10**16:
        raise ValueError(str(value))
    text = _in_units(value) or "零"
    return text[1:] if text.startswith("一十") else text


def decimal(text: str) -> float:
    """The number that a numeral with a decimal point stands for; 半 is a half.

    Raises:
        ValueError: if the text is no number.

    >>> decimal("三点五"), decimal("1.5万"), decimal("半"), decimal("二十")
    (3.5, 15000.0, 0.5, 20.0)
    """
    plain = text.translate(_PLAIN)
    if plain == "半":
        return 0.5
    if found := _ARABIC_POINT.fullmatch(plain):
        return float(found[1].replace(",", "")) * _scale(found[2])
    whole, point, places = plain.partition("点")
    if not point:
        return float(number(whole))
    unit = places.lstrip(_DIGITS)
    digits = [str(_DIGITS.index(digit)) for digit in places[: len(places) - len(unit)]]
    if not digits or unit.strip("百千万亿"):
        raise ValueError(text)
    return float(f"{number(whole)}.{''.join(digits)}") * _scale(unit)


def fraction(text: str) -> Fraction:
    """The fraction that 三分之二, 百分之二十, 20% or 半 stands for.

    Raises:
        ValueError: if the text is no fraction.

    >>> fraction("三分之二"), fraction("百分之二十"), fraction("7.5%")
    (Fraction(2, 3), Fraction(1, 5), Fraction(3, 40))
    """
    plain = text.translate(_PLAIN)
    if plain == "半":
        return Fraction(1, 2)
    if plain.endswith("%"):
        return Fraction(str(decimal(plain[:-1]))) / 100
    whole, sign, part = plain.partition("分之")
    below = {"百": 100, "千": 1_000, "万": 10_000}.get(whole)
    if not sign or not (below or number(whole)):
        raise ValueError(text)
    return Fraction(str(decimal(part))) / (below or number(whole))


def percent(text: str) -> float:
    """The percentage that a fraction stands for.

    Raises:
        ValueError: if the text is no fraction.

    >>> percent("百分之二十"), percent("千分之五"), percent("30%")
    (20.0, 0.5, 30.0)
    """
    return float(fraction(text) * 100)


@lru_cache(maxsize=4096)
def _parse(text: str) -> int:
    plain = text.translate(_PLAIN).replace("廿", "二十").replace("卅", "三十")
    if plain.isascii():
        if _ARABIC.fullmatch(plain):
            return int(plain.replace(",", ""))
    elif not plain.strip(_DIGITS):
        return int("".join(str(_DIGITS.index(digit)) for digit in plain))
    elif found := re.fullmatch(r"([0-9]+)([百千万亿]+)", plain):
        return int(found[1]) * _scale(found[2])
    else:
        return _with_units(plain, text)
    raise ValueError(text)


def _with_units(plain: str, text: str) -> int:
    """A numeral with 十 百 千 万 亿; each part between 万 and 亿 is read on its own."""
    for unit in "亿万":
        above, found, below = plain.rpartition(unit)
        if found:
            if not above or above.startswith("零"):
                raise ValueError(text)
            rest = _with_units(below.removeprefix("零"), text) if below else 0
            if rest >= _SCALES[unit]:
                raise ValueError(text)
            return _with_units(above, text) * _SCALES[unit] + rest
    match = _BELOW_TEN_THOUSAND.fullmatch(plain)
    if not match or not plain or plain.endswith("零"):
        raise ValueError(text)
    thousands, hundreds, tens, ten, ones = match.groups()
    places = (
        thousands or "零",
        hundreds or "零",
        (tens or "一") if ten else "零",
        ones or "零",
    )
    return int("".join(str(_DIGITS.index(place)) for place in places))


def _scale(units: str) -> int:
    value = 1
    for unit in units:
        value *= _SCALES[unit]
    return value


def _in_units(value: int) -> str:
    for unit, scale in (
        ("亿", 10**8),
        ("万", 10**4),
        ("千", 1000),
        ("百", 100),
        ("十", 10),
    ):
        if value >= scale:
            above, below = divmod(value, scale)
            gap = "零" if 0 < below < scale // 10 else ""
            return f"{_in_units(above)}{unit}{gap}{_in_units(below)}"
    return _DIGITS[value] if value else ""


_COMMON: Final = {form: value for value in range(1, 1000) for form in (str(value), chinese(value))}
"""The numbers of articles, looked up before anything is parsed."""

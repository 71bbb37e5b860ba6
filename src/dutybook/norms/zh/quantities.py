"""Numbers in running text: width folding that keeps offsets, and the pattern and value of one number."""

from __future__ import annotations

import re
from typing import Final

from dutybook.law.numerals import decimal

_CHINESE: Final = "[零〇一二两三四五六七八九十百万亿]|千(?![克瓦伏])"
NUMBER: Final = (
    r"(?:[0-9]{1,3}+(?:,[0-9]{3}(?![0-9])){1,4}+(?:\.[0-9]{1,6}+)?(?:千(?![克瓦伏])|[百万亿]){0,2}"
    r"|[0-9]{1,15}+(?:\.[0-9]{1,6}+)?(?:千(?![克瓦伏])|[百万亿]){0,2}+"
    rf"|(?:{_CHINESE}){{1,15}}+(?:点[零〇一二三四五六七八九]{{1,6}}+)?[万亿]{{0,2}}+)"
)
"""A number: digits with 百 千 万 亿 after them, or a Chinese numeral."""

FRESH: Final = "(?<![0-9零〇一二两三四五六七八九十百千万亿])(?<![0-9][.,])"
"""In front of a number: that no number runs on into it, so that a long run of digits is looked at once."""

_WIDE: Final = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
_FOLDED: Final = str.maketrans(_WIDE + "　㎡～—–", "".join(chr(ord(sign) - 0xFEE0) for sign in _WIDE) + " 米~--")
_FOLDED_BUT_MARKS: Final[dict[int, int]] = {code: to for code, to in _FOLDED.items() if chr(code) not in "，；：！？"}
_UNFOLDED: Final = re.compile(f"[{''.join(map(chr, _FOLDED_BUT_MARKS))}]")


def folded(text: str) -> str:
    """The text with full-width digits, letters and signs made half-width; each character keeps its place.

    >>> folded("１５％，（含）")
    '15%，(含)'
    """
    return text.translate(_FOLDED_BUT_MARKS) if _UNFOLDED.search(text) else text


def value_of(number: str) -> float | None:
    """The value of a number, whole numbers as int; None where the characters form no number.

    >>> value_of("1.5万"), value_of("二十"), value_of("万一十")
    (15000, 20, None)
    """
    try:
        value = decimal(number)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value

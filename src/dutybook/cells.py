"""Text on its way into a spreadsheet and back: what a program would run as a formula is kept text."""

from __future__ import annotations

import re
from typing import Final

_BLANK: Final = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"
_SIGNS: Final = "=+@＝＋－＠﹦﹢﹣﹫-"
_FORMULA = re.compile(rf"'*{_BLANK}[\x00-\x1f{_SIGNS}]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula: by its first sign, behind blanks, full-width ones included.

    >>> [is_formula(text) for text in ("=1+1", " ＝1+1", "-5", "+86-371", "第一条")]
    [True, True, False, True, False]
    """
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def neutral(value: object) -> object:
    """A value for a cell of CSV: a text that may be a formula gets a `'` in front, nothing else changes.

    >>> neutral("=HYPERLINK(1)"), neutral(-5), neutral("巡查")
    ("'=HYPERLINK(1)", -5, '巡查')
    """
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def original(text: str) -> str:
    """What `neutral` made a cell of; for the import of what was exported.

    >>> original("'=HYPERLINK(1)"), original("'quoted'")
    ('=HYPERLINK(1)', "'quoted'")
    """
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text


def printable(text: str) -> str:
    r"""A text for a cell of XLSX, without the characters that XML cannot hold.

    >>> printable("a\x00b")
    'ab'
    """
    return _NO_XML.sub("", text)

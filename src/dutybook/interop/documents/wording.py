"""The words that the writers add to a report, and the values of its figures as words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from dutybook.interop.documents.model import Language, Value
from dutybook.law.xmltext import printable

_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows: they could make a figure read as another."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    locale: str
    colon: str
    sources: str
    seal: str
    day: str
    item: str
    value: str
    source: str
    summary: str
    period: str
    issuer: str
    addressee: str


WORDS: Final[dict[Language, Words]] = {
    "zh": Words(
        locale="zh-Hans",
        colon="：",
        sources="数据来源",
        seal="（盖章）",
        day="　　　　年　　月　　日",
        item="项目",
        value="数值",
        source="数据来源",
        summary="报告",
        period="报告期",
        issuer="报告单位",
        addressee="主送",
    ),
    "en": Words(
        locale="en",
        colon=":",
        sources="Sources of the figures",
        seal="(seal)",
        day="Date: ____________",
        item="Item",
        value="Value",
        source="Source",
        summary="Report",
        period="Period",
        issuer="Issued by",
        addressee="To",
    ),
}


def clean(text: str) -> str:
    r"""`text` without what no document can hold, and without what turns its direction.

    Control characters become visible pictures, lone surrogates and direction marks U+FFFD, line breaks `\n`.

    >>> clean("a\r\nb\x07\u202e1")
    'a\nb␇�1'
    """
    return _DIRECTIONS.sub("\ufffd", printable(text.replace("\r\n", "\n").replace("\r", "\n")))


def shown(value: Value, language: Language = "zh") -> str:
    """A value as words; what is not known is a dash.

    >>> shown(None), shown(1200), shown(date(2026, 6, 30)), shown(Decimal("1E+3")), shown(date(2026, 6, 30), "en")
    ('—', '1200', '2026年6月30日', '1000', '2026-06-30')
    """
    if value is None:
        return "—"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else value.isoformat()[:10]
    return clean(value) if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)

"""The printed marks that show structure: 第X条, 第X章, （一）, 1., 一、, 附件.

Numbering follows 立法法 (2023) art. 65: divisions and articles in Chinese numerals, paragraphs (款) unnumbered,
items (项) as Chinese numerals in brackets, points (目) as Arabic numerals. Old and judicial texts mix styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from dutybook.law.numerals import chinese, number

DIGITS = "〇零○Ｏ一二三四五六七八九十百千两廿卅"
NUM = rf"[{DIGITS}0-9０-９]"

ARTICLE = re.compile(
    rf"第[ \t\u3000\xa0]*({NUM}(?:[ \t\u3000\xa0]?{NUM}){{0,12}})[ \t\u3000\xa0]*条(?:之([一二三四五六七八九十]+))?"
)
DIVISION = re.compile(rf"第[ \t\u3000\xa0]*({NUM}(?:[ \t\u3000\xa0]?{NUM}){{0,8}})[ \t\u3000\xa0]*(分编|编|章|节)")
ITEM = re.compile(r"[（(]\s{0,2}([一二三四五六七八九十百]{1,5})\s{0,2}[）)]")
POINT = re.compile(r"(?:([0-9０-９]{1,3})[.．、](?![0-9０-９])|[（(]([0-9０-９]{1,3})[）)]|([①-⒛]))")
SECTION = re.compile(r"([一二三四五六七八九十百]{1,5})[、．.]")
ANNEX = re.compile(
    r"附[ \u3000]*(?:件|表|录|图)?[ \u3000]*([一二三四五六七八九十0-9０-９]{0,3})[ \u3000]*"
    r"(?:[：:]|$|[ \t\u3000\xa0]|(?=《))"
)
TOC = re.compile(r"目[ \t\u3000\xa0]*[录次][：:]?$")

POINT_OPENS = frozenset("（(0123456789０１２３４５６７８９" + "".join(chr(c) for c in range(0x2460, 0x249C)))
"""Characters that a point mark can begin with."""

_CITED_BY = re.compile(
    r"(?:的|、|，|,|；|。|至|和|或|及|与|以[^下上]|中|内|所|第|款|项|之|等|规定|修改为|修正为|内容|增加|删去|有关|各项|情形|列)"
)
_ITEM_CITED = re.compile(r"\s*(?:项|、|[至和或及与]\s*(?:第\s*)?[（(])")
_KINDS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
_PLAIN_ARTICLES = {f"第{chinese(n)}条": n for n in range(1, 1000)}
_PLAIN_ITEMS = {f"（{chinese(n)}）": n for n in range(1, 100)}
"""Nearly all marks of articles and items as they are printed: these need no expression."""
_ENCLOSED = {chr(first + i): i + 1 for first in (0x2460, 0x2474, 0x2488) for i in range(20)}
"""①, ⑴ and ⒈ as one character each."""


Mark = Callable[..., tuple[int, int] | None]
"""A function that finds the number and end offset of a mark at an offset of a text."""


class ArticleMark(NamedTuple):
    """第N条 or 第N条之B at the start of a line; `spaced` when a gap or the line's end follows it."""

    n: int
    branch: int
    end: int
    spaced: bool


class DivisionMark(NamedTuple):
    """第N编, 分编, 章 or 节 at the start of a heading line."""

    kind: str
    n: int
    end: int


def article_mark(text: str) -> ArticleMark | None:
    """The article number that the line opens with; None where 第X条 is only cited there (第三条规定的…).

    >>> article_mark("第十二条之一　经营单位应当……")
    ArticleMark(n=12, branch=1, end=6, spaced=True)
    >>> article_mark("第三条规定的单位应当……") is None
    True
    """
    if text[:1] != "第":
        return None
    end = text.find("条", 2, 9) + 1
    n = _PLAIN_ARTICLES.get(text[:end], 0)
    branch = 0
    if not n or text.startswith("之", end):
        found = ARTICLE.match(text)
        if not found:
            return None
        n, branch, end = _value(found[1]), _value(found[2]) if found[2] else 0, found.end()
    spaced = end == len(text) or text[end].isspace()
    if not spaced and _CITED_BY.match(text, end):
        return None
    return ArticleMark(n, branch, end, spaced)


def division_mark(text: str) -> DivisionMark | None:
    """The division that the line is the heading of; None for running text that cites one.

    >>> division_mark("第二章　目标单位的职责")
    DivisionMark(kind='chapter', n=2, end=3)
    >>> division_mark("第二章规定的措施，由主管部门监督。") is None
    True
    """
    found = DIVISION.match(text) if text.startswith("第") else None
    if not found or len(text) - found.end() > 50 or text[-1] in "。；，：;":
        return None
    rest = text[found.end() :]
    if rest and not rest[0].isspace() and _CITED_BY.match(rest):
        return None
    return DivisionMark(_KINDS[found[2]], _value(found[1]), found.end())


def item_mark(text: str, at: int = 0) -> tuple[int, int] | None:
    """Number and end offset of an item mark （一） standing at `at`; None where it is cited （（二）项所列…）.

    >>> item_mark("（三）建立台账；")
    (3, 3)
    """
    end = text.find("）", at + 2, at + 5) + 1
    n = _PLAIN_ITEMS.get(text[at:end], 0)
    if not n:
        found = ITEM.match(text, at)
        if not found:
            return None
        n, end = _value(found[1]), found.end()
    return None if _ITEM_CITED.match(text, end) else (n, end)


def point_mark(text: str, at: int = 0) -> tuple[int, int] | None:
    """Number and end offset of a point mark at `at`: 1. 1、 (1) （1） ①.

    >>> point_mark("2、报告"), point_mark("1.5米")
    ((2, 2), None)
    """
    found = POINT.match(text, at)
    if not found:
        return None
    if found[3]:
        return _ENCLOSED[found[3]], found.end()
    return int(found[1] or found[2]), found.end()


def section_mark(text: str, at: int = 0) -> tuple[int, int] | None:
    """Number and end offset of an outline's top mark 一、 at `at`; in 一、二级 and 一、三类 it is none.

    >>> section_mark("二、压实责任"), section_mark("一、二级单位")
    ((2, 2), None)
    """
    found = SECTION.match(text, at)
    if not found or SECTION.match(text, found.end()):
        return None
    if found[1] == "一" and text[found.end() : found.end() + 1] in ("二", "三"):
        return None
    return _value(found[1]), found.end()


def annex_mark(text: str) -> int | None:
    """End offset of 附件/附表/附录 as the heading of an annex; None in running text (附件所列物品应当……。)."""
    if not text.startswith("附"):
        return None
    found = ANNEX.match(text)
    if not found or len(text) > 80 or text[-1] in "。；，;" or text.replace(" ", "").replace("\u3000", "") == "附则":
        return None
    return found.end()


@lru_cache(4096)
def _value(label: str) -> int:
    try:
        return number(label if label.isalnum() else "".join(label.split()))
    except ValueError:
        return -1

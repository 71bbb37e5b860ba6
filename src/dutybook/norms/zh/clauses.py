"""Sentences and clauses: where one statement ends and the next begins, with quotations and brackets kept whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

VEIL = "\ue000"
"""Stands for each character inside brackets, quotation marks and titles, so that offsets stay what they are."""

_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "〈": "〉", "[": "]", "【": "】", "〔": "〕"}
_MARK = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
_LONGEST_ASIDE = 400
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*")
_BREAK = re.compile(r"[，,；;：:]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence between two marks; `mark` is the one that ends it (empty at the text's end)."""

    start: int
    end: int
    mark: str


def veiled(text: str) -> str:
    """Cover what stands in brackets, quotation marks and titles, the marks included.

    >>> veiled("村（居）民应当阅读《某办法》。").count(VEIL)
    8
    """
    pieces: list[str] = []
    here = 0
    for start, end in sorted(_pairs(text)):
        if start >= here and end - start <= _LONGEST_ASIDE:
            pieces += [text[here:start], VEIL * (end - start)]
            here = end
    return "".join([*pieces, text[here:]]) if pieces else text


def _pairs(text: str) -> list[tuple[int, int]]:
    """Extents of the brackets that close; one that does not close encloses nothing and hides no other."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for mark in _MARK.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign in _PAIRS:
            opened.append((_PAIRS[sign], at))
            waiting[_PAIRS[sign]] += 1
        elif waiting[sign]:
            close, start = opened.pop()
            while close != sign:
                waiting[close] -= 1
                close, start = opened.pop()
            waiting[sign] -= 1
            found.append((start, at + 1))
    return found


def sentences(cover: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a veiled text, end marks included."""
    found = _SENTENCE.finditer(cover)
    return [(one.start(), one.end()) for one in found if one.group().strip("。！？ \n\u3000")]


def clauses(cover: str, start: int, end: int) -> list[Clause]:
    """Cut a sentence of a veiled text at its commas, semicolons and colons.

    >>> [cut.mark for cut in clauses("甲应当报告，乙应当记录；丙不得离开。", 0, 18)]
    ['，', '；', '']
    """
    found: list[Clause] = []
    while end > start and cover[end - 1] in "。！？ \n\u3000":
        end -= 1
    here = start
    for mark in _BREAK.finditer(cover, start, end):
        if _inside_number(cover, mark.start()):
            continue
        _append(found, cover, here, mark.start(), mark.group())
        here = mark.end()
    _append(found, cover, here, end, "")
    return found


def _append(found: list[Clause], cover: str, start: int, end: int, mark: str) -> None:
    while start < end and cover[start] in " \u3000\t\n":
        start += 1
    while end > start and cover[end - 1] in " \u3000\t\n":
        end -= 1
    if end > start:
        found.append(Clause(start, end, mark))


def _inside_number(cover: str, at: int) -> bool:
    return cover[at] in ",:：" and cover[at - 1 : at].isdigit() and cover[at + 1 : at + 2].isdigit()

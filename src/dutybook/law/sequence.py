"""Which lines open an article: the numbers must run on, so that a cited 第X条 at a line's start is none.

Also finds articles that are glued to the end of the paragraph before them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dutybook.law.line import Line, quote_stays_open
from dutybook.law.markers import ArticleMark, annex_mark, article_mark
from dutybook.law.numerals import chinese

_GLUE_BEFORE = "。；：;:”）)》"
_AMENDS = re.compile(r"决定|修正案|修改")


Starts = dict[int, ArticleMark]


def lines_with_articles(lines: list[Line]) -> tuple[list[Line], Starts]:
    """The lines, glued articles on lines of their own, and the index of each line that opens an article."""
    starts = article_starts(lines)
    whole = _unglued(lines, starts)
    return whole, starts if whole is lines else article_starts(whole)


def article_starts(lines: list[Line]) -> Starts:
    """Index of each line that opens an article, with its mark."""
    candidates = _candidates(lines)
    starts: Starts = {}
    last = (0, 0)
    annexes = [index for index, line in enumerate(lines) if line.text[0] == "附" and annex_mark(line.text) is not None]
    for position, (index, mark) in enumerate(candidates):
        here = (mark.n, mark.branch)
        if starts and here == (1, 0) and any(max(starts) < annex < index for annex in annexes):
            break  # an act of its own in an annex
        if not starts or _follows(last, here) or _is_plausible_jump(candidates, position, last):
            starts[index] = mark
            last = here
    return starts


def _unglued(lines: list[Line], found: Starts) -> list[Line]:
    """The lines, with articles that stand inside a line on lines of their own.

    An article inside a line is one that carries exactly the number missing at that place, after the end
    of a sentence (飞行基本规则 as collected has 112 of them) or, in a text without line ends, after a gap.
    """
    places = [(-1, 0), *((index, mark.n) for index, mark in sorted(found.items()))]
    cuts: dict[int, list[int]] = {}
    for (index, n), (following, next_n) in zip(places, [*places[1:], (len(lines), 0)], strict=True):
        if next_n != n + 1 and not (next_n and next_n <= n):
            _find_glued(lines, max(index, 0), following, n + 1, next_n, cuts)
    if not cuts:
        return lines
    whole: list[Line] = []
    for index, line in enumerate(lines):
        edges = [0, *cuts.get(index, []), len(line.text)]
        whole.extend(line.cut(a, b) for a, b in pairwise(edges))
    return [line for line in whole if line.text]


def _candidates(lines: list[Line]) -> list[tuple[int, ArticleMark]]:
    amends = any(len(line.text) < 80 and _AMENDS.search(line.text) for line in lines[:12])
    quoted = _quoted(lines) if amends else frozenset()
    candidates = []
    for index, line in enumerate(lines):
        if line.text[0] == "第" and index not in quoted:
            mark = article_mark(line.text)
            if mark and mark.n > 0 and (not line.is_row() or _is_tabbed(line, mark)):
                candidates.append((index, mark))
    return candidates


def _quoted(lines: list[Line]) -> frozenset[int]:
    """Indexes of the lines that begin within a quotation."""
    inside = set()
    quoted = False
    for index, line in enumerate(lines):
        if quoted:
            inside.add(index)
        quoted = quote_stays_open(line.text, quoted)
    return frozenset(inside)


def _is_tabbed(line: Line, mark: ArticleMark) -> bool:
    """Whether the line's only tab stands after the article's number, where word processors put one."""
    return line.level == 0 and line.text.count("\t") == 1 and line.text.startswith("\t", mark.end)


def _follows(last: tuple[int, int], here: tuple[int, int]) -> bool:
    return here == (last[0] + 1, 0) or (here[0] == last[0] and here[1] == last[1] + 1)


def _is_plausible_jump(candidates: list[tuple[int, ArticleMark]], position: int, last: tuple[int, int]) -> bool:
    """A number that does not follow: a hole in the source, or a new count; not one that the next lines contradict."""
    mark = candidates[position][1]
    if not mark.spaced:
        return False
    following = [(m.n, m.branch) for _, m in candidates[position + 1 : position + 4]]
    expected = (last[0] + 1, 0)
    if expected in following or (last[0], last[1] + 1) in following:
        return False
    if mark.n > last[0]:
        return True
    return mark.n == 1 or (mark.n + 1, 0) in following


def _find_glued(lines: list[Line], first: int, end: int, n: int, stop: int, cuts: dict[int, list[int]]) -> None:
    for index in range(first, end):
        text = lines[index].text
        at = 1
        while not stop or n < stop:
            at = _glued_at(text, n, at)
            if at < 0:
                break
            cuts.setdefault(index, []).append(at)
            at += 1
            n += 1


def _glued_at(text: str, n: int, start: int) -> int:
    label = f"第{chinese(n)}条"
    at = text.find(label, start)
    while at >= 0:
        before = text[:at].rstrip()[-1:] if at else ""
        mark = article_mark(text[at : at + 40])
        if mark and mark.n == n and mark.spaced and (before in _GLUE_BEFORE or (n == 1 and text[at - 1].isspace())):
            return at
        at = text.find(label, at + 1)
    return -1

"""Joining hard-wrapped lines: which line ends are only the width of the page."""

from __future__ import annotations

import re
from collections import Counter

from dutybook.law.line import Line
from dutybook.law.markers import annex_mark, article_mark, division_mark, item_mark, point_mark, section_mark
from dutybook.law.starts import starts_paragraph

WIDEST = 100
"""A page is never wider than this many characters; longer lines mean that the text is not wrapped."""

_CLOSED = "。；：;:！？!?"
_MARKED = re.compile(r"[第（(附目0-9０-９①-⑳一二三四五六七八九十]")


def joined(lines: list[Line]) -> list[Line]:
    """The lines with hard wraps undone; the list itself where the text is not wrapped."""
    width = wrap_width(lines)
    if not width:
        return lines
    indents = _tells_indents(lines)
    slack = _slack(Counter(line.width for line in lines), width)
    whole: list[Line] = []
    parts: list[Line] = []
    for line in lines:
        if parts and _goes_on(parts[-1], line, width - slack, indents):
            parts.append(line)
            continue
        if parts:
            whole.append(_one(parts))
        parts = [line]
    if parts:
        whole.append(_one(parts))
    return whole


def wrap_width(lines: list[Line]) -> int:
    """The number of characters at which the lines are broken, 0 if they are not.

    A text is wrapped when no line is longer than the page, many are as long as the page,
    and most of these break off in the middle of a sentence.
    """
    if len(lines) < 4:
        return 0
    widths = Counter(line.width for line in lines)
    width = max(widths)
    if not 12 <= width <= WIDEST:
        return 0
    full = [line for line in lines if line.width >= width - _slack(widths, width)]
    if len(full) < 3 or len(full) * 8 < len(lines):
        return 0
    open_ended = sum(1 for line in full if line.text[-1] not in _CLOSED)
    return width if open_ended * 10 >= len(full) * 6 else 0


def _slack(widths: Counter[int], width: int) -> int:
    """0 for a fixed number of characters; 2 where punctuation or Latin letters make the right edge ragged."""
    near = sum(widths[width - i] for i in range(1, 4))
    return 2 if near * 2 > widths[width] else 0


def _tells_indents(lines: list[Line]) -> bool:
    indented = sum(1 for line in lines if line.left)
    return 0.02 * len(lines) < indented < 0.9 * len(lines)


def _goes_on(line: Line, following: Line, full: int, indents: bool) -> bool:
    """Whether `following` continues the paragraph that `line` is the last line of so far."""
    if line.level or following.level:
        return False
    text = following.text
    if line.text[-1] not in _CLOSED:
        # a space at the break is not counted in the width, so a line may seem a little short
        return line.width >= full - 2 and not (indents and following.left and _opens_structure(text))
    if line.width < full:
        return False
    if indents:
        return not following.left
    if _opens_structure(text):
        return False
    if line.text[-1] in "；：;:":
        return True
    return not starts_paragraph(text)


def _opens_structure(text: str) -> bool:
    if not _MARKED.match(text):
        return False
    found = (article_mark(text), division_mark(text), item_mark(text), point_mark(text), section_mark(text), annex_mark(text))
    return any(mark is not None for mark in found)


def _one(parts: list[Line]) -> Line:
    first = parts[0]
    if len(parts) == 1:
        return first
    return Line("".join(part.text for part in parts), tuple(span for part in parts for span in part.spans), first.left, first.level)

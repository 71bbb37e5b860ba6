"""Joining hard-wrapped lines: which line ends are only the width of the page."""

from __future__ import annotations

import re
from collections import Counter

from dutybook.law.line import Line
from dutybook.law.markers import annex_mark, article_mark, division_mark, item_mark, point_mark, section_mark
from dutybook.law.starts import Habits, starts_paragraph

WIDEST = 100
"""A page is never wider than this many characters; longer lines mean that the text is not wrapped."""

_CLOSED = "。；：;:！？!?"
_STOPS = "。！？!?"
_MARKED = re.compile(r"[第（(附目0-9０-９①-⒛一二三四五六七八九十]")
_STEP = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s")
_INNER_STOP = re.compile(r"[。！？](?=[^”’）)》])")
_NEAR = 10
"""Lines before and after a line end that may tell what it is."""


def joined(lines: list[Line]) -> list[Line]:
    """The lines with hard wraps undone; the list itself where the text is not wrapped."""
    width = wrap_width(lines)
    return _Page(lines, width).joined() if width else lines


def wrap_width(lines: list[Line]) -> int:
    """The number of characters at which the lines are broken, 0 if they are not.

    A text is wrapped when hardly a line is longer than the page, many are as long as the page,
    and most of these break off in the middle of a sentence.
    """
    if len(lines) < 4:
        return 0
    widths = Counter(line.width for line in lines)
    width = _widest_but_few(widths, len(lines) // 100)
    if not 12 <= width <= WIDEST:
        return 0
    full = [line for line in lines if line.width >= width - _slack(widths, width)]
    if len(full) < 3 or len(full) * 8 < len(lines):
        return 0
    open_ended = sum(1 for line in full if line.text[-1] not in _CLOSED)
    return width if open_ended * 10 >= len(full) * 6 else 0


def _widest_but_few(widths: Counter[int], few: int) -> int:
    for width in sorted(widths, reverse=True):
        few -= widths[width]
        if few < 0:
            return width
    return 0


def _slack(widths: Counter[int], width: int) -> int:
    """0 for a fixed number of characters; 2 where punctuation or Latin letters make the right edge ragged."""
    near = sum(widths[width - i] for i in range(1, 4))
    return 2 if near * 2 > widths[width] else 0


class _Page:
    """The lines of a wrapped text, with what its layout tells."""

    def __init__(self, lines: list[Line], width: int) -> None:
        self._lines = lines
        self._full = width - _slack(Counter(line.width for line in lines), width)
        indented = sum(1 for line in lines if line.left)
        self._indents = 0.02 * len(lines) < indented < 0.9 * len(lines)
        self._usual: Habits | None = None

    def joined(self) -> list[Line]:
        """The lines with those put together that are one paragraph."""
        whole: list[Line] = []
        parts: list[Line] = []
        for index, line in enumerate(self._lines):
            if parts and self._goes_on(parts, index):
                parts.append(line)
                continue
            if parts:
                whole.append(_one(parts))
            parts = [line]
        if parts:
            whole.append(_one(parts))
        return whole

    def _goes_on(self, parts: list[Line], index: int) -> bool:
        """Whether the line at `index` continues the paragraph whose lines so far are `parts`."""
        line, following = parts[-1], self._lines[index]
        if line.level or following.level:
            return False
        text = following.text
        if self._indents and following.left:
            return False
        if self._breaks_off(line):
            return not _opens_article(text)
        if line.width < self._full or self._is_title(following):
            return False
        if self._indents:
            return not _opens_article(text)
        if _opens_structure(text):
            return False
        return line.text[-1] not in _STOPS or not self._starts(parts, index)

    def _starts(self, parts: list[Line], index: int) -> bool:
        """Whether the line at `index` opens a paragraph, where the page does not tell."""
        before = "".join(part.text for part in (*parts[:1], *parts[1:][-_NEAR:]))
        last = self._last_of(index)
        after = "".join(line.text for line in self._lines[index : last + 1])
        return starts_paragraph(before, after, self._kind(last + 1), self._habits())

    def _breaks_off(self, line: Line) -> bool:
        # a space at the break is not counted in the width, so a line may seem a little short
        return line.text[-1] not in _CLOSED and line.width >= self._full - 2

    def _is_title(self, line: Line) -> bool:
        """A short line without an end: after a full stop it is a heading, not the rest of a sentence."""
        return line.width < self._full - 2 and line.text[-1] not in _CLOSED and line.text[-1].isalnum()

    def _last_of(self, index: int) -> int:
        """From the line at `index` on, the first whose end may end a paragraph."""
        end = min(index + _NEAR, len(self._lines) - 1)
        while index < end and self._breaks_off(self._lines[index]):
            index += 1
        return index

    def _kind(self, index: int) -> str:
        """What the line at `index` opens, as `starts_paragraph` asks for it."""
        if index >= len(self._lines):
            return "end"
        line = self._lines[index]
        if article_mark(line.text):
            return "article"
        if division_mark(line.text) or self._is_title(line):
            return "heading"
        return "item" if item_mark(line.text) or point_mark(line.text) else "paragraph"

    def _habits(self) -> Habits:
        if self._usual is None:
            self._usual = Habits()
            for line, following in zip(self._lines, self._lines[1:], strict=False):
                for stop in _INNER_STOP.finditer(line.text):
                    self._usual.count(line.text[stop.end() :], starts=False)
                if line.text[-1] in _STOPS and line.width < self._full and self._kind_is_plain(following):
                    self._usual.count(following.text, starts=True)
        return self._usual

    def _kind_is_plain(self, line: Line) -> bool:
        return not _opens_structure(line.text) and not self._is_title(line)


def _opens_structure(text: str) -> bool:
    if not _MARKED.match(text):
        return False
    marks = (article_mark, division_mark, item_mark, point_mark, section_mark, annex_mark)
    return any(mark(text) is not None for mark in marks)


def _opens_article(text: str) -> bool:
    """Whether the line is certainly no rest of a sentence: an article, a heading or a dated step of the history."""
    if text[0] != "第":
        return _STEP.match(text) is not None
    article = article_mark(text)
    if article:
        return article.spaced
    division = division_mark(text)
    return division is not None and text[division.end : division.end + 1].isspace()


def _one(parts: list[Line]) -> Line:
    first = parts[0]
    if len(parts) == 1:
        return first
    spans = tuple(span for part in parts for span in part.spans)
    return Line("".join(part.text for part in parts), spans, first.left, first.level)

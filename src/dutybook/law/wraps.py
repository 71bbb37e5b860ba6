"""Joining hard-wrapped lines: which line ends are only the width of the page."""

from __future__ import annotations

import re

from dutybook.law.line import Line
from dutybook.law.markers import annex_mark, article_mark, division_mark, item_mark, point_mark, section_mark
from dutybook.law.starts import Habits, starts_paragraph

WIDEST = 100
"""A page is never wider than this many characters; longer lines mean that the text is not wrapped."""

NARROWEST = 12
"""Nor narrower than this many: a few short lines are no page."""

_CLOSED = "。；：;:！？!?"
_HANGING = "，。；：、！？”’）》"
_STOPS = "。！？!?"
_MARKED = re.compile(r"[第（(附目0-9０-９①-⒛一二三四五六七八九十]")
_STEP = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\s")
_INNER_STOP = re.compile(r"[。！？](?=[^”’）)》])")
_NEAR = 10
"""Lines before and after a line end that may tell what it is."""


def joined(lines: list[Line]) -> list[Line]:
    """The lines with hard wraps undone; the list itself where the text is not wrapped.

    The page's width is a number of characters or, where a Latin letter takes half a Chinese character's room, of
    half-widths.
    """
    widths = [line.width for line in lines]
    if not NARROWEST <= _widest_but_few(widths) <= WIDEST:
        return lines
    half_widths = [_half_widths(line) for line in lines]
    if _on_edge(half_widths) > _on_edge(widths):
        widths = half_widths
    full = full_width(lines, widths)
    return _Page(lines, widths, full).joined() if full else lines


def full_width(lines: list[Line], widths: list[int]) -> int:
    """The width from which on a line may be broken off by the page, 0 if the text is not wrapped.

    A text is wrapped when hardly a line is wider than the page, many are as wide as the page,
    and most of these break off in the middle of a sentence.
    """
    if len(lines) < 4:
        return 0
    width = _widest_but_few(widths)
    full = width - _slack(lines, widths, width)
    edge = [line for line, own in zip(lines, widths, strict=True) if own >= full]
    open_ended = sum(1 for line in edge if line.text[-1] not in _CLOSED)
    many = len(edge) * 8 >= len(lines)
    if len(edge) < 3 or len(edge) * 40 < len(lines) or open_ended * 10 < len(edge) * (6 if many else 9):
        return 0
    return full


def _half_widths(line: Line) -> int:
    indent = line.left * 2 if line.left <= 2 else line.left
    return indent + len(line.text.encode("gbk", "replace"))


def _widest_but_few(widths: list[int]) -> int:
    """The greatest width when one line in a hundred is taken for an outlier."""
    return sorted(widths)[-1 - len(widths) // 100] if widths else 0


def _on_edge(widths: list[int]) -> int:
    edge = _widest_but_few(widths) - 1
    return sum(width >= edge for width in widths)


def _slack(lines: list[Line], widths: list[int], width: int) -> int:
    """0 for a fixed number of characters; 1 where punctuation hangs over the edge; 2 for a ragged edge."""
    edge = [line.text[-1] for line, own in zip(lines, widths, strict=True) if own == width]
    if all(end in _HANGING for end in edge):
        return 1
    near = [line.text[-1] for line, own in zip(lines, widths, strict=True) if width - 3 <= own < width]
    return 2 if 2 * sum(end not in _CLOSED for end in near) > len(edge) else 0


class _Page:
    """The lines of a wrapped text, with what its layout tells."""

    def __init__(self, lines: list[Line], widths: list[int], full: int) -> None:
        self._lines = lines
        self._widths = widths
        self._full = full
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
        line, following = self._lines[index - 1], self._lines[index]
        if line.level or following.level:
            return False
        text = following.text
        if self._indents and following.left:
            return False
        if self._breaks_off(index - 1):
            return not _opens_article(text)
        if self._widths[index - 1] < self._full or self._is_title(index):
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

    def _breaks_off(self, index: int) -> bool:
        # a space at the break is not counted in the width, so a line may seem a little short
        return self._widths[index] >= self._full - 2 and self._lines[index].text[-1] not in _CLOSED

    def _is_title(self, index: int) -> bool:
        """A short line without an end: after a full stop it is a heading, not the rest of a sentence."""
        return self._widths[index] < self._full - 2 and self._lines[index].text[-1].isalnum()

    def _last_of(self, index: int) -> int:
        """From the line at `index` on, the first whose end may end a paragraph."""
        end = min(index + _NEAR, len(self._lines) - 1)
        while index < end and self._breaks_off(index):
            index += 1
        return index

    def _kind(self, index: int) -> str:
        """What the line at `index` opens, as `starts_paragraph` asks for it."""
        if index >= len(self._lines):
            return "end"
        line = self._lines[index]
        if article_mark(line.text):
            return "article"
        if division_mark(line.text) or self._is_title(index):
            return "heading"
        return "item" if item_mark(line.text) or point_mark(line.text) else "paragraph"

    def _habits(self) -> Habits:
        if self._usual is None:
            self._usual = Habits()
            for index, line in enumerate(self._lines):
                for stop in _INNER_STOP.finditer(line.text):
                    self._usual.count(line.text[stop.end() :], starts=False)
                ends = line.text[-1] in _STOPS and self._widths[index] < self._full
                if ends and self._kind(index + 1) == "paragraph":
                    self._usual.count(self._lines[index + 1].text, starts=True)
        return self._usual


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

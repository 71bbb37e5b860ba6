"""One line of a source, ready to be read: its text without markup, and where that stands."""

from __future__ import annotations

from dutybook.law.model import Span, Spans

TABLE_ROW = -1
"""The level of a row of a Markdown table."""


class Line:
    """One line without markup and outer white space; `text` equals the source's slices at `spans`.

    `left`: characters between the line's start and the text. `level`: its Markdown heading level (0: none; TABLE_ROW).
    `width`: characters up to the text's end, white space before it included.
    """

    __slots__ = ("left", "level", "spans", "text", "width")

    def __init__(self, text: str, spans: Spans, left: int = 0, level: int = 0, width: int = 0) -> None:
        self.text = text
        self.spans = spans
        self.left = left
        self.level = level
        self.width = width

    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return self.level == TABLE_ROW or "\t" in self.text

    def split(self, end: int) -> tuple[str, Span, Line]:
        """The printed number before `end`, its span, and the rest of the line."""
        text = self.text
        rest = text[end:].lstrip()
        num = text[:end]
        spans = self.spans
        if len(spans) == 1:
            start, stop = spans[0]
            return num, (start, start + end), Line(rest, ((stop - len(rest), stop),) if rest else ())
        length = len(text)
        within = slice_spans(spans, 0, end)
        return num, (within[0][0], within[-1][1]), Line(rest, slice_spans(spans, length - len(rest), length))

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part from `start` to `end` (offsets in `text`) without outer white space, as a line of its own."""
        text = self.text[start:end]
        stripped = text.strip()
        if len(stripped) != len(text):
            start += len(text) - len(text.lstrip())
        return Line(stripped, slice_spans(self.spans, start, start + len(stripped)), 0, self.level)


def slice_spans(spans: Spans, start: int, end: int) -> Spans:
    """The spans of the characters `start` to `end` of the text that `spans` make up.

    >>> slice_spans(((10, 14), (20, 26)), 2, 6)
    ((12, 14), (20, 22))
    """
    if len(spans) == 1:
        base = spans[0][0]
        return ((base + start, base + end),) if end > start else ()
    pieces = []
    offset = 0
    for a, b in spans:
        low, high = max(start - offset, 0), min(end - offset, b - a)
        if low < high:
            pieces.append((a + low, a + high))
        offset += b - a
    return tuple(pieces)


def outer_span(spans: Spans) -> Span | None:
    """From the first character to the last; None for no spans."""
    return (spans[0][0], spans[-1][1]) if spans else None


def quote_stays_open(text: str, was_open: bool) -> bool:
    """Whether a quotation is open after the line; each paragraph of a long one may open with “ again.

    >>> quote_stays_open("修改为：“第八条　单位应当检查。", False), quote_stays_open("“前款的检查每月一次。”", True)
    (True, False)
    """
    opened, closed = text.rfind("“"), text.rfind("”")
    return was_open if opened == closed else opened > closed

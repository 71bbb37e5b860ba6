"""The body of one article: its paragraphs (款), items (项) and points (目).

Each line under an article is a paragraph of its own unless it carries an item's or a point's number, or stands
in a list that is still open. Items that run on in one line are cut at their numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dutybook.law.eids import Eids
from dutybook.law.line import Line
from dutybook.law.markers import POINT_OPENS, Mark, item_mark, point_mark, section_mark
from dutybook.law.model import Item, Paragraph, Point, Span, Spans
from dutybook.law.runon import closed_run, list_in, run_on_cuts

_CONSEQUENCE = re.compile(
    r"(?:的?，)?(?:由|处|应当|应|给予|予以|依照|按照|依法|责令|可以|不得|并|经|均|方可|视为|适用)"
)
_AMENDS = re.compile(r"(?:修改|改|修正|增加|作)[^，。]{0,20}：$")


class Body:
    """The paragraphs of one article while its lines come in.

    Args:
        eid: eId of the article.
        warnings: (code, eid, message) triples are appended for what is odd in the source.
    """

    __slots__ = ("_done", "_eid", "_last", "_paragraph", "_warnings")

    def __init__(self, eid: str, warnings: list[tuple[str, str, str]]) -> None:
        self._eid = eid
        self._done: list[Paragraph] = []
        self._last: Line | None = None
        self._paragraph: OpenParagraph | None = None
        self._warnings = warnings

    def add(self, line: Line) -> None:
        """Take the next line of the article."""
        text = line.text
        if text[0] in POINT_OPENS:
            mark = item_mark(text)
            if mark:
                self._open().add_item(line, mark)
                return
            mark = point_mark(text)
            if mark and (self._paragraph or self._last):
                self._open().add_numbered(line, mark)
                return
        elif self._paragraph and self._paragraph.takes_sections():
            mark = section_mark(text)
            if mark and (mark[0] == 1 or self._paragraph.items):
                self._open().add_item(line, mark)
                return
        self._add_plain(line)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, finished."""
        self._close()
        return tuple(self._done)

    def _add_plain(self, line: Line) -> None:
        paragraph = self._paragraph
        if paragraph:
            if paragraph.awaits_consequence() and _CONSEQUENCE.match(line.text):
                paragraph.take_tail(line)
                return
            if paragraph.list_is_open() and not paragraph.stands_apart_from(line):
                paragraph.add_unnumbered(line)
                self._warnings.append(("item-without-number", paragraph.eid, line.text[:20]))
                return
            if paragraph.breaks_off():
                self._warnings.append(("sentence-broken", paragraph.eid, line.text[:20]))
            self._close()
        text = line.text
        if "：" in text or ":" in text:
            self._begin(line)
        else:
            self._done.append(Paragraph(self._next_eid(), "", None, text, line.spans))
            self._last = line

    def _open(self) -> OpenParagraph:
        """The paragraph that takes items; most paragraphs take none and never need one."""
        if self._paragraph is None:
            if self._last:
                self._done.pop()
            return self._begin(self._last)
        return self._paragraph

    def _begin(self, line: Line | None) -> OpenParagraph:
        self._paragraph = OpenParagraph(self._next_eid(), self._warnings)
        if line:
            self._paragraph.begin(line)
        return self._paragraph

    def _close(self) -> None:
        if self._paragraph:
            self._done.append(self._paragraph.paragraph())
            self._paragraph = None

    def _next_eid(self) -> str:
        return f"{self._eid}__para_{len(self._done) + 1}"


class OpenParagraph:
    """A paragraph while its lines come in: its own text, its items, its tail."""

    __slots__ = (
        "_eids",
        "_n",
        "_points",
        "_style",
        "_warnings",
        "eid",
        "items",
        "num",
        "num_span",
        "spans",
        "tail",
        "tail_spans",
        "text",
    )

    def __init__(
        self, eid: str, warnings: list[tuple[str, str, str]], num: str = "", num_span: Span | None = None
    ) -> None:
        self.eid = eid
        self.num = num
        self.num_span = num_span
        self.text = ""
        self.spans: Spans = ()
        self.items: list[Item] = []
        self.tail = ""
        self.tail_spans: Spans = ()
        self._eids = Eids()
        self._n = 0
        self._points: list[Point] = []
        self._style = ""
        self._warnings = warnings

    def begin(self, line: Line) -> None:
        """Take the paragraph's own text, with the items that run on in it."""
        found = list_in(line.text)
        if not found:
            self.text, self.spans = line.text, line.spans
            return
        lead_in = line.cut(0, found[0])
        self.text, self.spans = lead_in.text, lead_in.spans
        if found[1] is point_mark:
            self._style = point_style(line.text[found[0] :])
        self._run_on(line.cut(found[0]), 1, found[1])

    def _run_on(self, line: Line, first: int, mark: Mark) -> None:
        """Items that follow each other in one line, from number `first`."""
        for part in parts_of_run(line, first, mark):
            found = mark(part.text)
            if found:
                self.add_item(part, found, split=False)

    def add_item(self, line: Line, mark: tuple[int, int], split: bool = True) -> None:
        """Take an item; where further items run on in its line, these too."""
        n, end = mark
        if split and closed_run(line.text, n, item_mark):
            self._run_on(line, n, item_mark)
            return
        eid = self._item_eid(n)
        if n != self._n + 1:
            self._warnings.append(("item-number", eid, line.text[:20]))
        self._n = n
        self._add(eid, line, end)

    def add_numbered(self, line: Line, mark: tuple[int, int]) -> None:
        """Take a point of the last item, or an item with an Arabic number where no item is open."""
        style = point_style(line.text)
        if self.items and style != self._style:
            self._add_point(line, mark)
        else:
            self._style = style
            self.add_item(line, mark, split=False)

    def add_unnumbered(self, line: Line) -> None:
        """Take a line of an open list that lost its number."""
        self._add(self._item_eid(len(self.items) + 1), line, 0)

    def go_on(self, line: Line) -> None:
        """Take a further line of the text itself; the line end is kept as part of the text."""
        if self.items:
            self.add_unnumbered(line)
            return
        at = line.spans[0][0] - line.left - 1
        self.text += "\n" + line.text if self.text else line.text
        self.spans += ((at, at + 1), *line.spans) if self.text != line.text else line.spans

    def list_is_open(self) -> bool:
        """Between a lead-in ending in ： and the 。 that closes its list."""
        if self.tail:
            return False
        if not self.items:
            return self.text[-1:] in ("：", ":")
        end = self._last_character()
        return end in ("；", ";", "：", ":") or (end in ("，", ",") and not self.items[-1].num)

    def stands_apart_from(self, line: Line) -> bool:
        """Whether the line after a lead-in opens no list: a whole sentence, or a provision quoted after 修改为：."""
        if self.items:
            return False
        return line.text[-1] in "。”" or (line.text[0] == "“" and bool(_AMENDS.search(self.text)))

    def awaits_consequence(self) -> bool:
        """Whether the list breaks off in mid-sentence: its consequence comes on the next line."""
        return bool(self.items) and not self.tail and self._last_character() in ("，", ",", "的")

    def breaks_off(self) -> bool:
        """Whether the last item ends without the mark that ends a sentence or an item."""
        return bool(self.items) and not self.tail and self._last_character().isalnum()

    def take_tail(self, line: Line) -> None:
        """Take the end of the sentence that the list stands in."""
        self.tail, self.tail_spans = line.text, line.spans

    def takes_sections(self) -> bool:
        """Whether a line 一、 can be an item here: after a lead-in or in a list so numbered."""
        return self.text[-1:] in ("：", ":") or bool(self.items)

    def paragraph(self) -> Paragraph:
        """The paragraph, finished."""
        self._close_item()
        items = tuple(self.items)
        return Paragraph(self.eid, self.num, self.num_span, self.text, self.spans, items, self.tail, self.tail_spans)

    def _add(self, eid: str, line: Line, end: int) -> None:
        """Open an item whose number ends at `end` (0: it has none), with the points that run on in its line."""
        self._close_item()
        num, num_span, line = line.split(end) if end else ("", None, line)
        found = list_in(line.text) if end else None
        run = None
        if found and found[1] is point_mark:
            run, line = line.cut(found[0]), line.cut(0, found[0])
        self.items.append(Item(eid, num, num_span, line.text, line.spans))
        for part in parts_of_run(run, 1, point_mark) if run else ():
            mark = point_mark(part.text)
            if mark:
                self._add_point(part, mark)

    def _add_point(self, line: Line, mark: tuple[int, int]) -> None:
        num, num_span, rest = line.split(mark[1])
        eid = self._eids.unused(f"{self.items[-1].eid}__point_{mark[0]}")
        self._points.append(Point(eid, num, num_span, rest.text, rest.spans))

    def _close_item(self) -> None:
        """Give the last item its points."""
        if self._points:
            self.items[-1] = replace(self.items[-1], points=tuple(self._points))
            self._points = []

    def _last_character(self) -> str:
        """The last character of the last item or of its last point."""
        text = self._points[-1].text if self._points else self.items[-1].text
        return text[-1:]

    def _item_eid(self, n: int) -> str:
        return self._eids.unused(f"{self.eid}__item_{n}")


def point_style(text: str) -> str:
    """The kind of an Arabic number: `1` for 1. and 1、, `(` for (1) and （1）, `①` for one character."""
    return "1" if text[0].isdecimal() else "(" if text[0] in "（(" else "①"


def parts_of_run(line: Line, first: int, mark: Mark) -> list[Line]:
    """The line cut at the marks `first`, `first + 1`, … that follow each other in it."""
    cuts = run_on_cuts(line.text, first, mark)
    return [line.cut(start, end) for start, end in zip(cuts, [*cuts[1:], len(line.text)], strict=True)]

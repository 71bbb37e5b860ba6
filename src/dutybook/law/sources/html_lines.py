"""The lines that a web page shows: blocks, line breaks and table rows, in one walk without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SITE = frozenset({"nav", "aside"})
_SITE_OUTSIDE_TEXT = frozenset({"header", "footer"})
_TEXT = frozenset({"article", "main"})
_CELLS = frozenset({"td", "th"})
_OTHER_BLOCKS = frozenset(
    {
        *("address", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "form", "hr", "html", "legend", "li", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
    }
)
_BLOCKS = _HEADINGS | _SITE | _SITE_OUTSIDE_TEXT | _TEXT | _CELLS | _OTHER_BLOCKS
_LAYOUT_ROW = 2000
"""Characters from which on a table row is no row of data but a site's layout with the act in one of its cells."""

_WRAP = re.compile(r"(?<=[⺀-鿿　-〿＀-￯])[ \t]*[\r\n][ \t\r\n]*(?=[⺀-鿿　-〿＀-￯])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_IRREGULAR = ("  ", "\t", "\n", "\r", "\f")
_TRACKED = _HEADINGS | _SITE | _SITE_OUTSIDE_TEXT | _TEXT | {"a", "p", "pre"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as shown.

    Args:
        text: without markup; the cells of a table row are joined by tabs.
        links: the share of its characters that stand in links.
        heading: whether it stands in `h1` to `h6`.
        site: whether it stands in an element for the site: `nav`, `aside`, or page head and foot.
        paragraph: whether it stands in `p` or `pre`.
    """

    text: str
    links: float = 0.0
    heading: bool = False
    site: bool = False
    paragraph: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one element, `lines[start:end]`."""

    tag: str
    start: int
    end: int


def lines_of(root: etree._Element) -> tuple[list[Line], list[Block]]:
    """All lines with text below an element, in order, and the blocks that they stand in, inner before outer.

    >>> page = etree.HTML("<h1>某办法</h1><table><tr><td>甲</td><td>乙</td></tr></table>")
    >>> [line.text for line in lines_of(page)[0]]
    ['某办法', '甲\\t乙']
    """
    collector = _Collector(root)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            collector.start(element)
        else:
            collector.end(element)
    collector.close_line()
    return collector.lines, collector.blocks


class _Collector:
    """Where the walk stands: the open line, the open table row, and how deep in which kinds of element."""

    def __init__(self, root: etree._Element) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self._starts: list[int] = []
        self._layout_rows = {next(table.iterancestors("tr"), None) for table in root.iter("table")}
        self._pieces: list[str] = []
        self._linked = 0
        self._row: etree._Element | None = None
        self._cells: list[str] = []
        self._cell: list[str] = []
        self._row_linked = 0
        self._depths = dict.fromkeys(("link", "heading", "site", "text", "p", "pre"), 0)

    def start(self, element: etree._Element) -> None:
        """Opens an element and takes the text before its first child."""
        tag = str(element.tag)
        if tag in _BLOCKS:
            if self._pieces:
                self.close_line()
            self._starts.append(len(self.lines))
            if tag == "tr" and self._is_data_row(element):
                self._row, self._cells, self._row_linked = element, [], 0
        if tag in _TRACKED:
            self._move(element, tag, 1)
        if text := element.text:
            self._take(text)

    def end(self, element: etree._Element) -> None:
        """Closes an element and takes the text after it."""
        tag = str(element.tag)
        if tag in _BLOCKS:
            if self._pieces:
                self.close_line()
            if tag in _CELLS and self._row is not None:
                self._cells.append(" ".join(self._cell))
                self._cell = []
            elif element is self._row:
                self._close_row()
            self._close_block(tag)
        if tag in _TRACKED:
            self._move(element, tag, -1)
        if text := element.tail:
            self._take(text)

    def close_line(self) -> None:
        """Ends the open line; in a row of data it is a part of the cell."""
        if not self._pieces:
            return
        text = _shown("".join(self._pieces))
        linked, self._pieces, self._linked = self._linked, [], 0
        if not text or text.isspace():
            return
        if self._row is not None:
            self._cell.append(text.strip())
            self._row_linked += linked
        else:
            self._add(text, linked)

    def _close_block(self, tag: str) -> None:
        start, end = self._starts.pop(), len(self.lines)
        if end > start:
            self.blocks.append(Block(tag, start, end))

    def _close_row(self) -> None:
        cells = [*self._cells, *self._cell]
        self._row, self._cells, self._cell = None, [], []
        if any(cells):
            self._add("\t".join(cells), self._row_linked)

    def _add(self, text: str, linked: int) -> None:
        share = linked / max(1, len(text) - text.count(" ")) if linked else 0.0
        depths = self._depths
        flags = (depths["heading"] > 0, depths["site"] > 0, depths["p"] > 0 or depths["pre"] > 0)
        self.lines.append(Line(text, share, *flags))

    def _is_data_row(self, row: etree._Element) -> bool:
        if self._row is not None or row in self._layout_rows or sum(child.tag in _CELLS for child in row) < 2:
            return False
        return sum(map(len, row.itertext())) < _LAYOUT_ROW

    def _move(self, element: etree._Element, tag: str, step: int) -> None:
        """Counts how deep the walk is in the kinds of element that matter."""
        depths = self._depths
        if tag == "a" and element.get("href") is not None:
            depths["link"] += step
        elif tag in _HEADINGS:
            depths["heading"] += step
        elif tag in ("p", "pre"):
            depths[tag] += step
        elif tag in _TEXT:
            depths["text"] += step
        elif tag in _SITE or (tag in _SITE_OUTSIDE_TEXT and not depths["text"]):
            depths["site"] += step

    def _take(self, text: str) -> None:
        if not self._pieces and text.isspace():
            return
        if self._depths["pre"]:
            *whole, text = text.split("\n")
            for line in whole:
                self._pieces.append(line)
                self.close_line()
        self._pieces.append(text)
        if self._depths["link"]:
            self._linked += len(text) - text.count(" ")


def _shown(text: str) -> str:
    """Text as a browser shows it: white space is one space, none where a source line breaks between Chinese."""
    if "\n" in text or "\r" in text:
        text = _WRAP.sub("", text)
    if any(space in text for space in _IRREGULAR):
        text = _SPACE.sub(" ", text)
    return text.strip(" ").replace("\xa0", " ")

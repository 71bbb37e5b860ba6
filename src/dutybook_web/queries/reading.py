"""An act of the library as a page shows it: its outline, its text with norms and citations marked, its duties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from django.utils.safestring import SafeString

from dutybook.law import parse
from dutybook.law.marking import by_unit, pieces
from dutybook.law.model import Act as Tree
from dutybook.law.model import Annex, Article, Citation, Division, Item, Paragraph, Point, Spans
from dutybook.law.sources import source_from_text
from dutybook.law.xmltext import attribute
from dutybook.norms import extract
from dutybook.norms.page_marks import Mark, NormMarks, marked
from dutybook_web.models import Act, DutyVersion, Edition

_Node: TypeAlias = Paragraph | Item | Point

_OUTSIDE = -1
"""The rank of citations: around marks of the same extent."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, item or point; `level` is 0, 1 or 2. `html` is its text, escaped, with its marks."""

    eid: str
    level: int
    num: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of a division (without lines), an article or an annex; `level` is that of its heading."""

    eid: str
    kind: str
    level: int
    num: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """An act to be read. `outline`: the blocks that its table of contents names. `known`: all its eIds."""

    blocks: tuple[Block, ...]
    outline: tuple[Block, ...]
    known: frozenset[str]


def tree_of(act: Act) -> Tree:
    """The tree of an act, read anew from its text; kept in memory for the last few acts."""
    return _tree(act.digest, act.pk)


def reading_of(act: Act) -> Reading:
    """The act as its page shows it; kept in memory likewise."""
    return _reading(act.digest, act.pk)


def duties_by_article(act: Act, reading: Reading, edition: Edition | None) -> Mapping[str, list[DutyVersion]]:
    """The duties of the catalogue in use by the article or annex that they stand in; one query.

    Those whose provision this text does not have stand under an empty eId.
    """
    found: dict[str, list[DutyVersion]] = {}
    if act.act and edition:
        for version in edition.duties.filter(act=act.act).defer("body").order_by("pk"):
            top = version.provision.partition("__")[0]
            found.setdefault(top if top in reading.known else "", []).append(version)
    return found


def words_of(tree: Tree, eid: str) -> str | None:
    """The words of one provision with all that stands below it; None where the act has no such provision."""
    tops: list[Article | Annex] = [*tree.articles, *tree.annexes]
    for top in tops:
        if top.eid == eid:
            return "\n".join([*filter(None, [top.heading]), *_words(top.paragraphs)])
        for paragraph in top.paragraphs if eid.startswith(f"{top.eid}__") else ():
            points = (point for item in paragraph.items for point in item.points)
            nodes: list[_Node] = [paragraph, *paragraph.items, *points]
            for node in nodes:
                if node.eid == eid:
                    return "\n".join(_words((node,)))
    return None


@lru_cache(maxsize=16)
def _tree(digest: str, number: int) -> Tree:
    row = Act._base_manager.values_list("text", "file_name", "file_format").get(pk=number)
    return parse(source_from_text(*row))


@lru_cache(maxsize=16)
def _reading(digest: str, number: int) -> Reading:
    tree = _tree(digest, number)
    blocks = tuple(_blocks(tree, _Marker(tree)))
    lines = {line.eid for block in blocks for line in block.lines}
    named = "article" if tree.outline else "division"
    outline = tuple(block for block in blocks if block.kind in (named, "annex"))
    return Reading(blocks, outline, frozenset({block.eid for block in blocks} | lines))


class _Marker:
    """Marks the words of an act: the parts of its norms, and citations within it as links."""

    def __init__(self, tree: Tree) -> None:
        self._norms = NormMarks(extract(tree))
        self._citations: Mapping[str, list[Citation]] = by_unit(tree)

    def html(self, node: _Node) -> SafeString:
        """The words of a node."""
        marks = [*self._norms.within(node.spans), *self._cited(node.text, node.spans, node.eid)]
        return SafeString(marked(node.text, marks))  # `marked` escapes the words

    def tail(self, node: Paragraph) -> SafeString:
        """The end of a paragraph's sentence, after its items."""
        return SafeString(marked(node.tail, self._norms.within(node.tail_spans)))

    def _cited(self, text: str, spans: Spans, unit: str) -> Iterator[Mark]:
        start = 0
        for words, citation in pieces(text, spans, self._citations.get(unit, ())):
            end = start + len(words)
            if citation and citation.exists and not citation.target.startswith("《"):
                yield Mark(start, end, _OUTSIDE, f'<a class="cite" href="#{attribute(citation.target)}">', "</a>")
            start = end


def _blocks(tree: Tree, marker: _Marker) -> Iterator[Block]:
    places = {division.eid: index for index, division in enumerate(tree.divisions, 1)}
    shown = 0
    for article in tree.articles:
        upto = max(shown, places.get(article.division, 0))
        yield from map(_heading, tree.divisions[shown:upto])
        shown = upto
        yield _block(article, "article", marker)
    yield from map(_heading, tree.divisions[shown:])
    yield from (_block(annex, "annex", marker) for annex in tree.annexes)


def _heading(node: Division) -> Block:
    return Block(node.eid, "division", 3 if node.kind == "section" else 2, node.num, node.heading, ())


def _block(node: Article | Annex, kind: str, marker: _Marker) -> Block:
    lines = tuple(line for paragraph in node.paragraphs for line in _lines(paragraph, marker))
    return Block(node.eid, kind, 3, node.num, node.heading, lines)


def _lines(node: Paragraph, marker: _Marker) -> Iterator[Line]:
    yield Line(node.eid, 0, node.num, marker.html(node))
    for item in node.items:
        yield Line(item.eid, 1, item.num, marker.html(item))
        yield from (Line(point.eid, 2, point.num, marker.html(point)) for point in item.points)
    if node.tail:
        yield Line("", 0, "", marker.tail(node))


def _words(nodes: tuple[_Node, ...]) -> Iterator[str]:
    for node in nodes:
        yield f"{node.num}{node.text}".strip()
        if isinstance(node, Paragraph):
            yield from _words(node.items)
            yield from filter(None, [node.tail.strip()])
        elif isinstance(node, Item):
            yield from _words(node.points)

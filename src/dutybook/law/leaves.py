"""The leaves of an act: every piece of text that the tree holds, with its place in the source.

What proves that nothing was lost: each non-space character of the source stands in exactly one leaf.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from dutybook.law.line import slice_spans
from dutybook.law.model import Act, Annex, Article, Aside, Division, Item, Paragraph, Point, Span, Spans

Leaf = tuple[str, Spans]
"""A text and where it stands; the text equals the source's slices there, joined with nothing between."""

_LINE_END = re.compile(r"\s*\n\s*")


def leaves(act: Act) -> Iterator[Leaf]:
    """Every text of the act with its spans: asides, numbers, headings, texts and tails; none is empty.

    They come part by part (front, divisions, articles, annexes, back, noise), not in the order of the source:
    sort by the spans for that. An act that was not read from its source has leaves without spans.

    >>> from dutybook.law.model import Source
    >>> from dutybook.law.parser import structure
    >>> for leaf in leaves(structure(Source("示范条例\\n第一条　单位应当：（一）检查；（二）报告。"))):
    ...     print(leaf)
    ('示范条例', ((0, 4),))
    ('第一条', ((5, 8),))
    ('单位应当：', ((9, 14),))
    ('（一）', ((14, 17),))
    ('检查；', ((17, 20),))
    ('（二）', ((20, 23),))
    ('报告。', ((23, 26),))
    """
    reader = _Leaves(act)
    return (leaf for leaf in reader.all() if leaf[0])


def rebuild(act: Act) -> str:
    """The source made again from the leaves, in the order of their spans; only white space is taken from the source.

    It equals `act.source.text` when no character was lost, none stands in two leaves, and each leaf says what the
    source says at its place.

    >>> from dutybook.law.model import Source
    >>> from dutybook.law.parser import structure
    >>> source = Source("示范条例\\n\\n第一条　单位应当：（一）检查；（二）报告。\\n")
    >>> rebuild(structure(source)) == source.text
    True
    """
    source = act.source.text
    parts = []
    at = 0
    for start, end, text in sorted(_pieces(leaves(act))):
        parts.append(_white_space(source[at:start]))
        parts.append(text)
        at = end
    return "".join([*parts, _white_space(source[at:])])


class _Leaves:
    def __init__(self, act: Act) -> None:
        self._act = act
        self._noise = sorted(span for aside in act.noise for span in aside.spans)

    def all(self) -> Iterator[Leaf]:
        act = self._act
        yield from _asides(act.front)
        for division in act.divisions:
            yield from self._headed(division)
        nodes: tuple[Article | Annex, ...] = (*act.articles, *act.annexes)
        for node in nodes:
            yield from self._headed(node)
            for paragraph in node.paragraphs:
                yield from self._paragraph(paragraph)
        yield from _asides(act.back)
        yield from _asides(act.noise)

    def _headed(self, node: Division | Article | Annex) -> Iterator[Leaf]:
        yield self._number(node.num, node.num_span)
        yield node.heading, node.heading_spans

    def _paragraph(self, node: Paragraph) -> Iterator[Leaf]:
        yield from self._numbered(node)
        for item in node.items:
            yield from self._numbered(item)
            for point in item.points:
                yield from self._numbered(point)
        yield node.tail, node.tail_spans

    def _numbered(self, node: Paragraph | Item | Point) -> Iterator[Leaf]:
        yield self._number(node.num, node.num_span)
        yield node.text, node.spans

    def _number(self, num: str, span: Span | None) -> Leaf:
        """The number; where a line end or markup stands inside it, its span is cut into what is the number's own."""
        if not span:
            return num, ()
        if span[1] - span[0] == len(num):
            return num, (span,)
        parts = tuple(self._without_noise(span))
        text = "".join(self._act.source.text[start:end] for start, end in parts)
        edges = [0, *(edge for found in _LINE_END.finditer(text) for edge in found.span()), len(text)]
        return num, tuple(own for a, b in zip(edges[::2], edges[1::2], strict=True) for own in slice_spans(parts, a, b))

    def _without_noise(self, span: Span) -> Iterator[Span]:
        at, end = span
        next_one = bisect_left(self._noise, span)
        while next_one < len(self._noise) and self._noise[next_one][0] < end:
            yield at, self._noise[next_one][0]
            at = self._noise[next_one][1]
            next_one += 1
        yield at, end


def _asides(asides: Iterable[Aside]) -> Iterator[Leaf]:
    return ((aside.text, aside.spans) for aside in asides)


def _pieces(all_leaves: Iterable[Leaf]) -> Iterator[tuple[int, int, str]]:
    """Each leaf cut at the ends of its spans, as (start, end, text)."""
    for text, spans in all_leaves:
        at = 0
        for start, end in spans:
            yield start, end, text[at : at + end - start]
            at += end - start


def _white_space(text: str) -> str:
    return "".join(char for char in text if char.isspace())

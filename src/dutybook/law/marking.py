"""Where the citations stand in a node's text, so that a writer can turn them into links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dutybook.law.model import Act, Citation, Spans

Piece = tuple[str, Citation | None]
"""Some words, and the citation that they are."""


def by_unit(act: Act) -> Mapping[str, list[Citation]]:
    """The act's citations under the eId of the node that holds them, in reading order, wider before narrower."""
    units: dict[str, list[Citation]] = defaultdict(list)
    for citation in sorted(act.citations, key=lambda c: (c.span[0], -c.span[1])):
        units[citation.unit].append(citation)
    return units


def pieces(text: str, spans: Spans, citations: Iterable[Citation]) -> list[Piece]:
    """Cut a node's text at its citations.

    Args:
        text: the node's text.
        spans: the source spans that make up the text.
        citations: candidates in the order of `by_unit`; one that stands elsewhere, or overlaps
            an earlier one, is left out.

    Returns:
        the pieces in order; joined they are `text`.

    >>> cite = Citation("art_2", "第一条", (12, 15), "art_1")
    >>> [words for words, _ in pieces("依照第一条办理", ((10, 17),), [cite])]
    ['依照', '第一条', '办理']
    """
    cut: list[Piece] = []
    done = 0
    for citation in citations:
        start, end = _local(citation.span[0], spans), _local(citation.span[1] - 1, spans)
        if start is None or end is None or start < done or end < start:
            continue
        cut += [(text[done:start], None), (text[start : end + 1], citation)]
        done = end + 1
    cut.append((text[done:], None))
    return [piece for piece in cut if piece[0]]


def _local(offset: int, spans: Spans) -> int | None:
    """The index in the node's text of a source offset."""
    before = 0
    for start, end in spans:
        if start <= offset < end:
            return before + offset - start
        before += end - start
    return None

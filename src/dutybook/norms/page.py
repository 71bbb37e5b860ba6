"""An act with its norms as a self-contained HTML page: the duties marked in the text and listed in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from dutybook.law.marking import pieces
from dutybook.law.model import Act, Paragraph, Spans
from dutybook.law.page import ActPage, citation_tags
from dutybook.norms.model import Norm
from dutybook.norms.page_marks import Mark, NormMarks, Sign, marked
from dutybook.norms.page_notes import Notes
from dutybook.norms.page_summary import summary

_CITATION = -1
"""The rank of citations: outside marks of the same extent."""


def write(act: Act, norms: Sequence[Norm], language: str = "zh") -> str:
    """The act as a page with its norms: a summary, filters, the marked text, the norms beside each paragraph.

    Every node has its eId as anchor, every norm `<unit>--<n>`, so that changes elsewhere leave links to it as they
    are. The page fetches nothing; its small script (filters, search, highlighting) may be off.

    Args:
        act: the act.
        norms: what `dutybook.norms.extract` found in it; norms of units that the act lacks are left out.
        language: of the page's own words when it opens, `zh` or `en`; the act's words stay Chinese.
    """
    return NormsPage(act, norms).html(language)


class NormsPage(ActPage):
    """Writes one act with its norms."""

    styles = ("norms/marks", "norms/norms")

    def __init__(self, act: Act, norms: Sequence[Norm]) -> None:
        super().__init__(act)
        self.script = _script()
        self.notes = Notes(act, norms)
        self.marks = NormMarks(norms)

    def above(self) -> str:
        """The summary, the legend and the filters."""
        return summary(self.notes.all, len(self.act.articles))

    def beside(self, node: Paragraph) -> str:
        """The norms of a paragraph and its items."""
        return self.notes.margin(node.eid)

    def text(self, text: str, spans: Spans, unit: str) -> str:
        """The words of a node with the parts of norms and the citations marked."""
        signs = self.notes.signs(unit, spans) if spans else []
        marks = [*self.marks.within(spans), *self._cited(text, spans, unit, signs)]
        return marked(text, marks, signs)

    def _cited(self, text: str, spans: Spans, unit: str, signs: Sequence[Sign]) -> Iterator[Mark]:
        """The citations of a node, cut where a number stands inside: a link may not hold a link."""
        start = 0
        for words, citation in pieces(text, spans, self.citations.get(unit, ())):
            end = start + len(words)
            if citation:
                before, after = citation_tags(citation)
                cuts = [start, *sorted({sign.at for sign in signs if start < sign.at < end}), end]
                yield from (Mark(a, b, _CITATION, before, after) for a, b in pairwise(cuts))
            start = end


@cache
def _script() -> str:
    return (files("dutybook") / "norms" / "page.js").read_text(encoding="utf-8")

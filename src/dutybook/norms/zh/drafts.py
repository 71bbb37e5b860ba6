"""A norm while it is being read: offsets in one unit's text, before limits, citations and confidence are added."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from dutybook.law.model import Item, Paragraph, Point, Span, Spans
from dutybook.norms.model import Modality
from dutybook.norms.zh.clauses import veiled


class UnitText:
    """The text of one unit with its offsets in the source."""

    __slots__ = ("_starts", "cover", "eid", "spans", "text")

    def __init__(self, eid: str, text: str, spans: Spans) -> None:
        self.eid = eid
        self.text = text
        self.cover = veiled(text)
        self.spans = spans
        starts, total = [], 0
        for start, end in spans:
            starts.append(total)
            total += end - start
        self._starts = starts

    @classmethod
    def of(cls, node: Paragraph | Item | Point) -> UnitText:
        """The text of a paragraph (without its items), an item or a point."""
        return cls(node.eid, node.text, node.spans)

    def locate(self, start: int, end: int) -> Spans:
        """Source spans of a piece of the unit's text."""
        found: list[Span] = []
        piece = max(bisect_right(self._starts, start) - 1, 0)
        while piece < len(self.spans) and self._starts[piece] < end:
            source_start, source_end = self.spans[piece]
            shift = source_start - self._starts[piece]
            left, right = max(start + shift, source_start), min(end + shift, source_end)
            if left < right:
                found.append((left, right))
            piece += 1
        return tuple(found)

    def offset(self, source: int) -> int | None:
        """Offset in the unit's text of a source offset, None outside it."""
        for (start, end), shift in zip(self.spans, self._starts, strict=True):
            if start <= source < end:
                return source - start + shift
        return None


@dataclass(frozen=True, slots=True)
class Held:
    """Words with their place in the source; `origin` says how a bearer was found."""

    text: str
    spans: Spans
    origin: str = "own"


@dataclass(slots=True)
class Draft:
    """A norm in the making; offsets are in the text of `unit`."""

    unit: UnitText
    modality: Modality
    trigger: Held | None
    bearer: Held | None
    begin: int
    action: Span
    condition: Span | None = None
    implicit: bool = False
    residual: bool = False
    sanctions: tuple[str, ...] = ()
    penalised: str | None = None
    violates: tuple[str, ...] = ()
    features: set[str] = field(default_factory=set)

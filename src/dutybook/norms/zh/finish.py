"""Drafts into norms: time limits, amounts, citations and confidence are added, offsets become source spans."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from dutybook.law.model import Act, Citation, Item, Paragraph, Point
from dutybook.norms.model import Amount, Norm, NormSpans, Reference, TimeLimit
from dutybook.norms.zh.amounts import amounts
from dutybook.norms.zh.bounds import Bounds, bounds_of
from dutybook.norms.zh.confidence import confidence
from dutybook.norms.zh.drafts import Draft, UnitText
from dutybook.norms.zh.limits import time_limits
from dutybook.norms.zh.sanctions import violated_spans

_CITED = ("art_", "sec_", "《")
"""Targets that a norm refers to; a chapter or a bare 本条例 is none."""


@dataclass(slots=True)
class _Unit:
    """The norms of one unit with what belongs to each of them, in the order of `drafts`."""

    drafts: list[Draft]
    times: list[list[TimeLimit]] = field(init=False)
    sums: list[list[Amount]] = field(init=False)
    refs: list[list[Reference]] = field(init=False)
    breached: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    begins: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.times = [[] for _ in self.drafts]
        self.sums = [[] for _ in self.drafts]
        self.refs = [[] for _ in self.drafts]

    def texts(self) -> list[UnitText]:
        """The texts that the drafts stand in: the unit's own, and its tail's."""
        return list({id(draft.unit): draft.unit for draft in self.drafts}.values())

    def of_text(self, text: UnitText) -> list[int]:
        """The drafts of one text; the last of the unit for a text without any (items that are parts of one duty)."""
        return [number for number, draft in enumerate(self.drafts) if draft.unit is text] or [len(self.drafts) - 1]

    def owner(self, mine: Sequence[int], at: int) -> int:
        """Which draft governs an offset: the last that begins before it, else the first."""
        begins = self.begins.setdefault(mine[0], [])
        if not begins:
            begins += accumulate((self.drafts[number].begin for number in mine), max)
        return mine[max(bisect_right(begins, at) - 1, 0)]


class Finisher:
    """Completes drafts with what the act knows: its citations and its clause on what bounds include."""

    def __init__(self, act: Act) -> None:
        self.citations: dict[str, list[Citation]] = defaultdict(list)
        for citation in act.citations:
            if citation.target.startswith(_CITED):
                self.citations[citation.unit].append(citation)
        self.bounds: Bounds = bounds_of("\n".join(one.text for article in act.articles for one in article.paragraphs))

    def finish(self, paragraph: Paragraph, drafts: Sequence[Draft]) -> Iterator[Norm]:
        """The norms of one paragraph and its items, in reading order."""
        by_unit: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            by_unit[draft.unit.eid].append(draft)
        parts = _parts(paragraph, by_unit)
        for eid, here in by_unit.items():
            yield from self._norms(_Unit(here), parts.get(eid, []))

    def _norms(self, unit: _Unit, parts: Sequence[Item | Point]) -> Iterator[Norm]:
        texts = [*unit.texts(), *(UnitText.of(part) for part in parts)]
        for text in texts:
            mine = unit.of_text(text)
            self._limits(unit, text, mine)
            self._cite(unit, text, mine)
        for number, draft in enumerate(unit.drafts):
            breached = tuple(dict.fromkeys(unit.breached)) if draft.modality == "sanction" else ()
            yield _norm(draft, unit.times[number], unit.sums[number], unit.refs[number], breached)

    def _limits(self, unit: _Unit, text: UnitText, mine: Sequence[int]) -> None:
        for time in time_limits(text.text):
            spans = text.locate(time.start, time.end)
            limit = TimeLimit(time.kind, time.value, time.working_days, time.text, spans)
            unit.times[unit.owner(mine, time.start)].append(limit)
        for one in amounts(text.text, self.bounds):
            spans = text.locate(one.start, one.end)
            amount = Amount(one.text, one.min, one.max, one.min_inclusive, one.max_inclusive, one.unit, spans)
            unit.sums[unit.owner(mine, one.start)].append(amount)

    def _cite(self, unit: _Unit, text: UnitText, mine: Sequence[int]) -> None:
        """Put each citation on the norm that it stands in, in a sanction on every stage."""
        sanctions = [number for number in mine if unit.drafts[number].modality == "sanction"]
        breaches = violated_spans(text.text) if sanctions else ()
        for citation in self.citations.get(text.eid, ()):
            at = text.offset(citation.span[0])
            if at is None:
                continue
            if any(start <= at < end for start, end in breaches) and not citation.target.startswith("《"):
                unit.breached.append(citation.target)
            owner = unit.owner(mine, at)
            governed = sanctions if owner in sanctions else [] if citation.target in unit.said else [owner]
            unit.said.add(citation.target)
            for number in governed:
                ref = Reference(citation.text, citation.target)
                if ref not in unit.refs[number]:
                    unit.refs[number].append(ref)


def _parts(paragraph: Paragraph, told: Container[str]) -> dict[str, list[Item | Point]]:
    """Items and points without norms of their own, by the unit whose text they count as: the next above with norms."""
    parts: dict[str, list[Item | Point]] = defaultdict(list)
    for item in paragraph.items:
        above = item.eid if item.eid in told else paragraph.eid
        if item.eid not in told:
            parts[paragraph.eid].append(item)
        parts[above] += [point for point in item.points if point.eid not in told]
    return parts


def _norm(
    draft: Draft, times: list[TimeLimit], sums: list[Amount], refs: list[Reference], breached: tuple[str, ...]
) -> Norm:
    unit, text = draft.unit, draft.unit.text
    start, end = draft.action
    while end > start and text[end - 1] in "。；;，,：: \n":
        end -= 1
    condition = draft.condition
    return Norm(
        unit=unit.eid,
        modality=draft.modality,
        trigger=draft.trigger.text if draft.trigger else None,
        bearer=draft.bearer.text if draft.bearer else None,
        action=text[start:end],
        condition=text[condition[0] : condition[1]] if condition else None,
        times=tuple(times),
        amounts=tuple(sums),
        refs=tuple(refs),
        violates=breached,
        sanctions=draft.sanctions,
        penalised=draft.penalised,
        implicit=draft.implicit,
        residual=draft.residual,
        confidence=confidence(draft),
        spans=NormSpans(
            trigger=draft.trigger.spans if draft.trigger else (),
            bearer=draft.bearer.spans if draft.bearer else (),
            condition=unit.locate(*condition) if condition else (),
            action=unit.locate(start, end),
        ),
    )

"""Coverage: norm by norm, which entries of a catalogue file answer for it; and which entries point to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dutybook.catalogue.model import ActFile, OperatedDuty, ReadingOnlyDuty
from dutybook.catalogue.proposals import reading_only_of
from dutybook.law.model import Act, Article
from dutybook.norms import Norm

How = Literal["entry", "other_modality", "above", "below", "sanction", "not_duty", "none"]
"""How a norm is covered: by an entry on its unit with its modality, or with another one; by an entry on a node above
or below it; a sanction by the duty that names it; by a note that it is no duty; or not at all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One norm, how it is covered, and by which entries (ids of duties; for `not_duty` the provision)."""

    norm: Norm
    how: How
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of one act.

    Args:
        rows: its norms in reading order.
        strangers: (id, provision) of entries and notes that name no node of the act.
        idle: provisions that `not_duties` tells although no norm stands there.
        doubtful: (id, reason) of duties that are worked although the words of their norm propose to only read them,
            and that do not say why (`rationale`).
    """

    rows: tuple[Row, ...]
    strangers: tuple[tuple[str, str], ...]
    idle: tuple[str, ...]
    doubtful: tuple[tuple[str, str], ...]

    @property
    def uncovered(self) -> tuple[Row, ...]:
        """The norms that nothing covers."""
        return tuple(row for row in self.rows if row.how == "none")

    @property
    def share(self) -> float:
        """Covered norms of all norms; 1.0 for an act without norms."""
        return 1 - len(self.uncovered) / len(self.rows) if self.rows else 1.0

    @property
    def counts(self) -> dict[How, int]:
        """How many norms are covered in which way."""
        return dict(Counter(row.how for row in self.rows))

    @property
    def complete(self) -> bool:
        """Whether every norm is covered and every entry points to a node of the act."""
        return not self.uncovered and not self.strangers


def coverage(act: Act, norms: Iterable[Norm], content: ActFile) -> Coverage:
    """Hold a catalogue file against its act.

    Args:
        act: the act as it was read.
        norms: its norms, as `dutybook.norms.extract` finds them.
        content: the catalogue file of the act.
    """
    rows = tuple(_row(norm, content) for norm in norms)
    nodes = frozenset(eids(act))
    named = [(duty.id, provision) for duty in content.duties for provision in duty.provisions]
    named += [(duty.id, provision) for duty in content.duties for provision in _own_sanctions(duty)]
    noted = [entry.provision for entry in content.not_duties]
    named += [("not_duties", provision) for provision in noted]
    used = {by for row in rows if row.how == "not_duty" for by in row.by}
    return Coverage(
        rows=rows,
        strangers=tuple((name, provision) for name, provision in named if provision not in nodes),
        idle=tuple(provision for provision in noted if provision not in used),
        doubtful=tuple(dict.fromkeys(_doubtful(rows, content))),
    )


def _doubtful(rows: tuple[Row, ...], content: ActFile) -> Iterator[tuple[str, str]]:
    worked = {duty.id: duty for duty in content.duties if duty.reading_only is None}
    for row in rows:
        reason = reading_only_of(row.norm, "")
        if row.how == "entry" and reason and row.norm.modality != "sanction" and set(row.by) <= set(worked):
            yield from ((name, reason) for name in row.by if worked[name].rationale is None)


def _row(norm: Norm, content: ActFile) -> Row:
    for how, by in _ways(norm, content):
        if by:
            return Row(norm, how, tuple(by))
    return Row(norm, "none", ())


def _ways(norm: Norm, content: ActFile) -> Iterator[tuple[How, list[str]]]:
    unit = norm.unit
    here = [duty for duty in content.duties if unit in duty.provisions]
    yield "entry", [duty.id for duty in here if duty.modality == norm.modality]
    if norm.modality == "sanction":
        yield "sanction", [d.id for d in content.duties if any(_around(p, unit) for p in _own_sanctions(d))]
    yield "not_duty", [entry.provision for entry in content.not_duties if entry.provision == unit]
    yield "other_modality", [duty.id for duty in here]
    yield "above", [duty.id for duty in content.duties if any(_around(p, unit) for p in duty.provisions)]
    yield "below", [duty.id for duty in content.duties if any(_around(unit, p) for p in duty.provisions)]
    yield "not_duty", [entry.provision for entry in content.not_duties if _around(entry.provision, unit)]


def _own_sanctions(duty: OperatedDuty | ReadingOnlyDuty) -> tuple[str, ...]:
    if duty.sanction is None:
        return ()
    named = (duty.sanction.provision, *duty.sanction.also)
    return tuple(provision for provision in named if not provision.startswith("《") and "#" not in provision)


def _around(node: str, unit: str) -> bool:
    """Whether a node is the unit or stands above it.

    >>> _around("art_2", "art_2__para_1"), _around("art_2", "art_21__para_1")
    (True, False)
    """
    return unit == node or unit.startswith(f"{node}__")


def eids(act: Act) -> Iterator[str]:
    """The eIds of all nodes of an act, in reading order."""
    yield from (division.eid for division in act.divisions)
    for article in act.articles:
        yield from _article(article)
    for annex in act.annexes:
        yield annex.eid
        yield from (paragraph.eid for paragraph in annex.paragraphs)


def _article(article: Article) -> Iterator[str]:
    yield article.eid
    for paragraph in article.paragraphs:
        yield paragraph.eid
        for item in paragraph.items:
            yield item.eid
            yield from (point.eid for point in item.points)

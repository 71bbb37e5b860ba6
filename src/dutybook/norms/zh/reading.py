"""The state of reading one sentence: its clauses, what is pending, the open norm, and what goes on to the next."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from dutybook.law.model import Span
from dutybook.norms.model import Modality
from dutybook.norms.zh.bearers import Subject, subject
from dutybook.norms.zh.clauses import VEIL, Clause
from dutybook.norms.zh.drafts import Draft, Held, UnitText
from dutybook.norms.zh.modality import Trigger

_RECENT = 40


@dataclass(frozen=True, slots=True)
class Lean:
    """The modality that the items of a list take from their lead-in; `trigger` is None for an implicit one."""

    modality: Modality
    trigger: Held | None


@dataclass(slots=True)
class Context:
    """What a sentence inherits from before.

    Args:
        bearer: the bearer in force in this paragraph, or the lead-in's.
        lean: in an item, its lead-in's modality.
        imperative: the document commands without naming anybody (a plan).
        fixed: a thing as subject does not displace the bearer (items of a list).
        imposer: who imposes the sanction of the sentence before.
    """

    bearer: Held | None = None
    lean: Lean | None = None
    imperative: bool = False
    fixed: bool = False
    imposer: str | None = None


@dataclass(slots=True)
class Reading:
    """One sentence while it is read.

    `pending` are the clauses since the last predicate: circumstances and topics of the next norm. `split` tells
    that one of them is a case of its own behind an open norm, `declares` that the sentence defines or delimits;
    `resumed` is who was bound before a thing became the subject or somebody was named by the way.
    """

    unit: UnitText
    cut: list[Clause]
    modal: list[list[Trigger]]
    context: Context
    drafts: list[Draft] = field(default_factory=list)
    pending: list[Clause] = field(default_factory=list)
    opened: Draft | None = None
    split: bool = False
    declares: bool = False
    resumed: Held | None = None
    _ends: list[int] = field(init=False)
    _last_modal: int = field(init=False)

    def __post_init__(self) -> None:
        self._ends = [clause.end for clause in self.cut]
        self._last_modal = max((place for place, found in enumerate(self.modal) if found), default=-1)

    @property
    def recent(self) -> list[Clause]:
        """The last of the pending clauses: no sentence of an act has more, and the cost stays linear."""
        return self.pending[-_RECENT:]

    @property
    def cover(self) -> str:
        """The veiled text of the unit."""
        return self.unit.cover

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.cut[0].start

    @property
    def end(self) -> int:
        """Where its last clause ends."""
        return self.cut[-1].end

    def is_last(self, place: int) -> bool:
        """Whether a clause is the sentence's last."""
        return place + 1 == len(self.cut)

    def modal_from(self, place: int) -> bool:
        """Whether a modal word governs in this clause or a later one."""
        return place <= self._last_modal

    def clause_end(self, at: int) -> int:
        """The end of the clause that an offset stands in."""
        return self._ends[min(bisect_left(self._ends, at), len(self._ends) - 1)]

    def begin(self, clause: Clause) -> int:
        """Where a norm that opens in a clause begins: with the circumstances pending before it."""
        return self.pending[0].start if self.pending else clause.start

    def whole(self, clause: Clause) -> Subject:
        """A clause read as a noun phrase."""
        return subject(self.cover, clause.start, clause.end)

    def named(self, clause: Clause) -> Subject:
        """The subject of a clause that holds its own verb."""
        return subject(self.cover, clause.start, clause.end, verbs=True)

    def is_topic(self, clause: Clause) -> bool:
        """Whether a clause is nothing but a bearer's name."""
        found = self.whole(clause)
        return found.kind == "bearer" and found.end == clause.end

    def hold(self, found: Subject, origin: str = "own") -> Held:
        """A bearer found in this sentence, in force from here on."""
        spans = self.unit.locate(found.start, found.end)
        self.context.bearer = Held(self.unit.text[found.start : found.end], spans, origin)
        return self.context.bearer

    def carried(self) -> Held | None:
        """The bearer in force, carried over."""
        held = self.context.bearer
        return held and Held(held.text, held.spans, "lead" if held.origin == "lead" else "carried")

    def set_aside(self) -> None:
        """A thing is the subject here: nobody is in force, but who was bound in this sentence is in the next."""
        if self.opened is not None and self.context.bearer is not None:
            self.resumed = self.context.bearer
        self.context.bearer = None

    def put_off(self, clause: Clause, *, case: bool = False) -> None:
        """Keep a clause for the norm that follows; a case splits it from the norm that is open."""
        self.split = self.split or (case and self.opened is not None)
        self.pending.append(clause)

    def extend(self, clause: Clause) -> None:
        """Add a clause to the act of the open norm."""
        if self.opened is not None:
            self.opened.action = (self.opened.action[0], clause.end)

    def open(self, clause: Clause, modality: Modality, trigger: Held | None, bearer: Held | None, at: int = -1) -> None:
        """Open a norm in a clause, its act beginning at an offset (by default with the clause)."""
        action: Span = (self._behind_aside(clause.start if at < 0 else at, clause.end), clause.end)
        condition = self._condition(bearer)
        draft = Draft(self.unit, modality, trigger, bearer, self.begin(clause), action, condition, trigger is None)
        draft.features.add(bearer.origin if bearer else "unnamed")
        self.drafts.append(draft)
        self.opened = draft
        self.pending = []
        self.split = False

    def _behind_aside(self, at: int, end: int) -> int:
        """The offset behind a remark in brackets (（以下统称甲）), which is no part of an act."""
        start = at
        while at < end and self.cover[at] == VEIL:
            at += 1
        return at if at < end and self.unit.text.startswith("（", start) else start

    def _condition(self, bearer: Held | None) -> Span | None:
        """The pending clauses without the bearer that they name."""
        cut = [clause for clause in self.pending if not self._only_names(clause, bearer)]
        if not cut:
            return None
        start = cut[0].start
        if bearer is not None and self.unit.text.startswith(bearer.text, start):
            behind = start + len(bearer.text)
            start = behind if behind < cut[0].end else start
        return start, cut[-1].end

    def _only_names(self, clause: Clause, bearer: Held | None) -> bool:
        if bearer is None or clause.end - clause.start > len(bearer.text) + 3:
            return False
        return bearer.text in self.unit.text[clause.start : clause.end]

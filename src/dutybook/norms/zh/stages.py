"""The stages of a sanction sentence, put together clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dutybook.law.model import Span
from dutybook.norms.zh.parties import imposer_span, person_span, subject_span
from dutybook.norms.zh.penalties import Clause


@dataclass(frozen=True, slots=True)
class Stage:
    """One consequence for one person penalised.

    Args:
        trigger: the word of the consequence (责令改正, 处, 吊销), verbatim.
        bearer: who imposes it, verbatim; None if unnamed or for criminal and civil liability.
        action: the consequence from its first word, verbatim.
        condition: the circumstance of this stage (拒不改正的), verbatim.
        penalised: who is penalised, verbatim.
        kinds: what is imposed, in the vocabulary of the annotation guide.
        trigger_span, bearer_span, action_span, condition_span, penalised_span: offsets in the sentence;
            None where the field is None or, for a bearer or person handed in, stands in another sentence.
    """

    trigger: str
    bearer: str | None
    action: str
    condition: str | None
    penalised: str | None
    kinds: tuple[str, ...]
    trigger_span: Span
    bearer_span: Span | None
    action_span: Span
    condition_span: Span | None
    penalised_span: Span | None


BREACH: Final = re.compile("违反|有下列|有前款|等行为")
"""A breach is described."""

LIABILITY: Final = frozenset(("criminal", "civil"))
"""What nobody imposes: it follows from the law."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party by name, and where the sentence names it."""

    name: str | None = None
    span: Span | None = None


@dataclass(slots=True)
class _Draft:
    """A stage while it is read."""

    imposer: Party
    person: Party
    condition: Span | None
    start: int
    end: int
    trigger: Span
    kinds: list[str]
    addressed: bool


@dataclass(slots=True)
class Reading:
    """What is known while the clauses of one sentence are read from first to last."""

    sentence: str
    imposer: Party
    subject: Party
    topic: Party | None = None
    condition: Span | None = None
    opened: bool = False
    case: bool = False
    drafts: list[_Draft] = field(default_factory=list)

    def take(self, clause: Clause) -> None:
        """Read one clause: a circumstance, a consequence, or words that belong to what stands before."""
        if clause.imposes:
            self._consequence(clause)
        elif clause.delegates:
            self._imposer(clause, clause.start)
            self.condition, self.opened = None, True
        elif clause.condition:
            self._circumstance(clause)
        elif self.sentence.startswith("由", clause.start) and self._imposer(clause, clause.start):
            self.opened = True
        elif person := person_span(self.sentence, clause.start, clause.end):
            self._imposer(clause, clause.start)
            self.topic = self._party(person)
        elif self.drafts and not self.condition:
            self.drafts[-1].end = clause.end
        else:
            self._circumstance(clause)

    def stage(self, draft: _Draft) -> Stage:
        """The finished stage of a draft."""
        imposer = Party() if LIABILITY.issuperset(draft.kinds) else draft.imposer
        return Stage(
            trigger=self.sentence[slice(*draft.trigger)],
            bearer=imposer.name,
            action=self.sentence[draft.start : draft.end],
            condition=self.sentence[slice(*draft.condition)] if draft.condition else None,
            penalised=draft.person.name,
            kinds=tuple(draft.kinds),
            trigger_span=draft.trigger,
            bearer_span=imposer.span,
            action_span=(draft.start, draft.end),
            condition_span=draft.condition,
            penalised_span=draft.person.span,
        )

    def _party(self, span: Span) -> Party:
        return Party(self.sentence[slice(*span)], span)

    def _circumstance(self, clause: Clause) -> None:
        if self.sentence[clause.start - 1 : clause.start] == "；" and not self.case:
            self.condition = None
        fresh = self.condition is None
        self.case = clause.condition
        self.condition = (self.condition[0] if self.condition else clause.start, clause.end)
        started = bool(self.drafts) or self.opened
        self.topic = self.topic if started else None
        if (fresh or not started) and (found := subject_span(self.sentence, clause.start, clause.end)):
            if started:
                self.topic = self._party(found)
            elif self.subject.span is None:
                self.subject = self._party(found)

    def _consequence(self, clause: Clause) -> None:
        first = clause.imposes[0]
        named = self._imposer(clause, first.start)
        person = person_span(self.sentence, clause.start, clause.end)
        kinds = self._kinds(clause)
        if self._goes_on(kinds, person):
            self._extend(clause.end, kinds)
        elif person and self._sole_address(clause, person):
            self._extend(clause.end, kinds)
            self.drafts[-1].person, self.drafts[-1].addressed = self._party(person), True
        else:
            self._open(clause, kinds, named, person)
        self.condition, self.topic = None, None

    def _kinds(self, clause: Clause) -> list[str]:
        kinds = [one.kind for one in clause.imposes]
        if kinds == ["other"] and self.condition and "治安管理" in self.sentence[slice(*self.condition)]:
            return ["public_security"]
        return kinds

    def _sole_address(self, clause: Clause, person: Span) -> bool:
        """Whether the stage before meets the same person: named only now, the only one in this case."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or self.condition or last.addressed or self.subject.name or self.topic:
            return False
        stop = self.sentence.find("；", clause.end)
        rest = self.sentence[clause.end : stop if stop > 0 else len(self.sentence)]
        return not self.sentence.startswith(("直接", "主要", "有关", "相关", "负有"), person[0]) and "对" not in rest

    def _imposer(self, clause: Clause, first: int) -> Span | None:
        named = imposer_span(self.sentence, clause.start, first, clause.end)
        if named:
            self.imposer = self._party(named)
        return named

    def _goes_on(self, kinds: list[str], person: Span | None) -> bool:
        """Whether a consequence belongs to the stage before: same case, same imposer, same person."""
        if not self.drafts or self.condition or person or self.topic:
            return False
        last = self.drafts[-1]
        if last.imposer.name is None and not LIABILITY.intersection(last.kinds):
            last.imposer = self.imposer
        return last.imposer.name == self.imposer.name and LIABILITY.issuperset(kinds) == LIABILITY.issuperset(
            last.kinds
        )

    def _extend(self, end: int, kinds: list[str]) -> None:
        last = self.drafts[-1]
        last.end = end
        last.kinds += [kind for kind in kinds if kind not in last.kinds]

    def _open(self, clause: Clause, kinds: list[str], named: Span | None, person: Span | None) -> None:
        first = clause.imposes[0]
        last = self.drafts[-1] if self.drafts else None
        start = named[1] if named and named[1] <= first.start else _without_link(self.sentence, clause)
        condition = self.condition or (last.condition if last else None)
        if last is None and not self.opened and self.condition and BREACH.search(self.sentence, *self.condition):
            condition = None
        who = self._party(person) if person else self.topic or self._carried(kinds, bool(named))
        self.drafts.append(
            _Draft(self.imposer, who, condition, start, clause.end, (first.start, first.end), kinds, bool(person))
        )

    def _carried(self, kinds: list[str], named: bool) -> Party:
        """Who is penalised where the clause does not say: in the same case the same person, else the one in breach."""
        last = self.drafts[-1] if self.drafts else None
        if last is None:
            return self.subject
        personal = set(kinds) <= {"criminal", "discipline"} and ("discipline" in last.kinds or "discipline" in kinds)
        if not self.condition or (personal and not named):
            return last.person
        return self.subject if self.subject.name or self._several() else last.person

    def _several(self) -> bool:
        """Whether the stages before address different persons, so that none of them is meant alone."""
        return len({draft.person.name for draft in self.drafts if draft.addressed}) > 1


_LINK: Final = re.compile("(?:并且|并|同时|还|也|或者|但)+(?=对)")


def _without_link(sentence: str, clause: Clause) -> int:
    link = _LINK.match(sentence, clause.start, clause.end)
    return link.end() if link else clause.start

"""Which question to ask next: the one whose answer settles most of what is open.

For every fact on which an open duty hangs, each answer that the conditions can tell apart is tried; the fact whose
answers settle most duties on average is asked first. Answers count alike: what is likelier is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dutybook.catalogue.load import Catalogue
from dutybook.conditions.closure import Facts
from dutybook.conditions.facts import Fact, Value, dictionary
from dutybook.decisions.answers import samples
from dutybook.decisions.decide import Ready, ready
from dutybook.decisions.profile import Profile


class Question(NamedTuple):
    """What to ask next.

    Args:
        fact: its question is in `fact.question`.
        settles: how many of the open duties an answer settles on average.
        touches: how many open duties hang on the fact.
    """

    fact: Fact
    settles: float
    touches: int


class Progress(NamedTuple):
    """How far an interview has come: duties decided and in all, questions answered."""

    settled: int
    duties: int
    answered: int


def next_question(
    facts: Facts, catalogue: Catalogue, on: date, skipped: Collection[str] = frozenset()
) -> Question | None:
    """The question whose answer settles most of what is open; None if nothing is open or all else was skipped.

    Args:
        facts: what is known. catalogue: the duties to decide. on: the day.
        skipped: facts not to ask, because somebody could not tell them.

    Ties go to the fact on which more duties hang, then to the dictionary's order.
    """
    questions = ranking(facts, catalogue, on, skipped)
    return questions[0] if questions else None


def ranking(
    facts: Facts, catalogue: Catalogue, on: date, skipped: Collection[str] = frozenset()
) -> tuple[Question, ...]:
    """All questions that matter, the best first.

    Args: as `next_question`.
    """
    about = ready(catalogue)
    hanging: dict[str, Counter[int]] = {}
    for binding in about.decide(facts, on):
        for name in binding.missing():
            hanging.setdefault(name, Counter())[about.rules.of_duty[binding.duty]] += 1
    asked = [fact for name, fact in dictionary().items() if name in hanging and name not in skipped]
    questions = [_question(fact, hanging[fact.name], facts, about) for fact in asked]
    return tuple(sorted(questions, key=lambda question: (-question.settles, -question.touches)))


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview as far as it has come; each step gives a new one, so that going back is taking the one before.

    Args:
        known: the place with what is known at the outset.
        catalogue, on: what is to be decided, for which day.
        answers: fact and value in the order of asking; None for "don't know".
    """

    known: Profile
    catalogue: Catalogue
    on: date
    answers: tuple[tuple[str, Value | None], ...] = ()

    @property
    def profile(self) -> Profile:
        """What is known by now."""
        told = {name: value for name, value in self.answers if value is not None}
        sources = {name: source for name, source in self.known.sources.items() if name not in told}
        return Profile(self.known.name, {**self.known.facts, **told}, sources)

    @property
    def not_known(self) -> tuple[str, ...]:
        """The facts that were asked and could not be told."""
        return tuple(name for name, value in self.answers if value is None)

    @property
    def progress(self) -> Progress:
        """How many duties are decided by now."""
        bindings = ready(self.catalogue).decide(self.profile.facts, self.on)
        settled = sum(binding.reasons.value is not None for binding in bindings)
        return Progress(settled, len(bindings), len(self.answers))

    def question(self) -> Question | None:
        """The next question; None when there is nothing left to ask. Nothing is asked twice."""
        return next_question(self.profile.facts, self.catalogue, self.on, [name for name, _ in self.answers])

    def answered(self, fact: str, value: Value | None) -> Interview:
        """The interview after an answer.

        Args:
            fact: what was asked. value: None for "don't know".
        """
        return replace(self, answers=(*self.answers, (fact, value)))

    def back(self) -> Interview:
        """The interview before the last answer; itself at the outset."""
        return replace(self, answers=self.answers[:-1])


def _question(fact: Fact, hanging: Counter[int], facts: Facts, about: Ready) -> Question:
    """Try every answer on the open rules that hang on the fact, each counted for its duties."""
    rules = [about.rules.distinct[number] for number in hanging]
    atoms = [atom for rule in rules for atom in rule.condition.atoms()]
    tried = samples(fact, atoms, [rule.area for rule in rules])
    settled = 0
    for value in tried:
        told = {**facts, fact.name: value}
        settled += sum(duties for rule, duties in hanging.items() if about.tests[rule](told) is not None)
    return Question(fact, settled / len(tried), hanging.total())

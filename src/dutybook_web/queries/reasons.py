"""The reasons of a decision as a page shows them: the tree of conditions, each fact in words with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook.conditions.closure import Step
from dutybook.conditions.facts import dictionary
from dutybook.decisions.decide import Binding
from dutybook.decisions.profile import Profile
from dutybook.decisions.scope import DATE
from dutybook.decisions.wording import told
from dutybook_web.words import side

_JOINED: Final[Mapping[str, str | Promise]] = {
    "and": _("All of these"),
    "or": _("At least one of these"),
    "not": _("Not"),
}
_STATES: Final = {True: "holds", False: "fails", None: "open"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One node of the tree.

    Args:
        state: holds, fails, or open where a fact is missing.
        text: the condition in words, with the value that was known. condition: as the catalogue writes it.
        fact: the name of the fact that a leaf asks about; empty for others.
        source: where its value was read.
        parts: the nodes below.
    """

    state: str
    text: str
    condition: str
    fact: str
    source: str
    parts: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that would settle an open decision; about the premises or the operator."""

    name: str
    about: str
    label: str
    question: str


def reasons_of(binding: Binding, profile: Profile) -> Reason:
    """The whole tree: time, place, the act's condition and the duty's own."""
    return _reason(binding, binding.reasons, profile)


def missing_of(binding: Binding) -> tuple[Missing, ...]:
    """The facts to ask for; empty where the decision is settled."""
    facts = [dictionary()[name] for name in binding.missing()]
    return tuple(Missing(fact.name, fact.about, side(fact.label), side(fact.question)) for fact in facts)


def _reason(binding: Binding, step: Step, profile: Profile) -> Reason:
    fact = step.fact if step.fact and step.fact != DATE else ""
    return Reason(
        state=_STATES[step.value],
        text=str(_JOINED[step.connective]) if step.parts else side(told(binding, step)),
        condition=step.text,
        fact=fact,
        source=profile.sources.get(fact, ""),
        parts=tuple(_reason(binding, part, profile) for part in step.parts),
    )

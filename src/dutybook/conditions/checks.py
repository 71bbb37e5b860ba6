"""The check of one comparison against the fact dictionary: does the fact exist, does the type fit, can it differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from dutybook.conditions.closure import compiled
from dutybook.conditions.facts import IDENTIFIER, Fact, Value
from dutybook.conditions.model import And, Atom, Compare, Condition, In, Or, all_of, any_of, literal
from dutybook.conditions.values import listed
from dutybook.errors import ConditionError

NUMBERS: Final = ("integer", "decimal")
"""Types of facts that have an order."""

_NUMBER: Final = re.compile(r"[0-9]{1,16}(\.[0-9]{1,16})?")
_USES: Final = {
    "boolean": "write {0} or not {0}",
    "integer": "compare it with a number: {0} >= 1",
    "decimal": "compare it with a number: {0} >= 1",
    "choice": "compare it with a value: {0} = '...' or {0} in ('...', '...')",
    "choices": "write contains({0}, '...')",
    "text_set": "write contains({0}, '...')",
    "code": "places are matched by the act's jurisdiction, not in conditions; leave it out",
}


def known(name: str, facts: Mapping[str, Fact], here: str) -> Fact:
    """The fact of this name.

    Raises:
        ConditionError: there is none; the remedy names what may have been meant.
    """
    if name in facts:
        return facts[name]
    near = get_close_matches(name[:100].lower(), facts, n=1)
    remedy = f"did you mean {near[0]}?" if near else f"use one of {listed(facts.keys(), most=50)}"
    raise ConditionError(here, f"there is no fact {name[:100]!r}", remedy)


def require(fact: Fact, types: tuple[str, ...], here: str) -> None:
    """See that a fact may stand where it stands.

    Raises:
        ConditionError: its type is another; the remedy shows how the fact is used.
    """
    if fact.type not in types:
        cause = f"{fact.name} is of type {fact.type} and cannot stand here"
        raise ConditionError(here, cause, _USES[fact.type].format(fact.name))


def number(fact: Fact, text: str, is_text: bool, here: str) -> int | float:
    """A literal that a number fact is compared with.

    Raises:
        ConditionError: it is a text, has an exponent, or is no whole number where the fact is one.
    """
    if is_text or not _NUMBER.fullmatch(text):
        cause = f"{fact.name} is a number and {text[:40]!r} is not"
        raise ConditionError(here, cause, _USES[fact.type].format(fact.name))
    if fact.type == "decimal":
        return float(text)
    if "." in text:
        raise ConditionError(here, f"{fact.name} is a whole number and {text} is not", "compare with a whole number")
    return int(text)


def word(fact: Fact, text: str, is_text: bool, here: str) -> str:
    """A literal that a choice is compared with, or a member of a set.

    Raises:
        ConditionError: it is not in quotes, is none of the fact's values, or could be no id.
    """
    if not is_text:
        raise ConditionError(
            here, f"{text[:40]} is no value of {fact.name}", f"write it in quotes: {literal(text[:40])}"
        )
    if fact.values and text not in fact.allowed:
        near = get_close_matches(text[:100], fact.allowed, n=1)
        remedy = f"did you mean {literal(near[0])}?" if near else f"use one of {listed(fact.allowed, most=80)}"
        raise ConditionError(here, f"{text[:100]!r} is no value of {fact.name}", remedy)
    if not IDENTIFIER.fullmatch(text):
        raise ConditionError(
            here, f"{text[:100]!r} can be no member of {fact.name}", "use letters, digits, '_', '-', '.'"
        )
    return text


def differs(condition: Condition, facts: Mapping[str, Fact], here: str) -> None:
    """See that a condition can come out both ways, as far as it speaks of one fact at a time.

    Raises:
        ConditionError: it is never true (`capacity < 0`, two kinds at once), or always so
            (`capacity > 5 or capacity < 9`).
    """
    for parts in _by_fact(condition):
        fact = facts[min(parts[0].facts())]
        alone = any_of(parts) if isinstance(condition, Or) else all_of(parts)
        test = compiled(alone)
        outcomes = {test({fact.name: value}) for value in _samples(fact, alone)}
        if len(outcomes) == 1:
            how = "always" if True in outcomes else "never"
            raise ConditionError(here, f"{alone} is {how} true", _range(fact, alone))


def _by_fact(condition: Condition) -> list[list[Condition]]:
    """The parts of a condition that speak of one fact only, fact by fact."""
    groups: dict[frozenset[str], list[Condition]] = {}
    for part in condition.parts if isinstance(condition, And | Or) else (condition,):
        groups.setdefault(part.facts(), []).append(part)
    return [parts for facts, parts in groups.items() if len(facts) == 1]


def _samples(fact: Fact, condition: Condition) -> Iterable[Value]:
    """Values enough to meet a condition on this fact, and to miss it, if any do."""
    if fact.type == "boolean":
        return (False, True)
    if fact.type == "choice":
        return fact.allowed
    if fact.type not in NUMBERS:
        return ()
    literals = {value for atom in condition.atoms() for value in _numbers(atom)}
    ends = sorted({fact.minimum, fact.maximum, *literals})
    step = 1 if fact.type == "integer" else 1e-6
    near = (end + way for end in ends for way in (-step, 0, step))
    return [value for value in near if fact.minimum <= value <= fact.maximum]


def _numbers(atom: Atom) -> tuple[int | float, ...]:
    values = atom.values if isinstance(atom, In) else (atom.value,) if isinstance(atom, Compare) else ()
    return tuple(value for value in values if not isinstance(value, str))


def _range(fact: Fact, condition: Condition) -> str:
    if fact.type in NUMBERS and isinstance(condition, Compare):
        return f"{fact.name} runs from {fact.minimum} to {fact.maximum}; compare within that range"
    return "see whether and stands where or is meant, or leave the part out"

"""The answers that a question can get, as far as conditions can tell them apart: one sample for each."""

from __future__ import annotations

from collections.abc import Iterable

from dutybook.conditions.facts import Fact, Value
from dutybook.conditions.model import Atom, Compare, Contains, In
from dutybook.decisions.scope import PLACE


def samples(fact: Fact, atoms: Iterable[Atom], areas: Iterable[str] = ()) -> tuple[Value, ...]:
    """Answers that stand for all others: values that no atom tells apart give one sample.

    Args:
        fact: what is asked. atoms: the comparisons that open conditions make. areas: of the acts, for the place.

    >>> from dutybook.conditions.facts import dictionary
    >>> samples(dictionary()["footfall_daily"], [Compare("footfall_daily", ">", 5000)])
    (5000, 5001)
    """
    mine = [atom for atom in atoms if getattr(atom, "fact", None) == fact.name]
    if fact.name == PLACE:
        return tuple(sorted(set(areas))) or ("CN",)
    match fact.type:
        case "boolean":
            return (True, False)
        case "choice":
            return tuple(choice.value for choice in fact.values)
        case "integer" | "decimal":
            return _numbers(fact, mine)
        case _:
            return _sets(mine)


def _numbers(fact: Fact, atoms: Iterable[Atom]) -> tuple[Value, ...]:
    """One number in each stretch between the numbers that are asked about; these themselves where only they differ."""
    step = 1 if fact.type == "integer" else 0.5
    cuts: set[int | float] = set()
    for atom in atoms:
        values = atom.values if isinstance(atom, In) else (atom.value,) if isinstance(atom, Compare) else ()
        sign = atom.operator if isinstance(atom, Compare) else "="
        for value in [number for number in values if not isinstance(number, str)]:
            cuts |= {value} if sign in (">=", "<", "=", "<>") else set()
            cuts |= {value + step} if sign in (">", "<=", "=", "<>") else set()
    ends = sorted(cut for cut in cuts if fact.minimum < cut <= fact.maximum)
    return (ends[0] - step, *ends) if ends else (fact.minimum,)


def _sets(atoms: Iterable[Atom]) -> tuple[Value, ...]:
    """The empty set, each member alone, and all together."""
    members = sorted({atom.value for atom in atoms if isinstance(atom, Contains)})
    every = [frozenset[str](), *(frozenset({member}) for member in members), frozenset(members)]
    return tuple(dict.fromkeys(every))

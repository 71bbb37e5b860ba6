"""The distinct questions in a catalogue: many duties share an area and a condition, and are decided together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dutybook.catalogue.load import Entry
from dutybook.conditions.closure import Facts, Test, Truth, compiled
from dutybook.conditions.model import Condition, all_of
from dutybook.decisions.scope import ANYWHERE, PLACE, area_of, covers


@dataclass(frozen=True, slots=True)
class Rule:
    """An area, and the condition that act and duty together set in it; the time is told apart."""

    area: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Rules:
    """The distinct rules of a catalogue, in its order, and the place of each duty's rule among them."""

    distinct: tuple[Rule, ...]
    of_duty: Mapping[str, int]


def rule_of(entry: Entry) -> Rule:
    """The rule of one duty."""
    parts = (entry.act_condition, entry.condition)
    return Rule(area_of(entry), all_of(part for part in parts if part is not None))


def rules(entries: Iterable[Entry]) -> Rules:
    """The distinct rules of some duties."""
    distinct: dict[Rule, int] = {}
    of_duty = {entry.duty.id: distinct.setdefault(rule_of(entry), len(distinct)) for entry in entries}
    return Rules(tuple(distinct), of_duty)


def predicate(rule: Rule) -> Test:
    """The rule as a function of facts: True, False, or None where it is not known.

    >>> from dutybook.conditions.language import parse
    >>> binds = predicate(Rule("41", parse("key_target")))
    >>> binds({"jurisdiction": "410105", "key_target": True}), binds({"key_target": True}), binds({"key_target": False})
    (True, None, False)
    """
    holds, area = compiled(rule.condition), rule.area
    if area == ANYWHERE:
        return holds

    def test(facts: Facts) -> Truth:
        code = facts.get(PLACE)
        there = covers(area, code if isinstance(code, str) else None)
        if there is False:
            return False
        value = holds(facts)
        return value if there or value is False else None

    return test

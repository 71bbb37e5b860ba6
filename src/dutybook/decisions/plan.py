"""Rules as a plan for the bit kernel: comparisons, then pairs of planes joined by `and` or `or`.

What rules share stands in it once. `not` is pushed down to the comparisons, where it costs nothing: De Morgan's laws
hold for three values too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from dutybook.conditions.model import And, Atom, Compare, Condition, In, Not, Or
from dutybook.decisions.rules import Rule
from dutybook.decisions.scope import ANYWHERE


class Within(NamedTuple):
    """The comparison of a place with an area."""

    area: str


class Leaf(NamedTuple):
    """A comparison, or its opposite."""

    test: Atom | Within
    negated: bool


class Step(NamedTuple):
    """Two slots to join into a third: both must hold (`and`), or one (`or`)."""

    both: bool
    left: int
    right: int
    into: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to work out, and where: a slot holds the bits of one comparison, one pair or one rule.

    Args:
        leaves: the comparisons; the n-th goes to slot `first_leaf + n`. steps: the pairs, in order.
        copies: slots to copy at the end: rules that are one comparison or say the same as an earlier one.
        first_leaf: the slots before it are those of the rules. slots: how many there are.
    """

    leaves: tuple[Leaf, ...]
    steps: tuple[Step, ...]
    copies: tuple[tuple[int, int], ...]
    first_leaf: int
    slots: int


class _Pair(NamedTuple):
    both: bool
    left: int
    right: int


_Part: TypeAlias = tuple[Condition | Within, bool]
"""A part of a condition, and whether it stands under a `not`."""


def planned(rules: Sequence[Rule]) -> Plan:
    """The plan of some rules."""
    nodes: dict[Leaf | _Pair, int] = {}
    roots = [_enter_all(nodes, True, _parts_of(rule)) for rule in rules]
    return _placed(list(nodes), roots)


def _parts_of(rule: Rule) -> Iterator[_Part]:
    if rule.area != ANYWHERE:
        yield Within(rule.area), False
    yield from _flat((rule.condition, False), both=True)


def _flat(part: _Part, *, both: bool) -> Iterator[_Part]:
    """The parts that `and` (or `or`) joins, through all brackets."""
    condition, negated = part
    match condition:
        case Not(below):
            yield from _flat((below, not negated), both=both)
        case In(fact, values):
            yield from _flat((Or(tuple(Compare(fact, "=", value) for value in values)), negated), both=both)
        case And(parts) | Or(parts) if (isinstance(condition, And) is not negated) is both:
            for below in parts:
                yield from _flat((below, negated), both=both)
        case _:
            yield part


def _enter(nodes: dict[Leaf | _Pair, int], part: _Part) -> int:
    condition, negated = part
    if isinstance(condition, And | Or):
        both = isinstance(condition, And) is not negated
        return _enter_all(nodes, both, _flat(part, both=both))
    return nodes.setdefault(Leaf(condition, negated), len(nodes))  # type: ignore[arg-type]  # `_flat` leaves no others


def _enter_all(nodes: dict[Leaf | _Pair, int], both: bool, parts: Iterable[_Part]) -> int:
    """Pairs in the order in which their parts were first met, so that what rules begin with alike is one."""
    first, *rest = sorted({_enter(nodes, part) for part in parts})
    for other in rest:
        first = nodes.setdefault(_Pair(both, first, other), len(nodes))
    return first


def _placed(nodes: Sequence[Leaf | _Pair], roots: Sequence[int]) -> Plan:
    """Give each node its slot; that of a pair is free again when the pair was used for the last time."""
    rows = {root: row for row, root in reversed(list(enumerate(roots)))}
    leaves = {place: node for place, node in enumerate(nodes) if isinstance(node, Leaf)}
    pairs = {place: node for place, node in enumerate(nodes) if isinstance(node, _Pair)}
    slots = {place: len(roots) + number for number, place in enumerate(leaves)}
    copies = [(slots[root], row) for root, row in rows.items() if root in leaves]
    copies += [(rows[root], row) for row, root in enumerate(roots) if rows[root] != row]
    last = {part: place for place, (_, *parts) in pairs.items() for part in parts}
    top, free, steps = len(roots) + len(leaves), list[int](), list[Step]()
    for place, (both, left, right) in pairs.items():
        operands = slots[left], slots[right]
        free += [slots[part] for part in (left, right) if last[part] == place and part not in rows]
        if place in rows:
            slots[place] = rows[place]
        elif free:
            slots[place] = free.pop()
        else:
            slots[place], top = top, top + 1
        steps.append(Step(both, *operands, slots[place]))
    return Plan(tuple(leaves.values()), tuple(steps), tuple(copies), len(roots), top)

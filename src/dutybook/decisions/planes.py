"""The embedded kernel: whole tables of sites decided at once, two bits for each site and rule.

Comparisons of numbers and flags are Polars' (`dutybook.conditions.polars`), those of texts are made once for each
distinct text; and, or and not join their bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
import polars as pl

from dutybook.conditions.model import And, Atom, Compare, Condition, Constant, Flag, In, Not, Or
from dutybook.conditions.polars import expression
from dutybook.decisions.bits import Bits, Plane, all_bits, selected
from dutybook.decisions.coded import Coded, OnText, Within, fact_of, on_text
from dutybook.decisions.rules import Rule
from dutybook.decisions.scope import ANYWHERE


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcome of all rules for the sites of a block, each bit at the site's place.

    Args:
        height: number of sites.
        true, false: a row of bits for each rule.
        unknown: works out the bits of sites for which a fact is not known, by fact; for the place, by `within AREA`.
    """

    height: int
    true: Bits
    false: Bits
    unknown: Callable[[], Mapping[str, Bits]]


class _Joint(NamedTuple):
    connective: str
    parts: tuple[int, ...]


_Node: TypeAlias = Atom | Within | _Joint


class _Step(NamedTuple):
    """One node to work out: the row of the outcome that it is, and the nodes whose bits nobody needs after it."""

    node: _Node
    row: int | None
    done: tuple[int, ...]


class Kernel:
    """Rules made ready to decide tables: what they share is worked out once.

    Args:
        rules: distinct rules.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._nodes: dict[_Node, int] = {}
        self._roots = [self._enter_rule(rule) for rule in rules]
        self._plan = _planned(list(self._nodes), self._roots)
        self._coded: dict[str, list[OnText]] = {}
        self._compared: dict[Flag | Compare | In, pl.Expr] = {}
        for node in self._nodes:
            if isinstance(node, _Joint | Constant):
                continue
            if on_text(node):
                self._coded.setdefault(fact_of(node), []).append(node)
            elif isinstance(node, Flag | Compare | In):
                self._compared[node] = expression(node)
        facts = {fact for rule in rules for fact in rule.condition.facts()}
        self.unknowns = (*sorted(facts), *sorted({within(rule.area) for rule in rules if rule.area != ANYWHERE}))

    def decide(self, table: pl.DataFrame, room: Bits | None = None) -> Verdicts:
        """Decide every rule for every row.

        Args:
            table: one column per fact, as `sites.typed` makes it; a fact without a column is not known.
            room: bytes from `self.room` to write the outcome into, so that no new ones are touched for each block.
        """
        size = (table.height + 7) // 8
        if room is None:
            room = self.room(table.height)
        out = Plane(*room[: 2 * len(self.rules) * size].reshape(2, len(self.rules), size))
        leaves = self._leaves(table)
        planes: list[Plane] = []
        spare: list[Plane] = []
        for node, row, done in self._plan:
            if not isinstance(node, _Joint):
                planes.append(leaves[node])
                continue
            if node.connective == "not":
                planes.append(Plane(planes[node.parts[0]].false, planes[node.parts[0]].true))
                continue
            into = (
                _row(out, row) if row is not None else spare.pop() if spare else Plane(*np.empty((2, size), np.uint8))
            )
            _join(node, planes, into)
            planes.append(into)
            spare += [planes[part] for part in done]
        for row, root in enumerate(self._roots):
            if self._plan[root].row != row:
                out.true[row], out.false[row] = planes[root]
        return Verdicts(table.height, out.true, out.false, partial(self._unknown, table, leaves))

    def room(self, height: int) -> Bits:
        """Bytes enough for the outcome of a block of that height."""
        return np.empty(self.room_needed(height), np.uint8)

    def room_needed(self, height: int) -> int:
        """How many bytes the outcome of a block of that height takes."""
        return 2 * len(self.rules) * ((height + 7) // 8)

    def _enter_rule(self, rule: Rule) -> int:
        condition = self._enter(_spread(rule.condition))
        if rule.area == ANYWHERE:
            return condition
        node = list(self._nodes)[condition]
        parts = node.parts if isinstance(node, _Joint) and node.connective == "and" else (condition,)
        return self._place(_Joint("and", (self._place(Within(rule.area)), *parts)))

    def _enter(self, condition: Condition) -> int:
        match condition:
            case And(parts):
                return self._place(_Joint("and", tuple(self._enter(part) for part in parts)))
            case Or(parts):
                return self._place(_Joint("or", tuple(self._enter(part) for part in parts)))
            case Not(part):
                return self._place(_Joint("not", (self._enter(part),)))
            case _:
                return self._place(condition)

    def _place(self, node: _Node) -> int:
        return self._nodes.setdefault(node, len(self._nodes))

    def _leaves(self, table: pl.DataFrame) -> dict[_Node, Plane]:
        """The planes of all comparisons; those on facts without a column are not known anywhere."""
        nothing, every = np.zeros((table.height + 7) // 8, np.uint8), all_bits(table.height)
        found: dict[_Node, Plane] = {Constant(True): Plane(every, nothing), Constant(False): Plane(nothing, every)}
        columns = set(table.columns)
        for fact in self._coded.keys() & columns:
            coded = Coded(table[fact])
            found.update({node: coded.plane(node) for node in self._coded[fact]})
        asked = {atom: expr for atom, expr in self._compared.items() if atom.fact in columns}
        found.update(zip(asked, selected(table, list(asked.values())), strict=True))
        return defaultdict(lambda: Plane(nothing, nothing), found)

    def _unknown(self, table: pl.DataFrame, leaves: Mapping[_Node, Plane]) -> dict[str, Bits]:
        every = all_bits(table.height)
        held = [name for name in self.unknowns if name in table.columns]
        nulls = selected(table, [pl.col(name).is_null() for name in held])
        found = {name: plane.true for name, plane in zip(held, nulls, strict=True)}
        for name in self.unknowns:
            if name.startswith(within("")):
                plane = leaves[Within(name.removeprefix(within("")))]
                found[name] = every & ~(plane.true | plane.false)
            elif name not in found:
                found[name] = every
        return found


def within(area: str) -> str:
    """What a place is called in `Verdicts.unknown`: whether it is known enough depends on the area."""
    return f"within {area}"


def verdicts_of(columns: pl.DataFrame, rules: int, unknown: Sequence[str]) -> Verdicts:
    """Verdicts from Boolean columns that another engine worked out.

    Args:
        columns: first those of the rules, then what is not known, as `Kernel.unknowns` names it.
        rules: how many are of rules. unknown: names of the others.
    """
    planes = list(selected(columns, [pl.col(name).cast(pl.Boolean) for name in columns.columns]))
    size = (columns.height + 7) // 8
    empty = np.empty((0, size), np.uint8)
    true, false = (np.stack([plane[side] for plane in planes[:rules]]) if rules else empty for side in (0, 1))
    others = {name: plane.true for name, plane in zip(unknown, planes[rules:], strict=True)}
    return Verdicts(columns.height, true, false, lambda: others)


def _spread(condition: Condition) -> Condition:
    """The same with every list of values as single comparisons, which many conditions share."""
    match condition:
        case And(parts):
            return And(tuple(map(_spread, parts)))
        case Or(parts):
            return Or(tuple(map(_spread, parts)))
        case Not(part):
            return Not(_spread(part))
        case In(fact, values) if not on_text(condition):
            return Or(tuple(Compare(fact, "=", value) for value in values))
        case _:
            return condition


def _planned(nodes: Sequence[_Node], roots: Sequence[int]) -> list[_Step]:
    """The nodes in their order; what is used for the last time gives its bits back, so that they stay in the cache."""
    rows = {root: row for row, root in reversed(list(enumerate(roots))) if _makes_bits(nodes[root])}
    last: dict[int, int] = {}
    kept = set(roots)
    for place, node in enumerate(nodes):
        for part in node.parts if isinstance(node, _Joint) else ():
            last[part] = place
            if not _makes_bits(node):
                kept.add(part)
    done: dict[int, list[int]] = {}
    for part, place in last.items():
        if part not in kept and _makes_bits(nodes[part]):
            done.setdefault(place, []).append(part)
    return [_Step(node, rows.get(place), tuple(done.get(place, ()))) for place, node in enumerate(nodes)]


def _makes_bits(node: _Node) -> bool:
    """Whether a node has bits of its own; a `not` only turns those of its part."""
    return isinstance(node, _Joint) and node.connective != "not"


def _row(out: Plane, row: int) -> Plane:
    return Plane(out.true[row], out.false[row])


def _join(node: _Joint, planes: Sequence[Plane], into: Plane) -> None:
    """All true makes `and` true, one false makes it false; `or` is the same with the two changed over."""
    every, some = (0, 1) if node.connective == "and" else (1, 0)
    parts = [planes[part] for part in node.parts]
    np.bitwise_and(parts[0][every], parts[1][every], into[every])
    np.bitwise_or(parts[0][some], parts[1][some], into[some])
    for part in parts[2:]:
        np.bitwise_and(into[every], part[every], into[every])
        np.bitwise_or(into[some], part[some], into[some])

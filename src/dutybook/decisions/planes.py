"""The embedded kernel: whole tables of sites decided at once, two bits for each site and rule.

The columns are compared in their buffers (`dutybook.decisions.columns`); after that and, or and not only join bits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl

from dutybook.conditions.model import Atom, Constant
from dutybook.decisions.bits import Bits, all_bits, row_size
from dutybook.decisions.columns import Column, Found, column, fixed
from dutybook.decisions.plan import Leaf, Within, planned
from dutybook.decisions.rules import Rule
from dutybook.decisions.scope import ANYWHERE, PLACE


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcome of all rules for the sites of a block, each bit at the site's place.

    Args:
        height: number of sites.
        true: a row of bits for each rule. possible: the same, where it is true or not known.
        unknown: works out the bits of sites for which a fact is not known, by fact; for the place, by `within AREA`.
    """

    height: int
    true: Bits
    possible: Bits
    unknown: Callable[[], Mapping[str, Bits]]


class Kernel:
    """Rules made ready to decide tables: what they share is worked out once.

    Args:
        rules: distinct rules.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._plan = planned(rules)
        self._leaves: dict[str | None, list[tuple[int, Leaf]]] = {}
        for slot, leaf in enumerate(self._plan.leaves, self._plan.first_leaf):
            self._leaves.setdefault(_fact_of(leaf.test), []).append((slot, leaf))
        joins = {True: np.bitwise_and, False: np.bitwise_or}
        self._steps = [(joins[both], left, right, into) for both, left, right, into in self._plan.steps]
        facts = {fact for rule in rules for fact in rule.condition.facts()}
        self.unknowns = (*sorted(facts), *sorted({within(rule.area) for rule in rules if rule.area != ANYWHERE}))

    def decide(self, table: pl.DataFrame, room: Bits | None = None) -> Verdicts:
        """Decide every rule for every row.

        Args:
            table: one column per fact, as `sites.typed` makes it; a fact without a column is not known.
            room: from `self.room`, to write the outcome into, so that no new memory is touched for each block.
        """
        if room is None:
            room = self.room(table.height)
        for fact, leaves in self._leaves.items():
            _fill(room, _column(table, fact), all_bits(table.height), leaves)
        slots = list(room.reshape(len(room), -1).view(np.uint64))
        for join, left, right, into in self._steps:
            join(slots[left], slots[right], slots[into])
        for slot, row in self._plan.copies:
            slots[row][:] = slots[slot]
        rules = room[: len(self.rules)]
        return Verdicts(table.height, rules[:, 0], rules[:, 1], partial(self._unknown, table))

    def room(self, height: int) -> Bits:
        """Memory to decide a block of that height in: for each slot of the plan its true and its possible bits."""
        return np.empty((self._plan.slots, 2, row_size(height)), np.uint8)

    def _unknown(self, table: pl.DataFrame) -> dict[str, Bits]:
        every, place = all_bits(table.height), _column(table, PLACE)
        known = {
            name: place.find(Within(name.removeprefix(within("")))).known
            if name.startswith(within(""))
            else _column(table, name).known
            for name in self.unknowns
        }
        return {name: every & ~bits for name, bits in known.items()}


def within(area: str) -> str:
    """What a place is called in `Verdicts.unknown`: whether it is known enough depends on the area."""
    return f"within {area}"


def verdicts_of(columns: pl.DataFrame, rules: int, unknown: Sequence[str]) -> Verdicts:
    """Verdicts from Boolean columns that another engine worked out.

    Args:
        columns: first those of the rules, then what is not known, as `Kernel.unknowns` names it.
        rules: how many are of rules. unknown: names of the others.
    """
    found = [column(series.cast(pl.Boolean)).find(None) for series in columns]
    out = np.empty((rules, 2, row_size(columns.height)), np.uint8)
    for slot, one in zip(out, found, strict=False):
        _write(slot, one, all_bits(columns.height))
    others = {name: one.true for name, one in zip(unknown, found[rules:], strict=True)}
    return Verdicts(columns.height, out[:, 0], out[:, 1], lambda: others)


def _fact_of(test: Atom | Within) -> str | None:
    """The fact that a comparison asks about."""
    return PLACE if isinstance(test, Within) else None if isinstance(test, Constant) else test.fact


def _column(table: pl.DataFrame, fact: str | None) -> Column:
    if fact is not None and (series := table.get_column(fact, default=None)) is not None:
        return column(series)
    every = all_bits(table.height)
    nothing = np.zeros_like(every)
    if fact is None:
        return Column(every, lambda constant: Found(every if constant.value else nothing, every))
    return fixed(nothing, nothing)


def _fill(room: Bits, column: Column, every: Bits, leaves: Sequence[tuple[int, Leaf]]) -> None:
    """Compare a column, and write the outcome of each comparison into its slot."""
    for slot, (test, negated) in leaves:
        _write(room[slot], column.find(test), every, negated=negated)


def _write(slot: Bits, found: Found, every: Bits, *, negated: bool = False) -> None:
    true, possible = slot
    np.bitwise_and(found.true, found.known, true)
    if negated:
        np.bitwise_xor(true, every, possible)
        np.bitwise_xor(true, found.known, true)
    else:
        np.bitwise_xor(found.known, every, possible)
        np.bitwise_or(possible, true, possible)

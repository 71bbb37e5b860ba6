"""Columns of texts of which few differ (kinds, places, sets): each distinct text is compared once, not each site's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias, TypeGuard

import numpy as np
import polars as pl

from dutybook.conditions.closure import Truth, compiled
from dutybook.conditions.model import Compare, Contains, In
from dutybook.decisions.bits import Bits, Plane, packed
from dutybook.decisions.scope import PLACE, covers

BETWEEN: Final = ";"
"""What stands between the members of a set where it is written as text."""

NO_MEMBERS: Final = "none"
"""The empty set where it is written as text; blank text is not known."""

_FEW: Final = 100
"""Up to so many distinct texts it is quicker to find the sites of each, once, than to look each site's text up."""


class Within(NamedTuple):
    """The comparison of a place with an area."""

    area: str


OnText: TypeAlias = Within | Contains | Compare | In
"""A comparison of a fact that is told as text."""


def on_text(node: object) -> TypeGuard[OnText]:
    """Whether a comparison is of a fact that is told as text."""
    first = node.values[0] if isinstance(node, In) else node.value if isinstance(node, Compare) else None
    return isinstance(node, Within | Contains) or isinstance(first, str)


def fact_of(node: OnText) -> str:
    """The fact that a comparison asks about."""
    return PLACE if isinstance(node, Within) else node.fact


class Coded:
    """A column made ready for comparisons.

    Args:
        column: text, categorical or an enumeration.
    """

    def __init__(self, column: pl.Series) -> None:
        texts = column if column.dtype in (pl.Enum, pl.Categorical) else column.cast(pl.Categorical)
        physical = texts.to_physical().cast(pl.Int64)
        null = int(physical.max() or 0) + 1  # type: ignore[arg-type]
        codes = physical.fill_null(null).to_numpy()
        used = np.flatnonzero(np.bincount(codes, minlength=null + 1)[:null])
        seen = np.zeros(null + 1, np.intp)
        seen[codes] = np.arange(len(codes))
        self._texts: tuple[str, ...] = tuple(texts.gather(seen[used]).cast(pl.String))
        self._few = len(used) <= _FEW
        place = np.full(null + 1, len(used), np.uint8 if self._few else np.intp)
        place[used] = np.arange(len(used))
        self._codes = np.take(place, codes, mode="clip")
        self._same: dict[int, Bits] = {}
        self._known = packed(self._codes != len(self._texts))

    def plane(self, node: OnText) -> Plane:
        """The bits of a comparison. The rarer of true and false is looked for; the other is what remains."""
        told = _told(node, self._texts)
        known = self._known & ~self._bits(told[None]) if told[None] else self._known
        rarer = len(told[True]) <= len(told[False])
        found = self._bits(told[rarer])
        return Plane(found, found ^ known) if rarer else Plane(found ^ known, found)

    def _bits(self, codes: Sequence[int]) -> Bits:
        """The bits of sites whose text has one of the codes."""
        if not self._few:
            table = np.zeros(len(self._texts) + 1, np.bool_)
            table[list(codes)] = True
            return packed(np.take(table, self._codes, mode="clip"))
        bits = np.zeros((len(self._codes) + 7) // 8, np.uint8)
        for code in codes:
            np.bitwise_or(bits, self._equal(code), bits)
        return bits

    def _equal(self, code: int) -> Bits:
        if code not in self._same:
            self._same[code] = packed(self._codes == code)
        return self._same[code]


@lru_cache(maxsize=10_000)
def _told(node: OnText, texts: tuple[str, ...]) -> Mapping[Truth, Sequence[int]]:
    """The places of the texts for which a comparison is true, false and not known; the same block after block."""
    verdict = _verdict(node)
    found: dict[Truth, list[int]] = {True: [], False: [], None: []}
    for place, text in enumerate(texts):
        found[verdict(text)].append(place)
    return found


def _verdict(node: OnText) -> Callable[[str], Truth]:
    match node:
        case Within(area):
            return lambda text: covers(area, text)
        case Contains(_, member):
            return lambda text: member in text.split(BETWEEN)
        case _:
            test, fact = compiled(node), node.fact
            return lambda text: test({fact: text})

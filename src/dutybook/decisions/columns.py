"""The columns of a block as the bit kernel compares them: straight in their Arrow buffers.

Of texts (kinds, places, sets) few differ: each distinct one is compared once, and sites are looked up by its code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, reduce
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dutybook.conditions.closure import Truth, compiled
from dutybook.conditions.model import Compare, Contains
from dutybook.decisions.bits import Bits, flags_for, from_arrow_bits, packed
from dutybook.decisions.plan import Within
from dutybook.decisions.scope import covers

BETWEEN: Final = ";"
"""What stands between the members of a set where it is written as text."""

NO_MEMBERS: Final = "none"
"""The empty set where it is written as text; blank text is not known."""

OnText: TypeAlias = Compare | Contains | Within
"""A comparison of a fact that is told as text."""

_FEW: Final = 8
"""Up to so many texts it is quicker to join the sites of each than to look up each site's text."""


class Found(NamedTuple):
    """What a comparison finds: the sites where it is true if it is known, and those where it is known."""

    true: Bits
    known: Bits


class Column(NamedTuple):
    """A fact's column made ready.

    Args:
        known: the sites that tell the fact. find: what a comparison with the fact finds.
    """

    known: Bits
    find: Callable[[Any], Found]


def column(series: pl.Series) -> Column:
    """Make a column ready: Boolean, a number, or text of any kind."""
    kind = series.dtype
    if kind == pl.Boolean:
        array = series.to_arrow()
        known = _known(array)
        return fixed(from_arrow_bits(array.buffers()[1], array.offset, len(array)), known)
    if kind.is_numeric():
        return _numbers(series)
    texts = _Texts(series if kind in (pl.Enum, pl.Categorical) else series.cast(pl.Categorical))
    return Column(texts.known, texts.find)


def fixed(true: Bits, known: Bits) -> Column:
    """A column of which only one thing can be asked."""
    found = Found(true, known)
    return Column(known, lambda _: found)


def _numbers(series: pl.Series) -> Column:
    array = series.to_arrow()
    values, known, flags = _values(array), _known(array), flags_for(len(array))

    def find(test: Compare) -> Found:
        _COMPARISONS[test.operator](values, test.value, flags[: len(values)])
        return Found(packed(flags), known)

    return Column(known, find)


class _Texts:
    """A column of texts as codes, one for each distinct text."""

    def __init__(self, series: pl.Series) -> None:
        array = series.to_arrow()
        codes, texts = _values(array.indices), array.dictionary.to_pylist()
        self.known = _known(array.indices)
        self._codes = codes.astype(np.uint8) if len(texts) <= _BYTES else codes
        self._code_of = dict(zip(texts, range(len(texts)), strict=True))
        self._texts = tuple(sorted(texts))
        self._flags = flags_for(len(codes))
        self._same: dict[int, Bits] = {}

    def find(self, test: OnText) -> Found:
        """What a comparison finds."""
        true, unknown = _told(test, self._texts)
        known = self.known & ~self._sites(unknown) if unknown else self.known
        return Found(self._sites(true), known)

    def _sites(self, texts: Sequence[str]) -> Bits:
        """The sites that have one of the texts."""
        codes = [self._code_of[text] for text in texts]
        if not codes:
            return np.zeros_like(self.known)
        if len(codes) <= _FEW:
            return reduce(np.bitwise_or, map(self._equal, codes))
        table = np.zeros(max(len(self._code_of), _BYTES), np.bool_)
        table[codes] = True
        np.take(table, self._codes, mode="clip", out=self._flags[: len(self._codes)])
        return packed(self._flags)

    def _equal(self, code: int) -> Bits:
        if code not in self._same:
            np.equal(self._codes, code, self._flags[: len(self._codes)])
            self._same[code] = packed(self._flags)
        return self._same[code]


def _known(array: Any) -> Bits:
    return from_arrow_bits(array.buffers()[0], array.offset, len(array))


def _values(array: Any) -> NDArray[Any]:
    kind = np.dtype(array.type.to_pandas_dtype())
    return np.frombuffer(array.buffers()[1], kind)[array.offset : array.offset + len(array)]


@lru_cache(maxsize=10_000)
def _told(test: OnText, texts: tuple[str, ...]) -> tuple[Sequence[str], Sequence[str]]:
    """The texts for which a comparison is true, and those for which it is not known; the same block after block."""
    verdict = _verdict(test)
    told = [(text, verdict(text)) for text in texts]
    return [text for text, truth in told if truth], [text for text, truth in told if truth is None]


def _verdict(test: OnText) -> Callable[[str], Truth]:
    match test:
        case Within(area):
            return lambda text: covers(area, text)
        case Contains(_, member):
            return lambda text: member in text.split(BETWEEN)
        case _:
            holds, fact = compiled(test), test.fact
            return lambda text: holds({fact: text})


_COMPARISONS: Final[Mapping[str, np.ufunc]] = {
    "=": np.equal,
    "<>": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}
_BYTES: Final = 256
"""Up to so many distinct texts, a code fits in a byte."""

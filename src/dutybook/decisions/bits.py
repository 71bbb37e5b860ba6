"""Columns of three values as bits, eight sites to a byte: one plane of bits for true, one for false.

Where neither bit is set the value is not known. Kleene's `and` is then two plain operations: true where all are true,
false where one is false; `or` is the same with the planes changed over, `not` changes them over and costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint8]

_AS_GIVEN: Final = pl.QueryOptFlags.none()
"""Nothing is to be optimised: every comparison stands once already."""


class Plane(NamedTuple):
    """One three-valued column: its true bits and its false bits. Bits past the last site are in neither."""

    true: Bits
    false: Bits


def packed(flags: NDArray[Any]) -> Bits:
    """Flags, one a byte, as bits."""
    return np.packbits(flags, bitorder="little")


@lru_cache(maxsize=64)
def all_bits(height: int) -> Bits:
    """A bit for each site and none past the last; shared, so it must not be written to."""
    bits = np.full((height + 7) // 8, 255, np.uint8)
    if height % 8:
        bits[-1] = (1 << height % 8) - 1
    bits.flags.writeable = False
    return bits


def count(bits: Bits) -> NDArray[np.int64]:
    """How many bits are set in each row.

    >>> count(np.array([[255, 1], [0, 2]], np.uint8)).tolist()
    [9, 1]
    """
    words = bits.view(np.uint64) if bits.shape[-1] % 8 == 0 else bits
    return np.asarray(np.bitwise_count(words).sum(axis=-1, dtype=np.int64))


def selected(table: pl.DataFrame, asked: Sequence[pl.Expr]) -> Iterator[Plane]:
    """The planes of Boolean expressions over a table."""
    if asked:
        named = [expr.alias(str(number)) for number, expr in enumerate(asked)]
        columns = table.lazy().select(named).collect(optimizations=_AS_GIVEN).rechunk().to_arrow()
        yield from map(_plane, columns.columns)


def booleans(name: str, true: Bits, false: Bits, height: int) -> pl.Series:
    """One row of bits as a column: true, false, or null where it is not known."""
    buffers = [pa.py_buffer(true | false), pa.py_buffer(true.copy())]
    return pl.Series(name, pa.BooleanArray.from_buffers(pa.bool_(), height, buffers))


def _plane(column: Any) -> Plane:
    """An Arrow column of booleans as bits, without taking them apart."""
    array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    height = len(array)
    validity, values = (_aligned(buffer, array.offset, height) for buffer in array.buffers())
    known = all_bits(height) if validity is None else validity & all_bits(height)
    true = known & values
    return Plane(true, true ^ known)


def _aligned(buffer: Any, offset: int, height: int) -> Any:
    if buffer is None:
        return None
    bits = np.frombuffer(buffer, np.uint8)
    if offset % 8 == 0:
        return bits[offset // 8 : offset // 8 + (height + 7) // 8]
    return packed(np.unpackbits(bits, bitorder="little")[offset : offset + height])

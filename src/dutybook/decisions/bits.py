"""Columns of three values as bits, eight sites to a byte: one plane of bits for true, one for what is possible.

A site whose possible bit is set and whose true bit is not is not known. Kleene's `and` and `or` are then the plain ones
of both planes in one go.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint8]
"""Rows are as long as whole words of eight bytes; bits past the last site are not set."""


def row_size(height: int) -> int:
    """How many bytes the bits of that many sites take.

    >>> row_size(1), row_size(64), row_size(65)
    (8, 8, 16)
    """
    return (height + 63) // 64 * 8


def flags_for(height: int) -> NDArray[np.bool_]:
    """Room for a flag a site, one a byte and none of them set, as long as `packed` takes it."""
    return np.zeros(row_size(height) * 8, np.bool_)


def packed(flags: NDArray[np.bool_]) -> Bits:
    """Flags, one a byte, as bits."""
    return np.packbits(flags, bitorder="little")


@lru_cache(maxsize=64)
def all_bits(height: int) -> Bits:
    """A bit for each site and none past the last; shared, so it must not be written to."""
    flags = flags_for(height)
    flags[:height] = True
    bits = packed(flags)
    bits.flags.writeable = False
    return bits


def count(bits: Bits) -> NDArray[np.int64]:
    """How many bits are set in each row.

    >>> count(np.stack([all_bits(70), ~all_bits(64 + 3)])).tolist()
    [70, 61]
    """
    counts = np.bitwise_count(bits.view(np.uint64))
    return np.asarray(counts.sum(axis=-1, dtype=np.uint32), np.int64)  # several times faster than summing in 64 bits


def from_arrow_bits(buffer: Any, offset: int, height: int) -> Bits:
    """The bits of an Arrow column: those of its values, or of its validity; all if it has none."""
    if buffer is None:
        return all_bits(height)
    bits = np.frombuffer(buffer, np.uint8)
    if offset % 8:
        flags = flags_for(height)
        flags[:height] = np.unpackbits(bits, bitorder="little")[offset : offset + height]
        return packed(flags)
    found = np.zeros(row_size(height), np.uint8)
    size = (height + 7) // 8
    found[:size] = bits[offset // 8 : offset // 8 + size]
    return np.bitwise_and(found, all_bits(height), found)


def booleans(name: str, true: Bits, possible: Bits, height: int) -> pl.Series:
    """One row of bits as a column: true, false, or null where it is not known."""
    buffers = [pa.py_buffer(true | ~possible), pa.py_buffer(true.copy())]
    return pl.Series(name, pa.BooleanArray.from_buffers(pa.bool_(), height, buffers))

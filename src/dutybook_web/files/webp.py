"""WebP without what it tells about place, time and device: only the chunks that make the picture are copied."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from dutybook_web.files.refusals import FileRefused

_KEPT: Final = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"))
_ANIMATED: Final = frozenset((b"ANIM", b"ANMF"))
_METADATA_FLAGS: Final = 0x0C
_MOST_CHUNKS: Final = 100


def is_webp(head: bytes) -> bool:
    """Whether these are the first bytes of a WebP picture."""
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def cleaned(data: bytes) -> tuple[bytes, int, int]:
    """The picture without metadata, its width and its height; the pixels are not touched.

    Raises:
        FileRefused: `damaged` or `animated`.
    """
    found = dict(_chunks(data))
    if _ANIMATED & found.keys():
        raise FileRefused("animated")
    sizes = [_SIZES[name](payload) for name, payload in found.items() if name in _SIZES]
    if not sizes or (b"VP8 " in found) == (b"VP8L" in found):
        raise FileRefused("damaged")
    if b"VP8X" in found:
        flags = found[b"VP8X"]
        found[b"VP8X"] = bytes([flags[0] & ~_METADATA_FLAGS]) + flags[1:]
    pieces = [piece for name, payload in found.items() if name in _KEPT for piece in _packed(name, payload)]
    width, height = max(size[0] for size in sizes), max(size[1] for size in sizes)
    size = len(b"WEBP") + sum(map(len, pieces))
    return b"".join((b"RIFF", struct.pack("<I", size), b"WEBP", *pieces)), width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    for _ in range(_MOST_CHUNKS):
        if at >= end:
            return
        start = at + 8
        length = int.from_bytes(data[at + 4 : start], "little")
        if start + length > min(end, len(data)):
            raise FileRefused("damaged")
        yield data[at : at + 4], data[start : start + length]
        at = start + length + length % 2
    raise FileRefused("damaged")


def _packed(name: bytes, payload: bytes) -> Iterator[bytes]:
    yield from (name, struct.pack("<I", len(payload)), payload, b"\x00" * (len(payload) % 2))


def _canvas(payload: bytes) -> tuple[int, int]:
    if len(payload) < 10:
        raise FileRefused("damaged")
    return int.from_bytes(payload[4:7], "little") + 1, int.from_bytes(payload[7:10], "little") + 1


def _lossy(payload: bytes) -> tuple[int, int]:
    if payload[3:6] != b"\x9d\x01\x2a" or len(payload) < 10:
        raise FileRefused("damaged")
    width, height = struct.unpack_from("<HH", payload, 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless(payload: bytes) -> tuple[int, int]:
    if payload[:1] != b"\x2f" or len(payload) < 5:
        raise FileRefused("damaged")
    bits = int.from_bytes(payload[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_SIZES: Final = {b"VP8X": _canvas, b"VP8 ": _lossy, b"VP8L": _lossless}

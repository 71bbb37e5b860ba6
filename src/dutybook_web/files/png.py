"""PNG without what it tells about place, time and device: only the chunks that make the picture are copied."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from dutybook_web.files.refusals import FileRefused

MARK: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs")
)
_MOST_CHUNKS: Final = 20_000


def cleaned(data: bytes) -> tuple[bytes, int, int]:
    """The picture without metadata, its width and its height; the pixels are not touched.

    What follows the end of the picture, and all frames but the first, are left out.

    Raises:
        FileRefused: `damaged`.
    """
    found = list(_chunks(data))
    names = [name for name, _ in found]
    if names[0] != b"IHDR" or len(found[0][1]) != 25 or b"IDAT" not in names:
        raise FileRefused("damaged")
    width, height = struct.unpack_from(">II", found[0][1], 8)
    if not width or not height:
        raise FileRefused("damaged")
    return b"".join((MARK, *(chunk for name, chunk in found if name in _KEPT))), width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Name and bytes of each chunk up to the end of the picture, each with its checksum proven."""
    at, view = len(MARK), memoryview(data)  # which is sliced without a copy
    for _ in range(_MOST_CHUNKS):
        head = data[at : at + 8]
        end = at + 12 + int.from_bytes(head[:4], "big")
        chunk = view[at:end]
        if end > len(data) or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise FileRefused("damaged")
        yield head[4:], chunk
        if head[4:] == b"IEND":
            return
        at = end
    raise FileRefused("damaged")

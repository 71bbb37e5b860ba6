"""JPEG without what it tells about place, time and device: only the segments that make the picture are copied."""

from __future__ import annotations

import re
import struct
from typing import Final

from dutybook_web.files.refusals import FileRefused

MARK: Final = b"\xff\xd8\xff"
_SOI, _EOI, _SOS = b"\xff\xd8", b"\xff\xd9", 0xDA
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PICTURE: Final = _FRAMES | {0xC4, 0xCC, 0xDB, 0xDD, _SOS, _APP14}
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_ORIENTATION: Final = 0x0112
_MOST_SEGMENTS: Final = 2_000


class _Walk:
    """One way through the segments, up to the end of the first picture; what follows it is left out."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.kept: list[bytes | memoryview] = []
        self.head = b""
        self.turned = 1
        self.width = self.height = 0
        self.scanned = False
        at, segments = 2, 0
        while data[at : at + 2] != _EOI:
            at, segments = self._segment(at), segments + 1
            if segments > _MOST_SEGMENTS:
                raise FileRefused("damaged")

    def _segment(self, at: int) -> int:
        """Takes one segment, and tells where the next begins."""
        mark = self.data[at : at + 4]
        if len(mark) < 4 or mark[0] != 0xFF or mark[1] < 0xC0:
            raise FileRefused("damaged")
        end = at + 2 + int.from_bytes(mark[2:4], "big")
        self._keep(mark[1], self.data[at:end])
        return self._scan(end) if mark[1] == _SOS else end

    def _keep(self, marker: int, segment: bytes) -> None:
        if marker in _FRAMES:
            self._frame(segment)
        if marker in _PICTURE or (marker == _APP2 and segment[4:16] == b"ICC_PROFILE\x00"):
            self.kept.append(segment)
        elif marker == _APP0 and segment[4:9] == b"JFIF\x00" and len(segment) >= 18:
            self.head = b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00"  # without its thumbnail
        elif marker == _APP1 and segment[4:10] == b"Exif\x00\x00":
            self.turned = orientation(segment[10:])

    def _frame(self, segment: bytes) -> None:
        if self.width or len(segment) < 9:
            raise FileRefused("damaged")
        self.height, self.width = struct.unpack(">HH", segment[5:9])

    def _scan(self, start: int) -> int:
        found = _NEXT_MARKER.search(self.data, start)
        if found is None or not self.width:
            raise FileRefused("damaged")
        self.kept.append(memoryview(self.data)[start : found.start()])  # the bulk of the picture is not copied twice
        self.scanned = True
        return found.start()


def cleaned(data: bytes) -> tuple[bytes, int, int]:
    """The picture without metadata, its width and its height; the pixels are not touched.

    Colour profile and the way up stay.

    Raises:
        FileRefused: `damaged`.
    """
    walk = _Walk(data)
    if not walk.scanned or not walk.height:
        raise FileRefused("damaged")
    return b"".join((_SOI, walk.head, _turned(walk.turned), *walk.kept, _EOI)), walk.width, walk.height


def orientation(tiff: bytes) -> int:
    """Which way up Exif data say that the picture is, 1 to 8; 1 where they do not say it."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "<")
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _turned(way: int) -> bytes:
    """A segment that says which way up, and nothing else."""
    if way == 1:
        return b""
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, way, 0, 0)
    payload = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload

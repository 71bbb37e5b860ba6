"""The zip around a document: declarations are checked before it is unpacked, its parts are read within a budget."""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from dutybook_web.files.limits import Limits
from dutybook_web.files.refusals import FileRefused

CHUNK: Final = 1 << 16
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_FARTHEST = 65_535 + _END.size
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_UNSAFE_NAME = re.compile(r"^/|\\|:|[\x00-\x1f\x7f]|(^|/)\.\.(/|$)")
_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(slots=True)
class Budget:
    """The bytes that may still be unpacked, over a document and all that is nested in it."""

    left: int

    def spend(self, count: int) -> None:
        """Takes bytes off.

        Raises:
            FileRefused: `unpacks-too-big`.
        """
        self.left -= count
        if self.left < 0:
            raise FileRefused("unpacks-too-big")


def open_archive(file: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """A zip whose declarations are sound: one list of few parts, no tricks with names, sizes or places.

    Raises:
        FileRefused: `damaged`, `polyglot`, `too-many-parts`, `part-name`, `encrypted` or `unpacks-too-big`.
    """
    count, start = _directory(file, limits)
    try:
        archive = zipfile.ZipFile(file)
    except _ERRORS:
        raise FileRefused("damaged") from None
    parts = archive.infolist()
    if len(parts) != count:
        raise FileRefused("polyglot")
    if len({part.filename.casefold() for part in parts}) != count:
        raise FileRefused("part-name")
    for part in parts:
        _check_part(part, limits)
    _check_size(sum(part.file_size for part in parts), sum(part.compress_size for part in parts), limits)
    _check_places(parts, start)
    return archive


def chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    """A part, piece by piece; at its end its checksum and its size must prove true.

    Raises:
        FileRefused: `damaged` or `unpacks-too-big`.
    """
    left = part.file_size
    try:
        with archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                budget.spend(len(piece))
                left -= len(piece)
                yield piece
    except _ERRORS:
        raise FileRefused("damaged") from None
    if left:
        raise FileRefused("damaged")


def hides_archive(file: BinaryIO, size: int) -> bool:
    """Whether a zip reader would find an archive at the end of this file."""
    tail_start = max(0, size - _FARTHEST)
    file.seek(tail_start)
    tail = file.read(_FARTHEST)
    for found in re.finditer(_END_MARK, tail):
        end = tail[found.start() : found.start() + _END.size]
        if len(end) < _END.size:
            continue
        directory = tail_start + found.start() - _END.unpack(end)[5]
        file.seek(max(0, directory))
        if file.read(4) == b"PK\x01\x02":
            return True
    return False


def _directory(file: BinaryIO, limits: Limits) -> tuple[int, int]:
    """How many parts the list of parts declares, and where it begins."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END.size))
    end = file.read(_END.size)
    if len(end) < _END.size or not end.startswith(_END_MARK) or not end.endswith(b"\x00\x00"):
        raise FileRefused("polyglot" if hides_archive(file, size) else "damaged")
    _, _, _, _, count, length, start, _ = _END.unpack(end)
    if count > limits.parts or length > limits.directory:
        raise FileRefused("too-many-parts", limit=limits.parts)
    if start + length != size - _END.size:
        raise FileRefused("polyglot")
    return count, start


def _check_part(part: zipfile.ZipInfo, limits: Limits) -> None:
    if _UNSAFE_NAME.search(part.orig_filename) or stat.S_ISLNK(part.external_attr >> 16):
        raise FileRefused("part-name")
    if part.flag_bits & _ENCRYPTED:
        raise FileRefused("encrypted")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused("damaged")
    _check_size(part.file_size, part.compress_size, limits)


def _check_size(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.unpacked or (unpacked > limits.free_ratio and unpacked > limits.ratio * packed):
        raise FileRefused("unpacks-too-big")


def _check_places(parts: list[zipfile.ZipInfo], directory: int) -> None:
    """Refuses parts that share bytes (a bomb), and anything in front of the first."""
    free = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < free or not (free or part.header_offset == 0):
            raise FileRefused("polyglot")
        free = part.header_offset + _LOCAL_HEADER + part.compress_size
    if free > directory:
        raise FileRefused("polyglot")

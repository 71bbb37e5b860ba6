"""How large a file, its parts and its pixels may be; measured before anything is read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import BinaryIO, Final

from dutybook_web.files.refusals import FileRefused

MB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest that is taken."""

    file: int = 50 * MB
    """Bytes of a file."""

    picture: int = 25 * MB
    """Bytes of a picture, which is cleaned in memory."""

    text: int = 10 * MB
    """Bytes of a text."""

    pixels: int = 100_000_000
    """Width times height."""

    parts: int = 5_000
    """Parts of a document that is a zip."""

    directory: int = 1 * MB
    """Bytes of the list of these parts."""

    unpacked: int = 128 * MB
    """Bytes of all parts together, with what is nested in them."""

    ratio: int = 200
    """Unpacked to packed size, for parts and documents above `free_ratio`."""

    free_ratio: int = 8 * MB

    markup: int = 4 * MB
    """Bytes of a part that is parsed: the list of content types, the relations."""

    nested: int = 16 * MB
    """Bytes of a document within a document, such as the table behind a chart."""


DEFAULT: Final = Limits()


def size_of(file: BinaryIO, limits: Limits = DEFAULT) -> int:
    """The size of a file, by its end and not by what anybody says.

    Raises:
        FileRefused: `empty` or `too-big`.
    """
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise FileRefused("empty")
    check_size(size, limits.file)
    return size


def check_size(size: int, limit: int) -> None:
    """Refuses what is above a limit.

    Raises:
        FileRefused: `too-big`.
    """
    if size > limit:
        raise FileRefused("too-big", limit=limit // MB)

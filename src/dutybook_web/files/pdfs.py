"""PDF: whole, one document only, and without a script or a program to start as far as its bytes show it.

What is packed in object streams is not unpacked here: a PDF is never opened by the server, and `serve` hands it out as
an attachment without any right. See `docs/uploads.md`.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

from dutybook_web.files.refusals import FileRefused

MARK: Final = b"%PDF-"
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 64
_TAIL: Final = 1024


def check_pdf(file: BinaryIO, size: int) -> None:
    """Refuses a PDF that is cut off or runs something.

    Raises:
        FileRefused: `damaged` or `active-pdf`.
    """
    file.seek(max(0, size - _TAIL))
    if b"%%EOF" not in file.read():
        raise FileRefused("damaged")
    file.seek(0)
    window = b""
    while piece := file.read(_CHUNK):
        window = window[-_OVERLAP:] + piece
        if _ACTIVE.search(window):
            raise FileRefused("active-pdf")


def _name(name: str) -> str:
    """A pattern for a name of PDF, whose letters may each be written as # and two digits."""
    return "/" + "".join(f"(?:{char}|#{ord(char):02x}|#{ord(char):02X})" for char in name)


_ACTIVE: Final = re.compile("|".join(map(_name, ("JavaScript", "Launch"))).encode())

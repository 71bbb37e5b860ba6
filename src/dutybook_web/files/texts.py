"""Plain text: UTF-8 or GB18030 to its last byte, without control characters, and no markup in disguise."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, Final

from dutybook_web.files.refusals import FileRefused

_CHUNK: Final = 1 << 16
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*<[a-z!?/]", re.IGNORECASE)


def check_text(file: BinaryIO) -> None:
    """Refuses what is no plain text.

    Raises:
        FileRefused: `markup` or `encoding`.
    """
    for encoding in _ENCODINGS:
        if _is_text(file, encoding):
            return
    raise FileRefused("encoding")


def _is_text(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    start = ""
    try:
        while piece := file.read(_CHUNK):
            text = decoder.decode(piece)
            if _CONTROL.search(text):
                return False
            start = start if start.strip() else text
            if _MARKUP.match(start):
                raise FileRefused("markup")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True

"""A file's name made safe to show, to store in a row and to send back."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST: Final = 150
"""Characters that a name keeps."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORBIDDEN = re.compile(r'[<>:"|?*%]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def clean_name(name: str) -> str:
    r"""The last part of a path without what cannot be seen or would mean something to a file system.

    Control, format and direction characters go, so that a name reads the way it ends.

    >>> clean_name("C:\\photos\\gate\u202egpj.exe")
    'gategpj.exe'
    >>> clean_name("../../巡查 记录.pdf ")
    '巡查 记录.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(char for char in last if unicodedata.category(char) not in _INVISIBLE)
    text = " ".join(_FORBIDDEN.sub("_", seen).split()).strip(". ")
    if _RESERVED.match(text):
        text = f"_{text}"
    stem, extension = _parts(text)
    return f"{stem[: MOST - len(extension)]}{extension}" or "file"


def extension_of(name: str) -> str:
    """The ending of a cleaned name, in small letters and with its dot; empty if it has none.

    >>> extension_of("Plan.PDF")
    '.pdf'
    """
    return _parts(name)[1].lower()


def _parts(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    return (stem, f".{extension}") if dot and stem and len(extension) <= 10 else (name, "")

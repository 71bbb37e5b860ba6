"""The kinds of file that are taken, and the first bytes of those that are told apart only to be refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, and the endings that its name may have."""

    media_type: str
    extensions: tuple[str, ...]


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

PDF: Final = Kind("application/pdf", (".pdf",))
JPEG: Final = Kind("image/jpeg", (".jpg", ".jpeg"))
PNG: Final = Kind("image/png", (".png",))
WEBP: Final = Kind("image/webp", (".webp",))
DOCX: Final = Kind(f"{_OOXML}wordprocessingml.document", (".docx",))
XLSX: Final = Kind(f"{_OOXML}spreadsheetml.sheet", (".xlsx",))
PPTX: Final = Kind(f"{_OOXML}presentationml.presentation", (".pptx",))
ODT: Final = Kind(f"{_ODF}text", (".odt",))
ODS: Final = Kind(f"{_ODF}spreadsheet", (".ods",))
OFD: Final = Kind("application/ofd", (".ofd",))
TEXT: Final = Kind("text/plain", (".txt",))
CSV: Final = Kind("text/csv", (".csv",))
MARKDOWN: Final = Kind("text/markdown", (".md",))

PICTURES: Final = (JPEG, PNG, WEBP)
TEXTS: Final = (TEXT, CSV, MARKDOWN)
KINDS: Final = (PDF, *PICTURES, DOCX, XLSX, PPTX, ODT, ODS, OFD, *TEXTS)

EXECUTABLES: Final = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\x00asm",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"#!",
)
"""Windows, ELF, Mach-O, Java, WebAssembly, a Windows shortcut, a script."""

ARCHIVES: Final = (b"PK", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"MSCF")
COMPRESSED: Final = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
OLD_OFFICE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
OTHER_PICTURES: Final = (b"GIF8", b"II*\x00", b"MM\x00*", b"II+\x00", b"BM", b"8BPS", b"\x00\x00\x01\x00", b"\xff\x0a")
OTHER_PICTURE_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")

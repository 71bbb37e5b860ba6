"""The zip around a DOCX: its parts as XML trees, within fixed limits, so that no bomb is unpacked.

Sizes and ratios are checked as declared before a part is opened, and again while it is read.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from dutybook.errors import DamagedFile, UnknownFormat, UnsafeFile

MAX_PART = 64 << 20
"""Bytes of one part, unpacked."""

MAX_RATIO = 200
"""Unpacked to packed size, for parts above `FREE_RATIO` bytes; text and markup stay far below it."""

FREE_RATIO = 8 << 20
MAX_TAGS = 3_000_000
"""Tags in one part: each costs a hundred bytes of memory however short it is."""

MAX_DIRECTORY = 4 << 20
"""Bytes of the zip's list of entries."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_DOCUMENT = "word/document.xml"
_OTHER_CONTENT = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint file",
    "content.xml": "an OpenDocument file",
    "META-INF/MANIFEST.MF": "a Java archive",
}
_ASK_DOCX = "save the act as DOCX"
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error)


class Package:
    """The parts of one DOCX.

    Args:
        data: the file's bytes.
        place: the file's name, for messages.

    Raises:
        DamagedFile: not a zip, or a broken one.
        UnsafeFile: a zip with too many entries.
        UnknownFormat: a zip without a Word document.
    """

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        _check_directory(data, place)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_ZIP_ERRORS, NotImplementedError, RuntimeError):
            raise DamagedFile(
                place, "no whole DOCX: its zip container is broken or cut off", "get the file once more"
            ) from None
        self.names = frozenset(self._zip.namelist())
        self.document = self._document_name()

    def sibling(self, name: str) -> str:
        """The name of a part beside the document, such as `numbering.xml`; empty if there is none."""
        path = posixpath.join(posixpath.dirname(self.document), name)
        return path if path in self.names else ""

    def xml(self, name: str) -> bytes:
        """The bytes of a part, with the namespace of Strict documents made that of all others.

        Raises:
            DamagedFile: a part that does not unpack, or with a password.
            UnsafeFile: a part above the limits.
        """
        data = self.part(name)
        if b"<!DOCTYPE" in data:
            raise UnsafeFile(f"{self.place} ({name})", "a document type declaration", _ASK_DOCX + " from Word")
        if len(data) > 4 * MAX_TAGS and data.count(b"<") > MAX_TAGS:
            raise UnsafeFile(f"{self.place} ({name})", f"more than {MAX_TAGS} tags", "split the document")
        return data.replace(_STRICT, _TRANSITIONAL) if _STRICT in data[:4096] else data

    def part(self, name: str) -> bytes:
        """The bytes of any part, within the limits.

        Raises:
            DamagedFile: a part that does not unpack, or with a password.
            UnsafeFile: a part above the limits.
        """
        place = f"{self.place} ({name})"
        info = self._zip.getinfo(name)
        _check_size(info, place)
        try:
            with self._zip.open(info) as part:
                data = part.read(MAX_PART + 1)
        except _ZIP_ERRORS:
            raise DamagedFile(place, "a part that cannot be unpacked", "get the file once more") from None
        except (NotImplementedError, RuntimeError):
            raise DamagedFile(place, "a part that is encrypted or packed in an unknown way", _ASK_DOCX) from None
        if len(data) > MAX_PART:
            raise UnsafeFile(place, f"unpacks to more than {MAX_PART >> 20} MB", "split the document")
        return data

    def _document_name(self) -> str:
        if _DOCUMENT in self.names:
            return _DOCUMENT
        if "_rels/.rels" in self.names:
            for relation in parse(self.xml("_rels/.rels"), self.place):
                target = (relation.get("Target") or "").lstrip("/")
                kind = relation.get("Type") or ""
                if kind.endswith("/officeDocument") and target.startswith("word/") and target in self.names:
                    return target
        what = next((what for name, what in _OTHER_CONTENT.items() if name in self.names), "a zip archive")
        raise UnknownFormat(self.place, f"{what}, not a Word document", _ASK_DOCX)


def parse(data: bytes, place: str) -> etree._Element:
    """The root of a part, from a parser that opens no entity, no DTD and no network.

    Raises:
        DamagedFile: XML that is not well-formed.
        UnsafeFile: a document type declaration, or tags nested past the parser's limit.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            raise UnsafeFile(place, "XML nested or sized past all use", _ASK_DOCX) from None
        cause = f"broken XML in line {error.lineno or 1}"
        raise DamagedFile(place, cause, "get the file once more") from None
    if root.getroottree().docinfo.doctype:
        raise UnsafeFile(place, "a document type declaration", _ASK_DOCX + " from Word")
    return root


def _check_size(info: zipfile.ZipInfo, place: str) -> None:
    if info.file_size > MAX_PART:
        raise UnsafeFile(place, f"declares more than {MAX_PART >> 20} MB", "split the document")
    if info.file_size > FREE_RATIO and info.file_size > MAX_RATIO * max(1, info.compress_size):
        raise UnsafeFile(place, f"unpacks to more than {MAX_RATIO} times its size", _ASK_DOCX)


def _check_directory(data: bytes, place: str) -> None:
    """Refuses a zip whose list of entries alone would fill the memory, before `zipfile` reads it."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or len(data) - at < 22:
        return
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    if size > MAX_DIRECTORY or b"PK\x06\x06" in data[max(0, at - 128) : at]:
        raise UnsafeFile(place, "a zip with more entries than any document has", _ASK_DOCX)

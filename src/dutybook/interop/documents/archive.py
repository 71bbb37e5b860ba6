"""The zip around DOCX and XLSX: the same parts always give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from dutybook.interop.documents.wording import clean
from dutybook.law.xmltext import escape

_CONTENT_TYPES = "[Content_Types].xml"


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive without times: list of content types first, as readers expect, then by name.

    >>> packed({"b": b"1", "a": b"2"}) == packed({"a": b"2", "b": b"1"})
    True
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, parts[name], zipfile.ZIP_DEFLATED)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive that we made ourselves.

    >>> unpacked(packed({"a": b"2"}))
    {'a': b'2'}
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def core(title: str, creator: str) -> bytes:
    """The core properties of a document: its title and the organisation that made it; no time, no person.

    >>> b"<dc:creator>" in core("报告", "示例公司")
    True
    """
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:creator>{escape(clean(creator))}</dc:creator>"
        "</cp:coreProperties>"
    ).encode()

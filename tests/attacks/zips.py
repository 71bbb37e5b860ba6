"""Zips as an attacker makes them: sound documents to start from, and headers that say what they should not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

_OOXML = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    "docx": ("word/document.xml", f"{_OOXML}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{_OOXML}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{_OOXML}presentationml.presentation.main+xml"),
}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = Mapping[str, bytes | str]
Made = tuple[str, Callable[[], bytes], str]
"""A hostile file: its name, how to make it, the code that it must be refused with; "" where it is taken, and inert."""


def packed(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return file.getvalue()


def office_parts(kind: str = "docx", content_type: str | None = None, **more: bytes | str) -> dict[str, bytes | str]:
    main, declared = _MAIN[kind]
    types = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{content_type or declared}"/></Types>'
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(("officeDocument", main, "Internal")),
        main: '<?xml version="1.0" encoding="UTF-8"?><document><p>巡查</p></document>',
        **more,
    }


def office(kind: str = "docx", content_type: str | None = None, parts: Parts | None = None) -> bytes:
    return packed(office_parts(kind, content_type) | dict(parts or {}))


def relations(*found: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, (kind, target, mode) in enumerate(found)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def odf(mimetype: str = "application/vnd.oasis.opendocument.text", parts: Parts | None = None) -> bytes:
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed(
        {"mimetype": mimetype, "content.xml": "<content/>", "META-INF/manifest.xml": manifest} | dict(parts or {})
    )


def with_entry(name: str, data: bytes = b"x", *, mode: int = 0, flags: int = 0) -> bytes:
    """A document with one more entry, of any name, kind of file and flags."""
    file = io.BytesIO(office())
    with zipfile.ZipFile(file, "a") as archive:
        entry = zipfile.ZipInfo("placeholder" if "\x00" in name or "\\" in name else name)
        entry.create_system = 3
        entry.external_attr = mode << 16
        archive.writestr(entry, data)
    found = file.getvalue()
    if "\x00" in name or "\\" in name:
        found = found.replace(b"placeholder", name.encode().ljust(11, b"x")[:11])
    if flags:
        at = found.rfind(b"PK\x01\x02")
        found = found[: at + 8] + flags.to_bytes(2, "little") + found[at + 10 :]
    return found


def patched(data: bytes, mark: bytes, offset: int, value: bytes, *, last: bool = True) -> bytes:
    """Bytes written over a field of the last (or first) header with this mark."""
    at = (data.rfind(mark) if last else data.find(mark)) + offset
    return data[:at] + value + data[at + len(value) :]


def lying_size(declared: int, true: int) -> bytes:
    """A document whose last part declares another size than it has, in both of its headers."""
    data = office(parts={"word/zz.bin": b"\x01" * true})
    size = declared.to_bytes(4, "little")
    return patched(patched(data, b"PK\x01\x02", 24, size), b"PK\x03\x04", 22, size)


def overlapping() -> bytes:
    """Two entries of the list that point at the same packed bytes."""
    data = office(parts={"word/a.bin": b"a" * 100, "word/b.bin": b"a" * 100})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.getinfo("word/a.bin").header_offset
    return patched(data, b"PK\x01\x02", 42, first.to_bytes(4, "little"))

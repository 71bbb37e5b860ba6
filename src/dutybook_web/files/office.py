"""Office documents: which one it is by its own list of contents, and that nothing in it runs, fetches or unpacks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from dutybook_web.files import archives, kinds
from dutybook_web.files.archives import Budget
from dutybook_web.files.kinds import Kind
from dutybook_web.files.limits import Limits
from dutybook_web.files.refusals import FileRefused

_CONTENT_TYPES: Final = "[Content_Types].xml"
_MAIN_PARTS: Final = {
    f"{kinds.DOCX.media_type}.main+xml": kinds.DOCX,
    f"{kinds.XLSX.media_type}.main+xml": kinds.XLSX,
    f"{kinds.PPTX.media_type}.main+xml": kinds.PPTX,
}
_ODF: Final = {kind.media_type.encode(): kind for kind in (kinds.ODT, kinds.ODS)}
_MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
_MACRO_PARTS = re.compile(r"vba(project|data)[^/]*$|(^|/)macrosheets/|^(basic|scripts)/.", re.IGNORECASE)
_OBJECT_PARTS = re.compile(r"(^|/)(activex|embeddings)/.|\.ole$", re.IGNORECASE)
_INNER_DOCUMENT = re.compile(r"(^|/)embeddings/[^/]+\.(docx|xlsx|pptx)$", re.IGNORECASE)
_MARKUP_PART = re.compile(r"\.(xml|rels|vml|rdf)$", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(doctype|entity)", re.IGNORECASE)
_OVERLAP: Final = 16
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_REMOTE = re.compile(r"\s*(https?:|ftp:|smb:|mhtml:|\\\\|//|file:(//[^/\\]|/*\\\\|/{4}))", re.IGNORECASE)
_PROGRAMS: Final = (*kinds.EXECUTABLES, *kinds.ARCHIVES)


def examine(file: BinaryIO, limits: Limits, budget: Budget | None = None) -> Kind:
    """Which kind of document a zip is.

    Args:
        file: the zip, from its beginning.
        limits: what it may unpack to.
        budget: given for a document within a document, which may hold no third one.

    Raises:
        FileRefused: a zip that is none of ours, or one with something in it that is not inert.
    """
    with archives.open_archive(file, limits) as archive:
        names = archive.namelist()
        if any(_MACRO_PARTS.search(name) for name in names):
            raise FileRefused("macros")
        inner = budget is not None
        budget = budget or Budget(limits.unpacked)
        kind = _kind(archive, limits, budget)
        for part in archive.infolist():
            _check_part(archive, part, limits, budget, inner=inner)
    return kind


def _kind(archive: zipfile.ZipFile, limits: Limits, budget: Budget) -> Kind:
    names = archive.namelist()
    if _CONTENT_TYPES in names:
        return _ooxml_kind(_tree(archive, _CONTENT_TYPES, limits, budget))
    if names[:1] == ["mimetype"]:
        return _odf_kind(archive, limits, budget)
    if "OFD.xml" in names:
        return kinds.OFD
    raise FileRefused("archive")


def _ooxml_kind(root: etree._Element) -> Kind:
    types = {element.get("ContentType", "") for element in root.iter("{*}Override", "{*}Default")}
    if any(_MACRO_TYPES.search(name) for name in types):
        raise FileRefused("macros")
    found = [kind for name, kind in _MAIN_PARTS.items() if name in types]
    if len(found) != 1:
        raise FileRefused("polyglot" if found else "unknown-kind")
    return found[0]


def _odf_kind(archive: zipfile.ZipFile, limits: Limits, budget: Budget) -> Kind:
    kind = _ODF.get(_whole(archive, "mimetype", limits, budget).strip())
    if kind is None:
        raise FileRefused("unknown-kind")
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = _tree(archive, "META-INF/manifest.xml", limits, budget)
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise FileRefused("encrypted")
    return kind


def _check_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits, budget: Budget, *, inner: bool
) -> None:
    name = part.filename
    if _INNER_DOCUMENT.search(name) and not inner:
        examine(io.BytesIO(_whole(archive, name, limits, budget, limits.nested)), limits, budget)
        return
    if _OBJECT_PARTS.search(name):
        raise FileRefused("embedded")
    pieces = archives.chunks(archive, part, budget)
    head = next(pieces, b"")
    if head.startswith(_PROGRAMS):
        raise FileRefused("nested")
    if _MARKUP_PART.search(name) or head.lstrip().startswith(b"<"):
        _check_markup(head, pieces)
    for _ in pieces:  # to its end: only there are size and checksum known to be true
        pass
    if name.endswith(".rels"):
        _check_relations(_tree(archive, name, limits, budget))


def _check_markup(head: bytes, pieces: Iterator[bytes]) -> None:
    """Refuses a document type, and encodings in which one could hide."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    encoding = _ENCODING.match(start)
    if (start and not start.startswith(b"<")) or b"\x00" in start[:4]:
        raise FileRefused("document-type")
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise FileRefused("document-type")
    window = head
    while window:
        if _DOCTYPE.search(window):
            raise FileRefused("document-type")
        piece = next(pieces, b"")
        window = window[-_OVERLAP:] + piece if piece else b""


def _check_relations(root: etree._Element) -> None:
    """Refuses what is fetched when the document is opened; a link that somebody must click is none of it."""
    for relation in root.iter("{*}Relationship"):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        if outside and not kind.endswith("/hyperlink") and _REMOTE.match(target):
            raise FileRefused("remote")


def _whole(archive: zipfile.ZipFile, name: str, limits: Limits, budget: Budget, most: int | None = None) -> bytes:
    part = archive.getinfo(name)
    if part.file_size > (most or limits.markup):
        raise FileRefused("unpacks-too-big")
    return b"".join(archives.chunks(archive, part, budget))


def _tree(archive: zipfile.ZipFile, name: str, limits: Limits, budget: Budget) -> etree._Element:
    data = _whole(archive, name, limits, budget)
    _check_markup(data, iter(()))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise FileRefused("damaged") from None

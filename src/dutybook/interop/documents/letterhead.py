"""Opens the DOCX that somebody uploads as a template: only what a letterhead needs, nothing that acts or fetches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from dutybook.errors import SourceError, TemplateError
from dutybook.law.sources.docx_package import Package, W, parse

MAX_UNPACKED: Final = 32 << 20
"""Bytes of all parts together."""

_ALLOWED: Final = re.compile(
    r"\[Content_Types\]\.xml|(?:[\w-]+/)*_rels/[\w.-]*\.rels|"
    r"word/(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|theme/theme\d*)\.xml|"
    r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml|word/media/[\w.-]+\.(?:png|jpe?g|gif)|"
    r"word/fonts/[\w.-]+\.odttf|docProps/(?:core|app|custom)\.xml|docProps/thumbnail\.\w+|customXml/\w+\.xml",
    re.ASCII,
)
_MARKUP: Final = ".xml", ".rels"
_STYLES: Final = "word/styles.xml"
_STORY: Final = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_FIELD: Final = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|DATE|TIME|SEQ|REF|PAGEREF|NOTEREF|STYLEREF|TOC)(?:\s|$)", re.IGNORECASE
)
_LINKS: Final = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_REFUSED: Final = {
    "altChunk": "another document inside it",
    "object": "an embedded object",
    "control": "an ActiveX control",
    "ins": "tracked changes, which name their author",
    "del": "tracked changes, which name their author",
    "attachedTemplate": "a link to another template",
}
_REMEDY: Final = "remove it in the word processor and save the template as .docx once more"


def is_story(name: str) -> bool:
    """Whether a part holds paragraphs that a reader sees.

    >>> is_story("word/header2.xml"), is_story("word/styles.xml")
    (True, False)
    """
    return _STORY.fullmatch(name) is not None


def opened(data: bytes, place: str) -> dict[str, bytes]:
    """The parts of a template, after all checks.

    Raises:
        TemplateError: not a sound DOCX, too large, or with anything that a letterhead does not need.
    """
    try:
        package = Package(data, place)
        parts = dict(_parts(package))
        for name, part in parts.items():
            if name.endswith(_MARKUP):
                _check(parse(part, place), name, place)
    except SourceError as error:
        raise TemplateError(error.place, error.cause, "save the template as .docx from the word processor") from None
    if package.document != "word/document.xml" or _STYLES not in parts:
        raise TemplateError(place, "its parts do not stand where Word and WPS put them", "save it as .docx from one")
    return parts


def _parts(package: Package) -> Iterator[tuple[str, bytes]]:
    size = 0
    for name in package.names:
        if name.endswith("/"):
            continue
        if not _ALLOWED.fullmatch(name):
            raise TemplateError(package.place, f"a part that a template must not have: {name[:80]}", _REMEDY)
        part = package.xml(name) if name.endswith(_MARKUP) else package.part(name)
        size += len(part)
        if size > MAX_UNPACKED:
            raise TemplateError(package.place, f"unpacks to more than {MAX_UNPACKED >> 20} MB", "use smaller pictures")
        yield name, part


def _check(root: etree._Element, name: str, place: str) -> None:
    """Refuse what acts or fetches in one part."""
    namespaces = root.nsmap.values()
    if any("purl.oclc.org/ooxml" in each for each in namespaces) or (
        (is_story(name) or name == _STYLES) and root.nsmap.get("w") != W[1:-1]
    ):
        raise TemplateError(place, "a Strict Open XML document", "save it as an ordinary Word document (.docx)")
    causes = _relations(root) if name.endswith(".rels") else _contents(root)
    cause = next(causes, None)
    if cause:
        raise TemplateError(f"{place} ({name})", cause, _REMEDY)


def _relations(root: etree._Element) -> Iterator[str]:
    for relation in root:
        target = relation.get("Target") or ""
        if relation.get("TargetMode") == "External":
            kind = (relation.get("Type") or "").rpartition("/")[2]
            if kind != "hyperlink" or not _LINKS.match(target):
                yield f"something outside it ({kind}: {target[:60]})"


def _contents(root: etree._Element) -> Iterator[str]:
    for tag, what in _REFUSED.items():
        if next(root.iter(f"{W}{tag}"), None) is not None:
            yield what
    for instruction in _instructions(root):
        if not _FIELD.match(instruction):
            yield f"a field that could fetch or act ({instruction.strip()[:40]})"


def _instructions(root: etree._Element) -> Iterator[str]:
    """The instruction of each field, also of one cut into many runs or inside another."""
    yield from (field.get(f"{W}instr") or "" for field in root.iter(f"{W}fldSimple"))
    opening: list[str] = []
    for node in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            opening.append("")
        elif kind == "end":
            yield opening.pop() if opening else ""
        elif node.tag == f"{W}instrText":
            opening = [*opening[:-1], (opening or [""])[-1] + (node.text or "")]
    yield from opening

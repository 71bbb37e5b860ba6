"""The text of a DOCX, straight from its XML: one line for each paragraph, one for each table row.

Cells of a row are joined by tabs and the paragraphs of one cell by spaces; a row of one cell is layout, and its
paragraphs stay lines. Text boxes follow the paragraph that they hang on, footnotes and endnotes the whole text.
Deleted revisions, comments, page heads and page feet are left out; automatic numbers are written out.
"""

from __future__ import annotations

import re

from lxml import etree

from dutybook.errors import DamagedFile
from dutybook.law.sources.docx_numbering import Numbering
from dutybook.law.sources.docx_package import Package, W, parse

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _T, _TBL, _TR, _TC, _R = (f"{W}{name}" for name in ("p", "t", "tbl", "tr", "tc", "r"))
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SYM = f"{W}sym"
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_TEXT = (_T, _MATH_TEXT)
_INLINE = (*_TEXT, _SYM, *_SIGNS)
_DROPPED = (f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}pPrChange", f"{W}rPrChange", f"{W}numberingChange")
_DROPPED_NAMES = (b":del ", b":moveFrom", b":rt>", b"PrChange")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_STYLE = re.compile(rb'pStyle \w+:val="([^"]*)"')


def docx_text(data: bytes, place: str) -> str:
    """The text of a Word document.

    Args:
        data: the file's bytes.
        place: the file's name, for messages.

    Raises:
        DamagedFile: a broken container or broken XML.
        UnknownFormat: a zip that holds no Word document.
        UnsafeFile: a bomb, a document type declaration, or tags nested past all use.
    """
    package = Package(data, place)
    xml = package.xml(package.document)
    root = parse(xml, f"{place} ({package.document})")
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None:
        raise DamagedFile(f"{place} ({package.document})", "no Word document body", "save the act as DOCX once more")
    _tidy(root, xml)
    reader = _Reader(_numbering(package, xml))
    reader.add(body)
    for name in ("footnotes.xml", "endnotes.xml"):
        reader.add_notes(package, name)
    return "\n".join(reader.lines)


class _Reader:
    """Collects the lines of a tree. It calls itself for nested tables; the parser's limit of 256 levels bounds that."""

    def __init__(self, numbering: Numbering | None) -> None:
        self.lines: list[str] = []
        self._numbering = numbering
        self._texts: dict[etree._Element, str] = {}

    def add(self, root: etree._Element) -> None:
        """Adds the lines of all paragraphs and tables below an element, in their order."""
        texts = _paragraph_texts(root)
        if self._numbering is None and next(root.iter(_TBL), None) is None:
            self.lines += texts
        else:
            self._texts = dict(zip(root.iter(_P), texts, strict=True))
            self._blocks(root)

    def add_notes(self, package: Package, name: str) -> None:
        """Adds the lines of footnotes or endnotes."""
        if not (part := package.sibling(name)):
            return
        xml = package.xml(part)
        root = parse(xml, f"{package.place} ({part})")
        _tidy(root, xml)
        for note in root:
            if note.get(f"{W}type") not in _SEPARATORS:
                self.add(note)

    def _blocks(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == _P:
                self.lines.append(self._label(child) + self._texts[child])
            elif child.tag == _TBL:
                self._rows(child)
            elif len(child):
                self._blocks(child)

    def _label(self, paragraph: etree._Element) -> str:
        return "" if self._numbering is None else self._numbering.label(paragraph)

    def _rows(self, table: etree._Element) -> None:
        for child in table:
            if child.tag == _TR:
                self._row(child)
            elif len(child):
                self._rows(child)

    def _row(self, row: etree._Element) -> None:
        cells = _cells(row)
        if len(cells) == 1:
            self._blocks(cells[0])
        else:
            line = "\t".join(self._cell(cell) for cell in cells)
            self.lines.append(line if line.strip() else "")

    def _cell(self, cell: etree._Element) -> str:
        outer, self.lines = self.lines, []
        self._blocks(cell)
        inner, self.lines = self.lines, outer
        return " ".join(line.strip() for line in inner if line.strip()).replace("\t", " ").replace("\n", " ")


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, through the content controls that may stand in between."""
    cells = []
    for child in row:
        if child.tag == _TC:
            cells.append(child)
        elif len(child):
            cells += _cells(child)
    return cells


def _paragraph_texts(root: etree._Element) -> list[str]:
    """The text of each paragraph, in one walk over the tree; no paragraph lies within another any more."""
    texts: list[list[str]] = []
    pieces: list[str] = []
    for element in root.iter(_P, *_INLINE):
        tag = element.tag
        if tag == _P:
            pieces = []
            texts.append(pieces)
        elif tag in _TEXT:
            pieces.append((element.text or "").replace("\n", " "))
        elif tag == _SYM:
            pieces.append(_symbol(element))
        elif (parent := element.getparent()) is not None and parent.tag == _R:
            pieces.append(_SIGNS[str(tag)])
    return ["".join(pieces) for pieces in texts]


def _symbol(element: etree._Element) -> str:
    """A character named by its code; what is no code of a character is left out."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""


def _tidy(root: etree._Element, xml: bytes) -> None:
    """Takes out what is not text, and moves text boxes out of the paragraphs that they hang on."""
    if any(name in xml for name in _DROPPED_NAMES):
        etree.strip_elements(root, *_DROPPED, with_tail=False)
    if b"AlternateContent" in xml:
        for element in list(root.iter(f"{_MC}AlternateContent")):
            _choose(element)
    if b"txbxContent" in xml:
        for box in reversed(list(root.iter(f"{W}txbxContent"))):
            _move_behind(box)


def _choose(element: etree._Element) -> None:
    """Leaves one of the alternatives: the first with text, since the others say the same for older programs."""
    kept = next((child for child in element if child.find(f".//{_T}") is not None), None)
    for child in list(element):
        if child is not kept:
            element.remove(child)


def _move_behind(box: etree._Element) -> None:
    host = next(box.iterancestors(_P), None)
    if host is not None:
        for block in reversed(list(box)):
            host.addnext(block)


def _numbering(package: Package, xml: bytes) -> Numbering | None:
    """The document's automatic numbers, read only where a paragraph or the style of one has them."""
    part, styles_part = package.sibling("numbering.xml"), package.sibling("styles.xml")
    if not part or (b"numPr" not in xml and b"pStyle" not in xml):
        return None
    styles = package.xml(styles_part) if styles_part else b""
    if b"numPr" not in xml and b"numPr" not in styles:
        return None
    numbering = Numbering(
        parse(package.xml(part), f"{package.place} ({part})"),
        parse(styles, f"{package.place} ({styles_part})") if styles else None,
    )
    used = {name.decode("utf-8", "replace") for name in set(_STYLE.findall(xml))}
    return numbering if b"numPr" in xml or numbering.numbers_any(used) else None

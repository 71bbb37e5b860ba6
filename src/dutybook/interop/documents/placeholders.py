"""Placeholders such as `{{title}}` in the paragraphs of a DOCX part: found across runs, replaced by text or blocks.

Nothing of a template is ever run: a placeholder is looked up in a table, and what it stands for is not read again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from dutybook.errors import TemplateError
from dutybook.interop.documents.wordml import inline
from dutybook.law.sources.docx_package import W, parse

PLACEHOLDER: Final = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
_TORN: Final = re.compile(r"[{｛]{2}|[}｝]{2}")
_SPACE: Final = re.compile(r"\s+")
_MARK: Final = re.compile(rb"<\?dutybook (\d+)\?>")
_NAMESPACE: Final = f'xmlns:w="{W[1:-1]}"'

Blocks = Callable[[], Iterator[str]]


def named(written: str) -> str:
    """The name in a placeholder as it was typed: full-width letters and colons, and spaces, are as good as plain ones.

    >>> named(" Table ： hazards")
    'table:hazards'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", written)).lower()


def found(root: etree._Element, place: str) -> Iterator[str]:
    """The names of all placeholders of a part, in their order.

    Raises:
        TemplateError: braces that open and do not close, or the reverse.
    """
    for paragraph in root.iter(f"{W}p"):
        text = "".join(node.text or "" for node in _texts(paragraph))
        rest = PLACEHOLDER.sub("", text)
        if _TORN.search(rest):
            cause = f"braces without their partner in “{rest.strip()[:40]}”"
            raise TemplateError(place, cause, "write placeholders as {{name}}, in one paragraph")
        yield from map(named, PLACEHOLDER.findall(text))


def filled(root: etree._Element, texts: Mapping[str, str], blocks: Mapping[str, Blocks], place: str) -> bytes:
    """A part with the report in it, as XML; all names in it are known.

    Where blocks go, the tree gets a processing instruction, which no template can hold because the parser drops them;
    the blocks take its place in the written text. (Moving a long table from tree to tree takes quadratic time.)

    Raises:
        TemplateError: a placeholder for blocks with other text beside it.
    """
    inserted: list[str] = []
    for paragraph in list(root.iter(f"{W}p")):
        nodes = list(_texts(paragraph))
        text = "".join(node.text or "" for node in nodes)
        names = [named(name) for name in PLACEHOLDER.findall(text)]
        large = next((name for name in names if name in blocks), None)
        if large and not PLACEHOLDER.fullmatch(text.strip()):
            cause = f"{{{{{large}}}}} stands among other text"
            raise TemplateError(place, cause, "give it a paragraph of its own")
        if large:
            _replace_paragraph(paragraph, "".join(blocks[large]()), inserted)
        elif names and not PLACEHOLDER.sub(lambda match: texts[named(match[1])], text).strip():
            _replace_paragraph(paragraph, "", inserted)
        elif names:
            _replace_texts(nodes, text, texts)
    return _MARK.sub(lambda match: inserted[int(match[1])].encode(), written(root))


def written(root: etree._Element) -> bytes:
    """A part as XML."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text nodes of a paragraph, without those of paragraphs inside it (in a text box)."""
    for node in paragraph.iter(f"{W}t"):
        if next(node.iterancestors(f"{W}p")) is paragraph:
            yield node


def _replace_texts(nodes: list[etree._Element], text: str, texts: Mapping[str, str]) -> None:
    """What a placeholder stands for goes where its first brace stood, and so has the look of that."""
    shares = ["" for _ in nodes]
    ends: list[int] = []
    for node in nodes:
        ends.append((ends[-1] if ends else 0) + len(node.text or ""))
    position = 0
    for match in (*PLACEHOLDER.finditer(text), None):
        stop = match.start() if match else len(text)
        for index, end in enumerate(ends):
            start = ends[index - 1] if index else 0
            shares[index] += text[max(start, position) : max(min(end, stop), position, start)]
        if match:
            owner = next(index for index, end in enumerate(ends) if match.start() < end)
            shares[owner] += texts[named(match[1])]
            position = match.end()
    for node, share in zip(nodes, shares, strict=True):
        if share != (node.text or ""):
            _rewrite(node, share)


def _rewrite(node: etree._Element, share: str) -> None:
    parent = node.getparent()
    if parent is not None:
        parent[parent.index(node) : parent.index(node) + 1] = list(_parsed(inline(share)))


def _replace_paragraph(paragraph: etree._Element, blocks: str, inserted: list[str]) -> None:
    """What a cell, a header or a section must end with stays: a paragraph, and the layout of the pages in it."""
    parent = paragraph.getparent()
    if parent is None:
        return
    at = parent.index(paragraph)
    new: list[etree._Element] = [etree.ProcessingInstruction("dutybook", str(len(inserted)))]
    inserted.append(blocks)
    layout = paragraph.find(f"{W}pPr/{W}sectPr")
    if layout is not None:
        new += _parsed("<w:p><w:pPr/></w:p>")
        new[-1][0].append(layout)
    elif at + 1 == len(parent) and not blocks.endswith("</w:p>"):
        new += _parsed("<w:p/>")
    parent[at : at + 1] = new


def _parsed(markup: str) -> etree._Element:
    return parse(f"<w:body {_NAMESPACE}>{markup}</w:body>".encode(), "report")

"""Reading back the Akoma Ntoso files that `akn` wrote: the same tree, without offsets into the first source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from dutybook.errors import AkomaNtosoError
from dutybook.law import frbr
from dutybook.law.akn import NAMESPACE
from dutybook.law.akn_meta import SOURCE
from dutybook.law.model import (
    Act,
    Annex,
    Article,
    Aside,
    Citation,
    Division,
    Event,
    Item,
    Metadata,
    Paragraph,
    Point,
    ShortTitle,
    Source,
)  # fmt: skip

_NS = {"a": NAMESPACE}
_DIVISIONS = ("part", "subpart", "chapter", "section")
_KNOWN = (
    *_DIVISIONS, "doc", "act", "meta", "body", "mainBody", "article", "paragraph", "content", "blockList", "item", "p",
    "listIntroduction", "listWrapUp", "num", "heading", "attachment",
)  # fmt: skip
_TAGS = {f"{{{NAMESPACE}}}{tag}": tag for tag in _KNOWN}


def read(xml: bytes, name: str = "") -> Act:
    """Read an act from an Akoma Ntoso file that Dutybook wrote.

    Args:
        xml: the file's bytes. Entities are not expanded, nothing is fetched.
        name: the file's name for messages.

    Returns:
        an act that is `same_tree` with the one written; its source is empty and so are all spans.

    Raises:
        AkomaNtosoError: the bytes are no XML, hold a document type declaration, or were written by another program.
    """
    root = _parse(xml, name or "Akoma Ntoso")
    try:
        return _act(root, name)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise _foreign(name) from error


def _parse(xml: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        cause = str(error).splitlines()[0] if str(error) else "it is empty"
        raise AkomaNtosoError(name, f"the file is no well-formed XML ({cause})", "write it again") from error
    if root.getroottree().docinfo.doctype:
        raise AkomaNtosoError(name, "the file has a document type declaration", "remove it: an act needs none")
    if not root.xpath(f"a:*/a:meta/a:identification[@source='#{SOURCE}']", namespaces=_NS):
        raise _foreign(name)
    return root


def _foreign(name: str) -> AkomaNtosoError:
    cause = "the file is no act as Dutybook writes it"
    return AkomaNtosoError(name or "Akoma Ntoso", cause, "read the act's original file instead")


def _act(root: etree._Element, name: str) -> Act:
    document = root[0]
    outline = _tag(document) == "doc"
    body = _one(document, "mainBody" if outline else "body")
    articles = tuple(_articles(body, "", outline))
    divisions = tuple(_divisions(body, _division_tags(outline)))
    annexes = tuple(map(_annex, document.iterfind("a:attachments/a:attachment", _NS)))
    return Act(
        source=Source("", name, "akn"),
        metadata=_metadata(document),
        outline=outline,
        divisions=divisions,
        articles=articles,
        annexes=annexes,
        front=tuple(_asides(document, "preface", "preamble")),
        back=tuple(_asides(document, "conclusions")),
        noise=tuple(_noise(document)),
        citations=tuple(_citations(document, _eids(document))),
    )


def _division_tags(outline: bool) -> tuple[str, ...]:
    """The elements of divisions; in an outline document a `section` is what an article is elsewhere."""
    return _DIVISIONS[:-1] if outline else _DIVISIONS


def _divisions(parent: etree._Element, tags: tuple[str, ...]) -> Iterator[Division]:
    for node in parent:
        if _tag(node) in tags:
            yield Division(_eid(node), _tag(node), _child(node, "num"), None, _child(node, "heading"), ())
            yield from _divisions(node, tags)


def _articles(parent: etree._Element, division: str, outline: bool) -> Iterator[Article]:
    for node in parent:
        if _tag(node) == ("section" if outline else "article"):
            yield _article(node, division)
        elif _tag(node) in _division_tags(outline):
            yield from _articles(node, _eid(node), outline)


def _article(node: etree._Element, division: str) -> Article:
    num, heading = _child(node, "num"), _child(node, "heading")
    return Article(_eid(node), num, None, heading, (), division, _paragraphs(node))


def _annex(node: etree._Element) -> Annex:
    paragraphs = _paragraphs(_one(_one(node, "doc"), "mainBody"))
    return Annex(_eid(node), _child(node, "num"), None, _child(node, "heading"), (), paragraphs)


def _paragraphs(parent: etree._Element) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(node) for node in parent if _tag(node) == "paragraph")


def _paragraph(node: etree._Element) -> Paragraph:
    content = _one(node, "content")
    blocks = _first(content, "blockList")
    if blocks is None:
        text, tail = _child(content, "p"), "".join(map(_text, content[1:]))
        return Paragraph(_eid(node), _child(node, "num"), None, text, (), (), tail)
    text, tail = _child(blocks, "listIntroduction"), _child(blocks, "listWrapUp")
    items = tuple(_item(node) for node in blocks if _tag(node) == "item")
    return Paragraph(_eid(node), _child(node, "num"), None, text, (), items, tail)


def _item(node: etree._Element) -> Item:
    below = _first(node, "blockList")
    points = tuple(
        Point(_eid(point), _child(point, "num"), None, _child(point, "p"), ())
        for point in (() if below is None else below)
    )
    return Item(_eid(node), _child(node, "num"), None, _child(node, "p"), (), points)


def _asides(document: etree._Element, *parts: str) -> Iterator[Aside]:
    for part in parts:
        for node in document.iterfind(f"a:{part}/a:container", _NS):
            yield Aside(node.attrib["name"], _child(node, "p"), ())


def _noise(document: etree._Element) -> Iterator[Aside]:
    for node in document.iterfind("a:meta/a:notes/a:note", _NS):
        yield Aside(node.attrib["class"], _child(node, "p"), ())


def _eids(document: etree._Element) -> frozenset[str]:
    tags = (*_DIVISIONS, "article", "paragraph", "item", "attachment")
    return frozenset(_eid(node) for tag in tags for node in document.iter(f"{{{NAMESPACE}}}{tag}"))


def _citations(document: etree._Element, eids: frozenset[str]) -> Iterator[Citation]:
    for ref in document.iter(f"{{{NAMESPACE}}}ref"):
        yield _citation(_unit(ref), _text(ref), ref.attrib["href"], eids)
    for ref in document.iterfind("a:meta/a:analysis/a:otherReferences/a:implicitReference", _NS):
        yield _citation(ref.attrib["for"][1:], ref.attrib["showAs"], ref.attrib["href"], eids)


def _unit(ref: etree._Element) -> str:
    """The node of the tree around a `ref`: the nearest element with an eId that is no list of items."""
    return next(_eid(node) for node in ref.iterancestors() if "eId" in node.attrib and _tag(node) != "blockList")


def _citation(unit: str, text: str, href: str, eids: frozenset[str]) -> Citation:
    target = frbr.citation_target(href)
    return Citation(unit, text, (0, 0), target, not href.startswith("#") or target in eids)


def _metadata(document: etree._Element) -> Metadata:
    meta = _one(document, "meta")
    work = meta.find("a:identification/a:FRBRWork", _NS)
    shown = {node.attrib["eId"]: node for node in meta.iterfind("a:references/*", _NS)}
    events = {node.attrib["eId"]: node for node in meta.iterfind("a:lifecycle/a:eventRef", _NS)}
    return Metadata(
        title=_value(work, "FRBRalias[@name='title']"),
        kind=frbr.kind(_value(work, "FRBRsubtype")),
        issuer=shown["issuer"].attrib["showAs"] if "issuer" in shown else "",
        number=_value(work, "FRBRnumber"),
        adopted=_day(events.get("date_adopted")),
        promulgated=_day(events.get("date_promulgated")),
        in_force=_day(events.get("date_in_force")),
        jurisdiction=frbr.jurisdiction(_value(work, "FRBRcountry")),
        history=tuple(_event(node, shown) for eid, node in events.items() if eid.startswith("event_")),
        short_titles=tuple(_short_title(node) for eid, node in shown.items() if eid.startswith("short_")),
    )


def _event(node: etree._Element, shown: dict[str, etree._Element]) -> Event:
    source = node.attrib["source"][1:]
    by = "" if source == SOURCE else shown[source].attrib["showAs"]
    return Event(node.attrib["refersTo"].removeprefix("#concept_"), _day(node), by)


def _short_title(node: etree._Element) -> ShortTitle:
    return ShortTitle(node.attrib["shortForm"], node.attrib["showAs"], node.attrib["name"])


def _day(node: etree._Element | None) -> date | None:
    day = date.fromisoformat(node.attrib["date"]) if node is not None else frbr.UNKNOWN_DAY
    return None if day == frbr.UNKNOWN_DAY else day


def _value(parent: etree._Element | None, path: str) -> str:
    node = parent.find(f"a:{path}", _NS) if parent is not None else None
    return node.attrib["value"] if node is not None else ""


def _child(node: etree._Element, tag: str) -> str:
    child = _first(node, tag)
    return "" if child is None else _text(child)


def _one(node: etree._Element, tag: str) -> etree._Element:
    child = _first(node, tag)
    if child is None:
        raise ValueError(tag)
    return child


def _first(node: etree._Element, tag: str) -> etree._Element | None:
    return next((child for child in node if _tag(child) == tag), None)


def _text(node: etree._Element) -> str:
    return "".join(node.itertext()) if len(node) else node.text or ""


def _eid(node: etree._Element) -> str:
    return str(node.attrib["eId"])


def _tag(node: etree._Element) -> str:
    return _TAGS.get(node.tag, "")  # type: ignore[arg-type]

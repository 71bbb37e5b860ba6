"""An act as Akoma Ntoso 3.0 (OASIS LegalDocML), valid against the strict schema; `akn_read` reads it back.

The Chinese structure stands in the standard's elements as follows; every eId is the one of the tree:

| act | element |
| --- | --- |
| 编 分编 章 节 | `part` `subpart` `chapter` `section` |
| 条, section of an outline | `article`, `section` |
| 款 | `paragraph` with `content` |
| 项 and 目 | `blockList` in the paragraph, `blockList` in the item; the paragraph's end is the `listWrapUp` |
| 附件 | `attachment` with a `doc`; the cells of a table row stay joined by tabs |
| text in front, behind and between | `container`s in `preface`, `preamble` and `conclusions`; `note`s in `notes` |
| citations | `ref`, `#eId` inside the act, `/akn/cn/act/0001-01-01/{title}/~{eId}` outside it |

A citation of which no words are left to mark, because another one marks them (第七条至第九条 has one for each
article), is an `implicitReference` in `analysis`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from dutybook.law import akn_meta, frbr
from dutybook.law.marking import by_unit, pieces
from dutybook.law.model import Act, Annex, Article, Aside, Citation, Division, Item, Paragraph, Point, Spans
from dutybook.law.xmltext import attribute, escape

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_RANKS = {"part": 0, "subpart": 1, "chapter": 2, "section": 3}
_EMPTY = "<content><p/></content>"


def write(act: Act) -> bytes:
    """Write an act as an Akoma Ntoso document.

    Returns:
        the XML file in UTF-8. The same act gives the same bytes.
    """
    return _Writer(act).document().encode()


class _Writer:
    """Writes one act, and keeps count of the citations that it has marked in the text."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.citations: Mapping[str, list[Citation]] = by_unit(act)
        self.marked: set[int] = set()

    def document(self) -> str:
        root, body = ("doc", "mainBody") if self.act.outline else ("act", "body")
        # The body comes first: the metadata name the citations that it could not mark.
        text = "".join([
            *self._front(), f"<{body}>\n", *self._body(), f"</{body}>\n", *self._back(), *self._attachments()
        ])  # fmt: skip
        meta = "".join(akn_meta.lines(self.act, self._unmarked()))
        name = attribute(self.act.metadata.kind or root)
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">\n<{root} name="{name}">\n'
            f"{meta}{text}</{root}>\n</akomaNtoso>\n"
        )

    def _front(self) -> Iterator[str]:
        front = self.act.front
        behind = len(tuple(takewhile(lambda aside: aside.kind == "preamble", reversed(front))))
        cut = len(front) - behind
        yield from _containers("preface", front[:cut])
        yield from _containers("preamble", front[cut:])

    def _back(self) -> Iterator[str]:
        return _containers("conclusions", self.act.back)

    def _body(self) -> Iterator[str]:
        pending = list(reversed(self.act.divisions))
        opened: list[Division] = []
        known = {division.eid for division in self.act.divisions}
        for article in self.act.articles:
            while pending and article.division in known and (not opened or opened[-1].eid != article.division):
                yield from self._open(pending.pop(), opened)
            yield from self._article(article)
        while pending:
            yield from self._open(pending.pop(), opened)
        yield from (f"</{division.kind}>\n" for division in reversed(opened))
        if not self.act.articles and not self.act.divisions:
            yield "<p/>\n" if self.act.outline else f'<hcontainer name="empty">{_EMPTY}</hcontainer>\n'

    def _open(self, division: Division, opened: list[Division]) -> Iterator[str]:
        while opened and _RANKS[opened[-1].kind] >= _RANKS[division.kind]:
            yield f"</{opened.pop().kind}>\n"
        opened.append(division)
        yield f"<{division.kind} {_eid(division.eid)}>{self._title(division)}\n"

    def _article(self, article: Article) -> Iterator[str]:
        element = "section" if self.act.outline else "article"
        yield f"<{element} {_eid(article.eid)}>{self._title(article)}\n"
        for paragraph in article.paragraphs:
            yield from self._paragraph(paragraph)
        if not article.paragraphs:
            yield _EMPTY + "\n"
        yield f"</{element}>\n"

    def _paragraph(self, node: Paragraph) -> Iterator[str]:
        cites = self.citations.get(node.eid, ())
        text = self._text(node.text, node.spans, cites)
        tail = self._text(node.tail, node.tail_spans, cites)
        yield f"<paragraph {_eid(node.eid)}>{_num(node.num)}<content>"
        if node.items:
            yield f"<blockList {_eid(node.eid + '__list_1')}>\n"
            yield f"<listIntroduction>{text}</listIntroduction>\n"
            for item in node.items:
                yield from self._item(item)
            yield f"<listWrapUp>{tail}</listWrapUp>\n</blockList>" if tail else "</blockList>"
        else:
            yield f"<p>{text}</p>" + (f'<p class="tail">{tail}</p>' if tail else "")
        yield "</content></paragraph>\n"

    def _item(self, node: Item | Point) -> Iterator[str]:
        text = self._text(node.text, node.spans, self.citations.get(node.eid, ()))
        yield f"<item {_eid(node.eid)}>{_num(node.num)}<p>{text}</p>"
        points = node.points if isinstance(node, Item) else ()
        if points:
            yield f"\n<blockList {_eid(node.eid + '__list_1')}>\n"
            for point in points:
                yield from self._item(point)
            yield "</blockList>"
        yield "</item>\n"

    def _attachments(self) -> Iterator[str]:
        if self.act.annexes:
            yield "<attachments>\n"
            for annex in self.act.annexes:
                yield from self._attachment(annex)
            yield "</attachments>\n"

    def _attachment(self, annex: Annex) -> Iterator[str]:
        yield f'<attachment {_eid(annex.eid)}>{self._title(annex)}<doc name="annex">\n'
        yield from akn_meta.identification_of_annex(self.act, annex.eid)
        yield "<mainBody>\n"
        for paragraph in annex.paragraphs:
            yield from self._paragraph(paragraph)
        yield "</mainBody>\n</doc></attachment>\n" if annex.paragraphs else "<p/></mainBody>\n</doc></attachment>\n"

    def _title(self, node: Division | Article | Annex) -> str:
        heading = self._text(node.heading, node.heading_spans, self.citations.get(node.eid, ()))
        return _num(node.num) + (f"<heading>{heading}</heading>" if heading else "")

    def _text(self, text: str, spans: Spans, citations: Sequence[Citation]) -> str:
        if not citations:
            return escape(text)
        return "".join(self._piece(words, citation) for words, citation in pieces(text, spans, citations))

    def _piece(self, words: str, citation: Citation | None) -> str:
        if citation is None:
            return escape(words)
        self.marked.add(id(citation))
        return f'<ref href="{attribute(frbr.citation_href(citation.target))}">{escape(words)}</ref>'

    def _unmarked(self) -> list[Citation]:
        return [citation for citation in self.act.citations if id(citation) not in self.marked]


def _containers(part: str, asides: Sequence[Aside]) -> Iterator[str]:
    if not asides:
        return
    yield f"<{part}>\n"
    for number, aside in enumerate(asides, 1):
        text = escape(aside.text)
        words = f"<docTitle>{text}</docTitle>" if aside.kind == "title" else text
        name = attribute(aside.kind)
        yield f'<container eId="{part}__container_{number}" name="{name}"><p>{words}</p></container>\n'
    yield f"</{part}>\n"


def _num(num: str) -> str:
    return f"<num>{escape(num)}</num>" if num else ""


def _eid(eid: str) -> str:
    return f'eId="{attribute(eid)}"'

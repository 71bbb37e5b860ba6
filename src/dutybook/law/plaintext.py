"""An act as plain text: one node a line, indented by its depth, readable by eye and by the reader of acts."""

from __future__ import annotations

from collections.abc import Iterator

from dutybook.law.model import Act, Annex, Article, Aside, Item, Paragraph, Point

_LEFT_OUT = frozenset({"toc", "page", "markup", "source"})
_STEP = "  "


def write(act: Act) -> str:
    """The act as text, title first. Left out are tables of contents, running heads, site lines and markup.

    Reading the text again gives the same articles.
    """
    return "\n".join(_lines(act)) + "\n"


def _lines(act: Act) -> Iterator[str]:
    title = act.metadata.title
    yield from [title, ""] if title else []
    yield from _asides(tuple(aside for aside in act.front if not (title and aside.kind == "title")))
    yield from _body(act)
    yield from _asides(act.back, before=True)
    for annex in act.annexes:
        yield from _annex(annex)


def _asides(asides: tuple[Aside, ...], before: bool = False) -> Iterator[str]:
    texts = [aside.text for aside in asides if aside.kind not in _LEFT_OUT and aside.text.strip()]
    if texts and before:
        yield ""
    for text in texts:
        yield from filter(None, map(str.strip, text.splitlines()))
    if texts and not before:
        yield ""


def _body(act: Act) -> Iterator[str]:
    places = {division.eid: index for index, division in enumerate(act.divisions, 1)}
    shown = 0
    for article in act.articles:
        upto = max(shown, places.get(article.division, 0))
        yield from _headings(act, shown, upto)
        shown = upto
        yield from _article(article)
    yield from _headings(act, shown, len(act.divisions))


def _headings(act: Act, start: int, end: int) -> Iterator[str]:
    for division in act.divisions[start:end]:
        yield ""
        yield _line(0, division.num, division.heading)


def _article(node: Article) -> Iterator[str]:
    first, rest = node.paragraphs[:1], node.paragraphs[1:]
    if first and not node.heading and not first[0].num:
        yield _line(0, node.num, first[0].text)
        yield from _below(first[0])
    else:
        yield _line(0, node.num, node.heading)
        rest = node.paragraphs
    for paragraph in rest:
        yield from _paragraph(paragraph)


def _paragraph(node: Paragraph) -> Iterator[str]:
    if node.text or node.num:
        yield _line(1, node.num, node.text)
    yield from _below(node)


def _below(node: Paragraph) -> Iterator[str]:
    for item in node.items:
        yield from _item(item)
    if node.tail:
        yield _line(1, "", node.tail)


def _item(node: Item) -> Iterator[str]:
    yield _line(2, node.num, node.text)
    yield from (_point(point) for point in node.points)


def _point(node: Point) -> str:
    return _line(3, node.num, node.text)


def _annex(node: Annex) -> Iterator[str]:
    yield ""
    yield _line(0, node.num, node.heading)
    for paragraph in node.paragraphs:
        yield from _paragraph(paragraph)


def _line(depth: int, num: str, text: str) -> str:
    gap = "　" if num and text and num[-1] not in "、.．)）,，" else ""
    return "\n".join(_STEP * depth + line.strip() for line in f"{num}{gap}{text}".splitlines())

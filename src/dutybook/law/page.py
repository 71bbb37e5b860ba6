"""An act as a self-contained HTML page for reading on a screen, a phone and paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dutybook.law.marking import by_unit, pieces
from dutybook.law.model import Act, Annex, Article, Aside, Citation, Division, Item, Paragraph, Point, Spans
from dutybook.law.page_words import DATES, EVENTS, KINDS, place
from dutybook.law.webpage import both, title_attribute, webpage
from dutybook.law.xmltext import attribute, escape

_SHOWN_ABOVE = frozenset({"order", "note"})
_SHOWN_IN_PLACE = frozenset({"title", "toc", "preamble", "signature"}) | _SHOWN_ABOVE


def write(act: Act, language: str = "zh") -> str:
    """The act as a page: a heading with what is known of it, a table of contents, the text, the annexes.

    Every node has its eId as anchor. Citations inside the act are links; one that leads outside has a dotted line
    and names its target on hovering, one that leads nowhere a wavy line.

    Args:
        act: the act.
        language: of the page's own words when it opens, `zh` or `en`.
    """
    return ActPage(act).html(language)


class ActPage:
    """Writes one act; holds its citations by the node that they stand in.

    A page that shows more than the act (its norms) extends this one: see `above`, `beside` and `text`.
    """

    styles: tuple[str, ...] = ()
    script = ""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.citations: Mapping[str, list[Citation]] = by_unit(act)
        titles = [aside.text for aside in act.front if aside.kind == "title"]
        self.title = act.metadata.title or " ".join(titles) or act.source.name or "—"

    def html(self, language: str) -> str:
        """Return the whole page, opened in `language`."""
        contents = "".join(self._contents())
        parts = [
            "" if contents else '<div class="bare">',
            '<div class="shell">',
            *self._head(),
            self.above(),
            '<div class="columns">',
        ]
        parts += [contents, "<main>\n", *self._preamble(), *self._body(), *self._signature(), *self._annexes()]
        parts += [*self._rest(), "</main>\n</div>\n</div>\n", "" if contents else "</div>\n"]
        return webpage(self.title, ("act", *self.styles), "".join(parts), language, self.script)

    def above(self) -> str:
        """What stands between the act's heading and its text."""
        return ""

    def beside(self, node: Paragraph) -> str:
        """What stands in the margin of a paragraph with its items."""
        del node
        return ""

    def _head(self) -> Iterator[str]:
        yield f'<header class="head"><h1>{escape(self.title)}</h1>\n'
        for aside in self._asides(*_SHOWN_ABOVE):
            yield f'<p class="{aside.kind}">{_lines(aside.text)}</p>\n'
        facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in self._facts())
        yield f'<dl class="facts ui">\n{facts}</dl>\n' if facts else ""
        yield "</header>\n"

    def _facts(self) -> Iterator[tuple[str, str]]:
        told = self.act.metadata
        if told.kind in KINDS:
            yield both("类别", "Kind"), both(*KINDS[told.kind])
        for zh, en, value in (("制定机关", "Issuer", told.issuer), ("文号", "Number", told.number)):
            if value:
                yield both(zh, en), escape(value)
        if told.jurisdiction:
            yield both("地域", "Jurisdiction"), both(*place(told.jurisdiction))
        for name, words in DATES.items():
            day = getattr(told, name)
            if day:
                yield both(*words), f"<time>{day.isoformat()}</time>"
        if len(told.history) > 1:
            yield both("沿革", "History"), "<ol>" + "".join(self._events()) + "</ol>"

    def _events(self) -> Iterator[str]:
        for event in self.act.metadata.history:
            day = f"<time>{event.day.isoformat()}</time> " if event.day else ""
            by = f"　{escape(event.by)}" if event.by else ""
            yield f"<li>{day}{both(*EVENTS.get(event.kind, (event.kind, event.kind)))}{by}</li>"

    def _contents(self) -> Iterator[str]:
        entries = self.act.articles if self.act.outline else self.act.divisions
        if not entries:
            return
        yield f'<nav class="ui"><details open><summary>{both("目录", "Contents")}</summary>\n<ol>\n'
        for entry in entries:
            kind = entry.kind if isinstance(entry, Division) else "chapter"
            words = f"{escape(entry.num)} {escape(entry.heading)}"
            yield f'<li class="{kind}"><a href="#{attribute(entry.eid)}">{words}</a></li>\n'
        for annex in self.act.annexes:
            yield f'<li><a href="#{attribute(annex.eid)}">{escape(annex.num)} {escape(annex.heading)}</a></li>\n'
        yield "</ol></details></nav>\n"

    def _preamble(self) -> Iterator[str]:
        return (f'<p class="preamble">{_lines(aside.text)}</p>\n' for aside in self._asides("preamble"))

    def _signature(self) -> Iterator[str]:
        return (f'<p class="signature">{_lines(aside.text)}</p>\n' for aside in self._asides("signature"))

    def _asides(self, *kinds: str) -> list[Aside]:
        asides = (*self.act.front, *self.act.noise, *self.act.back)
        return [aside for aside in asides if aside.kind in kinds and aside.text.strip()]

    def _body(self) -> Iterator[str]:
        places = {division.eid: index for index, division in enumerate(self.act.divisions, 1)}
        shown = 0
        for article in self.act.articles:
            upto = max(shown, places.get(article.division, 0))
            yield from map(self._division, self.act.divisions[shown:upto])
            shown = upto
            yield from self._section(article) if self.act.outline else self._article(article)
        yield from map(self._division, self.act.divisions[shown:])

    def _division(self, node: Division) -> str:
        level = "h3" if node.kind == "section" else "h2"
        heading = self.text(node.heading, node.heading_spans, node.eid)
        return f'<{level} class="division" {_id(node)}><span class="num">{escape(node.num)}</span>{heading}</{level}>\n'

    def _article(self, node: Article) -> Iterator[str]:
        yield f'<section class="article" {_id(node)}><h3 class="num">{_anchor(node)}</h3><div class="body">\n'
        if node.heading:
            yield f"<h4>{self.text(node.heading, node.heading_spans, node.eid)}</h4>\n"
        yield from map(self._paragraph, node.paragraphs)
        yield "</div></section>\n"

    def _section(self, node: Article) -> Iterator[str]:
        heading = self.text(node.heading, node.heading_spans, node.eid)
        yield f'<section class="outline" {_id(node)}><h2 class="num">{_anchor(node)}{heading}</h2>\n'
        yield from map(self._paragraph, node.paragraphs)
        yield "</section>\n"

    def _paragraph(self, node: Paragraph) -> str:
        num = f'<span class="label">{escape(node.num)}</span>' if node.num else ""
        text = self.text(node.text, node.spans, node.eid)
        tail = self.text(node.tail, node.tail_spans, node.eid)
        said = f"<p>{num}{text}</p>{self._list(node.items)}" + (f'<p class="tail">{tail}</p>' if tail else "")
        margin = self.beside(node)
        inner = f"<div>{said}</div>{margin}" if margin else said
        return f'<div class="para" {_id(node)}>{inner}</div>\n'

    def _list(self, nodes: Sequence[Item | Point]) -> str:
        return '<ul class="list">\n' + "".join(map(self._entry, nodes)) + "</ul>" if nodes else ""

    def _entry(self, node: Item | Point) -> str:
        text = self.text(node.text, node.spans, node.eid)
        below = self._list(node.points) if isinstance(node, Item) else ""
        return f"<li {_id(node)}><p><span>{escape(node.num)}</span><span>{text}</span></p>{below}</li>\n"

    def _annexes(self) -> Iterator[str]:
        for annex in self.act.annexes:
            heading = self.text(annex.heading, annex.heading_spans, annex.eid)
            yield f'<section class="annex" {_id(annex)}><h2>{escape(annex.num)} {heading}</h2>\n'
            for is_table, group in groupby(annex.paragraphs, lambda paragraph: "\t" in paragraph.text):
                lines = "".join(map(_row if is_table else self._paragraph, group))
                yield f'<div class="scroll"><table>\n{lines}</table></div>\n' if is_table else lines
            yield "</section>\n"

    def _rest(self) -> Iterator[str]:
        asides = (*self.act.front, *self.act.noise, *self.act.back)
        other = [aside for aside in asides if aside.kind not in _SHOWN_IN_PLACE | {"markup"} and aside.text.strip()]
        yield from _details("文件中的其他文字", "Other text in the file", [aside.text for aside in other])
        yield from _details(
            "原文疑误", "Doubtful places in the source", [f"{w.place}: {w.message}" for w in self.act.warnings]
        )

    def text(self, text: str, spans: Spans, unit: str) -> str:
        """The words of one node, which stand at `spans` in the source, with their marks."""
        cited = self.citations.get(unit)
        if not cited:
            return escape(text)
        return "".join(_piece(words, citation) for words, citation in pieces(text, spans, cited))


def citation_tags(citation: Citation) -> tuple[str, str]:
    """The tags around the words of a citation: a link inside the act, else a hint shown on hovering."""
    if citation.target.startswith("《"):
        hint = title_attribute("本文件之外：" + citation.target, "outside this act: " + citation.target)
        return f'<span class="outside" {hint}>', "</span>"
    if not citation.exists:
        hint = title_attribute("本文件没有此条款", "this act has no such provision")
        return f'<span class="missing" {hint}>', "</span>"
    return f'<a class="cite" href="#{attribute(citation.target)}">', "</a>"


def _piece(words: str, citation: Citation | None) -> str:
    before, after = citation_tags(citation) if citation else ("", "")
    return f"{before}{escape(words)}{after}"


def _row(row: Paragraph) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.text.split("\t"))
    return f"<tr {_id(row)}>{cells}</tr>\n"


def _details(zh: str, en: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        entries = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
        summary = f"<summary>{both(zh, en)} ({len(lines)})</summary>"
        yield f'<details class="rest ui">{summary}\n<ul>\n{entries}</ul></details>\n'


def _anchor(node: Article) -> str:
    return f'<a href="#{attribute(node.eid)}">{escape(node.num)}</a>'


def _id(node: Division | Article | Paragraph | Item | Point | Annex) -> str:
    return f'id="{attribute(node.eid)}"'


def _lines(text: str) -> str:
    return "<br>".join(map(escape, filter(None, map(str.strip, text.splitlines()))))

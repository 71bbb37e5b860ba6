"""The structure of an act taken straight from the collection's Markdown, where every paragraph and item has a line.

Shares no code with the reader under test. Beside the lines' own marks it knows three rules of the annotation guide:
a line without a number between a lead-in ending in ： and its list's closing 。 is an item, points belong to the item
above them, and a line after a closed list is the next paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DIGITS = "〇零一二三四五六七八九十百千"
BODY = "<!-- INFO END -->"
ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")

_COMMENT = re.compile(r"<!--.*?-->")
_ARTICLE = re.compile(rf"第[{DIGITS}]+(?: 条|条(?:之[{DIGITS}]+)?(?=\s|【|（|$))")
_DIVISION = re.compile(rf"第[{DIGITS}]+(?:编|分编|章|节)(?=\s|$|[^\s。；：，]{{2,20}}$)")
_ITEM = re.compile(rf"[（(]\s?[{DIGITS}]+\s?[）)](?![项、至])")
_POINT = re.compile(r"(?:[0-9０-９]{1,3}[.．、](?![0-9０-９])|[（(][0-9０-９]{1,3}[）)]|[①-⒛])")
_LISTED = re.compile(rf"[{DIGITS}]+[、．.]")
_ANNEX = re.compile(r"附(?:件|表|录)?[一二三四五六七八九十0-9]*(?:[：:]|$)")
_ENDS = "。；：！？，、…;:,”’）)》"
_INLINE_LIST = re.compile(r"[：:]\s*(?=（一）)")


@dataclass(slots=True)
class Item:
    """An item (项), or a point (目) without points of its own."""

    num: str
    text: str
    points: list[Item] = field(default_factory=list)

    def shape(self) -> tuple:
        """What has to be equal, without white space."""
        return squeezed(self.num), squeezed(self.text), tuple(point.shape() for point in self.points)


@dataclass(slots=True)
class Paragraph:
    """A paragraph (款)."""

    text: str
    items: list[Item] = field(default_factory=list)

    def shape(self) -> tuple:
        """What has to be equal, without white space."""
        return squeezed(self.text), tuple(item.shape() for item in self.items)


@dataclass(slots=True)
class Article:
    """An article (条). `broken`: a line in it breaks off and a plain one follows, so its structure is not certain."""

    num: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    broken: bool = False

    def shape(self) -> tuple:
        """What has to be equal, without white space."""
        return tuple(paragraph.shape() for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its marks. `kind`: front, heading, article, paragraph, item, point, loose (item without number)
    or after (annexes and what follows them)."""

    text: str
    level: int
    kind: str


@dataclass(frozen=True, slots=True)
class Truth:
    """An act's lines, and its articles; no articles in an outline document."""

    lines: list[Line]
    articles: list[Article]


def squeezed(text: str) -> str:
    """The text without white space and characters of zero width."""
    return "".join(ZERO_WIDTH.sub("", text).split())


def truth(markdown: str) -> Truth:
    """Lines and articles of one file of the collection."""
    head, mark, body = markdown.partition(BODY)
    if not mark:
        head, body = "", markdown
    lines = [Line(text, level, "front") for text, level in _lines(head)]
    reader = _Reader(lines)
    body_lines = _lines(body)
    for index, (text, level) in enumerate(body_lines):
        reader.take(text, level, _is_bare_heading(body_lines, index))
    return Truth(lines, reader.articles)


def _lines(text: str) -> list[tuple[str, int]]:
    found = []
    for raw in _COMMENT.sub("", text).split("\n"):
        line = ZERO_WIDTH.sub("", raw).strip()
        bare = line.lstrip("#").strip()
        if bare:
            found.append((bare, len(line) - len(line.lstrip("#"))))
    return found


class _Reader:
    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.articles: list[Article] = []
        self._after = False

    def take(self, text: str, level: int, bare_heading: bool) -> None:
        kind = self._kind(text, level, bare_heading)
        self.lines.append(Line(text, level, kind))
        if kind in ("paragraph", "loose") and self.lines[-2].text[-1] not in _ENDS:
            self.articles[-1].broken = True

    def _kind(self, text: str, level: int, bare_heading: bool) -> str:
        if level or _DIVISION.match(text):
            return "heading"
        opened = _ARTICLE.match(text)
        if opened:
            self.articles.append(Article(squeezed(opened[0])))
            self._after = False
            self._begin(text[opened.end() :].strip())
            return "article"
        if not self.articles:
            return "front"
        if self._after or _ANNEX.match(text):
            self._after = True
            return "after"
        return "heading" if bare_heading else self._body(text)

    def _body(self, text: str) -> str:
        paragraphs = self.articles[-1].paragraphs
        items = paragraphs[-1].items if paragraphs else []
        if found := _ITEM.match(text):
            self._item(found[0], text[found.end() :].strip())
            return "item"
        if found := _POINT.match(text):
            rest = text[found.end() :].strip()
            if items and _ITEM.match(items[-1].num):
                items[-1].points.append(Item(found[0], rest))
            else:
                self._item(found[0], rest)
            return "point"
        if paragraphs and (found := _LISTED.match(text)) and (items or paragraphs[-1].text.endswith("：")):
            self._item(found[0], text[found.end() :].strip())
            return "item"
        if paragraphs and _is_open(paragraphs[-1], text):
            self._item("", text)
            return "loose"
        self._begin(text)
        return "paragraph"

    def _begin(self, text: str) -> None:
        if not text:
            return
        inline = _INLINE_LIST.search(text)
        if not inline:
            self.articles[-1].paragraphs.append(Paragraph(text))
            return
        self.articles[-1].paragraphs.append(Paragraph(text[: inline.end()]))
        for part in re.split(rf"(?<=[；：])\s*(?=（[{DIGITS}]+）)", text[inline.end() :]):
            found = _ITEM.match(part)
            self._item(found[0] if found else "", part[found.end() :].strip() if found else part)

    def _item(self, num: str, text: str) -> None:
        paragraphs = self.articles[-1].paragraphs
        if not paragraphs:
            paragraphs.append(Paragraph(""))
        paragraphs[-1].items.append(Item(num, text))


def _is_open(paragraph: Paragraph, following: str) -> bool:
    """Whether `following` is an item without its number; a whole sentence after a lead-in is no list of one."""
    if not paragraph.items:
        return paragraph.text[-1:] in ("：", ":") and following[-1] not in "。”"
    last = paragraph.items[-1]
    text = last.points[-1].text if last.points else last.text
    return text[-1:] in ("；", ";", "：", ":", "，")


def _is_bare_heading(lines: list[tuple[str, int]], index: int) -> bool:
    """A heading that lost its `#`: short, without an end, right before an article or another heading."""
    text = lines[index][0]
    if len(text) > 30 or text[-1] in _ENDS or _ITEM.match(text) or index + 1 == len(lines):
        return False
    following, level = lines[index + 1]
    return level > 0 or _ARTICLE.match(following) is not None or _is_bare_heading(lines, index + 1)

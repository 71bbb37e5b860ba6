"""The citations of an act: each found, tied to the unit that holds it and resolved to what it points at.

`citation_grammar` says what the words are; here they meet the act: its articles, its short titles, its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from dutybook.law.citation_grammar import Mention, Path, may_cite, mentions
from dutybook.law.citation_names import Names
from dutybook.law.model import Act, Annex, Article, Citation, Item, Spans
from dutybook.law.numerals import number

_LONGEST_RANGE: Final = 500
_KINDS: Final = {"编": "part", "章": "chapter", "节": "section"}
_DOCUMENT: Final = re.compile(r"(?:[^保]证|证书|书|表|单|证明|合同|协议|执照|批件|手册|簿|报|发票)$")
_AMENDS: Final = ("修改", "修正", "修订", "对")
_Target = tuple[str, bool]


def citations(act: Act) -> tuple[Citation, ...]:
    """Every citation in the articles and annexes of an act, in reading order.

    Args:
        act: the act; its `citations` may still be empty.

    Returns:
        one `Citation` for each place cited: a range (第X条至第Y条) gives one for each article, 前两款 one for
        each paragraph. What cannot be resolved (前款 in a first paragraph) is left out.
    """
    return tuple(_Resolver(act).resolve())


class _Resolver:
    """The act's articles and names, and where the reading stands."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.prefix = "sec_" if act.outline else "art_"
        self.articles = {article.eid: place for place, article in enumerate(act.articles)}
        self.names = Names(act)
        self.amended = self.names.amends(self.names.own)
        self.last = self.near = ""

    def resolve(self) -> Iterator[Citation]:
        article: Article | Annex | None = None
        for here, eid, text, spans in _units(self.act):
            self.near = ""
            if here.article is not article:
                article, self.last = here.article, ""
                self.amended = self.names.amends(here.article.heading) or self.amended
            for found in mentions(text, self.names):
                if found.head == "named" and text.endswith(_AMENDS, 0, found.start):
                    self.amended = found.name
                for target, exists in self._targets(here, found):
                    span = _offset(spans, found.start), _offset(spans, found.end - 1) + 1
                    yield Citation(eid, text[found.start : found.end], span, target, exists)

    def _targets(self, here: _Place, found: Mention) -> Iterable[_Target]:
        """What a mention points at: eIds of this act, or the title of another."""
        article = found.path.article
        match found.head:
            case "named":
                return self._outside(found, self.names.full(found.name))
            case "that":
                return self._outside(found, self.last) if self.last else ()
            case "division":
                return _division(self.act, _KINDS[found.name], found.n)
            case _ if self.names.amending and found.name not in ("决定", "修正案"):
                return self._outside(found, self.amended) if article and self.amended else ()
            case "bare" if article and self._not_own(article):
                return self._outside(found, self.near) if self.near else ()
            case _ if article:
                return self._inside(found)
            case "bare":
                return [(eid, True) for path in _range(found.path, found.until) for eid in _here(here, path)]
        return self._relative(here, found)

    def _not_own(self, article: str) -> bool:
        """Whether a bare 第X条 is no article of this act, so of the one that its text named last or of one unknown."""
        return self.prefix + article not in self.articles and (bool(self.near) or self.act.outline)

    def _outside(self, found: Mention, title: str) -> Iterable[_Target]:
        if title == self.names.own and found.path.article:
            return self._inside(found)
        self.last = self.near = title
        if not found.path.article:
            return () if _DOCUMENT.search(title) else [(f"《{title}》", True)]
        return [(f"《{title}》#art_{path.article}{_below(path)}", True) for path in _range(found.path, found.until)]

    def _inside(self, found: Mention) -> Iterable[_Target]:
        paths = self._articles_between(found.path, found.until) or _range(found.path, found.until)
        return [self._target(path) for path in paths]

    def _articles_between(self, first: Path, last: Path | None) -> list[Path]:
        """The act's own articles of a range, branches (之一) among them."""
        if not last or first.article == last.article:
            return []
        start = self.articles.get(self.prefix + first.article)
        end = self.articles.get(self.prefix + last.article)
        if start is None or end is None or not start < end < start + _LONGEST_RANGE:
            return []
        between = [Path(article.eid[len(self.prefix) :]) for article in self.act.articles[start : end + 1]]
        return [first, *between[1:-1], last]

    def _target(self, path: Path) -> _Target:
        eid = self.prefix + path.article
        place = self.articles.get(eid)
        if not any(path[1:]):
            return eid, place is not None
        found = "" if place is None else _find(self.act.articles[place], path)
        return found or eid + _below(path), bool(found)

    def _relative(self, here: _Place, found: Mention) -> Iterable[_Target]:
        """前款, 前条, 前项 and 本条, 本款, 本项, 本章, with the place in them."""
        if found.name in _KINDS:
            return _own_division(self.act, here.article, _KINDS[found.name])
        bases = _this(here, found.name) if found.head == "this" else self._previous(here, found.name, found.n)
        paths = _range(found.path, found.until)
        return [_within(base, path) for base in bases for path in paths]

    def _previous(self, here: _Place, level: str, count: int) -> list[_Base]:
        if level == "条":
            place = self.articles.get(here.article.eid, 0)
            return [_Base(article, 0, article.eid) for article in self.act.articles[max(0, place - count) : place]]
        if level == "款":
            first = max(0, here.paragraph - count)
            before = enumerate(here.article.paragraphs[first : here.paragraph], first + 1)
            return [_Base(here.article, number, paragraph.eid) for number, paragraph in before]
        return [_Base(here.article, 0, item.eid) for item in _items_before(here)[-count:]]


class _Place(NamedTuple):
    """Where a text stands: the article, the place of its paragraph in it, and the item if it is in one."""

    article: Article | Annex
    paragraph: int
    item: Item | None


def _units(act: Act) -> Iterator[tuple[_Place, str, str, Spans]]:
    """The texts that may cite, each with its place, its eId and its spans."""
    parts: tuple[Article | Annex, ...] = (*act.articles, *act.annexes)
    for part in parts:
        for place, paragraph in enumerate(part.paragraphs):
            if may_cite(paragraph.text):
                yield _Place(part, place, None), paragraph.eid, paragraph.text, paragraph.spans
            for item in paragraph.items:
                if may_cite(item.text):
                    yield _Place(part, place, item), item.eid, item.text, item.spans
                for point in item.points:
                    if may_cite(point.text):
                        yield _Place(part, place, item), point.eid, point.text, point.spans
            if paragraph.tail and may_cite(paragraph.tail):
                yield _Place(part, place, None), paragraph.eid, paragraph.tail, paragraph.tail_spans


class _Base(NamedTuple):
    """A node that 前款 or 本条 stands for; `paragraph` is its number, 0 for a whole article."""

    article: Article | Annex
    paragraph: int
    eid: str


def _this(here: _Place, level: str) -> list[_Base]:
    if level == "条":
        return [_Base(here.article, 0, here.article.eid)]
    if level == "款":
        return [_Base(here.article, here.paragraph + 1, here.article.paragraphs[here.paragraph].eid)]
    return [_Base(here.article, here.paragraph + 1, here.item.eid)] if here.item else []


def _items_before(here: _Place) -> tuple[Item, ...]:
    """The items before this place: the earlier ones of its list, or the list just before it."""
    items = here.article.paragraphs[here.paragraph].items
    if here.item:
        return items[: items.index(here.item)]
    return items or (here.article.paragraphs[here.paragraph - 1].items if here.paragraph else ())


def _within(base: _Base, path: Path) -> _Target:
    if not any(path[1:]):
        return base.eid, True
    path = path._replace(paragraph=path.paragraph or base.paragraph)
    found = _find(base.article, path)
    return found or base.article.eid + _below(path), bool(found)


def _here(here: _Place, path: Path) -> list[str]:
    """第X款 or 第X项 alone: of this article; an item rather of this paragraph or of the one before."""
    near = [path] if path.paragraph else [path._replace(paragraph=here.paragraph + 1 - back) for back in (0, 1)]
    found = (_find(here.article, place) for place in (*near, path))
    return [eid for eid in found if eid][:1]


def _find(article: Article | Annex, path: Path) -> str:
    """The eId of a place below an article, empty if it is not there; without a paragraph, the first list's item."""
    paragraphs = article.paragraphs[path.paragraph - 1 : path.paragraph] if path.paragraph else article.paragraphs
    for paragraph in paragraphs:
        ending = _below(path._replace(paragraph=0))
        if not ending:
            return paragraph.eid
        wanted = paragraph.eid + ending
        for item in paragraph.items:
            if item.eid == wanted or any(point.eid == wanted for point in item.points):
                return wanted
    return ""


def _range(first: Path, last: Path | None) -> list[Path]:
    """The places from first to last by number; the two ends alone if they are on different levels or far apart."""
    if not last:
        return [first]
    level = max((level for level in range(4) if first[level]), default=0)
    start, end = str(first[level]), str(last[level])
    if first[:level] != last[:level] or not (start.isdecimal() and end.isdecimal()):
        return [first, last]
    between = range(int(start) + 1, int(end))
    if len(between) >= _LONGEST_RANGE:
        return [first, last]
    return [first, *(_with(first, level, value) for value in between), last]


def _with(path: Path, level: int, value: int) -> Path:
    if not level:
        return Path(str(value))
    places = [path.paragraph, path.item, path.point]
    places[level - 1] = value
    return Path(path.article, *places)


def _below(path: Path) -> str:
    names = ("para", "item", "point")
    return "".join(f"__{name}_{value}" for name, value in zip(names, path[1:], strict=True) if value)


def _division(act: Act, kind: str, value: int) -> list[_Target]:
    """本法第五章; nothing where chapters of several parts have the number."""
    found = [division.eid for division in act.divisions if division.kind == kind and _ordinal(division.num) == value]
    return [(found[0], True)] if len(found) == 1 else []


def _own_division(act: Act, article: Article | Annex, kind: str) -> list[_Target]:
    """本章, 本节: the innermost division of the kind above the article."""
    eids = [division.eid for division in act.divisions]
    if not isinstance(article, Article) or article.division not in eids:
        return []
    above = reversed(act.divisions[: eids.index(article.division) + 1])
    return [(division.eid, True) for division in above if division.kind == kind][:1]


def _ordinal(num: str) -> int:
    """The number of a heading like 第五章."""
    try:
        return number(num.strip("第编章节分 　"))
    except ValueError:
        return 0


def _offset(spans: Spans, at: int) -> int:
    for start, end in spans:
        if at < end - start:
            return start + at
        at -= end - start
    raise IndexError(at)

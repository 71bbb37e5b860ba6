"""Short titles: the names that an act gives itself to use (以下简称…)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dutybook.law.model import Act, Annex, Article, ShortTitle

_GIVEN: Final = re.compile(
    r"[（(](?:(?:以下|下)?([简统])|以下|下)称(?:为|是)?[:：]?[“\"《〈]?([^（）()《》“”\"，。；：]{1,40}?)[”\"》〉]?[)）]"
)
_TITLE_BEFORE: Final = re.compile(r"《((?:[^《》]|《[^《》]*》){1,120}+)》(?:[（(][^（）()]{1,40}[)）])?$")
_TERM_BEFORE: Final = re.compile(r"[^，。；：、！？《》“”（）()\s]{1,60}$")
_TERMS_BEFORE: Final = re.compile(r"[^，。；：！？《》“”（）()\s]{1,120}$")
_LONGEST_TITLE: Final = 160


def texts(parts: Iterable[Article | Annex]) -> Iterator[str]:
    """Every text of the articles or annexes, in reading order."""
    for part in parts:
        for paragraph in part.paragraphs:
            yield paragraph.text
            for item in paragraph.items:
                yield item.text
                for point in item.points:
                    yield point.text
            if paragraph.tail:
                yield paragraph.tail


def short_titles(act: Act) -> tuple[ShortTitle, ...]:
    """The short titles that an act gives, in reading order, each name once.

    The full name is the title in 《》 before the bracket (kind `title`), else the words before it back to the
    last punctuation mark (kind `term`); where the name is for several (以下统称) they are a list.
    """
    found: dict[str, ShortTitle] = {}
    if not _may_give(act.source.text):
        return ()
    for text in texts((*act.articles, *act.annexes)):
        if "称" in text and _may_give(text):
            for given in in_text(text):
                found.setdefault(given.short, given)
    return tuple(found.values())


def _may_give(text: str) -> bool:
    return "简称" in text or "统称" in text or "下称" in text


def in_text(text: str) -> Iterator[ShortTitle]:
    """The short titles that one text gives.

    >>> [(given.short, given.full) for given in in_text("根据《甲省消防条例》（以下简称《消防条例》）")]
    [('消防条例', '甲省消防条例')]
    """
    for given in _GIVEN.finditer(text):
        before = text[max(0, given.start() - _LONGEST_TITLE) : given.start()]
        if title := _TITLE_BEFORE.search(before):
            yield ShortTitle(given[2], title[1], "title")
        elif term := (_TERMS_BEFORE if given[1] == "统" else _TERM_BEFORE).search(before):
            yield ShortTitle(given[2], term[0], "term")

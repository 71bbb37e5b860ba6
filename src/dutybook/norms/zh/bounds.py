"""Whether 以上, 以下 and their kin include the number itself.

The Civil Code (民法典 art. 1259) includes it for 以上, 以下, 以内 and excludes it for 不满, 超过, 以外;
an act, a chapter or an article may say otherwise for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

Scope = Literal["act", "chapter", "article"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which bounds include their number: `above` for 以上, `below` for 以下, `within` for 以内."""

    above: bool = True
    below: bool = True
    within: bool = True


CIVIL_CODE: Final = Bounds()
"""民法典 art. 1259."""


def bounds_of(text: str, scope: Scope = "act", outer: Bounds = CIVIL_CODE) -> Bounds:
    """Read the clauses of a text on what its bound words include.

    Args:
        text: the whole act; for a narrower scope, the text of that chapter or article.
        scope: `act` reads clauses said of the whole act (本条例所称…, or of nothing in particular),
            `chapter` those of 本章 or 本节, `article` those of 本条 or 前款.
        outer: the bounds that hold where the text says nothing.

    >>> bounds_of("本办法所称“以上”包括本数，“以下”不包括本数。")
    Bounds(above=True, below=False, within=True)
    >>> bounds_of("本章所称“以下”不包括本数。"), bounds_of("本章所称“以下”不包括本数。", "chapter").below
    (Bounds(above=True, below=True, within=True), False)
    """
    found = outer
    for match in _SENTENCE.finditer(text):
        if "本数" in match[0] and _scope(match[0]) == scope:
            for word, inclusive in _said(match[0]):
                found = replace(found, **{_FIELDS[word]: inclusive})
    return found


_SENTENCE: Final = re.compile("[^。\n]+")
_FIELDS: Final = {"以上": "above", "以下": "below", "以内": "within"}
_CHAPTER: Final = re.compile("本[章节]")
_ARTICLE: Final = re.compile("本条(?!例)|前款|本款|上述|本表")
_PART: Final = re.compile("(?P<word>以上|以下|以内)|(?P<rule>不(?:包括|包含|含)本数|(?:包括|包含|含)本数)")


def _scope(sentence: str) -> Scope:
    if _CHAPTER.search(sentence):
        return "chapter"
    return "article" if _ARTICLE.search(sentence) else "act"


def _said(sentence: str) -> list[tuple[str, bool]]:
    """The words of a clause, each with the rule that follows it: 以上、以内包括本数，以下不包括本数."""
    said: list[tuple[str, bool]] = []
    waiting: list[str] = []
    for match in _PART.finditer(sentence):
        if match["word"]:
            waiting.append(match["word"])
        else:
            said += [(word, not match["rule"].startswith("不")) for word in waiting]
            waiting = []
    return said

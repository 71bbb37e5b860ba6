"""Whether a sentence after a full stop opens a paragraph (款) or goes on in the one before it.

Needed only where a hard-wrapped line ends exactly at the page's width with a full stop. Nothing on the page tells
the two apart then, so the wording decides: a logistic model over signs of the sentences on both sides, with the
weights in `data/starts.tsv` (made by `benchmarks/fitting/starts.py`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?\s*")
_ITEM = re.compile(r"[（(][一二三四五六七八九十百]+[)）]")
_SENTENCE = re.compile(r"[^。]+。?")
_CITES_BEFORE = re.compile(r"前[两二三]?款")
_OPENINGS = (2, 3, 4)


class Habits:
    """How a document uses full stops, counted where the page leaves no doubt."""

    __slots__ = ("_inner", "_starts")

    def __init__(self) -> None:
        self._starts: Counter[str] = Counter()
        self._inner: Counter[str] = Counter()

    def count(self, following: str, starts: bool, times: int = 1) -> None:
        """Count a full stop by the text that follows it: a paragraph, or the next sentence of the same one."""
        counter = self._starts if starts else self._inner
        for length in (0, *_OPENINGS):
            counter[following[:length]] += times

    def odds(self, following: str) -> dict[str, float]:
        """Logarithms of the odds that a full stop ends a paragraph here: of any, and of those followed by these words.

        >>> habits = Habits()
        >>> habits.count("鼓励单位参加演练。", starts=True)
        >>> sorted(habits.odds("鼓励个人参加演练。"))
        ['habit', 'habit 2']
        """
        odds = {"habit": math.log((self._starts[""] + 2) / (self._inner[""] + 1))}
        for length in _OPENINGS:
            starts, inner = self._starts[following[:length]], self._inner[following[:length]]
            if starts + inner > 0:
                odds[f"habit {length}"] = math.log((starts + 0.7) / (inner + 0.35))
        return odds


def starts_paragraph(before: str, after: str, then: str = "paragraph", habits: Habits | None = None) -> bool:
    """Whether `after` more likely opens a paragraph than goes on with `before`.

    Args:
        before: the paragraph so far, from its article's or item's number on.
        after: what follows, up to the next line end that may end a paragraph.
        then: what comes after that: `paragraph`, `item`, `article`, `heading` or `end`.
        habits: those of the document.

    >>> before = "第三条　单位应当每月检查消防设施。"
    >>> starts_paragraph(before, "前款规定的检查由专人负责。"), starts_paragraph(before, "但是，节假日除外。")
    (True, False)
    """
    if _ARTICLE.match(before) and _CITES_BEFORE.search(after):
        return True  # an article's first paragraph has none before it to cite
    weights = _weights()
    odds = (habits or Habits()).odds(after)
    score = weights["always"] + sum(weights.get(sign, 0.0) * value for sign, value in odds.items())
    return score + sum(weights.get(sign, 0.0) for sign in set(signs(before, after, then))) > 0


def signs(before: str, after: str, then: str) -> Iterator[str]:
    """The signs that the model weighs, as its table names them; one may come twice."""
    article = _ARTICLE.match(before)
    own = before[article.end() :] if article else before
    earlier, later = _sentences(own), _sentences(after)
    last, following = earlier[-1], later[0]
    place = "opens" if article else "item" if _ITEM.match(own) else "later"
    if _CITES_BEFORE.search(after):
        yield f"cites {place}"
    yield f"place {place}"
    yield f"place {place} then {then}"
    yield f"then {then}"
    yield f"then {then} after {min(len(later), 3)}"
    yield f"then {then} rest {_step(len(after), 25, 40, 60, 90, 130)}"
    yield f"before {min(len(earlier), 4)}"
    yield f"after {min(len(later), 4)}"
    yield f"ends {after[-1:]}"
    yield from _lengths(own, last, following, after)
    yield from _wordings(last, following)
    yield from _repeats(own, last, following)


def _lengths(own: str, last: str, following: str, after: str) -> Iterator[str]:
    yield f"own {_step(len(own), 25, 40, 60, 90, 130, 180, 250)}"
    yield f"last {_step(len(last), 15, 25, 40, 60, 90, 130)}"
    yield f"next {_step(len(following), 12, 20, 30, 45, 70, 100)}"
    yield f"rest {_step(len(after), 15, 25, 40, 60, 90, 130, 200)}"
    yield f"own {_step(len(own), 40, 60, 90, 130)} next {_step(len(following), 20, 30, 45, 70)}"
    yield f"comma {_step(following.find('，'), 1, 4, 7, 10, 15, 20, 30)}"


def _wordings(last: str, following: str) -> Iterator[str]:
    """Openings (^ of the following, _ of the last sentence), endings ($ of the last, / of the following's first clause)
    and pairs of characters (+ in the following, - in the last)."""
    for n in (1, 2, 3, 4):
        yield "^" + following[:n]
    for n in (1, 2, 3):
        yield "_" + last[:n]
        yield "$" + last[-n - 2 : -1]
    clause = following.partition("，")[0].rstrip("。")
    yield "/" + clause[-1:]
    yield "/" + clause[-2:]
    for at in range(min(len(following), 26) - 1):
        yield "+" + following[at : at + 2]
    for at in range(len(last) - 1):
        yield "-" + last[at : at + 2]


def _repeats(own: str, last: str, following: str) -> Iterator[str]:
    """Where what the following sentence begins with has been named before."""
    yield f"same last {min(_common(following, last), 6)}"
    yield f"same own {min(_common(following, own), 6)}"
    yield f"named own {'yes' if following[:4] in own else 'no'}"
    for n in (2, 4):
        at = last.rfind(following[:n])
        where = "no" if at < 0 else "first" if at < 8 else "at end" if len(last) - at <= 12 else "within"
        yield f"named {n} {where}"


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text) or [""]


def _step(length: int, *edges: int) -> int:
    return sum(length >= edge for edge in edges)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


@cache
def _weights() -> dict[str, float]:
    table = files("dutybook.law").joinpath("data", "starts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {sign: float(weight) for sign, weight in rows}

"""Which text of one list became which text of another: by likeness of words, with their order as a help."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

_ALIKE = 0.5
"""Likeness from which two texts belong together wherever they stand."""

_AKIN = 0.25
"""Likeness from which they belong together if the order of the others allows it."""

_CANDIDATES = 8
"""How many partners each text is compared with in full."""

Pairs = dict[int, int]
"""Index of the new text → index of the old text."""


def align(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Pair the texts of two versions.

    Texts that are the same are paired first, then the most alike ones, then weaker ones between neighbours that
    are paired already. What is left over has no partner.

    Returns:
        for each new text that has one, its old partner.

    >>> align(["甲应当报告事故。", "乙可以检查。"], ["总则新设。", "甲应当立即报告事故。", "乙可以检查。"])
    {2: 1, 1: 0}
    """
    olds, news = ["".join(text.split()) for text in old], ["".join(text.split()) for text in new]
    pairs = _same(olds, news)
    ranked = sorted(_candidates(olds, news, pairs), key=lambda found: (-found[0], found[1]))
    for score, _, j, i in ranked:
        if score >= _ALIKE and _free(pairs, j, i):
            pairs[j] = i
    for score, _, j, i in ranked:
        if score >= _AKIN and _free(pairs, j, i) and _in_order(pairs, j, i):
            pairs[j] = i
    return pairs


def _same(olds: Sequence[str], news: Sequence[str]) -> Pairs:
    """Equal texts, the first of several with the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in range(len(olds) - 1, -1, -1):
        places[olds[i]].append(i)
    return {j: places[text].pop() for j, text in enumerate(news) if places.get(text)}


def _free(pairs: Pairs, j: int, i: int) -> bool:
    return j not in pairs and i not in pairs.values()


def _in_order(pairs: Pairs, j: int, i: int) -> bool:
    """Whether a pair crosses neither of its paired neighbours."""
    before = max((k for k in pairs if k < j), default=None)
    after = min((k for k in pairs if k > j), default=None)
    return (before is None or pairs[before] < i) and (after is None or i < pairs[after])


def _candidates(olds: Sequence[str], news: Sequence[str], pairs: Pairs) -> Iterator[tuple[float, int, int, int]]:
    """Likeness, distance from where the order would have it, new index and old index of what may belong together."""
    taken = set(pairs.values())
    old_grams = {i: _bigrams(text) for i, text in enumerate(olds) if i not in taken}
    new_grams = {j: _bigrams(text) for j, text in enumerate(news) if j not in pairs}
    weights = _weights([*old_grams.values(), *new_grams.values()])
    holders: dict[str, list[int]] = defaultdict(list)
    for i, grams in old_grams.items():
        for gram in grams:
            holders[gram].append(i)
    for j, grams in new_grams.items():
        shared = _shared(grams, holders, weights)
        own = sum(weights[gram] for gram in grams)
        expected = _expected(pairs, j)
        for i, weight in shared.most_common(_CANDIDATES):
            whole = own + sum(weights[gram] for gram in old_grams[i])
            yield round(2 * weight / whole, 2), abs(i - expected), j, i


def _shared(grams: frozenset[str], holders: Mapping[str, Sequence[int]], weights: Mapping[str, float]) -> Counter[int]:
    """The weight of the bigrams that each old text shares with these."""
    shared: Counter[int] = Counter()
    for gram in grams:
        for i in holders.get(gram, ()):
            shared[i] += weights[gram]  # type: ignore[assignment]
    return shared


def _weights(texts: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """How telling each bigram is: words of every article (应当, 规定) weigh little."""
    counts = Counter(gram for grams in texts for gram in grams)
    return {gram: math.log(1 + len(texts) / count) for gram, count in counts.items()}


def _expected(pairs: Pairs, j: int) -> int:
    """The old index that a new one would have if nothing had moved since the nearest pair before it."""
    before = max((k for k in pairs if k < j), default=None)
    return j if before is None else pairs[before] + j - before


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[k : k + 2] for k in range(max(1, len(text) - 1)))

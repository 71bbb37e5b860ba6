"""The extractor's word lists, read from the data files beside this module, ready for matching at an offset."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


class Words:
    """A set of words that can be looked up at the start or the end of a piece of text, longest first.

    >>> words = Words(["部门", "主管部门"])
    >>> words.starting("部门应当", 0), words.ending("市主管部门", 0, 5), words.ending("市民", 0, 2)
    (2, 4, 0)
    """

    __slots__ = ("_by_first", "_by_last", "all")

    def __init__(self, words: Iterable[str]) -> None:
        self.all = frozenset(words)
        by_first: dict[str, list[str]] = {}
        by_last: dict[str, list[str]] = {}
        for word in sorted(self.all, key=lambda word: (-len(word), word)):
            by_first.setdefault(word[0], []).append(word)
            by_last.setdefault(word[-1], []).append(word)
        self._by_first = {first: tuple(found) for first, found in by_first.items()}
        self._by_last = {last: tuple(found) for last, found in by_last.items()}

    def starting(self, text: str, at: int) -> int:
        """Length of the longest word that starts at an offset, 0 if none."""
        words = self._by_first.get(text[at : at + 1])
        # One call tells that none fits, which is nearly always so.
        if words is None or not text.startswith(words, at):
            return 0
        return next(len(word) for word in words if text.startswith(word, at))

    def ending(self, text: str, start: int, at: int) -> int:
        """Length of the longest word that ends at an offset and begins at `start` or later, 0 if none."""
        if at <= start:
            return 0
        words = self._by_last.get(text[at - 1])
        if words is None or not text.endswith(words, start, at):
            return 0
        return next(len(word) for word in words if text.endswith(word, start, at))


@cache
def table(name: str) -> dict[str, Any]:
    """One data file as parsed TOML."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, section: str, key: str = "words") -> Words:
    """One word list of a data file."""
    return Words(table(name)[section][key])


@cache
def pattern(name: str, section: str, key: str = "patterns") -> re.Pattern[str]:
    """The expressions of one section of a data file, as alternatives of one."""
    return re.compile("|".join(table(name)[section][key]))


def cue(section: str) -> Words:
    """One word list of the file of small cues."""
    return words("cues", section)


def cue_pattern(section: str) -> re.Pattern[str]:
    """One expression of the file of small cues."""
    return pattern("cues", section)

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
        self._by_first: dict[str, list[str]] = {}
        self._by_last: dict[str, list[str]] = {}
        for word in sorted(self.all, key=lambda word: (-len(word), word)):
            self._by_first.setdefault(word[0], []).append(word)
            self._by_last.setdefault(word[-1], []).append(word)

    def starting(self, text: str, at: int) -> int:
        """Length of the longest word that starts at an offset, 0 if none."""
        for word in self._by_first.get(text[at : at + 1], ()):
            if text.startswith(word, at):
                return len(word)
        return 0

    def ending(self, text: str, start: int, at: int) -> int:
        """Length of the longest word that ends at an offset and begins at `start` or later, 0 if none."""
        if at <= start:
            return 0
        for word in self._by_last.get(text[at - 1], ()):
            if at - len(word) >= start and text.endswith(word, start, at):
                return len(word)
        return 0


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

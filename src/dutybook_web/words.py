"""Texts of the library, which are in both languages, in the one that the page is in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from dutybook.conditions.facts import Fact, Value
from dutybook.decisions.wording import shown


def side(both: Any) -> str:
    """The Chinese or the English side of a bilingual text."""
    return str(both.zh if get_language() == "zh-hans" else both.en)


def chosen(pair: tuple[str, str]) -> str:
    """The Chinese or the English side of a pair in that order."""
    return pair[0 if get_language() == "zh-hans" else 1]


def value_words(fact: Fact, value: Value | None) -> str:
    """A value as a reader sees it, with the labels of its choices; empty where it is not known."""
    if value is None:
        return ""
    if isinstance(value, str):
        return side(fact.label_of(value))
    if isinstance(value, frozenset) and value:
        return ", ".join(sorted(side(fact.label_of(member)) for member in value))
    return side(shown(value))


def in_language(row: Any, name: str) -> str:
    """The `<name>_zh` or `<name>_en` of a row."""
    return str(getattr(row, f"{name}_{'zh' if get_language() == 'zh-hans' else 'en'}"))

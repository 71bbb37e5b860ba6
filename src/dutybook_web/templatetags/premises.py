"""Filters for what stands in the rows of premises as ids."""

from __future__ import annotations

from django import template

from dutybook.conditions.facts import dictionary
from dutybook_web.queries.tier import tier_words
from dutybook_web.words import value_words

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    """The label of a kind of premises; empty where it is not known."""
    return value_words(dictionary()["kind"], kind or None)


@register.filter
def tier_label(stored: str) -> str:
    """The label of a tier; empty for none."""
    return tier_words(stored) if stored else ""

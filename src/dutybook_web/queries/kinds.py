"""Kinds of evidence in words, several together."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from dutybook_web.models.evidence_record import KINDS


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Several kinds as one text."""
    return ("、" if get_language() == "zh-hans" else ", ").join(str(KINDS[kind]) for kind in kinds)

"""Chinese names of bearers as normalised roles: the longest known end of the name decides."""

from __future__ import annotations

import re
from functools import cache

from dutybook.norms.zh.lexicon import table

_ASIDE = re.compile(r"[（(][^（）()]*[）)]")


def role_of_name(name: str) -> str:
    """The role whose longest end, and beginning where it has one, fits the name; empty if none does."""
    bare = _ASIDE.sub("", name).removesuffix("等")
    best, length = "", 0
    for role, starts, ends in _rules():
        for end in ends:
            weight = len(end) + (1 if starts else 0)
            if weight > length and bare.endswith(end) and (not starts or bare.startswith(starts)):
                best, length = role, weight
    return best


def titles_of_roles() -> dict[str, tuple[str, str]]:
    """Each role's title in Chinese and in English."""
    return {role: (row["zh"], row["en"]) for role, row in table("roles").items()}


@cache
def _rules() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple((role, tuple(row.get("starts", ())), tuple(row["ends"])) for role, row in table("roles").items())

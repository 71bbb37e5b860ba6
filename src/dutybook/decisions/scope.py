"""When and where an act holds, three-valued: 41 covers 410105, and of a place told only as CN nobody knows."""

from __future__ import annotations

from datetime import date
from typing import Final

from dutybook.catalogue.load import Entry
from dutybook.catalogue.model import CataloguedAct, InForce
from dutybook.conditions.closure import Step, Truth

PLACE: Final = "jurisdiction"
"""The fact that tells where a place is."""

DATE: Final = "on"
"""What the reasons call the date of the decision; no fact of the dictionary."""

ANYWHERE: Final = ""
"""The area of an act that binds by adoption, wherever that happens."""

_ADOPTED: Final = "adopted_plans"
_OWN_LAW: Final = {"81": "HK", "82": "MO"}
"""National laws hold in Hong Kong and Macao only as their Basic Laws (基本法, art. 18) list them: not by themselves."""


def area_of(entry: Entry) -> str:
    """The area that the act of an entry holds in: its own, or its country; anywhere if it binds by adoption.

    An act that names no place and asks about `adopted_plans` binds where it was adopted (a yearly plan); another that
    names no place is national.
    """
    act, condition = entry.act, entry.act_condition
    if act.jurisdiction:
        return act.jurisdiction
    if condition is not None and _ADOPTED in condition.facts():
        return ANYWHERE
    return act.country.upper()


def covers(area: str, code: str | None) -> Truth:
    """Whether a place lies in an area; None where its code is not known or too coarse to tell.

    Args:
        area: a GB/T 2260 or ISO 3166 code; empty for anywhere.
        code: of the place.

    >>> covers("41", "410105"), covers("41", "52"), covers("4101", "41"), covers("CN", "410105"), covers("CN", "81")
    (True, False, None, True, False)
    >>> covers("", None), covers("41", None), covers("41", "CN")
    (True, None, None)
    """
    if area == ANYWHERE:
        return True
    if code is None:
        return None
    if area in around(code):
        return True
    too_coarse = around(code)[-1] in around(area) or (code.startswith("CN-") and area.isdigit())
    return None if too_coarse else False


def around(code: str) -> tuple[str, ...]:
    """The areas that a place lies in, from its country down to itself.

    >>> around("410105"), around("GB-ENG"), around("4100")
    (('CN', '41', '4101', '410105'), ('GB', 'GB-ENG'), ('CN', '41'))
    """
    if not code.isdigit():
        return (code,) if len(code) == 2 else (code[:2], code)
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    country = _OWN_LAW.get(code[:2], "CN")
    return (country, *(code[:length] for length in range(2, len(code) + 1, 2)))


def place_step(area: str, code: str | None) -> Step:
    """The reason that an act holds at a place, does not, or may."""
    if area == ANYWHERE:
        return Step("constant", "holds where it was adopted", True)
    return Step("fact", f"{PLACE} within {area}", covers(area, code), PLACE, code)


def holds_on(in_force: InForce, on: date) -> bool:
    """Whether an act is in force on a day; one that has not been commenced is not."""
    begun = in_force.start is not None and in_force.start <= on
    return begun and (in_force.end is None or on <= in_force.end)


def time_step(act: CataloguedAct, on: date) -> Step:
    """The reason that an act is in force on a day, or is not."""
    start, end = act.in_force.start, act.in_force.end
    if start is None:
        return Step("constant", "not commenced", False)
    begun = Step("fact", f"{DATE} >= {start}", start <= on, DATE, on.isoformat())
    if end is None:
        return begun
    lasts = Step("fact", f"{DATE} <= {end}", on <= end, DATE, on.isoformat())
    both = f"{begun.text} and {lasts.text}"
    return Step("and", both, start <= on <= end, None, None, (begun, lasts))

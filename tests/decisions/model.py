"""The model catalogue of these tests, profiles drawn at random, and what re-evaluates reasons without our own code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dutybook.catalogue.load import Catalogue, catalogue
from dutybook.conditions.facts import Fact, Value, dictionary

ACTS = Path(__file__).with_name("acts")
DAY = date(2026, 11, 21)
AREAS = ("41", "410105", "4101", "52", "CN", "CN-HA", "GB", "GB-ENG", "81", "FR")


def model() -> Catalogue:
    """The model acts, loaded once."""
    return _MODEL


_MODEL = catalogue(ACTS)
ASKED = sorted(
    {"jurisdiction"}
    | {fact for entry in _MODEL.entries for fact in entry.condition.facts()}
    | {fact for entry in _MODEL.entries if entry.act_condition for fact in entry.act_condition.facts()}
)


def values(fact: Fact) -> st.SearchStrategy[Value]:
    """Values that a fact can take, near what the model acts ask about."""
    match fact.type:
        case "boolean":
            return st.booleans()
        case "integer":
            return st.sampled_from((0, 199, 200, 299, 300, 1999, 2000, 5000, 5001, 9999))
        case "decimal":
            return st.sampled_from((0.0, 19999.5, 20000.0, 30000.0))
        case "code":
            return st.sampled_from(AREAS)
        case "choice":
            return st.sampled_from(
                ("mall", "market", "fuel_station", "museum") if fact.name == "kind" else sorted(fact.allowed)
            )
        case _:
            return st.frozensets(st.sampled_from(("plan-2025", "plan-2026")))


facts: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {}, optional={name: values(dictionary()[name]) for name in ASKED}
)
days = st.sampled_from(
    (date(2022, 1, 1), date(2023, 5, 1), date(2024, 6, 1), DAY, date(2026, 12, 31), date(2027, 1, 1))
)


def truth(tree: dict[str, Any]) -> bool | None:
    """The value of a tree of reasons, worked out from its leaves alone."""
    parts = [truth(part) for part in tree.get("parts", ())]
    match tree["is"]:
        case "and":
            return False if False in parts else None if None in parts else True
        case "or":
            return True if True in parts else None if None in parts else False
        case "not":
            return None if parts[0] is None else not parts[0]
        case "constant":
            return {"true": True, "false": False, "not commenced": False, "holds where it was adopted": True}[
                tree["text"]
            ]
        case _:
            return None if tree["known"] is None else leaf(tree["text"], tree["known"])


def leaf(text: str, known: Any) -> bool | None:
    """A comparison from its text and the value known."""
    match text.split(" ", 2):
        case [_]:
            return contains(text, known) if text.startswith("contains(") else bool(known)
        case ["on", ">=", day]:
            return known >= day
        case ["on", "<=", day]:
            return known <= day
        case ["jurisdiction", "within", area]:
            return lies(area, known)
        case [_, "in", listed]:
            return known in [item.strip(" '") for item in listed.strip("()").split(",")]
        case [_, "=", value]:
            return str(known) == value.strip("'")
        case [head, _] if head.startswith("contains("):
            return contains(text, known)
        case [_, sign, number]:
            return {"<": known < float(number), ">": known > float(number), ">=": known >= float(number)}[sign]
    raise AssertionError(text)


def contains(text: str, known: list[str]) -> bool:
    return text.split("'")[1] in known


def lies(area: str, place: str) -> bool | None:
    """Whether a place lies in an area, told case by case for the places of these tests."""
    inside = {
        "41": {"41": True, "410105": True, "4101": True, "CN": None, "CN-HA": None},
        "CN": {"41": True, "410105": True, "4101": True, "52": True, "CN": True, "CN-HA": True},
        "GB": {"GB": True, "GB-ENG": True},
    }
    return inside[area].get(place, False)

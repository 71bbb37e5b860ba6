"""Random conditions and random premises over a small dictionary, for every test that compares executors."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from dutybook.conditions.facts import Bilingual, Choice, Fact, FactType, Value
from dutybook.conditions.model import (
    Compare,
    Condition,
    Contains,
    Flag,
    Plain,
    all_of,
    among,
    any_of,
    negation,
)

KINDS = ("hospital", "lodging", "mall", "museum")
PLANS = ("plan-2025", "plan-2026", "plan.x")


def fact(name: str, kind: FactType, *values: str, maximum: int = 1000) -> Fact:
    words = Bilingual(name, name)
    choices = tuple(Choice(value, Bilingual(f"{value}之名", f"the {value}")) for value in values)
    unit = words if kind == "integer" else None
    return Fact(name, kind, "premises", words, words, words, unit, choices, maximum=maximum)


FACTS: Mapping[str, Fact] = {
    each.name: each
    for each in (
        fact("open", "boolean"),
        fact("large", "boolean"),
        fact("visitors", "integer"),
        fact("area", "decimal"),
        fact("kind", "choice", *KINDS),
        fact("plans", "text_set"),
        fact("trades", "choices", "petrol", "gas"),
        fact("place", "code"),
    )
}
COLUMNS = ("open", "large", "visitors", "area", "kind", "plans")

_integers = st.integers(1, 999)
_decimals = st.one_of(st.integers(1, 999).map(float), st.integers(1, 9999).map(lambda n: n / 10))
_operators = st.sampled_from(("=", "<>", "<", "<=", ">", ">="))


def _compare(name: str, values: st.SearchStrategy[Plain]) -> st.SearchStrategy[Condition]:
    return st.builds(Compare, st.just(name), _operators, values)


atoms: st.SearchStrategy[Condition] = st.one_of(
    st.sampled_from(("open", "large")).map(Flag),
    _compare("visitors", _integers),
    _compare("area", _decimals),
    st.builds(among, st.just("visitors"), st.lists(_integers, min_size=1, max_size=3)),
    st.builds(Compare, st.just("kind"), st.sampled_from(("=", "<>")), st.sampled_from(KINDS)),
    st.builds(among, st.just("kind"), st.lists(st.sampled_from(KINDS), min_size=1, max_size=3)),
    st.builds(Contains, st.just("plans"), st.sampled_from(PLANS)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    atoms,
    lambda part: st.one_of(
        st.lists(part, min_size=1, max_size=4).map(all_of),
        st.lists(part, min_size=1, max_size=4).map(any_of),
        part.map(negation),
    ),
    max_leaves=12,
)

Row = dict[str, Value | None]
rows: st.SearchStrategy[Row] = st.fixed_dictionaries(
    {
        "open": st.one_of(st.none(), st.booleans()),
        "large": st.one_of(st.none(), st.booleans()),
        "visitors": st.one_of(st.none(), st.integers(0, 1000)),
        "area": st.one_of(st.none(), st.just(0.0), _decimals),
        "kind": st.one_of(st.none(), st.sampled_from(KINDS)),
        "plans": st.one_of(st.none(), st.frozensets(st.sampled_from(PLANS))),
    }
)

"""What the condition language takes, what it refuses and how it says so, and its canonical text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.conditions.generated import FACTS, conditions

from dutybook.conditions.language import parse
from dutybook.conditions.model import (
    And,
    Compare,
    Condition,
    Constant,
    Contains,
    Flag,
    In,
    Not,
    Or,
    all_of,
    any_of,
    literal,
)
from dutybook.errors import ConditionError

READ = {
    "open": Flag("open"),
    "open = true": Flag("open"),
    "true = open": Flag("open"),
    "open <> true": Not(Flag("open")),
    "open = false": Not(Flag("open")),
    "open <> false": Flag("open"),
    "visitors >= 200": Compare("visitors", ">=", 200),
    "200 <= visitors": Compare("visitors", ">=", 200),
    "200 = visitors": Compare("visitors", "=", 200),
    "visitors != 200": Compare("visitors", "<>", 200),
    "area > 99.5": Compare("area", ">", 99.5),
    "kind = 'mall'": Compare("kind", "=", "mall"),
    "kind in ('mall')": Compare("kind", "=", "mall"),
    "kind in ('mall', 'hospital', 'mall')": In("kind", ("hospital", "mall")),
    "kind not in ('mall', 'hospital')": Not(In("kind", ("hospital", "mall"))),
    "visitors in (20, 3)": In("visitors", (3, 20)),
    "visitors between 200 and 799": And((Compare("visitors", ">=", 200), Compare("visitors", "<=", 799))),
    "visitors not between 2 and 7": Not(And((Compare("visitors", ">=", 2), Compare("visitors", "<=", 7)))),
    "contains(plans, 'plan-2026')": Contains("plans", "plan-2026"),
    "contains(trades, 'gas')": Contains("trades", "gas"),
    "open and large and visitors > 5": And((Flag("open"), Flag("large"), Compare("visitors", ">", 5))),
    "open and (large and open)": And((Flag("open"), Flag("large"))),
    "open or large and visitors > 5": Or((Flag("open"), And((Flag("large"), Compare("visitors", ">", 5))))),
    "(open or large) and visitors > 5": And((Or((Flag("open"), Flag("large"))), Compare("visitors", ">", 5))),
    "NOT open AND\n  large": And((Not(Flag("open")), Flag("large"))),
    "not visitors > 5": Not(Compare("visitors", ">", 5)),
    "not (open or large)": Not(Or((Flag("open"), Flag("large")))),
    "not (not open)": Not(Not(Flag("open"))),
    "true": Constant(True),
    "FALSE": Constant(False),
}


@pytest.mark.parametrize("text", READ)
def test_text_is_read(text: str) -> None:
    assert parse(text, FACTS) == READ[text]


CANONICAL = {
    "kind IN ('mall','hospital') AND NOT open": "kind in ('hospital', 'mall') and not open",
    "((open)) or ((large) and area<0.5)": "open or large and area < 0.5",
    "area > 99.50 or area < 1.0": "area > 99.5 or area < 1",
    "visitors between 2 and 7 and open": "visitors >= 2 and visitors <= 7 and open",
    "kind not in ('mall', 'lodging') or (open and large)": "kind not in ('lodging', 'mall') or open and large",
    "not (kind = 'mall' and open)": "not (kind = 'mall' and open)",
}


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_text(text: str) -> None:
    assert str(parse(text, FACTS)) == CANONICAL[text]


@given(conditions)
def test_canonical_text_reads_back_to_the_same_tree(condition: Condition) -> None:
    try:
        again = parse(str(condition), FACTS)
    except ConditionError as refused:
        assume(" true" not in refused.cause)
        raise
    assert again == condition
    assert str(again) == str(condition)


REFUSED = {
    "": ("column 1", "the condition is empty", "write true if it binds everybody"),
    "-- always": ("column 1", "the condition is empty", "write true if it binds everybody"),
    "  \n ": ("column 1", "the condition is empty", "write true if it binds everybody"),
    "vistors > 5": ("column 1", "there is no fact 'vistors'", "did you mean visitors?"),
    "OPEN": ("column 1", "there is no fact 'OPEN'", "did you mean open?"),
    "q9 > 5": (
        "column 1",
        "there is no fact 'q9'",
        "use one of area, kind, large, open, place, plans, trades, visitors",
    ),
    "open and\n kind = 'mal'": ("line 2, column 9", "'mal' is no value of kind", "did you mean 'mall'?"),
    "kind = 'q9'": ("column 8", "'q9' is no value of kind", "use one of hospital, lodging, mall, museum"),
    "kind = mall": (
        "column 8",
        "here a plain value is missing",
        "compare a fact with a number or a text in quotes",
    ),
    "kind = 7": ("column 8", "7 is no value of kind", "write it in quotes: '7'"),
    "kind > 'mall'": (
        "column 1",
        "kind is of type choice and cannot stand here",
        "compare it with a value: kind = '...' or kind in ('...', '...')",
    ),
    "kind": (
        "column 1",
        "kind is of type choice and cannot stand here",
        "compare it with a value: kind = '...' or kind in ('...', '...')",
    ),
    "open > true": ("column 1", "yes-or-no facts have no order", "write open or not open"),
    "open = 1": ("column 1", "open is of type boolean and cannot stand here", "write open or not open"),
    "open = large": ("column 1", "open is of type boolean and cannot stand here", "write open or not open"),
    "visitors = true": (
        "column 1",
        "visitors is of type integer and cannot stand here",
        "compare it with a number: visitors >= 1",
    ),
    "visitors > '5'": (
        "column 12",
        "visitors is a number and '5' is not",
        "compare it with a number: visitors >= 1",
    ),
    "visitors > 1e2": (
        "column 12",
        "visitors is a number and '1e2' is not",
        "compare it with a number: visitors >= 1",
    ),
    "visitors > 5.0": ("column 12", "visitors is a whole number and 5.0 is not", "compare with a whole number"),
    "plans = 'a'": (
        "column 1",
        "plans is of type text_set and cannot stand here",
        "write contains(plans, '...')",
    ),
    "'a' in plans": (
        "column 1",
        "in wants a list of values",
        "write a list in brackets; of a set, write contains(set, 'member')",
    ),
    "kind in ()": ("column 1", "the list of values is empty", "name at least one value"),
    "contains(kind, 'mall')": (
        "column 10",
        "kind is of type choice and cannot stand here",
        "compare it with a value: kind = '...' or kind in ('...', '...')",
    ),
    "contains(plans, 'a b')": ("column 17", "'a b' can be no member of plans", "use letters, digits, '_', '-', '.'"),
    "contains(trades, 'gass')": ("column 18", "'gass' is no value of trades", "did you mean 'gas'?"),
    "contains(plans, 'a', 'b')": (
        "column 1",
        "contains(...) is no call that the language has",
        "the only one is contains(set, 'member')",
    ),
    "open and upper(kind) = 'MALL'": (
        "column 10",
        "upper(...) is no call that the language has",
        "the only one is contains(set, 'member')",
    ),
    "place = '41'": (
        "column 1",
        "place is of type code and cannot stand here",
        "places are matched by the act's jurisdiction, not in conditions; leave it out",
    ),
    "visitors is null": (
        "column 10",
        "'is' is not allowed in a condition",
        "a fact that is not known already makes the outcome not known; leave the test out",
    ),
    "visitors = null": (
        "column 12",
        "'null' is not allowed in a condition",
        "a fact that is not known already makes the outcome not known; leave the test out",
    ),
    "visitors > -5": (
        "column 12",
        "'-' is not allowed in a condition",
        "facts are never negative; write plain numbers, such as 5000 or 0.5",
    ),
    "open; drop": ("column 5", "';' is not allowed in a condition", "write one condition, without a semicolon"),
    "kind like 'm%'": ("column 6", "'like' is not allowed in a condition", "compare with = or in (...)"),
    '"open"': (
        "column 1",
        "'open' is not allowed in a condition",
        "write facts without quotes, and values in single quotes",
    ),
    "t.open": ("column 2", "'.' is not allowed in a condition", "write the fact's bare name"),
    "select 1": (
        "column 1",
        "'select' is not allowed in a condition",
        "use and, or, not, = <> < <= > >=, in (...), between, contains(set, 'member'), facts and plain values",
    ),
    "open and true": (
        "column 1",
        "true and false stand alone",
        "leave it out: beside a condition it decides nothing",
    ),
    "open large": ("column 6", "two conditions stand side by side", "put and or or between them"),
    "visitors > 1_000": ("column 13", "two conditions stand side by side", "put and or or between them"),
    "visitors": (
        "column 1",
        "visitors is of type integer and cannot stand here",
        "compare it with a number: visitors >= 1",
    ),
    "5": ("column 1", "this is no condition", "compare a fact with a value, or name a yes-or-no fact"),
    "1 = 1": ("column 5", "here the name of a fact is missing", "compare a fact with a value"),
    "visitors >": ("column 10", "the condition breaks off or runs wrong at '>'", "complete or mend it"),
    "open,\nlarge": ("line 1, column 5", "the condition breaks off or runs wrong at ','", "complete or mend it"),
    "open and": ("column 6", "the condition breaks off or runs wrong at 'and'", "complete or mend it"),
    "(open": ("column 1", "this bracket is never closed", "close it"),
    "open)": ("column 5", "this bracket was never opened", "take it out"),
    "not not open": ("column 5", "not not says nothing", "leave both out"),
    "open -- always": ("column 1", "a comment would be lost", "say it in the rationale of the duty"),
    "kind = ‘mall’": (
        "column 8",
        "full-width ‘ is no part of the language",
        "type it half-width: , ( ) ' = < >",
    ),
    "kind = 'mall": ("column 1", "a quote or a comment is not closed", "close it with '"),
    "visitors < 0": (
        "column 12",
        "visitors < 0 is never true",
        "visitors runs from 0 to 1000; compare within that range",
    ),
    "visitors >= 0": (
        "column 13",
        "visitors >= 0 is always true",
        "visitors runs from 0 to 1000; compare within that range",
    ),
    "open and area > 1000": (
        "column 17",
        "area > 1000 is never true",
        "area runs from 0 to 1000; compare within that range",
    ),
    "visitors > 800 and open and visitors < 200": (
        "column 1",
        "visitors > 800 and visitors < 200 is never true",
        "see whether and stands where or is meant, or leave the part out",
    ),
    "kind = 'mall' and kind = 'lodging'": (
        "column 1",
        "kind = 'mall' and kind = 'lodging' is never true",
        "see whether and stands where or is meant, or leave the part out",
    ),
    "kind <> 'mall' or kind <> 'lodging'": (
        "column 1",
        "kind <> 'mall' or kind <> 'lodging' is always true",
        "see whether and stands where or is meant, or leave the part out",
    ),
    "open or large or not open": (
        "column 1",
        "open or not open is always true",
        "see whether and stands where or is meant, or leave the part out",
    ),
    "visitors between 7 and 2": (
        "column 1",
        "visitors >= 7 and visitors <= 2 is never true",
        "see whether and stands where or is meant, or leave the part out",
    ),
}


@pytest.mark.parametrize("text", REFUSED)
def test_refusal_tells_place_cause_and_remedy(text: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text, FACTS)
    assert (caught.value.place, caught.value.cause, caught.value.remedy) == REFUSED[text]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("(" * 17 + "open" + ")" * 17, "brackets are nested more than 16 deep"),
        ("(" * 4000 + "open" + ")" * 4000, "brackets are nested more than 16 deep"),
        ("open and " * 12_000 + "open", "the condition has 108004 characters"),
        ("(" * 100_000, "the condition has 100000 characters"),
    ],
)
def test_deep_and_long_texts_are_refused(text: str, cause: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text, FACTS)
    assert caught.value.cause == cause


@pytest.mark.parametrize("opening", ["(", "not (", "open and (not (", "visitors > 5 or ("])
def test_deepest_brackets_are_read(opening: str) -> None:
    depth = 16 // opening.count("(")
    text = opening * depth + "large" + ")" * 16
    assert parse(text, FACTS).facts() <= {"open", "large", "visitors"}


WORDS = st.sampled_from(
    [
        *("open", "kind", "visitors", "plans", "contains", "'mall'", "'plan-2026'", "5", "0.5", "true", "null"),
        *("and", "or", "not", "in", "between", "is", "case", "when", "select", "(", ")", ",", "=", "<", ">=", "<>"),
        *("-", "*", "--", "/*", ";", "'", '"', "::", "?", "$1", "@", "，", "\n", "x'41'", "n'a'", "interval", "all"),
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_is_a_condition_or_an_error(text: str) -> None:
    with suppress(ConditionError):
        condition = parse(text, FACTS)
        assert parse(str(condition), FACTS) == condition


def test_facts_of_a_condition() -> None:
    condition = parse("open and (visitors > 5 or contains(plans, 'a'))", FACTS)
    assert condition.facts() == {"open", "visitors", "plans"}
    assert parse("true").facts() == frozenset()


def test_joining_leaves_out_what_decides_nothing() -> None:
    assert all_of([Constant(True), Flag("open"), Constant(True)]) == Flag("open")
    assert all_of([Flag("open"), Constant(False)]) == Constant(False)
    assert any_of([Constant(False), Flag("open")]) == Flag("open")
    assert any_of([]) == Constant(False)


def test_literals_are_written_as_sql_writes_them() -> None:
    assert [literal(value) for value in ("it's", 7, 0.5, 1e20, 1e-7)] == [
        "'it''s'",
        "7",
        "0.5",
        "100000000000000000000",
        "0.0000001",
    ]

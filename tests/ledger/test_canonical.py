"""Canonical JSON: RFC 8785's own examples, another implementation, and everything that is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.errors import LedgerError
from dutybook.ledger.canonical import MOST_BYTES, canonical, parse

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
SCALARS = st.none() | st.booleans() | WHOLE | st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
).filter(lambda value: depth(value) <= 8)


def depth(value: object) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def test_strings_are_escaped_as_in_rfc_8785_section_3_2_2() -> None:
    value = {"string": '€$\x0f\nA\'B"\\\\"/', "literals": [None, True, False]}
    assert canonical(value) == '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'.encode()


def test_keys_are_ordered_by_utf16_units_as_in_rfc_8785_section_3_2_3() -> None:
    keys = ["€", "\r", "\ufb33", "1", "😀", "\x80", "ö"]
    ordered = ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]
    assert list(parse(canonical(dict.fromkeys(keys, 0)))) == ordered


@given(VALUES)
def test_written_is_read_back(value: object) -> None:
    assert parse(canonical(value)) == value


@given(VALUES)
def test_another_implementation_writes_the_same(value: object) -> None:
    rfc8785 = pytest.importorskip("rfc8785", reason="the oracle `rfc8785` is not installed")
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        (1.0, "it holds a float, which canonical JSON cannot tell exactly"),
        ({"a": [b"x"]}, "it holds a bytes, which canonical JSON cannot tell exactly"),
        (2**53, "it holds a whole number beyond 2^53 - 1"),
        (-(2**53), "it holds a whole number beyond 2^53 - 1"),
        ({1: 2}, "a key of it is not text"),
        ("\ud800", "it holds half a character (a lone surrogate)"),
        ({"\udfff": 1}, "it holds half a character (a lone surrogate)"),
        ([[[[[[[[[]]]]]]]]], "it is nested more than 8 deep"),
        ("x" * MOST_BYTES, "it is 65,538 bytes long, 65,536 are allowed"),
    ],
)
def test_what_has_no_one_form_is_refused(value: object, cause: str) -> None:
    with pytest.raises(LedgerError) as told:
        canonical(value)
    assert told.value.cause == cause


NOT_CANONICAL = "it is not in canonical form (RFC 8785)"
NOT_JSON = "it is not JSON in UTF-8"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (b'{"a": 1}', NOT_CANONICAL),
        (b'{"b":1,"a":2}', NOT_CANONICAL),
        (b'{"a":1,"a":1}', NOT_CANONICAL),
        (b'"\\u0041"', NOT_CANONICAL),
        (b"-0", NOT_CANONICAL),
        (b" 1", NOT_CANONICAL),
        (b"1.0", "it holds a float, which canonical JSON cannot tell exactly"),
        (b"NaN", "it holds a float, which canonical JSON cannot tell exactly"),
        (b'"\\ud800"', "it holds half a character (a lone surrogate)"),
        (b"\xff", NOT_JSON),
        (b"", NOT_JSON),
        (b"9" * 5000, NOT_JSON),
        (b"[" * 60_000, NOT_JSON),
        (b" " * (MOST_BYTES + 1), "it is longer than 65,536 bytes"),
    ],
)
def test_text_in_another_form_is_refused(text: bytes, cause: str) -> None:
    with pytest.raises(LedgerError) as told:
        parse(text)
    assert told.value.cause == cause


@given(st.binary(max_size=40))
def test_any_bytes_are_read_back_the_same_or_refused(text: bytes) -> None:
    try:
        value = parse(text)
    except LedgerError:
        return
    assert canonical(value) == text

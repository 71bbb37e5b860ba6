"""The event: its one form in bytes, what it refuses, and the pseudonym of the account."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.errors import LedgerError
from dutybook.ledger.canonical import canonical
from dutybook.ledger.leaf import Event, decode, encode, pseudonym, write_time

ACTOR = pseudonym("account-7", b"salt of sixteen.")
TIME = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))
EVENT = Event("e-1", TIME, ACTOR, "org-1", "task.complete", "task-9", {"late": True, "files": ["a", "b"]})
TEXT = (
    '{"action":"task.complete","actor":"' + ACTOR + '","id":"e-1","object":"task-9","organisation":"org-1",'
    '"payload":{"files":["a","b"],"late":true},"time":"2026-03-02T02:00:00.000000+00:00","v":1}'
).encode()

KEYS = st.from_regex(r"[!-~一-鿿]{1,200}", fullmatch=True)
EVENTS = st.builds(
    Event,
    id=KEYS,
    time=st.datetimes(timezones=st.just(UTC)),
    actor=st.none() | st.just(ACTOR),
    organisation=KEYS,
    action=KEYS,
    object=KEYS,
    payload=st.dictionaries(st.text("ab值😀"), st.integers(0, 9) | st.lists(st.text("c\n"), max_size=2)),
)


def test_event_has_these_bytes() -> None:
    assert encode(EVENT) == TEXT


@given(EVENTS)
def test_event_is_read_back(event: Event) -> None:
    assert decode(encode(event)) == event


def test_the_application_itself_may_act() -> None:
    assert decode(encode(replace(EVENT, actor=None))).actor is None


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"id": ""}, "id is not a key"),
        ({"organisation": "a b"}, "organisation is not a key"),
        ({"action": "a\n"}, "action is not a key"),
        ({"object": "x" * 201}, "object is not a key"),
        ({"actor": "account-7"}, "actor is not a salted hash"),
        ({"actor": ACTOR.upper()}, "actor is not a salted hash"),
        ({"time": TIME.replace(tzinfo=None)}, "2026-03-02T10:00:00 has no offset"),
        ({"payload": {"rate": 0.5}}, "it holds a float, which canonical JSON cannot tell exactly"),
    ],
)
def test_event_that_is_not_sound_is_refused(change: dict[str, object], cause: str) -> None:
    with pytest.raises(LedgerError) as told:
        encode(replace(EVENT, **change))
    assert told.value.cause == cause


NO_FIELDS = "it does not have the fields of an event"


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"v": 2}, NO_FIELDS),
        ({"v": True}, "it is not in canonical form (RFC 8785)"),
        ({"more": 1}, NO_FIELDS),
        ({"payload": []}, NO_FIELDS),
        ({"id": 1}, NO_FIELDS),
        ({"actor": "x"}, "actor is not a salted hash"),
        ({"time": "2026-03-02T10:00:00.000000+08:00"}, "'2026-03-02T10:00:00.000000+08:00' is not an instant"),
        ({"time": "2026-03-02T02:00:00+00:00"}, "'2026-03-02T02:00:00+00:00' is not an instant"),
        ({"time": "2026-03-02"}, "2026-03-02T00:00:00 has no offset"),
        ({"time": "0001-01-01T00:00:00.000000+08:00"}, "'0001-01-01T00:00:00.000000+08:00' is not an instant"),
        ({"time": "yesterday"}, "'yesterday' is not an instant"),
    ],
)
def test_line_that_is_no_event_is_refused(change: dict[str, object], cause: str) -> None:
    with pytest.raises(LedgerError) as told:
        decode(canonical(json.loads(TEXT) | change))
    assert told.value.cause == cause


def test_times_of_one_instant_are_written_alike() -> None:
    assert write_time(TIME) == write_time(TIME.astimezone(UTC)) == "2026-03-02T02:00:00.000000+00:00"


def test_pseudonym_is_hmac_sha256_under_the_salt() -> None:
    # RFC 4231, test case 1
    assert pseudonym("Hi There", b"\x0b" * 20) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"


def test_pseudonym_refuses_a_salt_that_could_be_guessed() -> None:
    with pytest.raises(LedgerError) as told:
        pseudonym("account-7", b"short")
    assert told.value.cause == "it has 5 bytes"

"""The export: what its lines are, and lines that are refused."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from random import Random

import pytest
from tests.ledger import attacks

from dutybook.errors import LedgerError
from dutybook.ledger.export import Header, Leaf, lines, read_entry, read_header, write
from dutybook.ledger.merkle import leaf_hash

HISTORY = attacks.history(Random(5), 3)
HEADER = Header(attacks.ORIGIN, [attacks.KEY.verifier])


def written(events: list[bytes | Leaf], heads: dict[int, str]) -> list[bytes]:
    file = BytesIO()
    write(file, HEADER, events, heads.items())
    return file.getvalue().splitlines(keepends=True)


def test_heads_stand_after_the_last_event_they_cover() -> None:
    empty, two, three = (attacks.head(HISTORY.events[:size]) for size in (0, 2, 3))
    header, *rest = written([*HISTORY.events], {3: three, 0: empty, 2: two})
    leaves = [Leaf(leaf_hash(text)) for text in HISTORY.events]
    assert read_header(header) == HEADER
    assert [read_entry(line) for line in rest] == [empty, *leaves[:2], two, leaves[2], three]


def test_line_of_an_event_is_what_is_hashed() -> None:
    line = written([HISTORY.events[0]], {})[1]
    assert read_entry(line) == Leaf(hashlib.sha256(b"\x00" + line.rstrip(b"\n")).digest())


def test_event_may_be_withheld() -> None:
    withheld = Leaf(leaf_hash(HISTORY.events[0]), withheld=True)
    assert read_entry(written([withheld], {})[1]) == withheld


def test_head_of_more_events_than_there_are_is_not_written() -> None:
    with pytest.raises(LedgerError) as told:
        written([*HISTORY.events[:2]], {3: attacks.head(HISTORY.events)})
    assert told.value.cause == "a head covers 3 events, but there are 2"


def test_no_line_is_read_beyond_its_greatest_length() -> None:
    assert [len(line) for line in lines(BytesIO(b"a\n" + b"b" * 100_000))] == [2, 65_538, 34_462]


NO_EXPORT = "it is not an export of a ledger"


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"", NO_EXPORT),
        (b"PK\x03\x04\n", NO_EXPORT),
        (b'{"a":1}\n', NO_EXPORT),
        (
            b'{"keys":[],"ledger":"dutybook-ledger/1","more":1,"origin":"a"}\n',
            NO_EXPORT,
        ),
        (b'{"keys":[],"ledger":"dutybook-ledger/1","origin":"\\u001b[2J"}\n', "'\\x1b[2J' cannot name a key"),
        (b'{"ledger":"dutybook-ledger/2"}\n', "the form 'dutybook-ledger/2' is not known"),
        (b'{"keys":["x"],"ledger":"dutybook-ledger/1","origin":"a"}\n', "it is not an Ed25519 key"),
        (b'{"keys":[]', "it is cut short or too long"),
        (b"{} \n", "it is not in canonical form (RFC 8785)"),
    ],
)
def test_what_is_no_header_is_refused(line: bytes, cause: str) -> None:
    with pytest.raises(LedgerError) as told:
        read_header(line)
    assert told.value.cause == cause


NO_EVENT = "it does not have the fields of an event"


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"\n", "it is not JSON in UTF-8"),
        (b"[]\n", NO_EVENT),
        (b'{"checkpoint":1}\n', NO_EVENT),
        (b'{"checkpoint":"a","more":1}\n', NO_EVENT),
        (b'{"leaf":"00"}\n', NO_EVENT),
        (
            json.dumps({"leaf": "AB" * 32}, separators=(",", ":")).encode() + b"\n",
            NO_EVENT,
        ),
        (
            json.dumps({"leaf": "zz" * 32}, separators=(",", ":")).encode() + b"\n",
            NO_EVENT,
        ),
        (
            json.dumps({"leaf": " a" * 32}, separators=(",", ":")).encode() + b"\n",
            NO_EVENT,
        ),
        (HISTORY.events[0], "it is cut short or too long"),
    ],
)
def test_what_is_no_entry_is_refused(line: bytes, cause: str) -> None:
    with pytest.raises(LedgerError) as told:
        read_entry(line)
    assert told.value.cause == cause

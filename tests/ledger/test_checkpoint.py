"""The signed head: its text, its way there and back, and heads that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dutybook.errors import LedgerError
from dutybook.ledger.checkpoint import Checkpoint, open_checkpoint, sign
from dutybook.ledger.merkle import EMPTY_ROOT, leaf_hash
from dutybook.ledger.note import SignerKey

KEY = SignerKey("haizhou.example/ledger", bytes(range(32)))
HEAD = Checkpoint("haizhou.example/ledger", 1, leaf_hash(b""), datetime(2026, 3, 31, 16, 0, tzinfo=UTC))
BODY = (
    "haizhou.example/ledger\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\ntime 2026-03-31T16:00:00.000000+00:00\n"
)


def test_text_of_a_head() -> None:
    assert HEAD.body() == BODY


@pytest.mark.parametrize("head", [HEAD, replace(HEAD, size=0, root=EMPTY_ROOT), replace(HEAD, size=10**12)])
def test_signed_head_is_read_back(head: Checkpoint) -> None:
    assert open_checkpoint(sign(head, KEY), [KEY.verifier]) == head


def test_ledger_signs_with_its_own_key() -> None:
    with pytest.raises(LedgerError) as told:
        sign(HEAD, SignerKey("other", bytes(32)))
    assert told.value.cause == "it is other's, the ledger haizhou.example/ledger"


@pytest.mark.parametrize(
    "body",
    [
        "a\n",
        BODY + "more\n",
        BODY.replace("\n1\n", "\n01\n"),
        BODY.replace("\n1\n", "\none\n"),
        BODY.replace("\n1\n", "\n-1\n"),
        BODY.replace("\n1\n", "\n0\n"),
        BODY.replace("bjQ", "bj"),
        BODY.replace("time ", ""),
        BODY.replace(".000000+00:00", "Z"),
        BODY.replace("haizhou", "hai zhou"),
    ],
)
def test_signed_text_that_is_no_head_is_refused(body: str) -> None:
    with pytest.raises(LedgerError) as told:
        open_checkpoint(KEY.sign(body), [KEY.verifier], "head.txt")
    assert (told.value.place, told.value.cause) == ("head.txt", "its text is not a head of a ledger")


@pytest.mark.parametrize(
    "change",
    [
        {"size": -1},
        {"size": 0},
        {"root": b""},
        {"time": HEAD.time.replace(tzinfo=None)},
        {"origin": "a b"},
    ],
)
def test_head_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        replace(HEAD, **change)

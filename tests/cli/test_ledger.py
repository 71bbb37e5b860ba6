"""`dutybook ledger`: what it prints of a sound and of a damaged export, and the key it makes."""

from __future__ import annotations

import stat
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from tests.ledger import attacks

from dutybook.cli.ledger import ledger
from dutybook.errors import LedgerError
from dutybook.ledger.export import Leaf
from dutybook.ledger.merkle import leaf_hash
from dutybook.ledger.note import read_signer

EVENTS = [attacks.event(number, Random(number)) for number in range(6)]
HEADS = {size: attacks.head(EVENTS[:size]) for size in (2, 4)}
LINES = attacks.exported(attacks.History(EVENTS, HEADS))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("history.jsonl").write_bytes(b"".join(LINES))
    Path("ledger.pub").write_text(f"{attacks.KEY.verifier}\n", "utf-8")
    Path("head.txt").write_text(HEADS[2], "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(ledger, arguments)


@pytest.mark.parametrize("key", ["ledger.pub", str(attacks.KEY.verifier)])
def test_verify_tells_a_sound_export(folder: Path, key: str) -> None:
    result = run("verify", "history.jsonl", "--key", key, "--head", "head.txt")
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "ledger    haizhou.example/ledger",
            "events    6",
            f"root      {attacks.head(EVENTS).splitlines()[2]}",
            "covered   4 by a head that agrees; the 2 newer are not",
            "head      line 4: 2 events, 2026-03-01 00:02 UTC, agrees",
            "head      line 7: 4 events, 2026-03-01 00:04 UTC, agrees",
            "your head head.txt: 2 events, 2026-03-01 00:02 UTC, agrees",
        ],
    )


def test_verify_without_key_says_what_that_proves(folder: Path) -> None:
    told = run("verify", "history.jsonl").output.splitlines()[-1]
    assert told == "The keys are those in the file: without --key this proves nothing about who signed it."


def test_verify_tells_damage(folder: Path) -> None:
    lines = attacks.attacked(attacks.History(EVENTS, HEADS), "edit", 2, "kept", Random(1))
    Path("history.jsonl").write_bytes(b"".join(lines))
    result = run("verify", "history.jsonl", "--key", "ledger.pub")
    assert result.output.splitlines()[3:] == [
        "covered   0 by a head that agrees; the 6 newer are not",
        (
            "head      line 4: 2 events, 2026-03-01 00:02 UTC, DOES NOT AGREE: "
            "events 1 to 2 are not those under the head in line 4"
        ),
        (
            "head      line 7: 4 events, 2026-03-01 00:04 UTC, DOES NOT AGREE: "
            "events 1 to 4 are not those under the head in line 7"
        ),
    ]
    assert isinstance(result.exception, LedgerError)
    assert result.exception.cause == "events 1 to 2 are not those under the head in line 4"


def test_verify_tells_heads_of_a_key_not_in_use_and_withheld_events(folder: Path) -> None:
    hidden = [Leaf(leaf_hash(text), withheld=True) for text in EVENTS]
    lines = attacks.exported(attacks.History(hidden, {6: attacks.head(EVENTS)}))  # type: ignore[arg-type]
    Path("history.jsonl").write_bytes(b"".join(lines))
    result = run("verify", "history.jsonl", "--key", str(attacks.FOREIGN.verifier))
    assert result.output.splitlines()[1::3] == [
        "events    6, of which 6 withheld",
        (
            "head      line 8: NOT A HEAD: none of the keys in use signed it "
            f"(it bears {attacks.ORIGIN}+{attacks.KEY.verifier.id.hex()})"
        ),
    ]


@pytest.mark.parametrize("spoil", ["\ufeff{}", "\r\n{}\r\n\r\n", "{}"])
def test_verify_takes_a_head_as_mail_left_it(folder: Path, spoil: str) -> None:
    text = spoil.format(HEADS[2].strip().replace("\n", "\r\n"))
    Path("head.txt").write_bytes(text.encode())
    assert run("verify", "history.jsonl", "--key", "ledger.pub", "--head", "head.txt").exit_code == 0


def test_verify_refuses_a_key_file_that_is_no_text(folder: Path) -> None:
    Path("ledger.pub").write_bytes(b"\xff\xfe")
    result = run("verify", "history.jsonl", "--key", "ledger.pub")
    assert isinstance(result.exception, LedgerError)
    assert (result.exception.place, result.exception.cause) == ("ledger.pub", "it is not text")


def test_keygen_writes_the_secret_half_for_its_owner_only(folder: Path) -> None:
    result = run("keygen", "haizhou.example/ledger", "-o", "ledger.key")
    key = read_signer(Path("ledger.key").read_text("utf-8"))
    assert (result.output, stat.S_IMODE(Path("ledger.key").stat().st_mode)) == (f"{key.verifier}\n", 0o600)


def test_keygen_never_overwrites(folder: Path) -> None:
    assert isinstance(run("keygen", "haizhou.example/ledger", "-o", "head.txt").exception, FileExistsError)
    assert Path("head.txt").read_text("utf-8") == HEADS[2]

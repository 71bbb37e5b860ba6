"""`dutybook bundle`: what it prints of a sound and of a changed bundle."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger import bundles
from tests.ledger.attacks import FOREIGN, KEY

from dutybook.cli.bundle import bundle
from dutybook.errors import LedgerError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("evidence.zip").write_bytes(bundles.bundle())
    Path("ledger.pub").write_text(f"{KEY.verifier}\n", "utf-8")
    Path("head.txt").write_text(bundles.head(1), "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(bundle, arguments)


def test_verify_tells_a_sound_bundle(folder: Path) -> None:
    result = run("verify", "evidence.zip", "--key", "ledger.pub", "--head", "head.txt")
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "ledger    haizhou.example/ledger",
            "head      3 events, 2026-03-01 00:03 UTC",
            "evidence  1 pieces, 1 files",
            "tasks     1",
            "proofs    2 events proved under the head",
            "your head head.txt: the bundle's head grew from it",
        ],
    )


def test_verify_without_key_says_what_that_proves(folder: Path) -> None:
    told = run("verify", "evidence.zip").output.splitlines()[-1]
    assert told == "The keys are those in the file: without --key this proves nothing about who signed it."


def test_verify_tells_each_fault(folder: Path) -> None:
    content = Path("evidence.zip").read_bytes()
    Path("evidence.zip").write_bytes(
        content.replace(b"12 extinguishers", b"99 extinguishers").replace(b"task/", b"tusk/")
    )
    result = run("verify", "evidence.zip")
    assert isinstance(result.exception, LedgerError)
    assert result.exit_code == 1
    places = {bundles.PATH, "tasks.jsonl"}
    assert result.exception.place.removeprefix("evidence.zip ") in places
    assert "Error: evidence.zip" in result.output


def test_verify_with_a_foreign_key_trusts_nothing(folder: Path) -> None:
    result = run("verify", "evidence.zip", "--key", str(FOREIGN.verifier))
    assert isinstance(result.exception, LedgerError)


@pytest.mark.parametrize("content", [b"", b"no zip", bundles.bundle()[:-40]])
def test_verify_of_what_is_no_bundle_says_so(folder: Path, content: bytes) -> None:
    Path("evidence.zip").write_bytes(content)
    result = run("verify", "evidence.zip")
    assert isinstance(result.exception, LedgerError)
    assert result.exception.place == "evidence.zip"

"""What docs/ledger.md shows is so: its program finds the roots, its messages are those of the command."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from tests.ledger import attacks

from dutybook.cli.ledger import ledger
from dutybook.ledger.canonical import canonical
from dutybook.ledger.export import Leaf
from dutybook.ledger.merkle import leaf_hash

PLACE = "head-2026-03-01.txt"
EVENTS = [attacks.event(number, Random(number)) for number in range(12)]
HEADS = {size: attacks.head(EVENTS[:size]) for size in (4, 8, 10)}


def blocks(repository: Path, language: str) -> list[str]:
    text = (repository / "docs" / "ledger.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(("spoilt", "block"), [(False, 0), (True, 1)])
def test_output_of_the_document_is_that_of_the_command(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: bool, block: int
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = attacks.exported(attacks.History(EVENTS, HEADS))
    if spoilt:
        lines[7] = attacks.event(99, Random(1)) + b"\n"
    Path("history.jsonl").write_bytes(b"".join(lines))
    Path("ledger.pub").write_text(str(attacks.KEY.verifier), "utf-8")
    Path(PLACE).write_text(HEADS[8], "utf-8")
    result = CliRunner().invoke(ledger, ["verify", "history.jsonl", "--key", "ledger.pub", "--head", PLACE])
    given = [*result.output.splitlines(), f"Error: {result.exception}"]
    shown = [line for line in blocks(repository, "text")[block].splitlines() if not line.startswith("$ ")]
    assert [line for line in given if line in shown] == shown


def test_program_of_the_document_finds_the_roots(repository: Path, tmp_path: Path) -> None:
    events = [Leaf(leaf_hash(text), withheld=True) if n == 3 else text for n, text in enumerate(EVENTS)]
    lines = attacks.exported(attacks.History(events, HEADS))  # type: ignore[arg-type]
    lines.append(canonical({"checkpoint": HEADS[8]}) + b"\n")
    (tmp_path / "history.jsonl").write_bytes(b"".join(lines))
    program = blocks(repository, "python")[0]
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, str(tmp_path / "history.jsonl")],
        capture_output=True,
        text=True,
        check=True,
    )
    roots = {size: note.split("\n")[2] for size, note in HEADS.items()}
    told = [f"{size} {root} True" for size, root in roots.items()]
    all_of_them = attacks.head(EVENTS).split("\n")[2]
    assert run.stdout.splitlines() == [*told, f"8 {all_of_them} False"]

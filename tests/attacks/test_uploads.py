"""Hostile files against the one way in: each is refused with its reason, or stored inert, within 2 s and 200 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.attacks.documents import DOCUMENTS
from tests.attacks.others import OTHERS

from dutybook_web.files.refusals import REFUSALS
from dutybook_web.files.store import Store

HOSTILE = DOCUMENTS | OTHERS
SECONDS = 2.0
MEGABYTES = 200
INERT = {
    "JPEG with HTML in a comment": "a.jpg",
    "JPEG with a web page behind": "a.jpg",
    "PNG with HTML in a text chunk": "a.png",
    "PNG with a program behind": "a.png",
    "JPEG of 24 MB": "a.jpg",
    "PNG of 24 MB": "a.png",
    "PDF of 45 MB of half a name": "a.pdf",
    "PDF with a password": "a.pdf",
    "PDF with a name that runs from right to left": "gnp.plan.pdf",
    "name with a path": "plan.pdf",
    "name with a line break": "planSet-Cookie_ a=b.pdf",
    "name of 5,000 letters": "字" * 146 + ".pdf",
    "name of a device": "_con.pdf",
    "CSV with a formula": "a.csv",
    "10 MB of one letter": "a.txt",
}
"""What is taken, and the name that it gets; `tests/web/files` proves that it leaves as an attachment without rights."""

Outcome = Mapping[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def outcomes(folder: Path, repository: Path) -> dict[str, Outcome]:
    """All files through one worker: one start of the interpreter, and no file may cost the next one its memory."""
    lines = []
    for number, (name, make, _) in enumerate(HOSTILE.values()):
        (folder / str(number)).write_bytes(make())
        lines.append(json.dumps([str(number), name]) + "\n")
    command = [sys.executable, "-m", "tests.attacks.worker", str(folder), str(folder / "store")]
    done = subprocess.run(command, input="".join(lines), capture_output=True, text=True, cwd=repository, check=False)
    assert done.stderr == ""
    return dict(zip(HOSTILE, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_file_is_refused_or_stored_under_a_plain_name(attack: str, outcomes: dict[str, Outcome]) -> None:
    assert (outcomes[attack]["code"], outcomes[attack]["name"]) == (HOSTILE[attack][2], INERT.get(attack, ""))


def test_every_hostile_file_costs_less_than_two_seconds_and_200_mb(outcomes: dict[str, Outcome]) -> None:
    dear = {
        attack: outcome
        for attack, outcome in outcomes.items()
        if outcome["cpu"] >= SECONDS or outcome["peak_mb"] >= MEGABYTES
    }
    assert dear == {}


def test_only_what_was_taken_is_in_the_store(folder: Path, outcomes: dict[str, Outcome]) -> None:
    taken = {outcome["sha256"] for outcome in outcomes.values() if outcome["sha256"]}
    found = {path.name for path in (folder / "store").rglob("*") if path.is_file()}
    assert found == taken


@pytest.mark.parametrize("attack", [attack for attack in INERT if attack[:4] in ("JPEG", "PNG ")])
def test_stored_picture_holds_nothing_but_the_picture(attack: str, folder: Path, outcomes: dict[str, Outcome]) -> None:
    with Store(folder / "store").open(outcomes[attack]["sha256"]) as file:
        data = file.read()
    assert (b"<script" in data, b"MZ" in data) == (False, False)


def test_every_reason_to_refuse_is_met_by_an_attack() -> None:
    assert {code for _, _, code in HOSTILE.values() if code} == set(REFUSALS) - {"unknown-kind"}

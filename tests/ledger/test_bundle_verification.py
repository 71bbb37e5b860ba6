"""Verifying a bundle: what is not as it was written is told with its place; what is no bundle is refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.ledger import bundles
from tests.ledger.attacks import KEY, START

from dutybook.errors import LedgerError
from dutybook.ledger.bundle_verification import verify
from dutybook.ledger.checkpoint import Checkpoint, sign
from dutybook.ledger.merkle import EMPTY_ROOT
from dutybook.ledger.note import SignerKey


def causes(content: bytes, held: dict[str, str] | None = None, keys: tuple[SignerKey, ...] = (KEY,)) -> list[str]:
    report = verify(io.BytesIO(content), "it.zip", [key.verifier for key in keys], held)
    return [f"{fault.place.removeprefix('it.zip').strip()}: {fault.cause}" for fault in report.faults]


def with_manifest(change: Callable[[bytes], bytes], compression: int = 0) -> bytes:
    file = io.BytesIO()
    with ZipFile(io.BytesIO(bundles.bundle())) as old, ZipFile(file, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            is_manifest = entry.filename == "manifest.json"
            new.writestr(entry, change(content) if is_manifest else content, compression if is_manifest else 0)
    return file.getvalue()


def test_sound_bundle_has_no_fault_and_is_the_same_each_time() -> None:
    assert causes(bundles.bundle(), {"mine": bundles.head(1), "newest": bundles.head(3)}) == []
    assert bundles.bundle() == bundles.bundle()


@pytest.mark.parametrize(
    ("piece", "cause"),
    [
        ({"key": "other"}, "event 1 is about something else"),
        ({"proofs": []}, "nothing proves when it came in"),
        ({"proofs": [bundles.proof(2)], "key": "check"}, "event 2 is about something else"),
        ({"kind": "photo"}, "it is not what the record says came in"),
        ({"file": None, "record": {"n": 1}}, "it is not what the record says came in"),
        ({"withdrawn_at": "2026-03-01"}, "the record says otherwise whether it was withdrawn"),
        ({"proofs": 7}, "it is not such a line as Dutybook writes"),
        ({"proofs": [{}]}, "it is not such a line as Dutybook writes"),
    ],
)
def test_piece_that_is_not_what_came_in_is_told(piece: dict[str, object], cause: str) -> None:
    assert causes(bundles.bundle(piece)) == [f"evidence.jsonl line 1: {cause}"]


def test_bundle_with_a_head_of_another_ledger_is_told() -> None:
    assert causes(bundles.bundle(origin="other.example/ledger")) == ["manifest.json: its head is of another ledger"]


def test_head_of_another_ledger_is_told() -> None:
    foreign = SignerKey("other.example/ledger", bytes(32))
    note = sign(Checkpoint(foreign.name, 0, EMPTY_ROOT, START), foreign)
    assert causes(bundles.bundle(), {"mine": note}, (KEY, foreign)) == ["mine: it is a head of another ledger"]


def test_line_that_is_too_long_is_told() -> None:
    content = bundles.bundle({"title": "x" * 60_000})
    assert causes(content) == []
    long = with_line(content, b'{"key":"' + b"x" * 70_000 + b'"}\n')
    assert any(cause.startswith("tasks.jsonl line 2: it is longer than") for cause in causes(long))


def with_line(content: bytes, line: bytes) -> bytes:
    file = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(file, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry) + (line if entry.filename == "tasks.jsonl" else b""))
    return resized(file.getvalue())


def resized(content: bytes) -> bytes:
    """The bundle with a manifest that tells the sizes as they are."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(file, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        for member in manifest["members"]:
            member["size"] = old.getinfo(member["path"]).file_size
        for entry in old.infolist():
            is_manifest = entry.filename == "manifest.json"
            new.writestr(entry, json.dumps(manifest) if is_manifest else old.read(entry))
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        with_manifest(lambda _content: b"{}"),
        with_manifest(lambda _content: b"no JSON"),
        with_manifest(lambda _content: b"[" * 100_000),
        with_manifest(lambda content: content.replace(b"dutybook-bundle/1", b"dutybook-bundle/2")),
        with_manifest(lambda content: content, ZIP_DEFLATED),
    ],
    ids=["empty", "no JSON", "deep", "another form", "packed"],
)
def test_file_without_a_manifest_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(LedgerError) as refused:
        causes(content)
    assert refused.value.cause == "it is not a bundle of evidence"


def test_members_that_cannot_be_read_are_told() -> None:
    content = bundles.bundle().replace(b'"key":"check"', b'"key":"chick"')
    assert "tasks.jsonl: it cannot be read" in causes(content)


@pytest.mark.parametrize("path", ["evidence.jsonl", "tasks.jsonl", "duties.jsonl", "heads.jsonl"])
def test_list_that_is_missing_is_told(path: str) -> None:
    file = io.BytesIO()
    with ZipFile(io.BytesIO(bundles.bundle())) as old, ZipFile(file, "w") as new:
        for entry in old.infolist():
            if entry.filename != path:
                new.writestr(entry, old.read(entry))
    assert causes(file.getvalue()) == [
        "manifest.json: the file holds other members than it names",
        f"{path}: it is missing",
    ]

"""Bundles: whole, the same bytes for the same scope and head, proved offline; whatever is changed in one is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.conftest import World

from dutybook.ledger.bundle_verification import BundleReport, verify
from dutybook.ledger.checkpoint import Checkpoint, sign
from dutybook_web.access import visible
from dutybook_web.actions.evidence import About, add_record, withdraw_evidence
from dutybook_web.actions.ledger import make_bundle, sign_head, signing_key
from dutybook_web.models import Evidence, Head, Task
from dutybook_web.queries.bundle import Scope, acts_of, bundled
from dutybook_web.queries.ledger import public_keys


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER, settings.LEDGER_KEY_FILE = tmp_path / "files", tmp_path / "ledger.key"


@pytest.fixture
def filled(world: World) -> World:
    """Two files, one of them withdrawn, and a record; the task that they show done has no event of its own."""
    world.evidence()
    withdraw_evidence(world.actor("manager"), world.evidence(b"wrong\n", "slip.txt"), "of another station")
    values = {"on": "2026-03-01", "participants": 24, "hours": "1.5", "material": "law"}
    about = About(world.east, None, "training_record", "Spring", date(2026, 3, 1), date(2026, 3, 31))
    add_record(world.actor("manager"), about, values)
    return world


def made(world: World, scope: Scope | None = None, head: Head | None = None) -> bytes:
    actor = world.actor("manager")
    scope = scope or Scope()
    head = head or make_bundle(actor, world.east, scope.told())
    evidence, tasks = visible(actor, Evidence, "evidence.read"), visible(actor, Task, "tasks.read")
    with bundled(evidence, tasks, scope, head) as file:
        return file.read()


def judged(content: bytes, held: dict[str, str] | None = None) -> BundleReport:
    return verify(BytesIO(content), "evidence.zip", public_keys(), held)


def members(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def lines(content: bytes, path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in members(content)[path].splitlines()]


def changed(content: bytes, path: str, old: bytes, new: bytes, *, hashes: bool = False) -> bytes:
    """The bundle with a text replaced in one member; with `hashes`, the manifest is made to agree."""
    found = members(content)
    assert old in found[path]
    found[path] = found[path].replace(old, new)
    if hashes:
        manifest = json.loads(found["manifest.json"])
        for member in manifest["members"]:
            member["sha256"] = hashlib.sha256(found[member["path"]]).hexdigest()
            member["size"] = len(found[member["path"]])
        found["manifest.json"] = json.dumps(manifest).encode()
    return packed(found)


def packed(found: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as out:
        for name, data in found.items():
            out.writestr(name, data)
    return file.getvalue()


def test_bundle_is_sound_and_whole(filled: World) -> None:
    report = judged(made(filled))
    assert (report.faults, report.pieces, report.files, report.tasks, report.proofs) == ((), 3, 2, 1, 4)
    assert report.head.size == 5


def test_bundle_holds_the_files_the_duties_and_a_page_to_read(filled: World) -> None:
    content = made(filled)
    found = members(content)
    files = [name for name in found if name.startswith("files/")]
    assert sorted(found[name] for name in files) == [b"Checked: 12 extinguishers.\n", b"wrong\n"]
    assert [duty["duty"] for duty in lines(content, "duties.jsonl")] == ["model-act/1-report"]
    assert all(name.encode() in found["index.html"] for name in files)
    assert "of another station" in found["index.html"].decode()


def test_bundle_of_the_same_scope_under_the_same_head_is_the_same(filled: World) -> None:
    head = sign_head()
    first = made(filled, head=head)
    filled.evidence(b"later\n", "later.txt")
    assert made(filled, head=head) == first


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        ({}, ["check.txt", "slip.txt", "Spring"]),
        ({"act": "model-act"}, ["check.txt", "slip.txt"]),
        ({"act": "other-act"}, []),
        ({"since": date(2026, 3, 31), "until": date(2026, 4, 1)}, ["Spring"]),
        ({"until": date(2026, 2, 28)}, []),
    ],
)
def test_bundle_takes_in_what_its_scope_says(filled: World, scope: dict[str, Any], titles: list[str]) -> None:
    assert [piece["title"] for piece in lines(made(filled, Scope(**scope)), "evidence.jsonl")] == titles


def test_bundle_of_premises_leaves_out_what_belongs_to_none(filled: World) -> None:
    content = made(filled, Scope(premises=filled.station))
    assert [piece["title"] for piece in lines(content, "evidence.jsonl")] == ["check.txt", "slip.txt"]


def test_bundle_head_grew_from_whichever_the_reader_kept(filled: World) -> None:
    kept = []
    for number in range(5):
        filled.evidence(b"number %d\n" % number, f"{number}.txt")
        head = sign_head()
        assert head is not None
        kept.append(head.note)
    held = {f"head {number}": note for number, note in enumerate(kept)}
    report = judged(made(filled), held)
    assert (report.faults, report.held) == ((), tuple(held))


@pytest.mark.parametrize("size", [3, 5])
def test_bundle_of_another_history_is_found_by_whoever_holds_a_head(filled: World, size: int) -> None:
    sign_head()
    content = made(filled)
    mine = sign(Checkpoint("dutybook.local/ledger", size, b"\x01" * 32, timezone.now()), signing_key())
    assert [fault.cause for fault in judged(content, {"mine": mine}).faults] == [
        f"its head did not grow from your head of {size} events"
    ]


def test_bundle_older_than_a_head_that_the_reader_holds_is_told(filled: World) -> None:
    content = made(filled)
    filled.evidence(b"later\n", "later.txt")
    head = sign_head()
    assert head is not None
    causes = [fault.cause for fault in judged(content, {"mine": head.note}).faults]
    assert causes == ["your head covers 6 events, the bundle's only 5"]


@pytest.mark.parametrize(
    ("path", "old", "new", "cause"),
    [
        ("evidence.jsonl", b'"kind":"training_record"', b'"kind":"drill_record"', "it is not what the record says"),
        ("evidence.jsonl", b'"participants":24', b'"participants":42', "it is not what the record says"),
        (
            "evidence.jsonl",
            b'"period_end":"2026-03-31"',
            b'"period_end":"2026-04-30"',
            "it is not what the record says",
        ),
        ("evidence.jsonl", b'"number":0', b'"number":1', "event 1 is not in the audit record"),
        ("evidence.jsonl", b"training_record\\", b"drill_record\\", "event 3 is not in the audit record"),
    ],
)
def test_changed_evidence_is_found_though_all_hashes_agree(
    filled: World, path: str, old: bytes, new: bytes, cause: str
) -> None:
    faults = judged(changed(made(filled), path, old, new, hashes=True)).faults
    assert [fault.cause.startswith(cause) for fault in faults] == [True]


def test_changed_file_is_found_though_the_manifest_agrees(filled: World) -> None:
    content = made(filled)
    name = next(name for name, data in members(content).items() if data == b"wrong\n")
    assert [fault.place for fault in judged(changed(content, name, b"wrong", b"right")).faults] == [
        f"evidence.zip {name}"
    ]
    faults = judged(changed(content, name, b"wrong", b"right", hashes=True)).faults
    assert [fault.cause for fault in faults] == ["its file is not the one that it names"]


def test_withdrawal_cannot_be_hidden(filled: World) -> None:
    content = made(filled)
    piece = lines(content, "evidence.jsonl")[1]
    hidden = changed(
        content,
        "evidence.jsonl",
        f'"withdrawn_at":"{piece["withdrawn_at"]}"'.encode(),
        b'"withdrawn_at":null',
        hashes=True,
    )
    assert [fault.cause for fault in judged(hidden).faults] == ["the record says otherwise whether it was withdrawn"]


def broken(content: bytes) -> Iterator[tuple[str, bytes]]:
    found = members(content)
    yield "missing member", packed({name: data for name, data in found.items() if name != "tasks.jsonl"})
    yield "foreign member", packed({**found, "files/foreign.txt": b"foreign"})
    manifest = json.loads(found["manifest.json"])
    manifest["members"] = [one for one in manifest["members"] if one["path"] != "heads.jsonl"]
    yield (
        "a list left out",
        packed(
            {name: data for name, data in found.items() if name != "heads.jsonl"}
            | {"manifest.json": json.dumps(manifest).encode()}
        ),
    )
    manifest["members"].append({"path": "x"})
    yield "an entry that is none", packed({**found, "manifest.json": json.dumps(manifest).encode()})
    file = BytesIO()
    with ZipFile(file, "w") as out:
        for name, data in found.items():
            out.writestr(name, data, compress_type=ZIP_DEFLATED if name == "evidence.jsonl" else None)
    yield "packed member", file.getvalue()
    yield "line that is no JSON", changed(content, "tasks.jsonl", b'{"', b"{", hashes=True)
    yield "line without its fields", changed(content, "tasks.jsonl", b'"proofs"', b'"proufs"', hashes=True)


def test_broken_bundles_are_found(filled: World) -> None:
    assert {name: bool(judged(content).faults) for name, content in broken(made(filled))} == {
        name: True for name, _content in broken(made(filled))
    }


def test_bundle_has_a_constant_number_of_queries(world: World) -> None:
    counts = []
    for size in (1, 3, 30):
        while Evidence.objects.count() < size:
            world.evidence(b"%d\n" % Evidence.objects.count(), "a.txt")
        head = make_bundle(world.actor("manager"), world.east, {})
        actor = world.actor("manager")
        evidence, tasks = visible(actor, Evidence, "evidence.read"), visible(actor, Task, "tasks.read")
        Head.objects.exclude(pk=head.pk).delete()
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            bundled(evidence, tasks, Scope(), head),
        ):
            pass
        counts.append(len([query for query in queries.captured_queries if "dutybook_web_node" not in query["sql"]]))
    assert len(set(counts)) == 1, counts


def test_acts_of_tells_each_act_once(world: World) -> None:
    assert acts_of(Task.objects.all(), chinese=True) == [("model-act", "示范办法")]

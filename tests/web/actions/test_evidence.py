"""Evidence: kept as it came in, all or none, recorded, withdrawn with a reason and never changed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from PIL import Image
from tests.web.conftest import World

from dutybook_web.actions.evidence import About, add_files, add_record, attach_evidence, withdraw_evidence
from dutybook_web.models import Blob, Event, Evidence, Task
from dutybook_web.models.evidence import record_digest
from dutybook_web.queries.evidence import opened, store
from dutybook_web.queries.ledger import payload_of
from dutybook_web.refusals import Conflict, Refused


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def upload(content: bytes, name: str) -> File:
    return File(BytesIO(content), name)


def contents(evidence: Evidence) -> bytes:
    with opened(evidence) as file:
        return file.read()


def about(world: World, **fields: Any) -> About:
    return About(world.east, world.station, "report", **fields)


def test_add_files_keeps_contents_and_tells_of_each(world: World) -> None:
    about_them = about(world, tasks=[world.task], period_start=date(2026, 1, 1), expires_on=date(2027, 1, 1))
    found = add_files(world.actor("manager"), about_them, [upload(b"one\n", "a.txt"), upload(b"two\n", "b.csv")])
    assert [(one.title, one.kind, contents(one), list(one.tasks.all())) for one in found] == [
        ("a.txt", "report", b"one\n", [world.task]),
        ("b.csv", "report", b"two\n", [world.task]),
    ]
    events = Event.objects.order_by("number")
    assert [(event.action, event.object) for event in events] == [
        ("evidence.add", f"evidence/{one.key}") for one in found
    ]
    assert payload_of(events[0]) == {
        "kind": "report",
        "digest": found[0].blob_id,
        "premises": world.station.key,
        "tasks": [world.task.key],
        "period_start": "2026-01-01",
        "period_end": None,
        "expires_on": "2027-01-01",
    }


def test_add_files_with_the_same_contents_keeps_them_once(world: World) -> None:
    found = add_files(world.actor("manager"), about(world), [upload(b"same\n", "a.txt"), upload(b"same\n", "b.txt")])
    assert (found[0].blob_id == found[1].blob_id, Blob.objects.count(), Evidence.objects.count()) == (True, 1, 2)


def test_add_files_adds_none_where_one_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        add_files(world.actor("manager"), about(world), [upload(b"fine\n", "a.txt"), upload(b"MZ\x90", "b.exe")])
    assert (refused.value.code, refused.value.field) == ("file_executable", "uploads")
    assert (Evidence.objects.count(), Blob.objects.count(), Event.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("kept", [False, True])
def test_add_files_cuts_off_what_a_photograph_tells_unless_the_organisation_keeps_it(world: World, kept: bool) -> None:
    world.east.keeps_photo_metadata = kept
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG", comment=b"GPS 34.75,113.66")
    found = add_files(world.actor("manager"), about(world), [upload(picture.getvalue(), "gate.jpg")])[0]
    assert (b"GPS" in contents(found)) == kept


def test_add_record_keeps_its_values_and_their_digest(world: World) -> None:
    values = {"on": "2026-03-01", "participants": 24, "hours": "1.5", "material": "law"}
    evidence = add_record(world.actor("manager"), About(world.east, None, "training_record", "Spring"), values)
    evidence.refresh_from_db()
    assert (evidence.record, evidence.blob, evidence.title) == (values, None, "Spring")
    assert payload_of(Event.objects.get())["digest"] == record_digest(values) == evidence.digest


def test_attach_evidence_adds_only_the_new_tasks(world: World) -> None:
    evidence = world.evidence()
    other = Task.objects.create(
        organisation=world.east,
        premises=world.station,
        version=world.version,
        duty="model-act/2",
        occurrence="2026",
        opens=date(2026, 1, 1),
        due=date(2026, 12, 31),
        rule="yearly",
    )
    attach_evidence(world.actor("manager"), evidence, [world.task, other])
    attach_evidence(world.actor("manager"), evidence, [world.task, other])
    assert set(evidence.tasks.all()) == {world.task, other}
    event = Event.objects.get(action="evidence.attach")
    assert payload_of(event) == {"tasks": [other.key]}


def test_withdraw_evidence_keeps_it_with_the_reason(world: World) -> None:
    evidence = world.evidence()
    withdraw_evidence(world.actor("manager"), evidence, "of another station")
    kept = Evidence.objects.get()
    assert (kept.withdrawn_because, kept.withdrawn_at is None, contents(kept)) == (
        "of another station",
        False,
        b"Checked: 12 extinguishers.\n",
    )
    assert Event.objects.filter(action="evidence.withdraw").count() == 1


def test_withdraw_evidence_twice_is_a_conflict(world: World) -> None:
    evidence = world.evidence()
    withdraw_evidence(world.actor("manager"), evidence, "a slip")
    with pytest.raises(Conflict) as conflict:
        withdraw_evidence(world.actor("manager"), Evidence.objects.get(), "another reason")
    assert (conflict.value.code, Evidence.objects.get().withdrawn_because) == ("evidence_withdrawn", "a slip")


def test_attach_evidence_that_was_withdrawn_is_refused(world: World) -> None:
    evidence = withdraw_evidence(world.actor("manager"), world.evidence(), "a slip")
    with pytest.raises(Refused) as refused:
        attach_evidence(world.actor("manager"), evidence, [world.task])
    assert refused.value.code == "evidence_withdrawn"


def test_evidence_counts_until_its_last_day(world: World) -> None:
    evidence = Evidence(expires_on=date(2026, 6, 30))
    assert [evidence.counts_on(date(2026, 6, day)) for day in (29, 30)] == [True, True]
    assert not evidence.counts_on(date(2026, 7, 1))


def test_store_is_that_of_the_settings(settings: Any) -> None:
    assert store().folder == settings.FILES_FOLDER

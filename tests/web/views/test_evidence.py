"""Pages of evidence: several files at once, the camera, records, filters, downloads, withdrawal, the bundle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.conftest import World

from dutybook.ledger.bundle_verification import verify
from dutybook_web.actions.evidence import withdraw_evidence
from dutybook_web.actions.ledger import sign_head
from dutybook_web.models import Evidence, Head
from dutybook_web.queries.ledger import public_keys


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER, settings.LEDGER_KEY_FILE = tmp_path / "files", tmp_path / "ledger.key"


def uploads(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, f"content of {name}\n".encode()) for name in names]


def test_add_from_a_task_ties_several_files_to_it(world: World) -> None:
    data = {"uploads": uploads("a.txt", "b.txt"), "kind": "report", "tasks": [world.task.key]}
    response = world.client().post(f"/evidence/add/?task={world.task.key}", data)
    found = Evidence.objects.order_by("pk")
    assert response.headers["Location"] == f"/evidence/{found[0].key}/"
    assert [(one.title, one.premises, list(one.tasks.all())) for one in found] == [
        ("a.txt", world.station, [world.task]),
        ("b.txt", world.station, [world.task]),
    ]


def test_add_offers_the_task_the_camera_and_says_to_photograph_things(world: World) -> None:
    page = world.client().get(f"/evidence/add/?task={world.task.key}").content.decode()
    assert 'capture="environment"' in page
    assert "Photograph things, not people" in page
    assert f'value="{world.task.key}" id="id_tasks_0" checked' in page


def test_add_without_premises_asks_whose_it_is(world: World) -> None:
    data = {"photos": uploads("a.txt"), "kind": "policy", "organisation": world.east.key}
    assert world.client().post("/evidence/add/", data).status_code == 302
    assert [(one.organisation, one.premises) for one in Evidence.objects.all()] == [(world.east, None)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (dict, "Choose a file, or take a photograph."),
        (lambda: {"uploads": uploads("a.exe")}, "a.exe"),
        (lambda: {"uploads": uploads(*(f"{number}.txt" for number in range(21)))}, "At most 20 files at once."),
        (
            lambda: {"uploads": uploads("a.txt"), "period_start": "2026-02-01", "period_end": "2026-01-01"},
            "It ends before it begins.",
        ),
    ],
)
def test_add_says_what_is_wrong_and_adds_nothing(world: World, data: Callable[[], Any], said: str) -> None:
    response = world.client().post(f"/evidence/add/?premises={world.station.key}", {"kind": "report", **data()})
    assert (response.status_code, said in response.content.decode(), Evidence.objects.count()) == (200, True, 0)


@pytest.mark.parametrize("way", ["task", "premises"])
@pytest.mark.parametrize("address", ["add", "record"])
def test_add_to_what_one_may_not_see_finds_nothing(world: World, way: str, address: str) -> None:
    key = world.task.key if way == "task" else world.station.key
    assert world.client("manager", world.west).get(f"/evidence/{address}/?{way}={key}").status_code == 404


def test_record_keeps_the_fields_of_its_kind(world: World) -> None:
    data = {
        "record_on": "2026-03-01",
        "record_participants": "24",
        "record_hours": "1.50",
        "record_material": "law",
        "tasks": [world.task.key],
    }
    address = f"/evidence/record/?kind=training_record&task={world.task.key}"
    assert world.client().post(address, data).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.title, evidence.record) == (
        "training_record",
        "Record of a training",
        {"on": "2026-03-01", "participants": 24, "hours": "1.5", "material": "law"},
    )
    assert "Laws and measures" in world.client().get(f"/evidence/{evidence.key}/").content.decode()


def test_record_that_is_not_whole_says_so(world: World) -> None:
    address = f"/evidence/record/?kind=log_extract&premises={world.station.key}"
    response = world.client().post(address, {"record_reading": "-1", "record_within_limits": "maybe"})
    assert (response.status_code, Evidence.objects.count()) == (200, 0)


def test_page_shows_hash_tasks_events_and_the_proof(world: World) -> None:
    evidence = world.evidence()
    sign_head()
    page = world.client("viewer").get(f"/evidence/{evidence.key}/").content.decode()
    shown = (evidence.digest, "Report every six months.", "Came in", "under the signed head of 1 events")
    assert [text in page for text in shown] == [True] * 4


def test_page_offers_only_what_one_may_do(world: World) -> None:
    evidence = world.evidence()
    offered = {role: world.client(role).get(f"/evidence/{evidence.key}/").content for role in ("viewer", "manager")}
    assert {role: b"/withdraw/" in page for role, page in offered.items()} == {"viewer": False, "manager": True}


def test_file_is_an_attachment_of_the_bytes_that_came_in(world: World) -> None:
    response = world.client("viewer").get(f"/evidence/{world.evidence().key}/file/")
    assert (b"".join(response.streaming_content), response.headers["Content-Disposition"]) == (
        b"Checked: 12 extinguishers.\n",
        'attachment; filename="check.txt"',
    )


def test_file_that_the_store_has_lost_is_not_found(world: World, settings: Any) -> None:
    evidence = world.evidence()
    next(path for path in Path(settings.FILES_FOLDER).rglob("*") if path.is_file()).unlink()
    assert world.client().get(f"/evidence/{evidence.key}/file/").status_code == 404


def test_file_of_a_record_is_not_found(world: World) -> None:
    evidence = Evidence.objects.create(
        organisation=world.east, kind="budget", title="2026", record={"year": 2026}, received_at=timezone.now()
    )
    assert world.client().get(f"/evidence/{evidence.key}/file/").status_code == 404


def test_attach_and_withdraw_by_their_pages(world: World) -> None:
    client, evidence = world.client(), world.evidence()
    evidence.tasks.clear()
    assert client.post(f"/evidence/{evidence.key}/attach/", {"tasks": [world.task.key]}).status_code == 302
    assert list(evidence.tasks.all()) == [world.task]
    assert client.post(f"/evidence/{evidence.key}/withdraw/", {"because": "a slip"}).status_code == 302
    again = client.post(f"/evidence/{evidence.key}/withdraw/", {"because": "once more"})
    assert "This piece was withdrawn already." in again.content.decode()
    late = client.post(f"/evidence/{evidence.key}/attach/", {"tasks": [world.task.key]})
    assert "shows nothing any more" in late.content.decode()
    assert Evidence.objects.get().withdrawn_because == "a slip"


def test_list_is_filtered(world: World) -> None:
    today = timezone.localdate()
    names = {"old": -2, "soon": 10, "long": 400, "ever": None}
    for name, days in names.items():
        evidence = world.evidence(name.encode(), f"{name}.txt")
        evidence.expires_on = None if days is None else today + timedelta(days=days)
        evidence.save()
    withdraw_evidence(world.actor("manager"), world.evidence(b"gone", "gone.txt"), "a slip")
    client = world.client()

    def titles(query: str) -> list[str]:
        return [one.title[:-4] for one in client.get(f"/evidence/?{query}").context["page"]]

    assert titles("") == ["gone", "ever", "long", "soon", "old"]
    assert titles("state=current") == ["ever", "long", "soon"]
    assert (titles("state=expiring"), titles("state=expired"), titles("state=withdrawn")) == (
        ["soon"],
        ["old"],
        ["gone"],
    )
    assert (titles("text=LON"), titles("kind=photo"), titles("kind=no")) == (["long"], [], titles(""))
    assert (titles("duty=other"), titles(f"duty={world.version.duty}")) == ([], titles(""))
    assert (titles("premises=other"), titles(f"premises={world.station.key}")) == ([], titles(""))


@pytest.mark.parametrize("address", ["/evidence/", "/api/evidence"])
def test_list_has_a_constant_number_of_queries(world: World, address: str) -> None:
    client, counts = world.client(), []
    for size in (1, 3, 30):
        while Evidence.objects.count() < size:
            world.evidence(b"%d" % Evidence.objects.count(), "a.txt")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_bundle_is_made_recorded_and_sound(world: World) -> None:
    world.evidence()
    client = world.client("viewer")
    response = client.post(f"/evidence/bundle/?premises={world.station.key}", {"act": "model-act"})
    report = verify(BytesIO(b"".join(response.streaming_content)), "evidence.zip", public_keys())
    assert (report.faults, report.pieces, report.head.size, report.about["act"]) == ((), 1, 2, "model-act")
    assert Head.objects.get().size == 2


def test_bundle_is_not_made_over_a_record_that_was_changed(world: World) -> None:
    for number in range(3):
        world.evidence(b"%d" % number)
    sign_head()
    trigger = "node_no_update" if connection.vendor == "sqlite" else "node_append_only ON dutybook_web_node"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER dutybook_web_{trigger}")
        cursor.execute("UPDATE dutybook_web_node SET hash = %s WHERE level = 1", [b"\x01" * 32])
    response = world.client().post("/evidence/bundle/", {})
    assert "Sign nothing; compare a backup." in response.content.decode()


@pytest.mark.parametrize("damaged", [False, True])
def test_check_page_reads_a_bundle(world: World, damaged: bool) -> None:
    world.evidence()
    client = world.client("auditor")
    response = client.post("/evidence/bundle/", {})
    content = b"".join(response.streaming_content)
    content = content.replace(b"extinguishers", b"Extinguishers") if damaged else content
    page = client.post(
        "/audit/check/", {"file": SimpleUploadedFile("evidence.zip", content), "head": Head.objects.get().note}
    )
    assert ("The bundle is sound: 1 pieces" in page.content.decode()) == (not damaged)
    assert ("Its head grew from yours." in page.content.decode()) == (not damaged)


def test_evidence_of_a_period_shows_it(world: World) -> None:
    evidence = world.evidence()
    Evidence.objects.update(period_start=date(2026, 1, 1), period_end=date(2026, 6, 30))
    assert "2026-01-01 – 2026-06-30" in world.client().get(f"/evidence/{evidence.key}/").content.decode()

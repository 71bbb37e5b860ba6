"""The API of evidence: what the pages do, by the same forms and actions."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.conftest import World

from dutybook.ledger.bundle_verification import verify
from dutybook_web.models import Evidence
from dutybook_web.queries.ledger import public_keys


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER, settings.LEDGER_KEY_FILE = tmp_path / "files", tmp_path / "ledger.key"


def upload(name: str = "a.txt", content: bytes = b"content\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def post(client: Client, address: str, data: dict[str, Any], **headers: str) -> Any:
    return client.post(f"/api/evidence{address}", data, content_type="application/json", headers=headers)


def test_add_and_read_and_download(world: World) -> None:
    client = world.client()
    data = {
        "uploads": [upload(), upload("b.txt")],
        "kind": "report",
        "premises": world.station.key,
        "tasks": world.task.key,
    }
    response = client.post("/api/evidence", data)
    assert (response.status_code, [one["file_name"] for one in response.json()]) == (201, ["a.txt", "b.txt"])
    key = response.json()[0]["key"]
    assert client.get(f"/api/evidence/{key}").json() == response.json()[0]
    file = client.get(f"/api/evidence/{key}/file")
    assert b"".join(file.streaming_content) == b"content\n"
    assert client.get("/api/evidence?kind=report").json()["count"] == 2
    assert list(Evidence.objects.get(key=key).tasks.all()) == [world.task]


def test_add_of_a_large_file_under_a_key_is_done_once(world: World) -> None:
    client, large = world.client(), b"0123456789abcde\n" * 200_000
    first, again = (
        client.post(
            "/api/evidence",
            {"uploads": upload("large.txt", large), "kind": "report", "premises": world.station.key},
            headers={"Idempotency-Key": "one"},
        )
        for _ in range(2)
    )
    other = client.post(
        "/api/evidence",
        {"uploads": upload("large.txt", b"other"), "kind": "report", "premises": world.station.key},
        headers={"Idempotency-Key": "one"},
    )
    assert (first.status_code, again.json(), other.status_code) == (201, first.json(), 422)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"kind": "report", "uploads": ("a.exe", b"MZ\x90")}, "file_executable", "uploads"),
        ({"kind": "diary", "uploads": ("a.txt", b"a")}, "invalid", "kind"),
    ],
)
def test_add_says_what_is_wrong(world: World, data: dict[str, Any], code: str, field: str) -> None:
    sent = {**data, "uploads": upload(*data["uploads"]), "premises": world.station.key}
    response = world.client().post("/api/evidence", sent)
    assert (response.status_code, response.json()["code"], response.json()["field"]) == (422, code, field)


def test_record_is_written_down(world: World) -> None:
    values = {"on": "2026-03-01", "reading": "7.5", "within_limits": True}
    data = {"kind": "log_extract", "organisation": world.east.key, "values": values}
    response = post(world.client(), "/records", data)
    assert (response.status_code, response.json()["record"], response.json()["premises"]) == (201, values, None)


def test_record_of_a_kind_that_is_only_a_file_is_refused(world: World) -> None:
    response = post(world.client(), "/records", {"kind": "photo", "values": {}})
    assert (response.status_code, response.json()["field"]) == (422, "kind")


def test_attach_and_withdraw(world: World) -> None:
    client, evidence = world.client(), world.evidence()
    evidence.tasks.clear()
    assert post(client, f"/{evidence.key}/attach", {"tasks": [world.task.key]}).status_code == 200
    assert list(evidence.tasks.all()) == [world.task]
    withdrawn = post(client, f"/{evidence.key}/withdraw", {"because": "a slip"})
    assert (withdrawn.status_code, withdrawn.json()["withdrawn_because"]) == (200, "a slip")
    assert post(client, f"/{evidence.key}/withdraw", {"because": "a slip"}).status_code == 409


def test_withdraw_is_not_for_everyone(world: World) -> None:
    key = world.evidence().key
    assert post(world.client("duty_officer"), f"/{key}/withdraw", {"because": "a slip"}).status_code == 403


def test_file_of_what_has_none_or_is_anothers_is_not_found(world: World) -> None:
    values = {"year": 2026, "planned": "5000"}
    data = {"kind": "budget", "premises": world.station.key, "values": values}
    key = post(world.client(), "/records", data).json()["key"]
    assert world.client().get(f"/api/evidence/{key}/file").status_code == 404
    assert world.client("manager", world.west).get(f"/api/evidence/{world.evidence().key}/file").status_code == 404


def test_bundle_is_sound(world: World) -> None:
    world.evidence()
    response = post(world.client("viewer"), "/bundle", {"premises": world.station.key})
    report = verify(BytesIO(b"".join(response.streaming_content)), "evidence.zip", public_keys())
    assert (report.faults, report.pieces) == ((), 1)

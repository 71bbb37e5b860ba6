"""The API of inspections, as the phone speaks it: everything can be sent twice, and is there once."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.attacks.others import png
from tests.web.conftest import World
from tests.web.inspecting import checklist_at, inspection_at

from dutybook_web.models import Evidence, Hazard, Inspection, Photo

CLIENT = "22222222-2222-4222-8222-222222222222"
PICTURE = "33333333-3333-4333-8333-333333333333"
TIMES = dict.fromkeys(("started_at", "finished_at", "sent_at"), "2026-03-02T12:00:00+08:00")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def post(client: Client, address: str, data: dict[str, Any]) -> Any:
    return client.post(f"/api/{address}", data, content_type="application/json")


def send_photo(client: Client, inspection: Inspection, content: bytes = b"", name: str = "a.png") -> Any:
    file = SimpleUploadedFile(name, content or png(3, 3))
    return client.post(f"/api/inspections/{inspection.key}/photos", {"client": PICTURE, "photo": file})


def found(inspection: Inspection, *results: str, **more: Any) -> dict[str, Any]:
    keys = inspection.checklist.items.values_list("key", "answer")
    answers = [
        {"item": key, "result": result, "number": "4.5" if answer == "number" else None}
        | ({"photos": [PICTURE]} if answer == "photo" and result != "none" else {})
        for (key, answer), result in zip(keys, results, strict=True)
    ]
    return {"client": CLIENT, "checklist": inspection.checklist.key, **TIMES, "answers": answers, **more}


def test_day_is_what_may_be_done_now_with_its_items(world: World) -> None:
    inspection = inspection_at(world.station)
    inspection_at(world.hotel, checklist_at(world.west))
    day = world.client("duty_officer").get("/api/inspections/day").json()
    assert [one["key"] for one in day["inspections"]] == [inspection.key]
    assert [(item["text"], item["answer"]) for item in day["inspections"][0]["items"]] == [
        ("Point 1", "yes_no"),
        ("Point 2", "number"),
        ("Point 3", "photo"),
    ]
    assert (day["account"], len(day["csrf"])) == (world.account("duty_officer", world.east).key, 64)


def test_whole_submission_sent_twice_is_there_once(world: World) -> None:
    client, inspection = world.client("duty_officer"), inspection_at(world.station)
    pictures = [send_photo(client, inspection) for _time in range(2)]
    data = found(inspection, "failed", "ok", "failed")
    answers = [post(client, f"inspections/{inspection.key}/submit", data) for _time in range(2)]
    assert [one.status_code for one in [*pictures, *answers]] == [201, 201, 200, 200]
    assert (pictures[0].json(), answers[0].json()) == (pictures[1].json(), answers[1].json())
    whole = client.get(f"/api/inspections/{inspection.key}").json()
    assert [(one["result"], one["number"], len(one["photos"])) for one in whole["answers"]] == [
        ("failed", None, 0),
        ("ok", "4.50", 0),
        ("failed", None, 1),
    ]
    assert (Inspection.objects.count(), Photo.objects.count(), Evidence.objects.count()) == (1, 1, 1)
    assert [one["hazard"] for one in whole["answers"]] == [
        Hazard.objects.order_by("pk")[0].key,
        None,
        Hazard.objects.order_by("pk")[1].key,
    ]


def test_conflict_is_told_by_its_code_and_settled_by_choosing(world: World) -> None:
    inspection = inspection_at(world.station)
    post(world.client(), f"inspections/{inspection.key}/submit", found(inspection, "ok", "ok", "none"))
    mine = found(inspection, "failed", "ok", "none", client=PICTURE)
    client = world.client("duty_officer")
    refused = post(client, f"inspections/{inspection.key}/submit", mine)
    taken = post(client, f"inspections/{inspection.key}/submit", {**mine, "instead": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_submitted")
    assert (taken.status_code, taken.json()["client"], taken.json()["key"] != inspection.key) == (200, PICTURE, True)


@pytest.mark.parametrize("kept", [False, True])
def test_photo_loses_what_the_camera_tells_unless_the_organisation_keeps_it(world: World, kept: bool) -> None:
    world.east.keeps_photo_metadata = kept
    world.east.save()
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG", comment=b"GPS 34.75,113.66")
    send_photo(world.client("duty_officer"), inspection_at(world.station), picture.getvalue(), "gate.jpg")
    piece = Evidence.objects.select_related("blob").get()
    response = world.client().get(f"/evidence/{piece.key}/file/")
    assert (b"GPS" in b"".join(response.streaming_content)) == kept


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(b"words\n", "a.txt", "not_a_picture"), (b"MZ" + bytes(80), "a.exe", "file_executable")],
)
def test_photo_that_is_none_is_refused(world: World, content: bytes, name: str, code: str) -> None:
    response = send_photo(world.client("duty_officer"), inspection_at(world.station), content, name)
    assert (response.status_code, response.json()["code"]) == (422, code)


def test_forged_form_is_refused(world: World) -> None:
    inspection = inspection_at(world.station)
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.account("duty_officer", world.east))
    address, data = f"inspections/{inspection.key}/submit", found(inspection, "ok", "ok", "none")
    assert post(client, address, data).status_code == 403
    token = client.get("/api/inspections/day").json()["csrf"]
    response = client.post(f"/api/{address}", data, content_type="application/json", headers={"X-CSRFToken": token})
    assert response.status_code == 200


def test_viewer_may_read_and_not_submit(world: World) -> None:
    inspection = inspection_at(world.station)
    client = world.client("viewer")
    assert client.get(f"/api/inspections/{inspection.key}").status_code == 200
    answer = post(client, f"inspections/{inspection.key}/submit", found(inspection, "ok", "ok", "none"))
    assert answer.status_code == 403


def test_checklist_goes_from_draft_to_plan_and_rounds(world: World) -> None:
    client = world.client()
    draft = post(client, "checklists", {"organisation": world.east.key, "tier": "plan-2026-classes/class-2"}).json()
    item = {"text_zh": "入口畅通", "checks": "physical"}
    edited = {"title_zh": "巡查", "items": [item]}
    put = client.put(f"/api/checklists/{draft['key']}", edited, content_type="application/json")
    published = post(client, f"checklists/{draft['key']}/publish", {})
    place = {"premises": world.station.key, "checklist": draft["key"]}
    times = {"planned_from": "2026-03-02T08:00:00+08:00", "due_at": "2026-03-02T18:00:00+08:00"}
    planned = post(client, "inspections", {**place, **times})
    rounds = post(client, "rounds", {**place, "day_minutes": 120})
    ended = post(client, f"rounds/{rounds.json()['key']}/end", {})
    codes = [one.status_code for one in (put, published, planned, rounds, ended)]
    assert codes == [200, 200, 201, 201, 200]
    assert [one["text_zh"] for one in published.json()["items"]] == ["入口畅通"]
    assert (planned.json()["planned_from"], published.json()["state"]) == ("2026-03-02T08:00:00+08:00", "published")
    assert len(client.get("/api/rounds").json()["items"]) == 1


@pytest.mark.parametrize("address", ["/api/inspections", "/api/inspections/day", "/inspections/", "/rounds/"])
def test_lists_ask_a_constant_number_of_queries(world: World, address: str) -> None:
    client, checklist, counts = world.client(), checklist_at(world.east), []
    for rows in (1, 2, 27):
        for _row in range(rows):
            inspection_at(world.station, checklist)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts

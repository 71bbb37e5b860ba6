"""Duties, who answers, exceptions and editions by the API: the same actions, refusals as problems."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.catalogue.files import changed
from tests.web.conftest import World
from tests.web.decided import IDENTITY, INSPECT, REPORT, overdue, tell
from tests.web.model_acts import model_files

from dutybook_web.actions.binding import decide_tenant
from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Edition, Exemption, Responsibility

JSON = "application/json"


@pytest.fixture
def decided(world: World, tmp_path: Path) -> World:
    tell(world.station, serves_public=True, key_target=True)
    apply_edition(None, world.group, model_files(tmp_path), "")
    decide_tenant(world.group, date(2026, 5, 4))
    return world


def get(client: Client, address: str) -> Any:
    response = client.get(f"/api/{address}")
    assert response.status_code == 200, response.content
    return response.json()


def test_duty_list_is_counted(decided: World) -> None:
    rows = get(decided.client(node=decided.group), "duties")["items"]
    assert [(row["duty"], row["binds"], row["does_not_bind"]) for row in rows] == [
        (REPORT, 1, 1),
        (IDENTITY, 0, 2),
        (INSPECT, 0, 2),
    ]


def test_duty_register_and_reasons_are_read(decided: World) -> None:
    key = decided.station.key
    rows = get(decided.client(), f"duties/{key}?verdict=some")
    assert [(row["duty"], row["verdict"], row["since"]) for row in rows] == [(REPORT, "binds", "2026-05-04")]
    assert rows[0]["consequence"]["fine"] == "up to 100,000 CNY"
    reasons = get(decided.client(), f"duties/{key}/reasons?duty={REPORT}")[0]["reasons"]
    assert (reasons["is"], reasons["value"]) == ("and", True)
    assert get(decided.client(), f"duties/{key}/reasons?duty=none") == []
    assert decided.client().get(f"/api/duties/{decided.mall.key}").status_code == 404


def test_duty_changes_coming_and_exposure_are_read(decided: World) -> None:
    overdue(decided, decided.station)
    client = decided.client()
    rows = get(client, "duties/changes?since=2026-05-01")["items"]
    assert [(row["duty"], row["before"], row["after"]) for row in rows] == [(REPORT, "", "binds")]
    assert get(client, "duties/coming?on=2127-01-01") == {
        "acts": [{"act": "model-coming", "on": "2127-01-01", "begins": True, "duties": 1}],
        "duties": [{"duty": INSPECT, "comes": 1, "goes": 0}],
        "places": 1,
        "of": 1,
    }
    rows = get(client, "duties/exposure")
    assert [(row["duty"], row["overdue"], row["fines_at_most"]) for row in rows][:1] == [(REPORT, 1, 100_000)]


def test_duty_whatif_is_worked_out(decided: World) -> None:
    address = f"/api/duties/{decided.station.key}/whatif"
    response = decided.client().post(address, {"facts": {"key_target": False}}, JSON)
    assert response.json() == [{"duty": REPORT, "before": "binds", "after": "does_not_bind"}]
    wrong = decided.client().post(address, {"facts": {"key_targets": False}}, JSON)
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["field"]) == (422, "invalid", "facts")


def test_responsibility_is_set_and_removed(decided: World) -> None:
    client = decided.client()
    response = client.post("/api/responsibilities", {"premises": decided.station.key, "role": "manager"}, JSON)
    assert response.status_code == 201
    key = response.json()["key"]
    assert [row["key"] for row in get(client, "responsibilities")["items"]] == [key]
    wrong = client.post("/api/responsibilities", {"premises": decided.station.key}, JSON)
    assert (wrong.status_code, wrong.json()["field"]) == (422, None)
    assert client.delete(f"/api/responsibilities/{key}").status_code == 204
    assert Responsibility.objects.count() == 0


def test_exemption_is_requested_approved_and_revoked(decided: World) -> None:
    data = {"premises": decided.station.key, "duty": REPORT, "reason": "Works.", "expires_on": "2127-01-01"}
    response = decided.client().post("/api/exemptions", data, JSON)
    assert (response.status_code, response.json()["state"]) == (201, "requested")
    address = f"/api/exemptions/{response.json()['key']}"
    assert decided.client().post("/api/exemptions", data, JSON).status_code == 409
    assert decided.client().post("/api/exemptions", {**data, "reason": ""}, JSON).json()["field"] == "reason"
    assert decided.client().post(f"{address}/approve").json()["code"] == "own_request"
    assert decided.client("administrator").post(f"{address}/approve").json()["state"] == "approved"
    assert [row["state"] for row in get(decided.client(), "exemptions")["items"]] == ["approved"]
    assert decided.client().post(f"{address}/revoke").json()["state"] == "revoked"
    assert decided.client("viewer").post(f"{address}/revoke").status_code == 403
    assert Exemption.objects.count() == 1


def test_edition_is_compared_applied_and_taken_back(decided: World) -> None:
    client, text = decided.client("administrator", decided.group), changed("period: P6M", "period: P1Y")
    found = client.post("/api/editions/difference", {"text": text}, JSON).json()
    assert [(change["kind"], change["id"]) for change in found["changes"]] == [("changed", REPORT)]
    assert found["changes"][0]["fields"][0]["name"] == "cadence"
    assert (found["comes"], found["goes"], found["places"]) == (0, 0, 2)
    assert client.post("/api/editions", {"text": text, "note": "ours"}, JSON).json()["number"] == 2
    assert get(client, "editions/difference?number=1")["changes"][0]["id"] == REPORT
    assert client.post("/api/editions", {"number": 1}, JSON).json()["number"] == 3
    assert client.post("/api/editions", {"number": 1}, JSON).status_code == 409
    assert client.post("/api/editions", {"number": 9}, JSON).json()["code"] == "no_edition"
    assert client.post("/api/editions", {"text": "no: act"}, JSON).status_code == 422
    assert client.post("/api/editions", {}, JSON).json()["number"] == 4
    assert [row["number"] for row in get(client, "editions")] == [4, 3, 2, 1]


def test_edition_is_applied_at_the_root_alone(decided: World) -> None:
    assert decided.client("administrator").post("/api/editions", {}, JSON).status_code == 403
    assert decided.client("manager", decided.group).post("/api/editions", {}, JSON).status_code == 403
    assert Edition.objects.count() == 1


def test_duty_coming_without_an_edition_is_empty(world: World) -> None:
    assert get(world.client(), "duties/coming") == {"acts": [], "duties": [], "places": 0, "of": 0}

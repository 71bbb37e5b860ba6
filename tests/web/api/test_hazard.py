"""Hazards by the API: the same steps and refusals as the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.web.addresses import hazard_at
from tests.web.conftest import World

from dutybook_web.models import Hazard

JSON = "application/json"


def post(world: World, role: str, address: str, data: dict[str, Any], node: Any = None) -> Any:
    return world.client(role, node).post(f"/api/hazards{address}", data, content_type=JSON)


def test_hazard_is_walked_to_its_end(world: World) -> None:
    answer = post(world, "duty_officer", "", {"premises": world.station.key, "what": "Locked.", "place": "Exit B"})
    key = answer.json()["hazard"]["key"]
    assert (answer.status_code, answer.json()["hazard"]["state"], answer.json()["possible"]) == (
        201,
        "found",
        ["evidence"],
    )
    officer = world.account("duty_officer", world.east)
    fixes = {"post": "Post 2", "responsible": officer.key, "measure": "Fit a bar.", "money": 800, "interim": "Open."}
    fixes["deadline"] = (timezone.now() + timedelta(days=9)).date().isoformat()
    for role, step, data, state in (
        ("manager", "grade", {"grade": "general", "kind": "escape"}, "graded"),
        ("manager", "fixes", fixes, "fixing"),
        ("duty_officer", "fixed", {"note": "Fitted."}, "recheck"),
        ("inspector", "recheck", {"passed": False, "note": "Jams."}, "reopened"),
    ):
        answer = post(world, role, f"/{key}/{step}", data)
        assert (answer.status_code, answer.json()["hazard"]["state"]) == (200, state)
    acts = [step["act"] for step in world.client("viewer").get(f"/api/hazards/{key}").json()["steps"]]
    assert acts == ["recheck", "fixed", "fixes", "grade", "report"]


def test_step_out_of_turn_is_a_conflict(world: World) -> None:
    answer = post(world, "manager", f"/{hazard_at(world.station).key}/plan", {"plan": "Aims."})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_step_without_its_reason_is_refused(world: World) -> None:
    answer = post(world, "manager", f"/{hazard_at(world.station).key}/dismiss", {})
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "invalid", "note")


def test_step_is_denied_to_roles_without_it_and_unknown_elsewhere(world: World) -> None:
    address = f"/{hazard_at(world.station).key}/dismiss"
    found = [
        post(world, role, address, {"note": "Nothing there."}, node).status_code
        for role, node in (("viewer", world.east), ("manager", world.west), ("manager", world.foreign))
    ]
    assert (found, Hazard.objects.get().state) == ([403, 404, 404], "found")


def test_list_and_statistics_tell_the_same(world: World) -> None:
    hazard_at(world.station)
    client = world.client("viewer")
    assert client.get("/api/hazards?overdue=true").json()["count"] == 1
    found = client.get("/api/hazards/statistics?year=2026").json()
    assert (found["first"], found["total"]["found"], found["total"]["overdue"]) == ("2026-01-01", 1, 1)


def test_time_limit_is_set(world: World) -> None:
    data = {"organisation": world.east.key, "step": "recheck", "days": 5, "source": "Own rule 3"}
    assert post(world, "manager", "/limits", data).status_code == 201
    assert world.client("manager").get("/api/hazards/limits").json() == [
        {"step": "recheck", "days": 5, "source": "Own rule 3"}
    ]

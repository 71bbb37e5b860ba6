"""Training by the API: the same figures and refusals as the pages."""

from __future__ import annotations

from typing import Any

from tests.web.addresses import plan_at, session_at
from tests.web.conftest import World

from dutybook_web.models import TrainingItem

JSON = "application/json"


def send(world: World, address: str, data: dict[str, Any]) -> Any:
    return world.client("manager").post(f"/api/{address}", data, content_type=JSON)


def test_plan_is_drawn_up_and_held(world: World) -> None:
    answer = send(world, "training", {"organisation": world.east.key, "year": 2026})
    key = answer.json()["key"]
    assert (answer.status_code, answer.json()["approved"]) == (201, False)
    item = send(world, f"training/{key}/items", {"topic": "Ways out", "due": "2026-04-15", "hours": 2}).json()
    assert send(world, f"training/{key}/approve", {}).json()["approved"] is True
    held = {"organisation": world.east.key, "item": item["key"], "held_on": "2026-04-14", "topic": "Ways out"}
    assert send(world, "training-sessions", held | {"hours": 2, "count": 12}).status_code == 201
    found = world.client("viewer").get(f"/api/training/{key}").json()
    assert (found["plan"]["key"], found["count"], [one["sessions"] for one in found["items"]]) == (key, 12, [1])


def test_item_out_of_the_year_is_refused(world: World) -> None:
    address = f"training/{plan_at(world.east).key}/items"
    answer = send(world, address, {"topic": "Ways out", "due": "2027-04-15", "hours": 2})
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "other_year", "due")
    assert TrainingItem.objects.count() == 0


def test_item_is_taken_out_of_a_draft(world: World) -> None:
    key = send(
        world, f"training/{plan_at(world.east).key}/items", {"topic": "x", "due": "2026-04-15", "hours": 2}
    ).json()
    assert world.client("manager").delete(f"/api/training-items/{key['key']}").status_code == 204
    assert TrainingItem.objects.count() == 0


def test_session_is_withdrawn_once(world: World) -> None:
    address = f"training-sessions/{session_at(world.east).key}/withdraw"
    assert [send(world, address, {"reason": "Twice"}).status_code for _time in range(2)] == [200, 409]

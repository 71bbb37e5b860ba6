"""Premises by the API: the same acts, the same refusals."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import World

from dutybook_web.models import Fact, Premises


def call(world: World, method: str, path: str, data: Any = None, role: str = "manager") -> tuple[int, Any]:
    client = world.client(role)
    response = client.generic(method, f"/api/{path}", _json(data), content_type="application/json")
    return response.status_code, response.json() if response.content else None


def _json(data: Any) -> str:
    import json

    return "" if data is None else json.dumps(data)


def test_premises_are_entered_changed_and_closed(world: World) -> None:
    told = {"name": "Depot", "organisation": world.east.key, "kind": "factory"}
    status, made = call(world, "POST", "premises", told)
    assert (status, made["organisation"], made["authority"]) == (201, world.east.key, None)
    path = f"premises/{made['key']}"
    place = {"entered_latitude": 1.5, "entered_longitude": 2.5, "entered_in": "wgs84", "authority": world.authority.key}
    status, changed = call(world, "PUT", path, told | place)
    assert (status, changed["latitude"], changed["authority"]) == (200, 1.5, world.authority.key)
    assert call(world, "POST", f"{path}/close", {"on": "2026-01-01"})[1]["closed_on"] == "2026-01-01"
    assert call(world, "POST", f"{path}/close", {"on": "2026-01-01"})[0] == 409
    assert call(world, "POST", f"{path}/reopen")[1]["closed_on"] is None
    assert call(world, "GET", path)[1]["name"] == "Depot"
    assert call(world, "POST", "premises", told | {"kind": "castle"})[1]["field"] == "kind"
    assert call(world, "GET", "premises?sort=tier&text=depot")[1]["count"] == 1


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("capacity", 12, 12),
        ("serves_public", True, True),
        ("floor_area_m2", 1.5, 1.5),
        ("adopted_plans", ["plan-2026", "a"], ["a", "plan-2026"]),
        ("adopted_plans", [], []),
        ("kind", "mall", "mall"),
        ("capacity", None, None),
    ],
)
def test_fact_is_told(world: World, name: str, value: Any, kept: Any) -> None:
    status, told = call(world, "PUT", f"premises/{world.station.key}/facts/{name}", {"value": value, "source": "x"})
    assert (status, told["value"], told["source"]) == (200, kept, "x")
    listed = {one["name"]: one["value"] for one in call(world, "GET", f"premises/{world.station.key}/facts")[1]}
    assert listed[name] == kept


@pytest.mark.parametrize(("value", "kept"), [("national_security", ["national_security"]), (["none"], []), ([], [])])
def test_operator_fact_is_told(world: World, value: Any, kept: list[str]) -> None:
    path = f"organisations/{world.east.key}/facts"
    status, told = call(world, "PUT", f"{path}/authority_functions", {"value": value})
    assert (status, told["value"]) == (200, kept)
    assert call(world, "GET", path)[0] == 200


def test_fact_that_cannot_be_is_refused(world: World) -> None:
    path = f"premises/{world.station.key}/facts"
    assert call(world, "PUT", f"{path}/capacity", {"value": "many"})[1]["field"] == "value"
    assert call(world, "PUT", f"{path}/nothing", {"value": 1})[1]["code"] == "unknown_fact"
    assert (call(world, "PUT", f"{path}/capacity", {"value": 1}, "viewer")[0], Fact.objects.count()) == (403, 0)


def test_interview_asks(world: World) -> None:
    status, question = call(world, "GET", f"premises/{world.station.key}/interview")
    assert (status, question["touches"] > 0, question["not_known"]) == (200, True, [])


def test_measures_are_told(world: World) -> None:
    path = f"premises/{world.station.key}"
    for name, value in {"adopted_plans": ["plan-2026"], "footfall_daily": 6000, "floor_area_m2": 20000}.items():
        call(world, "PUT", f"{path}/facts/{name}", {"value": value})
    measure = "plan-2026-classes/c1-guards"
    status, told = call(world, "PUT", f"{path}/measures", {"measure": measure, "in_place": 140})
    assert (status, told["required"], told["gap"], told["state"]) == (200, 200, "60.00", "missing")
    assert call(world, "PUT", f"{path}/measures", {"measure": "a/b"})[0] == 422
    assert len(call(world, "GET", f"{path}/measures")[1]) == 9
    (plan,) = [one for one in call(world, "GET", f"{path}/tiers")[1] if one["scheme"] == "plan-2026-classes"]
    assert (plan["tier"], plan["basis"], plan["possible"]) == ("class-1", "threshold", ["class-1"])


def test_tier_is_decided_on_paper(world: World) -> None:
    path = f"premises/{world.station.key}/tiers"
    paper = {
        "scheme": "plan-2026-classes",
        "tier": "class-1",
        "basis": "designation",
        "start": "2026-01-01",
        "note": "5",
    }
    status, made = call(world, "POST", path, paper)
    assert (status, made["overrides"]) == (201, True)
    assert call(world, "POST", path, paper | {"tier": "", "basis": "exemption"})[1]["tier"] == ""
    assert len(call(world, "GET", f"{path}/history")[1]) == 2
    assert call(world, "DELETE", f"{path}/plan-2026-classes") == (204, None)
    assert call(world, "DELETE", f"{path}/plan-2026-classes")[0] == 409


def test_record_systems_are_entered(world: World) -> None:
    path = f"premises/{world.station.key}/records"
    told = {"kind": "video", "name": "Hall", "required_days": 90, "configured_days": 60}
    status, made = call(world, "POST", path, told)
    assert (status, made["shortfall"]) == (201, 30)
    assert call(world, "PUT", f"{path}/{made['key']}", told | {"configured_days": 90})[1]["shortfall"] == 0
    assert call(world, "PUT", f"{path}/nothing", told)[0] == 404
    assert call(world, "POST", path, told | {"required_days": -1})[1]["field"] == "required_days"
    assert call(world, "DELETE", f"{path}/{made['key']}") == (204, None)
    assert call(world, "GET", path) == (200, [])


def test_designation_goes_on(world: World) -> None:
    path = f"premises/{world.station.key}/designation"
    assert call(world, "POST", path, {"step": "proposed", "on": "2026-01-01"})[0] == 201
    assert call(world, "POST", path, {"step": "filed", "on": "2026-01-01"})[1]["field"] == "step"
    assert [one["step"] for one in call(world, "GET", path)[1]] == ["proposed"]


def test_table_is_checked_imported_and_exported(world: World) -> None:
    client = world.client()

    def upload(text: str) -> Any:
        return client.post("/api/imports", {"file": SimpleUploadedFile("a.csv", text.encode())})

    assert upload("name,phone\n").json()["code"] == "unknown_column"
    faulty = upload("name,organisation\nA,\n").json()
    assert [one["row"] for one in faulty["faults"]] == [2]
    assert call(world, "POST", f"imports/{faulty['key']}/apply")[1]["code"] == "faults"
    good = upload("name,organisation\nA,East company\n").json()
    assert call(world, "GET", f"imports/{good['key']}")[1]["added"] == 1
    assert call(world, "POST", f"imports/{good['key']}/apply")[1]["added"] == 1
    assert call(world, "POST", f"imports/{good['key']}/apply")[0] == 404
    assert Premises.objects.filter(name="A").count() == 1
    csv = client.get("/api/exports/premises?form=csv&text=east").content.decode("utf-8-sig")
    assert [line.split(",")[1] for line in csv.splitlines()[1:]] == ["East station"]

"""Pages of premises, as a browser walks them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import World

from dutybook_web.models import (
    Classification,
    Designation,
    Event,
    Fact,
    ImportDraft,
    MeasureStatus,
    Premises,
    RecordSystem,
)
from dutybook_web.queries.ledger import payload_of

PLAN = "plan-2026-classes"


def send(world: World, path: str, role: str = "manager", **data: Any) -> Any:
    return world.client(role).post(f"/premises/{world.station.key}/{path}", data)


def see(world: World, path: str = "") -> str:
    response = world.client().get(f"/premises/{world.station.key}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def classed(world: World) -> None:
    """The station in the first class of the plan."""
    for name, value in {"adopted_plans": "plan-2026", "footfall_daily": "6000", "floor_area_m2": "19901"}.items():
        assert send(world, f"facts/change/?fact={name}", value=value, source="plan").status_code == 302


def test_premises_are_entered_with_their_position(world: World) -> None:
    data = {
        "name": "Depot",
        "organisation": world.east.key,
        "authority": world.authority.key,
        "kind": "factory",
        "jurisdiction": "gb",
        "entered_latitude": "39.90560334",
        "entered_longitude": "116.41364225",
        "entered_in": "gcj02",
    }
    response = world.client().post("/premises/add/", data)
    depot = Premises.objects.get(name="Depot")
    assert response.headers["Location"] == f"/premises/{depot.key}/"
    assert (round(depot.latitude or 0, 5), depot.jurisdiction, depot.authority) == (39.9042, "GB", world.authority)
    page = world.client().get(f"/premises/{depot.key}/").content.decode()
    assert ("WGS 84: 39.904200, 116.407400" in page, "GCJ-02" in page, "<svg" in page) == (True, True, True)
    assert "Depot" in world.client("authority_reader", world.authority).get("/premises/").content.decode()


def test_premises_form_opens_as_they_are_and_records_what_was_changed(world: World) -> None:
    form = world.client().get(f"/premises/{world.station.key}/change/").context["form"]
    told = {field.name: "" if field.value() is None else field.value() for field in form}
    assert told["organisation"] == world.east.key
    assert send(world, "change/", **{**told, "address": "1 East road"}).status_code == 302
    assert Premises.objects.get(pk=world.station.pk).address == "1 East road"
    payload = payload_of(Event.objects.get(action="premises.change"))
    assert payload["fields"] == ["address"]


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("entered_in", {"entered_latitude": 1, "entered_longitude": 1}),
        ("entered_longitude", {"entered_latitude": 1, "entered_in": "wgs84"}),
        ("entered_latitude", {"entered_latitude": 91, "entered_longitude": 1, "entered_in": "wgs84"}),
        ("jurisdiction", {"jurisdiction": "4"}),
    ],
)
def test_position_is_whole_and_area_a_code(world: World, field: str, data: dict[str, Any]) -> None:
    response = world.client().post("/premises/add/", {"name": "A", "organisation": world.east.key, **data})
    assert list(response.context["form"].errors) == [field]


def test_premises_are_changed_closed_and_opened(world: World) -> None:
    data = {"name": "Central station", "organisation": world.east.key, "kind": "mall", "jurisdiction": "410105"}
    assert send(world, "change/", **data).status_code == 302
    assert send(world, "close/", on="2026-01-01").status_code == 302
    assert "Central station" not in world.client().get("/premises/").content.decode()
    assert "Central station" in world.client().get("/premises/?closed=closed").content.decode()
    send(world, "close/", on="2026-01-01")
    send(world, "close/", open="1")
    world.station.refresh_from_db()
    assert (world.station.kind, world.station.closed_on) == ("mall", None)


def test_fact_is_told_and_keeps_its_history(world: World) -> None:
    send(world, "facts/change/?fact=capacity", value="1,200", source="Licence 7", as_of="2026-01-02")
    send(world, "facts/change/?fact=capacity", value="1300", source="Drawing", as_of="2026-02-02")
    page = see(world, "facts/change/?fact=capacity")
    assert ("Licence 7" in page, "1,200" in page, "1,300" in page) == (True, True, True)
    assert "Drawing" in see(world, "facts/")
    assert "Most people at once: 1,300" in see(world, "events/")


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("capacity", {"value": "many"}, "value"),
        ("capacity", {"value": "1", "as_of": "2999-01-01"}, "as_of"),
        ("kind", {"value": "castle"}, "value"),
    ],
)
def test_fact_that_cannot_be_is_refused(world: World, name: str, data: dict[str, Any], field: str) -> None:
    response = send(world, f"facts/change/?fact={name}", **data)
    assert (list(response.context["form"].errors), Fact.objects.count()) == ([field], 0)


def test_operator_fact_is_told(world: World) -> None:
    client, path = world.client(), f"/organisations/{world.east.key}/facts/"
    assert client.post(f"{path}change/?fact=network_operator", {"value": "true"}).status_code == 302
    assert client.post(f"{path}change/?fact=authority_functions", {"value": ["none"]}).status_code == 302
    assert client.post(f"{path}change/?fact=network_operator", {"value": "x"}).status_code == 200
    late = client.post(f"{path}change/?fact=network_operator", {"value": "true", "as_of": "2999-01-01"})
    assert list(late.context["form"].errors) == ["as_of"]
    assert client.get(f"{path}change/?fact=network_operator").status_code == 200
    told = dict(Fact.objects.values_list("name", "value"))
    assert told == {"network_operator": True, "authority_functions": []}
    assert client.get(path).status_code == 200


def test_interview_asks_saves_and_goes_back(world: World) -> None:
    page = world.client().get(f"/premises/{world.station.key}/interview/")
    first = page.context["question"].entry.name
    response = send(world, "interview/", value="true")
    assert response.headers["Location"].endswith(f"?trail={first}")
    fact = Fact.objects.get(premises=world.station)
    assert (fact.name, fact.value, fact.source) == (first, True, "interview")
    then = world.client().get(response.headers["Location"])
    assert then.context["back"].endswith(f"/interview/?fact={first}")
    back = world.client().get(then.context["back"])
    assert (back.context["question"].entry.name, back.context["form"]["value"].value()) == (first, "true")
    send(world, f"interview/?fact={first}", value="", not_known="1")
    assert Fact.objects.get(premises=world.station).value is None


def test_interview_tells_operator_facts_of_the_operator(world: World) -> None:
    send(world, "interview/?fact=network_operator", value="true")
    assert Fact.objects.get().operator == world.east


def test_interview_ends(world: World) -> None:
    for _question in range(40):
        page = world.client().get(f"/premises/{world.station.key}/interview/")
        if page.context["question"].entry is None:
            break
        send(world, "interview/", value="", not_known="1")
    assert "Nothing is left to ask" in page.content.decode()


def test_gap_list_has_its_numbers(world: World) -> None:
    classed(world)
    page = see(world, f"measures/change/?measure={PLAN}/c1-guards")
    assert "Required: 200" in page
    send(world, f"measures/change/?measure={PLAN}/c1-guards", in_place="140", justification="Hiring", due="2026-12-31")
    send(world, f"measures/change/?measure={PLAN}/c1-entry-check", fulfilled="true")
    row = MeasureStatus.objects.get(measure=f"{PLAN}/c1-guards")
    assert (row.in_place, row.justification, row.due) == (Decimal(140), "Hiring", date(2026, 12, 31))
    found = {
        one.measure.id: one
        for one in world.client().get(f"/premises/{world.station.key}/measures/").context["requirements"]
    }
    assert (found["c1-guards"].gap, found["c1-entry-check"].state) == (60, "in_place")
    assert "Hiring" in see(world, f"measures/change/?measure={PLAN}/c1-guards")


def test_record_system_is_entered_changed_and_taken_out(world: World) -> None:
    told = {"kind": "video", "name": "Hall cameras", "required_days": "90", "configured_days": "60"}
    send(world, "records/change/", **told)
    system = RecordSystem.objects.get()
    assert ("30 days too short" in see(world, "records/"), "Finding" in see(world)) == (True, True)
    send(world, f"records/change/?system={system.key}", **{**told, "configured_days": "90"})
    assert ("Long enough" in see(world, "records/"), "Finding" in see(world)) == (True, False)
    assert "Hall cameras" in see(world, f"records/change/?system={system.key}")
    send(world, f"records/change/?system={system.key}", remove="1")
    assert RecordSystem.objects.count() == 0


def test_designation_and_tier_on_paper(world: World) -> None:
    send(world, "designation/step/", step="decided", on="2026-01-05", grade="1", body="Anling authority")
    assert "Anling authority" in see(world, "designation/")
    late = send(world, "designation/step/", step="filed", on="2026-01-04")
    assert list(late.context["form"].errors) == ["on"]
    assert Designation.objects.count() == 1
    scheme = "henan-key-target-grades"
    paper = {
        "scheme": scheme,
        "tier": f"{scheme}/grade-3",
        "basis": "designation",
        "start": "2026-02-01",
        "note": "No. 5",
    }
    assert list(send(world, "tier/", **{**paper, "basis": "exemption"}).context["form"].errors) == ["tier"]
    assert list(send(world, "tier/", **{**paper, "tier": f"{PLAN}/class-1"}).context["form"].errors) == ["tier"]
    assert send(world, "tier/", **paper).status_code == 302
    assert "Decided on paper" in see(world, "designation/")
    assert see(world, "tier/")
    send(world, "tier/", lift=scheme)
    send(world, "tier/", lift=scheme)
    assert Classification.objects.get(end=None).tier == "grade-1"


def test_import_shows_faults_then_applies(world: World) -> None:
    client = world.client()

    def upload(text: str) -> Any:
        return client.post("/premises/import/", {"file": SimpleUploadedFile("a.csv", text.encode())}, follow=True)

    assert "no column" in upload("name,phone\nA,1\n").content.decode()
    page = upload("name,organisation\nA,\n")
    assert "It says of no organisation." in page.content.decode()
    assert client.post(page.redirect_chain[-1][0]).status_code == 200
    page = upload("name,organisation\nA,East company\n")
    assert client.post(page.redirect_chain[-1][0]).headers["Location"] == "/premises/"
    assert (Premises.objects.filter(name="A").count(), ImportDraft.objects.count()) == (1, 1)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "exe"])
def test_export_and_template_are_files(world: World, ending: str) -> None:
    for path in ("/premises/export/", "/premises/import/template/"):
        response = world.client().get(f"{path}?as={ending}&text=east")
        name = "xlsx" if ending == "exe" else ending
        assert response.headers["Content-Disposition"].endswith(f'.{name}"')


def test_viewer_reads_and_does_not_change(world: World) -> None:
    page = world.client("viewer").get(f"/premises/{world.station.key}/facts/").content.decode()
    assert "facts/change" not in page
    assert send(world, "facts/change/?fact=capacity", "viewer", value="1").status_code == 403

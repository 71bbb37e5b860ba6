"""Pages of inspections, rounds and checklists; and what the phone installs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World
from tests.web.inspecting import checklist_at, inspection_at, round_at

from dutybook_web.models import Checklist, Inspection, Round


def test_checklist_is_drafted_edited_and_published(world: World) -> None:
    client = world.client()
    tier = "plan-2026-classes/class-2"
    response = client.post("/checklists/add/", {"organisation": world.east.key, "tier": tier})
    draft = Checklist.objects.get()
    assert response.headers["Location"] == f"/checklists/{draft.key}/edit/"
    rows = [("Second", "2", ""), ("First", "1", ""), ("Away", "3", "on"), ("Third", "4", "")]
    data: dict[str, Any] = {"title_en": "Round", "items-TOTAL_FORMS": 5, "items-INITIAL_FORMS": 3}
    for number, (text, order, away) in enumerate(rows):
        choices = {"text_en": text, "ORDER": order, "checks": "procedure", "answer": "yes_no", "DELETE": away}
        data |= {f"items-{number}-{name}": value for name, value in choices.items()}
    assert client.post(f"/checklists/{draft.key}/edit/", data).headers["Location"] == f"/checklists/{draft.key}/"
    client.post(f"/checklists/{draft.key}/publish/")
    draft.refresh_from_db()
    assert (draft.state, [item.text_en for item in draft.items.all()]) == (
        "published",
        ["First", "Second", "Third"],
    )


def test_checklist_without_a_title_is_refused_at_the_form(world: World) -> None:
    draft = Checklist.objects.create(organisation=world.east)
    page = world.client().post(f"/checklists/{draft.key}/edit/", {"items-TOTAL_FORMS": 0, "items-INITIAL_FORMS": 0})
    assert "Give a title in one language at least." in page.content.decode()


def test_plan_of_a_foreign_checklist_is_refused_at_the_form(world: World) -> None:
    foreign = checklist_at(world.west)
    data = {"premises": world.station.key, "checklist": foreign.key}
    data |= {"planned_from": "2026-03-02T08:00", "due_at": "2026-03-02T18:00"}
    page = world.client("manager", world.group).post("/inspections/plan/", data)
    assert "This checklist is of another organisation." in page.content.decode()
    assert Inspection.objects.count() == 0


def test_plan_leads_to_the_page_and_on_to_the_phone(world: World) -> None:
    checklist, client = checklist_at(world.group), world.client("duty_officer")
    data = {"premises": world.station.key, "checklist": checklist.key}
    data |= {"planned_from": "2026-03-02T08:00", "due_at": "2026-03-02T18:00"}
    address = client.post("/inspections/plan/", data).headers["Location"]
    planned = Inspection.objects.get()
    assert (address, planned.due_at.isoformat()) == (f"/inspections/{planned.key}/", "2026-03-02T10:00:00+00:00")
    assert f'href="/inspect/#{planned.key}"' in client.get(address).content.decode()


def test_rounds_are_scheduled_and_ended(world: World) -> None:
    checklist, client = checklist_at(world.east), world.client()
    data = {"premises": world.station.key, "checklist": checklist.key, "day_minutes": 120}
    data |= {"day_from": "07:00", "night_from": "22:00"}
    assert client.post("/rounds/add/", data).headers["Location"] == "/rounds/"
    one = Round.objects.get()
    assert client.post(f"/rounds/{one.key}/end/").headers["Location"] == "/rounds/"
    one.refresh_from_db()
    assert (one.lineage, one.ended_on is not None) == (checklist.lineage, True)


def test_rounds_offer_the_intervals_of_the_tier(world: World) -> None:
    world.station.tier = "plan-2026-classes/class-2"
    world.station.save()
    page = world.client().get(f"/rounds/add/?premises={world.station.key}").content.decode()
    assert ('value="120"' in page, 'value="60"' in page) == (True, True)


def test_cancel_and_attach_from_the_page(world: World) -> None:
    client, inspection = world.client(), inspection_at(world.station)
    client.post(f"/inspections/{inspection.key}/cancel/")
    inspection.refresh_from_db()
    page = client.post(f"/inspections/{inspection.key}/attach/", {"tasks": [world.task.key]}).content.decode()
    assert (inspection.state, "Only what was submitted shows a task done." in page) == ("cancelled", True)


@pytest.mark.parametrize(("query", "rows"), [("", 2), ("?state=missed", 0), ("?state=cancelled", 1), ("?text=east", 2)])
def test_list_is_narrowed(world: World, query: str, rows: int) -> None:
    checklist = checklist_at(world.east)
    inspection_at(world.station, checklist)
    other = inspection_at(world.station, checklist)
    other.state = "cancelled"
    other.save()
    assert len(world.client().get(f"/inspections/{query}").context["page"].object_list) == rows


@pytest.mark.parametrize("address", ["/checklists/", "/rounds/"])
def test_lists_ask_a_constant_number_of_queries(world: World, address: str) -> None:
    client, counts = world.client(), []
    for rows in (1, 2, 27):
        for _row in range(rows):
            round_at(world.station)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_shell_holds_nothing_of_an_account(world: World) -> None:
    inspection_at(world.station)
    signed_in = world.client().get("/inspect/").content.decode()
    assert signed_in == Client().get("/inspect/", headers={"Accept-Language": "en"}).content.decode()


def test_worker_keeps_the_page_and_every_module(world: World) -> None:
    response = Client().get("/inspect/worker.js")
    kept = json.loads(response.content.decode().partition(";\n")[0].removeprefix("self.KEPT = "))
    modules = {file.rpartition("/")[2] for file in kept["files"] if "/js/inspect/" in file}
    assert (response.headers["Content-Type"], kept["page"]) == ("text/javascript; charset=utf-8", "/inspect/")
    assert modules == {
        *("choice_view.js", "day_view.js", "draft.js", "inspection_view.js", "main.js", "page.js"),
        *("sending.js", "server.js", "store.js"),
    }


@pytest.mark.parametrize(("language", "name"), [("en", "Inspections"), ("zh-hans", "巡检")])
def test_manifest_is_in_the_language_of_the_browser(world: World, language: str, name: str) -> None:
    manifest = Client().get("/inspect/manifest.webmanifest", headers={"Accept-Language": language}).json()
    assert (manifest["short_name"], manifest["start_url"], manifest["display"]) == (name, "/inspect/", "standalone")
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512", "512x512", "any"]


def test_task_of_an_inspection_leads_to_its_plan_and_gets_its_record(world: World) -> None:
    world.version.workflow = "inspection"
    world.version.save()
    checklist, client = checklist_at(world.east), world.client()
    query = f"premises={world.station.key}&task={world.task.key}"
    assert query.replace("&", "&amp;") in client.get(f"/tasks/{world.task.key}/").content.decode()
    form = client.get(f"/inspections/plan/?{query}").context["form"]
    assert (form.initial["premises"], form.initial["task"]) == (world.station.key, world.task.key)
    data = {"premises": world.station.key, "checklist": checklist.key, "task": world.task.key}
    data |= {"planned_from": "2026-03-02T08:00", "due_at": "2026-03-02T18:00"}
    client.post("/inspections/plan/", data)
    assert Inspection.objects.get().task == world.task

"""Pages of hazards: reported in two fields, walked to their end, listed in a constant number of queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.addresses import hazard_at
from tests.web.conftest import World

from dutybook_web.models import Evidence, Hazard, HazardLimit, HazardStep

FIVE = {
    "post": "Post 2",
    "measure": "Fit a panic bar.",
    "money": "800",
    "deadline": (timezone.now() + timedelta(days=20)).date().isoformat(),
    "interim": "Keep it open in opening hours.",
}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_hazard_is_reported_in_two_fields(world: World) -> None:
    client, address = world.client("duty_officer"), f"/hazards/report/?premises={world.station.key}"
    form = client.get(address).context["form"]
    assert [field.name for field in form.visible_fields()] == ["what", "place"]
    answer = client.post(address, {"premises": world.station.key, "what": "Door is locked.", "place": "Exit B"})
    hazard = Hazard.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/hazards/{hazard.key}/")
    assert (hazard.what, hazard.place, hazard.premises, hazard.source) == (
        "Door is locked.",
        "Exit B",
        world.station,
        "report",
    )


def test_notice_of_an_authority_is_entered_by_managers(world: World) -> None:
    client = world.client("manager")
    data = {"premises": world.station.key, "what": "x", "place": "y", "source": "notice", "source_reference": "No. 7"}
    client.post("/hazards/report/", data)
    assert list(Hazard.objects.values_list("source", "source_reference")) == [("notice", "No. 7")]


def test_report_is_refused_for_premises_out_of_reach(world: World) -> None:
    client = world.client("duty_officer")
    assert client.get(f"/hazards/report/?premises={world.hotel.key}").status_code == 404
    answer = client.post("/hazards/report/", {"premises": world.hotel.key, "what": "x", "place": "y"})
    assert (answer.status_code, Hazard.objects.count()) == (200, 0)


def test_page_has_the_form_of_the_next_step_for_those_who_may(world: World) -> None:
    address = f"/hazards/{hazard_at(world.station).key}/"
    found = {role: world.client(role).get(address).context["action"] for role in ("manager", "duty_officer", "viewer")}
    assert found == {"manager": f"{address}grade/", "duty_officer": "", "viewer": ""}


def test_hazard_is_walked_to_its_end_by_pages(world: World) -> None:
    key = hazard_at(world.station).key
    officer = world.account("duty_officer", world.east)
    for role, step, data in (
        ("manager", "grade", {"grade": "general", "kind": "escape"}),
        ("manager", "fixes", FIVE | {"responsible": officer.key}),
        ("duty_officer", "fixed", {"note": "Fitted."}),
        ("inspector", "recheck", {"passed": "yes", "note": "Opens."}),
    ):
        answer = world.client(role).post(f"/hazards/{key}/{step}/", data)
        assert (answer.status_code, answer.headers.get("Location")) == (302, f"/hazards/{key}/")
    assert Hazard.objects.get().state == "closed"
    assert world.client("manager").get(f"/hazards/{key}/").context["form"] is None


def test_major_hazard_goes_by_its_plan(world: World) -> None:
    key = hazard_at(world.hotel).key
    first, second = world.client("manager", world.west), world.client("manager", world.group)
    piece = Evidence.objects.create(
        organisation=world.west, premises=world.hotel, kind="photo", title="After", received_at=timezone.now()
    )
    authority = world.client("authority_reader", world.authority)
    for client, step, data in (
        (first, "grade", {"grade": "major", "kind": "fire"}),
        (authority, "supervise", {"note": "Listed as No. 3."}),
        (first, "major", {"reported_to": "Fire brigade"}),
        (first, "plan", {"plan": "Aims, method, money."}),
        (second, "approve", {"approved": "no", "note": "Money is missing."}),
        (first, "plan", {"plan": "Aims, method, 800."}),
        (second, "approve", {"approved": "yes"}),
        (first, "fixes", FIVE),
        (first, "fixed", {"note": "Fitted.", "evidence": [piece.key]}),
        (authority, "release", {"passed": "yes", "note": "Seen."}),
    ):
        assert client.post(f"/hazards/{key}/{step}/", data).status_code == 302, step
    assert list(Hazard.objects.values_list("state", "supervised")) == [("closed", True)]


def test_refusal_stands_beside_its_field_and_changes_nothing(world: World) -> None:
    hazard = hazard_at(world.station)
    Hazard.objects.update(state="graded", grade="general")
    data = FIVE | {"deadline": "2020-01-01"}
    answer = world.client("manager").post(f"/hazards/{hazard.key}/fixes/", data)
    wanted = {"deadline": ["The deadline is over already: choose a day to come."]}
    assert (answer.status_code, answer.context["form"].errors) == (200, wanted)
    assert (Hazard.objects.get().state, HazardStep.objects.count()) == ("graded", 0)


def test_step_that_is_not_possible_leads_back(world: World) -> None:
    key = hazard_at(world.station).key
    answer = world.client("manager").get(f"/hazards/{key}/approve/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/hazards/{key}/")


@pytest.mark.parametrize(
    ("narrowed", "places"),
    [
        ("", ["A", "B", "C"]),
        ("grade=major", ["B"]),
        ("state=open", ["A", "B"]),
        ("state=closed", ["C"]),
        ("overdue=on", ["A"]),
        ("age=30", ["A"]),
        ("grade=wrong", ["A", "B", "C"]),
        ("organisation=nowhere", []),
    ],
)
def test_list_is_narrowed(narrowed: str, places: list[str], world: World) -> None:
    today = timezone.now().date()
    for place, fields in (
        ("A", {"due": today - timedelta(days=3), "found_on": today - timedelta(days=40)}),
        ("B", {"due": today + timedelta(days=3), "grade": "major"}),
        ("C", {"due": None, "state": "closed"}),
    ):
        row = hazard_at(world.station)
        Hazard.objects.filter(pk=row.pk).update(place=place, **{"found_on": today, **fields})
    page = world.client("manager").get(f"/hazards/?{narrowed}").context["page"]
    assert sorted(hazard.place for hazard in page) == places


def test_board_sorts_what_is_overdue_by_how_long(world: World) -> None:
    today = world.client().get("/hazards/overdue/").context["today"]
    for days in (0, 1, 7, 8, 30, 31, 400):
        Hazard.objects.filter(pk=hazard_at(world.station).pk).update(due=today - timedelta(days=days))
    columns = world.client().get("/hazards/overdue/").context["columns"]
    assert [(column.count, len(column.hazards)) for column in columns] == [(2, 2), (2, 2), (2, 2)]


@pytest.mark.parametrize("address", ["/hazards/", "/hazards/overdue/", "/hazards/statistics/", "/api/hazards"])
def test_lists_take_the_same_queries_for_many(address: str, world: World) -> None:
    client, counts = world.client("manager"), []
    for more in (1, 2, 27):
        for _one in range(more):
            hazard_at(world.station)
        counts.append(queries(client, address))
    assert counts == [counts[0]] * 3


def test_page_takes_the_same_queries_for_many_steps(world: World) -> None:
    hazard, client, counts = hazard_at(world.station), world.client("manager"), []
    for more in (1, 2, 27):
        for _one in range(more):
            HazardStep.objects.create(
                hazard=hazard,
                act="evidence",
                after="found",
                at=timezone.now(),
                account=world.account("manager", world.east),
            )
        counts.append(queries(client, f"/hazards/{hazard.key}/"))
    assert counts == [counts[0]] * 3


def test_time_limit_is_set_by_page(world: World) -> None:
    data = {"organisation": world.east.key, "step": "recheck", "days": 5, "source": "Own rule 3"}
    assert world.client("manager").post("/hazards/limits/", data).status_code == 302
    assert list(HazardLimit.objects.values_list("organisation", "step", "days")) == [(world.east.pk, "recheck", 5)]


@pytest.mark.parametrize(
    ("wanted", "begins", "kind"),
    [
        ("html", b"<!doctype html>", "text/html; charset=utf-8"),
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_statistics_are_a_document(wanted: str, begins: bytes, kind: str, world: World) -> None:
    hazard_at(world.station)
    answer: Any = world.client("manager").get(f"/hazards/statistics/document/?year=2026&part=q1&format={wanted}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert answer.content[: len(begins)].lower() == begins.lower()


def test_statistics_of_a_quarter_are_its_hazards(world: World) -> None:
    Hazard.objects.filter(pk=hazard_at(world.station).pk).update(found_on=date(2026, 4, 1))
    hazard_at(world.station)
    client = world.client("manager")
    found = {
        part: client.get(f"/hazards/statistics/?year=2026&part={part}").context["found"] for part in ("q1", "m04", "")
    }
    assert {part: one.total.found for part, one in found.items()} == {"q1": 1, "m04": 1, "": 2}


@pytest.mark.parametrize(
    ("state", "grade", "step"),
    [
        ("found", "", "grade"),
        ("graded", "general", "fixes"),
        ("graded", "major", "major"),
        ("reported", "major", "plan"),
        ("planned", "major", "approve"),
        ("approved", "major", "fixes"),
        ("fixing", "general", "fixed"),
        ("recheck", "general", "recheck"),
        ("reopened", "general", "fixes"),
    ],
)
def test_page_leads_on_to_the_step_of_its_state(state: str, grade: str, step: str, world: World) -> None:
    hazard = hazard_at(world.station)
    Hazard.objects.update(state=state, grade=grade)
    address = f"/hazards/{hazard.key}/"
    assert world.client("manager").get(address).context["action"] == f"{address}{step}/"


def test_list_has_what_is_due_first_and_what_has_ended_last(world: World) -> None:
    today = timezone.now().date()
    for place, due in (("ended", None), ("later", today + timedelta(days=9)), ("soon", today)):
        Hazard.objects.filter(pk=hazard_at(world.station).pk).update(place=place, due=due)
    page = world.client("manager").get("/hazards/").context["page"]
    assert [hazard.place for hazard in page] == ["soon", "later", "ended"]

"""The list of responsibilities by provision, on its page and by the API; bodies by the API; forms that are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web import reporting
from tests.web.conftest import World
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Body, Responsibility
from dutybook_web.queries.edition import edition_in_use
from dutybook_web.queries.report_register import answers
from dutybook_web.queries.responsibility_list import acts_of, lines


@pytest.fixture
def edition(world: World, tmp_path: Path) -> None:
    apply_edition(None, world.group, model_files(tmp_path), "")


def found(world: World) -> list[tuple[str, str | None, bool]]:
    rows = lines(edition_in_use(world.group.pk), "model-act", world.east)
    return [(line.provision, answers(line.answers), line.own) for line in rows]


def test_list_names_each_provision_that_is_worked_on_and_none_that_is_only_read(world: World, edition: None) -> None:
    assert [act for act, _ in acts_of(edition_in_use(world.group.pk))] == ["model-act", "model-coming"]
    assert found(world) == [("art_2__para_1__item_2", None, False)]


def test_list_without_a_catalogue_is_empty(world: World) -> None:
    assert (acts_of(None), lines(None, "model-act", world.east)) == ([], [])
    assert "No catalogue is in use" in world.client().get(reverse("responsibility_provisions")).content.decode()


def test_unit_is_named_for_a_provision_and_the_nearer_one_wins(world: World, edition: None) -> None:
    about = {"act": "model-act", "provision": "art_2__para_1__item_2"}
    set_at = reverse("responsibility_provision_set")
    client = world.client("manager", world.group)
    client.post(set_at, {**about, "organisation": world.group.key, "unit": world.west.key})
    assert found(world) == [("art_2__para_1__item_2", "West company", False)]
    world.client().post(set_at, {**about, "organisation": world.east.key, "unit": world.east.key})
    assert found(world) == [("art_2__para_1__item_2", "East company", True)]


def test_unit_of_others_is_not_named(world: World, edition: None) -> None:
    told = {
        "act": "model-act",
        "provision": "art_2__para_1__item_2",
        "organisation": world.east.key,
        "unit": world.foreign.key,
    }
    world.client().post(reverse("responsibility_provision_set"), told)
    assert Responsibility.objects.count() == 0


def test_provisions_by_the_api(world: World, edition: None) -> None:
    client = world.client()
    told = {
        "act": "model-act",
        "provision": "art_2__para_1__item_2",
        "organisation": world.east.key,
        "unit": world.east.key,
    }
    assert post(client, "responsibility-list", told).status_code == 204
    listed = client.get("/api/responsibility-list", {"organisation": world.east.key, "act": "model-act"}).json()
    assert [(line["provision"], line["unit"], line["own"]) for line in listed] == [
        ("art_2__para_1__item_2", world.east.key, True)
    ]


def test_who_answers_is_told_without_the_name_of_an_account(world: World) -> None:
    account = world.account("manager", world.east)
    assert answers(Responsibility(organisation=world.east, account=account)) == "An account of East company"
    assert answers(Responsibility(organisation=world.east, role="manager")) == "Manager"


def test_body_is_changed_and_left_by_the_api(world: World) -> None:
    client, body = world.client(), reporting.body(world)
    told = {"name": "Leading body", "organisation": world.east.key, "since": "2026-01-01"}
    changed = client.put(f"/api/bodies/{body.key}", told, content_type="application/json")
    assert (changed.status_code, changed.json()["name"], changed.json()["next_meeting_by"]) == (
        200,
        "Leading body",
        None,
    )
    joined = post(client, f"bodies/{body.key}/members", {"unit": world.east.key, "start": "2026-01-01"}).json()
    member = joined["members"][0]["key"]
    left = post(client, f"bodies/{body.key}/members/end", {"member": member, "end": "2026-02-01"})
    assert left.json()["members"][0]["end"] == "2026-02-01"
    again = post(client, f"bodies/{body.key}/members/end", {"member": member, "end": "2026-02-02"})
    assert (again.status_code, again.json()["code"]) == (409, "ended_already")
    assert client.get("/api/bodies").json()["count"] == 1


def test_form_that_is_wrong_says_so_on_the_page_of_the_body(world: World) -> None:
    client, body = world.client(), reporting.body(world)
    meeting = client.post(reverse("body_meeting_add", args=[body.key]), {"held_on": "2099-01-01", "subject": "Plans"})
    assert (meeting.status_code, "once it was held" in meeting.content.decode()) == (422, True)
    unit = client.post(reverse("body_member_add", args=[body.key]), {"unit": world.foreign.key, "start": "2026-01-01"})
    assert (unit.status_code, body.memberships.count()) == (200, 0)
    ended = {"name": "Body", "organisation": world.east.key, "since": "2026-01-01", "ended_on": "2025-01-01"}
    client.post(reverse("body_change", args=[body.key]), ended)
    assert Body.objects.get().ended_on is None


def post(client: Client, path: str, data: dict[str, Any]) -> Any:
    return client.post(f"/api/{path}", data, content_type="application/json")

"""Pages of training: a plan is drawn up, approved, held; what is missing shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.addresses import item_of, plan_at, session_at
from tests.web.conftest import World

from dutybook_web.actions.training import add_plan
from dutybook_web.models import Event, Evidence, TrainingItem, TrainingPlan, TrainingSession
from dutybook_web.queries.training import plans, year_of
from dutybook_web.refusals import Conflict

HELD: dict[str, Any] = {"held_on": "2026-04-15", "topic": "Ways out", "audience": "all", "hours": "2", "count": "30"}


def test_plan_is_drawn_up_approved_and_held(world: World) -> None:
    client = world.client("manager")
    client.post("/training/add/", {"organisation": world.east.key, "year": 2026, "goal": "Everybody knows the way out"})
    plan = TrainingPlan.objects.get()
    item = {"topic": "Ways out", "audience": "all", "due": "2026-04-15", "hours": "2"}
    client.post(f"/training/{plan.key}/add/", item | {"campaign": "national-security-education-day"})
    assert client.post(f"/training/{plan.key}/approve/").status_code == 302
    key = TrainingItem.objects.get().key
    piece = Evidence.objects.create(
        organisation=world.east, kind="document", title="Slides", received_at=timezone.now()
    )
    data = HELD | {"organisation": world.east.key, "item": key, "material": [piece.key]}
    assert client.post("/training-sessions/add/", data).status_code == 302
    session = TrainingSession.objects.get()
    assert (session.campaign, session.count, list(session.material.all())) == (
        "national-security-education-day",
        30,
        [piece],
    )
    wanted = [f"training.{act}" for act in ("plan", "item", "approve", "session")]
    assert list(Event.objects.order_by("number").values_list("action", flat=True)) == wanted


def test_year_tells_what_is_missing(world: World) -> None:
    plan = plan_at(world.east)
    item_of(plan)
    before, after = year_of(plan, date(2026, 4, 15)), year_of(plan, date(2026, 4, 16))
    assert ([one.missing for one in before.items], [one.missing for one in after.items]) == ([False], [True])
    assert ([day.missing for day in before.days], [day.missing for day in after.days]) == (
        [False] * 4,
        [True, False, False, False],
    )
    assert (before.missing, after.missing) == (0, 2)
    assert plans(TrainingPlan.objects.all(), 2026, date(2026, 4, 16)).get().missing == 1


def test_year_counts_what_was_held_below_and_not_withdrawn(world: World) -> None:
    plan = plan_at(world.group)
    item = item_of(plan)
    for node, fields in (
        (world.east, {"item": item, "hours": 1, "campaign": "fire-day"}),
        (world.west, {"item": item, "hours": 5, "withdrawn_because": "Noted twice"}),
        (world.foreign, {}),
    ):
        TrainingSession.objects.filter(pk=session_at(node).pk).update(**fields)
    found = year_of(plan, date(2026, 12, 31))
    assert (found.sessions, found.hours, found.count) == (1, 1, 30)
    assert [(one.sessions, one.hours, one.missing, one.short) for one in found.items] == [(1, 1, False, True)]
    assert [day.campaign.name for day in found.days if day.held] == ["fire-day"]


def test_second_plan_of_a_year_is_refused(world: World) -> None:
    plan_at(world.east)
    answer = world.client("manager").post("/training/add/", {"organisation": world.east.key, "year": 2026})
    assert list(answer.context["form"].errors) == ["__all__"]
    with pytest.raises(Conflict) as conflict:  # two at once, whose forms saw no other
        add_plan(world.actor("manager"), TrainingPlan(organisation=world.east, year=2026))
    assert (conflict.value.code, TrainingPlan.objects.count(), Event.objects.count()) == ("plan_exists", 1, 0)


def test_item_of_an_approved_plan_stays(world: World) -> None:
    plan = plan_at(world.east)
    item = item_of(plan)
    TrainingPlan.objects.update(approved_at=timezone.now())
    answer = world.client("manager").post(f"/training-items/{item.key}/remove/")
    assert (answer.status_code, TrainingItem.objects.count()) == (200, 1)


def test_item_of_a_draft_is_removed(world: World) -> None:
    item = item_of(plan_at(world.east))
    assert world.client("manager").post(f"/training-items/{item.key}/remove/").status_code == 302
    assert (TrainingItem.objects.count(), Event.objects.get().action) == (0, "training.remove")


def test_session_to_come_is_refused(world: World) -> None:
    data = HELD | {"organisation": world.east.key, "held_on": "2999-01-01"}
    answer = world.client("manager").post("/training-sessions/add/", data)
    assert list(answer.context["form"].errors) == ["held_on"]
    assert TrainingSession.objects.count() == 0


def test_session_is_withdrawn_with_a_reason_once(world: World) -> None:
    session, client = session_at(world.east), world.client("manager")
    address = f"/training-sessions/{session.key}/withdraw/"
    assert [client.post(address, {"reason": "Twice"}).status_code for _time in range(2)] == [302, 200]
    assert TrainingSession.objects.get().withdrawn_because == "Twice"


@pytest.mark.parametrize("address", ["/training/?year=2026", "/training-sessions/", "/api/training-sessions"])
def test_lists_take_the_same_queries_for_many(address: str, world: World) -> None:
    client, counts = world.client("manager", world.group), []
    for more in (1, 2, 27):
        for _one in range(more):
            session_at(world.east)
            item_of(plan_at(world.east))
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        counts.append(len(found))
    assert counts == [counts[0]] * 3


def test_plan_takes_the_same_queries_for_many_items(world: World) -> None:
    plan, client, counts = plan_at(world.east), world.client("manager"), []
    for more in (1, 2, 27):
        for _one in range(more):
            item_of(plan)
        with CaptureQueriesContext(connection) as found:
            client.get(f"/training/{plan.key}/")
        counts.append(len(found))
    assert counts == [counts[0]] * 3

"""Events recorded at premises, and the tasks that they start at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World
from tests.web.working import DAY, NOON, days_of, tasks_of, work_by

from dutybook_web.actions.horizon import Made, make_tasks
from dutybook_web.actions.occasion import record_occasion
from dutybook_web.models import Event, Occasion
from dutybook_web.refusals import Conflict, Refused


@pytest.fixture
def working(world: World, tmp_path: Path) -> World:
    return work_by(world, tmp_path, "rectify", "tell", "drill")


def happened(world: World, name: str, at: datetime = NOON, **fields: Any) -> Made:
    occasion = Occasion(premises=world.station, name=name, at=at, **fields)
    return record_occasion(world.actor("duty_officer"), occasion, now=NOON)


def test_occasion_starts_its_tasks_at_once(working: World) -> None:
    assert happened(working, "order") == Made(made=1)
    (task,) = tasks_of(working.station, "rectify")
    assert (str(task.due), task.occurrence) == ("2026-05-19", "order@2026-05-04")
    actions = Event.objects.order_by("number").values_list("action", flat=True)
    assert list(actions)[-2:] == ["occasion.add", "tasks.make"]
    assert make_tasks([working.station], DAY) == Made()


def test_occasion_with_an_hour_is_counted_from_it(working: World) -> None:
    happened(working, "incident", has_time=True)
    (task,) = tasks_of(working.station, "tell")
    assert (str(task.due), task.due_at) == ("2026-05-04", datetime(2026, 5, 4, 5, tzinfo=UTC))


def test_occasion_recorded_late_starts_what_is_overdue(working: World) -> None:
    assert happened(working, "order", datetime(2026, 4, 1, tzinfo=UTC)) == Made(made=1)
    assert days_of(working.station, "rectify") == ["2026-04-16"]


def test_two_occasions_start_two_tasks(working: World) -> None:
    happened(working, "order")
    happened(working, "order", datetime(2026, 5, 10, 4, tzinfo=UTC))
    assert days_of(working.station, "rectify") == ["2026-05-19", "2026-05-25"]


def test_occasion_restarts_what_is_counted_from_the_last(working: World, settings: Any) -> None:
    settings.HORIZON_DAYS = 400
    happened(working, "drill", datetime(2025, 8, 1, tzinfo=UTC))
    assert days_of(working.station, "drill") == ["2026-08-01"]
    happened(working, "drill")
    assert "2027-05-04" in days_of(working.station, "drill")


def test_occasion_is_of_the_catalogue_and_recorded_once(working: World) -> None:
    with pytest.raises(Refused) as refused:
        happened(working, "rumour")
    assert refused.value.code == "unknown_event"
    happened(working, "order")
    with pytest.raises(Conflict):
        happened(working, "order")
    assert Occasion.objects.count() == 1


def test_occasion_is_recorded_on_its_page(working: World) -> None:
    client = working.client("duty_officer")
    data = {"premises": working.station.key, "name": "incident", "day": "2026-05-04", "hour": "23:30"}
    assert client.post("/occasions/add/", data).headers["Location"] == "/occasions/"
    (occasion,) = Occasion.objects.all()
    assert (occasion.at, occasion.has_time) == (datetime(2026, 5, 4, 15, 30, tzinfo=UTC), True)
    text = client.get("/occasions/").content.decode()
    assert "an incident happens" in text
    assert "2026-05-04 23:30" in text
    assert "stands there already" in client.post("/occasions/add/", data).content.decode()
    assert "from 2000" in client.post("/occasions/add/", {**data, "day": "1900-01-01"}).content.decode()


def test_occasion_at_foreign_premises_is_not_taken(working: World) -> None:
    data = {"premises": working.hotel.key, "name": "incident", "day": "2026-05-04"}
    assert working.client("duty_officer").post("/occasions/add/", data).status_code == 200
    assert Occasion.objects.count() == 0


def test_api_records_and_lists_occasions(working: World) -> None:
    client = working.client("duty_officer")
    data = {"premises": working.station.key, "name": "order", "day": "2026-05-04"}
    made = client.post("/api/occasions", data, content_type="application/json")
    assert (made.status_code, made.json()["made"], made.json()["occasion"]["name"]) == (201, 1, "order")
    assert client.post("/api/occasions", data, content_type="application/json").status_code == 409
    assert [item["name"] for item in client.get("/api/occasions").json()["items"]] == ["order"]


def test_occasion_list_takes_as_many_queries_for_1_3_and_30(working: World) -> None:
    client, counts = working.client("manager"), []
    client.get("/occasions/")
    for number in (1, 3, 30):
        Occasion.objects.all().delete()
        for minute in range(number):
            at = NOON.replace(minute=minute)
            Occasion.objects.create(organisation=working.east, premises=working.station, name="order", at=at)
        with CaptureQueriesContext(connection) as context:
            client.get("/occasions/")
        counts.append(len(context))
    assert counts == [counts[0]] * 3

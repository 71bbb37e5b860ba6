"""The calendar to subscribe to: by its secret alone, as long as it is good, and nothing but what is the account's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from tests.web.conftest import World

from dutybook_web.actions.feed import make_feed, revoke_feed
from dutybook_web.models import Event, Feed, Task


@pytest.fixture
def due(world: World) -> date:
    day = timezone.now().date() + timedelta(days=5)
    world.task.due, world.task.assigned_role = day, "manager"
    world.task.save()
    return day


def read(secret: str) -> Any:
    return Client().get(f"/feed/{secret}.ics")


def events(secret: str) -> list[Any]:
    return list(Calendar.from_ical(read(secret).content).walk("VEVENT"))


def test_feed_gives_the_open_tasks_of_the_account(world: World, due: date) -> None:
    response = read(make_feed(world.actor("manager")))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert (event["DTSTART"].dt, str(event["SUMMARY"])) == (due, "Report every six months.")
    assert str(event["LOCATION"]) == "East station · East company"


def test_feed_gives_nothing_of_others(world: World, due: date) -> None:
    for role, node in (("duty_officer", world.east), ("manager", world.west), ("manager", world.foreign)):
        assert events(make_feed(world.actor(role, node))) == []


def test_feed_leaves_out_what_is_done(world: World, due: date) -> None:
    Task.objects.update(state="done")
    assert events(make_feed(world.actor("manager"))) == []


def test_feed_keeps_no_secret(world: World) -> None:
    secret = make_feed(world.actor("manager"))
    assert secret not in str(Feed.objects.values())


@pytest.mark.parametrize("secret", ["x", "aaaaaaaaaaaaaa", "{secret}"])
def test_feed_is_not_there_without_its_secret(world: World, secret: str) -> None:
    make_feed(world.actor("manager"))
    assert read(secret).status_code == 404


def test_feed_is_the_same_whoever_has_signed_in(world: World, due: date) -> None:
    secret = make_feed(world.actor("manager"))
    content = world.client("viewer", world.foreign).get(f"/feed/{secret}.ics").content
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


def test_feed_that_was_revoked_or_replaced_is_gone(world: World) -> None:
    actor = world.actor("manager")
    first, second = make_feed(actor), make_feed(actor)
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    assert (revoke_feed(actor), revoke_feed(actor)) == (True, False)
    assert read(second).status_code == 404
    actions = Event.objects.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["feed.make", "feed.make", "feed.revoke"]


def test_feed_of_an_account_that_left_is_gone(world: World) -> None:
    actor = world.actor("manager")
    secret = make_feed(actor)
    actor.account.is_active = False
    actor.account.save()
    assert read(secret).status_code == 404


def test_feed_takes_as_many_queries_for_1_3_and_30_and_writes_nothing(world: World, due: date) -> None:
    secret, counts = make_feed(world.actor("manager")), []
    for number in (1, 3, 30):
        Task.objects.all().delete()
        for place in range(number):
            world.task.pk, world.task.key, world.task.occurrence = None, f"k{place}", str(place)
            world.task.save(force_insert=True)
        with CaptureQueriesContext(connection) as context:
            assert len(events(secret)) == number
        counts.append(len(context))
        assert [one["sql"] for one in context if not one["sql"].startswith("SELECT")] == []
    assert counts == [counts[0]] * 3


def test_feed_page_shows_the_address_once(world: World) -> None:
    client = world.client("manager")
    shown = client.post("/feed/", {"make": "1"}).content.decode()
    address = shown.partition("http://127.0.0.1:8000")[2].partition(".ics")[0] + ".ics"
    assert Client().get(address).status_code == 200
    assert ".ics" not in client.get("/feed/").content.decode()
    client.post("/feed/", {"revoke": "1"})
    assert Client().get(address).status_code == 404


def test_api_makes_and_revokes_a_feed(world: World) -> None:
    client = world.client("manager")
    made = client.post("/api/feed")
    assert made.status_code == 201
    address = made.json()["address"].removeprefix("http://127.0.0.1:8000")
    assert (Client().get(address).status_code, client.get("/api/feed").json()["in_use"]) == (200, True)
    assert client.delete("/api/feed").json() == {"in_use": False, "address": None}
    assert Client().get(address).status_code == 404

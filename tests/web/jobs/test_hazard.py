"""Overdue hazards are told up the tree, each level once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.addresses import hazard_at
from tests.web.conftest import World

from dutybook_web.jobs.hazard import escalate_hazards
from dutybook_web.models import Event, Hazard, Message

DUE = date(2026, 3, 5)
"""Of the hazard that `hazard_at` makes."""


def told() -> list[Any]:
    return list(Message.objects.order_by("pk").values_list("account__email", "subject"))


def test_overdue_hazard_is_told_one_node_further_each_time(world: World) -> None:
    hazard_at(world.station)
    near, far = world.account("manager", world.east), world.account("manager", world.group)
    days = (0, 1, 1, 3, 4, 30)
    assert [escalate_hazards(DUE + timedelta(days=after)) for after in days] == [0, 1, 0, 0, 1, 0]
    assert told() == [
        (near.email, "Hazard at East station is 1 day overdue"),
        (far.email, "Hazard at East station is 4 days overdue"),
    ]
    assert (Hazard.objects.get().escalated, Event.objects.count()) == (2, 2)


def test_responsible_account_is_told_first(world: World) -> None:
    hazard = hazard_at(world.station)
    officer = world.account("duty_officer", world.east)
    Hazard.objects.filter(pk=hazard.pk).update(responsible=officer)
    escalate_hazards(DUE + timedelta(days=1))
    assert told() == [(officer.email, "Hazard at East station is 1 day overdue")]


def test_job_that_did_not_run_catches_up_in_one_go(world: World) -> None:
    hazard_at(world.station)
    near, far = world.account("manager", world.east), world.account("manager", world.group)
    escalate_hazards(DUE + timedelta(days=9))
    assert [email for email, _subject in told()] == [near.email, far.email]


def test_hazard_that_has_ended_is_told_to_nobody(world: World) -> None:
    world.account("manager", world.east)
    hazard_at(world.station)
    Hazard.objects.update(state="closed")
    assert (escalate_hazards(DUE + timedelta(days=9)), told()) == (0, [])


def test_looking_for_what_is_overdue_takes_the_same_queries_for_many(world: World) -> None:
    counts = []
    for more in (1, 2, 27):
        for _one in range(more):
            hazard_at(world.station)
        Hazard.objects.update(escalated=9)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            escalate_hazards(DUE + timedelta(days=9))
        counts.append(len(queries))
    assert counts == [counts[0]] * 3

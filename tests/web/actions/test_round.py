"""Rounds by the clock: made a day ahead, once, in the time zone of the place; ended with what is to come."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from tests.web.conftest import World
from tests.web.inspecting import checklist_at, round_at
from tests.web.refused import refused

from dutybook_web.actions.checklist import withdraw_checklist
from dutybook_web.actions.round import end_round, make_rounds, schedule_round
from dutybook_web.models import Checklist, Event, Inspection, Round
from dutybook_web.queries.round import intervals_of, slots

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_slots_go_by_day_then_by_night_and_end_where_the_other_begins(world: World) -> None:
    one = Round(organisation=world.east, day_minutes=420, night_minutes=300, day_from=time(7), night_from=time(22))
    shown = [f"{since:%d %H:%M}-{until:%H:%M}" for since, until in slots(one, date(2026, 3, 2))]
    assert shown == [
        *("01 23:00-06:00", "02 06:00-13:00", "02 13:00-14:00"),
        *("02 14:00-19:00", "02 19:00-23:00"),
    ]


def test_schedule_makes_what_is_to_come_and_the_job_adds_nothing_twice(world: World) -> None:
    checklist = checklist_at(world.east)
    one = Round(premises=world.station, lineage=checklist.lineage, day_minutes=120, night_minutes=60)
    schedule_round(world.actor("manager"), one, now=NOON)
    first = Inspection.objects.order_by("planned_from").first()
    # From 11:00 on today: 6 by day, 9 by night; tomorrow 8 and 9.
    assert (Inspection.objects.count(), first.planned_from) == (32, NOON - timedelta(hours=1))
    assert make_rounds(world.group, NOON) == 0
    assert make_rounds(world.group, NOON + timedelta(days=1)) == 17
    assert [event.action for event in Event.objects.order_by("number")] == [
        "round.schedule",
        "round.make",
        "round.make",
    ]


def test_schedule_without_any_interval_is_refused(world: World) -> None:
    with refused("interval_missing"):
        schedule_round(world.actor("manager"), Round(premises=world.station, lineage="x"))


def test_rounds_of_a_withdrawn_checklist_are_not_made(world: World) -> None:
    one = round_at(world.station)
    withdraw_checklist(world.actor("manager"), Checklist.objects.get(lineage=one.lineage))
    assert make_rounds(world.group, NOON) == 0


def test_end_takes_away_what_is_to_come_and_keeps_the_rest(world: World) -> None:
    one = round_at(world.station)
    make_rounds(world.group, NOON)
    end_round(world.actor("manager"), one, now=NOON)
    assert (Inspection.objects.count(), one.ended_on) == (1, date(2026, 3, 2))
    assert make_rounds(world.group, NOON) == 0
    with refused("round_ended"):
        end_round(world.actor("manager"), one)


def test_intervals_are_those_that_the_catalogue_names(world: World) -> None:
    assert intervals_of("plan-2026-classes/class-2") == {"day_minutes": 120, "night_minutes": 60}
    assert (intervals_of("plan-2026-classes/class-1"), intervals_of("")) == ({}, {})

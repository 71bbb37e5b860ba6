"""Bodies, their units and meetings."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web import reporting
from tests.web.conftest import World

from dutybook_web.actions.body import add_meeting, add_member, change_body, end_member
from dutybook_web.models import Event, Meeting
from dutybook_web.queries.body import bodies_for, listed, members, possible_units, row_of, rows
from dutybook_web.refusals import Conflict, Refused

DAY = date(2026, 2, 1)


def test_next_meeting_is_counted_from_the_first_day_and_then_from_the_last_meeting(world: World) -> None:
    body = reporting.body(world)
    assert row_of(body).due == date(2026, 6, 30)
    add_meeting(world.actor("manager"), Meeting(body=body, held_on=date(2026, 5, 20), subject="Half-yearly meeting"))
    assert (row_of(body).last_met, row_of(body).due) == (date(2026, 5, 20), date(2026, 11, 20))


def test_body_that_has_ended_or_has_no_cadence_is_not_to_meet(world: World) -> None:
    body = reporting.body(world)
    body.meets_every_months = None
    assert body.next_meeting(None) is None
    body.meets_every_months, body.ended_on = 6, date(2026, 3, 1)
    assert body.next_meeting(None) is None


def test_body_does_not_end_before_it_began(world: World) -> None:
    body = reporting.body(world)
    body.ended_on = date(2025, 12, 31)
    with pytest.raises(Refused) as refused:
        change_body(world.actor("manager"), body, ["ended_on"])
    assert refused.value.field == "ended_on"


def test_unit_joins_once_leaves_once_and_may_come_back(world: World) -> None:
    actor, body = world.actor("manager"), reporting.body(world)
    row = add_member(actor, body, world.east, "member", DAY)
    with pytest.raises(Conflict) as twice:
        add_member(actor, body, world.east, "liaison", DAY)
    with pytest.raises(Refused) as early:
        end_member(actor, body, row, date(2026, 1, 31))
    end_member(actor, body, row, date(2026, 3, 1))
    with pytest.raises(Conflict) as again:
        end_member(actor, body, row, date(2026, 3, 2))
    add_member(actor, body, world.east, "lead", date(2026, 4, 1))
    assert (twice.value.code, early.value.field, again.value.code) == ("member_already", "end", "ended_already")
    assert [(one.function, one.end) for one in members(body)] == [("lead", None), ("member", date(2026, 3, 1))]
    actions = Event.objects.filter(object=f"body/{body.key}").order_by("number").values_list("action", flat=True)
    assert list(actions) == ["body.add", "body.member_add", "body.member_end", "body.member_add"]


def test_meeting_is_entered_once_and_after_it_was_held(world: World) -> None:
    actor, body = world.actor("manager"), reporting.body(world)
    add_meeting(actor, Meeting(body=body, held_on=DAY, subject="Plans"))
    with pytest.raises(Conflict) as twice:
        add_meeting(actor, Meeting(body=body, held_on=DAY, subject="Plans"))
    with pytest.raises(Refused) as early:
        add_meeting(actor, Meeting(body=body, held_on=date(2099, 1, 1), subject="Plans"))
    assert (twice.value.code, early.value.field) == ("meeting_already", "held_on")
    assert body.meetings.count() == 1


def test_authority_takes_those_that_it_supervises_into_its_body(world: World) -> None:
    choices = possible_units(world.actor("manager", world.authority))
    assert set(choices) == {world.authority, world.west}


def test_member_unit_may_report_to_the_body_of_an_authority(world: World) -> None:
    from dutybook_web.models import Body

    theirs = Body.objects.create(organisation=world.authority, name="Leading group", since=DAY)
    own = reporting.body(world)
    add_member(world.actor("manager", world.authority), theirs, world.west, "member", DAY)
    assert bodies_for(world.actor("manager", world.west), world.west) == [theirs]
    assert bodies_for(world.actor("manager"), world.east) == [own]


def test_list_counts_units_and_finds_the_last_meeting(world: World) -> None:
    actor, body = world.actor("manager", world.group), reporting.body(world)
    for unit in (world.east, world.group):
        add_member(actor, body, unit, "member", DAY)
    for day in (DAY, date(2026, 3, 1)):
        add_meeting(actor, Meeting(body=body, held_on=day, subject="Plans"))
    row = rows(listed(type(body).objects.all()))[0]
    assert (row.units, row.last_met, row.overdue) == (2, date(2026, 3, 1), row.due < world.east.today)

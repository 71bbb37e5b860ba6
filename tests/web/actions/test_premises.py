"""Premises entered, changed, closed; facts, tiers, measures, designation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from tests.web.conftest import World

from dutybook_web.actions.designation import take_step
from dutybook_web.actions.fact import set_fact, set_operator_fact
from dutybook_web.actions.measure import keep_record_system, remove_record_system, set_measure
from dutybook_web.actions.premises import add_premises, change_premises, close_premises, reopen_premises
from dutybook_web.actions.tier import lift_override, override_tier
from dutybook_web.models import Classification, Designation, Event, Fact, MeasureStatus, Premises, RecordSystem
from dutybook_web.queries.designation import next_steps, state_of, steps_of
from dutybook_web.queries.fact import history
from dutybook_web.queries.measure import required_of
from dutybook_web.queries.tier import standings_of
from dutybook_web.refusals import Conflict, Refused

PLAN = "plan-2026-classes"


def tell(world: World, **facts: Any) -> None:
    for name, value in facts.items():
        set_fact(world.actor("manager"), world.station, name, value, "test")


def adopt(world: World, **facts: Any) -> None:
    """The station under the plan, with these facts."""
    tell(world, adopted_plans=frozenset({"plan-2026"}), critical_facility=False, **facts)


def tiers(world: World) -> list[tuple[str, str, str]]:
    rows = Classification.objects.filter(premises=world.station, end=None)
    return [(row.scheme, row.tier, row.basis) for row in rows]


def test_premises_are_entered_with_an_event(world: World) -> None:
    place = Premises(name="North Depot", address="1 Quay", organisation=world.east, kind="factory", jurisdiction="41")
    add_premises(world.actor("manager"), place)
    assert (place.search, place.tenant) == ("north depot 1 quay", world.group)
    assert Event.objects.get(object=f"premises/{place.key}").action == "premises.add"


def test_premises_close_once_and_open_again(world: World) -> None:
    actor, today = world.actor("manager"), world.east.today
    close_premises(actor, world.station, today)
    with pytest.raises(Conflict):
        close_premises(actor, world.station, today)
    reopen_premises(actor, world.station)
    with pytest.raises(Conflict):
        reopen_premises(actor, world.station)
    world.station.refresh_from_db()
    assert world.station.closed_on is None


def test_premises_do_not_close_tomorrow(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        close_premises(world.actor("manager"), world.station, world.east.today + timedelta(days=1))
    assert refusal.value.code == "in_future"


def test_fact_keeps_value_source_date_and_history(world: World) -> None:
    actor = world.actor("manager")
    set_fact(actor, world.station, "capacity", 200, "licence", date(2026, 1, 2))
    set_fact(actor, world.station, "capacity", 300, "drawing", date(2026, 2, 3))
    fact = Fact.objects.get(premises=world.station, name="capacity")
    assert (fact.value, fact.source, fact.as_of) == (300, "drawing", date(2026, 2, 3))
    told = [event.payload["value"] for event in history(world.station, ["fact.set"])]
    assert told == [300, 200]


def test_fact_of_the_row_changes_the_row(world: World) -> None:
    tell(world, kind="mall")
    world.station.refresh_from_db()
    assert world.station.kind == "mall"
    world.station.kind = "hospital"
    change_premises(world.actor("manager"), world.station, ["kind"])
    assert Fact.objects.filter(premises=world.station, name="kind").count() == 0


@pytest.mark.parametrize(("name", "code"), [("no_such_fact", "unknown_fact"), ("network_operator", "fact_of_another")])
def test_fact_must_be_of_the_place(world: World, name: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        set_fact(world.actor("manager"), world.station, name, True, "test")
    assert refusal.value.code == code


def test_fact_does_not_hold_from_tomorrow(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        set_fact(world.actor("manager"), world.station, "capacity", 1, "", world.east.today + timedelta(days=1))
    assert (refusal.value.code, Fact.objects.count()) == ("in_future", 0)


def test_operator_fact_holds_for_all_below(world: World) -> None:
    set_operator_fact(world.actor("manager", world.group), world.group, "network_operator", True, "register")
    assert Fact.objects.get(operator=world.group).value is True
    with pytest.raises(Refused):
        set_operator_fact(world.actor("manager", world.group), world.group, "capacity", 1, "")


def test_tier_is_worked_out_from_a_number(world: World) -> None:
    adopt(world, footfall_daily=6000)
    assert tiers(world) == [(PLAN, "class-1", "threshold")]
    world.station.refresh_from_db()
    assert world.station.tier == f"{PLAN}/class-1"
    with translation.override("en"):
        (standing,) = [one for one in standings_of(world.station) if one.scheme.id == PLAN]
    assert standing.reasons == ("Visitors a day: 6,000 people a day (footfall_daily > 5000)",)


def test_tier_is_worked_out_from_a_fact(world: World) -> None:
    adopt(world, footfall_daily=100)
    assert tiers(world) == [(PLAN, "class-2", "flag")]


def test_tier_changes_with_the_facts_and_keeps_its_history(world: World) -> None:
    adopt(world, footfall_daily=6000)
    tell(world, footfall_daily=100)
    every = Classification.objects.filter(premises=world.station).order_by("pk")
    assert [(row.tier, row.end is None) for row in every] == [("class-1", False), ("class-2", True)]


def test_tier_at_exactly_the_limit_is_said(world: World) -> None:
    adopt(world, footfall_daily=2000)
    (standing,) = [one for one in standings_of(world.station) if one.scheme.id == PLAN]
    assert (standing.boundary, standing.tier and standing.tier.id) == (True, "class-2")


def test_tier_is_open_while_a_fact_is_missing(world: World) -> None:
    adopt(world)
    (standing,) = [one for one in standings_of(world.station) if one.scheme.id == PLAN]
    assert (tiers(world), standing.missing) == ([], ("footfall_daily",))


def test_tier_of_another_country_is_no_tier_here(world: World) -> None:
    tell(world, capacity=900)
    assert tiers(world) == []


def test_exemption_stays_whatever_the_facts_say(world: World) -> None:
    actor = world.actor("manager")
    adopt(world, footfall_daily=6000)
    override_tier(actor, world.station, PLAN, "", "exemption", "Notice 7", world.east.today)
    tell(world, footfall_daily=9000)
    assert tiers(world) == [(PLAN, "", "exemption")]
    lift_override(actor, world.station, PLAN)
    assert tiers(world) == [(PLAN, "class-1", "threshold")]
    with pytest.raises(Conflict):
        lift_override(actor, world.station, PLAN)


@pytest.mark.parametrize(
    ("scheme", "tier", "basis", "days", "code"),
    [
        ("nothing", "class-1", "designation", 0, "unknown_tier"),
        (PLAN, "class-9", "designation", 0, "unknown_tier"),
        (PLAN, "class-1", "exemption", 0, "tier_and_basis"),
        (PLAN, "", "designation", 0, "tier_and_basis"),
        (PLAN, "class-1", "designation", 1, "in_future"),
    ],
)
def test_override_must_make_sense(world: World, scheme: str, tier: str, basis: str, days: int, code: str) -> None:
    start = world.east.today + timedelta(days=days)
    with pytest.raises(Refused) as refusal:
        override_tier(world.actor("manager"), world.station, scheme, tier, basis, "why", start)
    assert refusal.value.code == code


def test_gap_counts_guards_by_the_area(world: World) -> None:
    adopt(world, footfall_daily=6000, floor_area_m2=19_901.0)
    set_measure(world.actor("manager"), world.station, f"{PLAN}/c1-guards", in_place=Decimal(140))
    (guards,) = [one for one in required_of(world.station) if one.measure.id == "c1-guards"]
    assert (guards.required, guards.present, guards.gap, guards.state) == (200, 140, 60, "missing")


def test_gap_waits_for_the_area(world: World) -> None:
    adopt(world, footfall_daily=6000)
    (guards,) = [one for one in required_of(world.station) if one.measure.id == "c1-guards"]
    assert (guards.required, guards.waits_for, guards.state) == (None, "floor_area_m2", "unknown")


def test_measure_without_a_number_is_told_by_yes_or_no(world: World) -> None:
    adopt(world, footfall_daily=6000)
    key = f"{PLAN}/c1-entry-check"
    due = world.east.today - timedelta(days=1)
    set_measure(world.actor("manager"), world.station, key, fulfilled=False, due=due)
    (check,) = [one for one in required_of(world.station) if one.key == key]
    assert (check.state, check.is_late(world.east.today)) == ("missing", True)
    set_measure(world.actor("manager"), world.station, key, fulfilled=True)
    assert MeasureStatus.objects.get(measure=key).fulfilled is True


def test_measure_must_be_one_of_a_scheme(world: World) -> None:
    with pytest.raises(Refused):
        set_measure(world.actor("manager"), world.station, f"{PLAN}/no-such", fulfilled=True)


def test_record_system_set_too_short_is_a_finding(world: World) -> None:
    actor = world.actor("manager")
    video = RecordSystem(premises=world.station, kind="video", name="Hall", required_days=90, configured_days=60)
    assert keep_record_system(actor, video).shortfall == 30
    video.configured_days = None
    assert keep_record_system(actor, video).shortfall is None
    remove_record_system(actor, video)
    actions = [event.action for event in history(world.station)]
    assert (RecordSystem.objects.count(), actions[0]) == (0, "record_system.remove")


def test_designation_goes_step_by_step(world: World) -> None:
    actor = world.actor("manager")
    for number, step in enumerate(["proposed", "decided", "notified", "filed", "adjusted", "notified", "lifted"], 1):
        take_step(actor, world.station, step, date(2026, 1, number), grade="2" if step == "decided" else "")
    taken = steps_of(world.station)
    assert (len(taken), state_of(taken), next_steps(taken)) == (7, "lifted", ("proposed", "decided"))
    facts = dict(Fact.objects.filter(premises=world.station).values_list("name", "value"))
    assert facts == {"key_target": False, "key_target_grade": None}


def test_designation_decided_makes_a_key_target(world: World) -> None:
    take_step(world.actor("manager"), world.station, "decided", date(2026, 1, 1), grade="1")
    assert tiers(world) == [("henan-key-target-grades", "grade-1", "designation")]


@pytest.mark.parametrize(
    ("step", "on", "code"),
    [
        ("filed", date(2026, 1, 1), "before_last"),
        ("proposed", date(2026, 3, 1), "wrong_step"),
        ("filed", date(2999, 1, 1), "in_future"),
    ],
)
def test_designation_refuses_what_does_not_follow(world: World, step: str, on: date, code: str) -> None:
    take_step(world.actor("manager"), world.station, "decided", date(2026, 2, 1))
    with pytest.raises(Refused) as refusal:
        take_step(world.actor("manager"), world.station, step, on)
    assert (refusal.value.code, Designation.objects.count()) == (code, 1)


def test_designation_files_once_after_each_decision(world: World) -> None:
    for step in ("decided", "filed"):
        take_step(world.actor("manager"), world.station, step, date(2026, 2, 1))
    assert next_steps(steps_of(world.station)) == ("notified", "adjusted", "lifted")

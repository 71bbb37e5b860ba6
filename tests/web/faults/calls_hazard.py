"""How the actions of hazards and training are called for faults (see calls.py)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from tests.web.conftest import World
from tests.web.faults.call import Prepare, administrator

from dutybook_web.access import Actor
from dutybook_web.actions import hazard, training
from dutybook_web.actions.hazard_limit import set_limit
from dutybook_web.models import Hazard, TrainingItem, TrainingPlan, TrainingSession

FIXES: dict[str, Any] = {
    "post": "Post 2",
    "responsible": None,
    "measure": "Fit a panic bar.",
    "money": Decimal(800),
    "deadline": date(2126, 3, 20),
    "interim": "Keep it open in opening hours.",
}


def _supervisor(world: World) -> Actor:
    return world.actor("authority_reader", world.authority)


def _found(world: World) -> Hazard:
    actor = world.actor("duty_officer", world.west)
    return hazard.report_hazard(actor, world.hotel, what="The door is locked.", place="Exit B")


def _graded(world: World, grade: str = "general") -> Hazard:
    return hazard.grade_hazard(administrator(world), _found(world), grade=grade, kind="escape")


def _reported(world: World) -> Hazard:
    return hazard.report_major(administrator(world), _graded(world, "major"), reported_to="The bureau")


def _planned(world: World) -> Hazard:
    return hazard.hand_in_plan(world.actor("manager", world.west), _reported(world), plan="A new door.")


def _fixing(world: World) -> Hazard:
    return hazard.settle_fixes(administrator(world), _graded(world), **FIXES)


def _fixed(world: World, *, supervised: bool = False) -> Hazard:
    found = _fixing(world)
    if supervised:
        hazard.supervise(_supervisor(world), found, note="Grave.")
    return hazard.ask_recheck(administrator(world), found, note="Fitted.")


def _closed(world: World) -> Hazard:
    return hazard.recheck(world.actor("inspector", world.west), _fixed(world), passed=True, note="Opens.")


def _plan(world: World) -> TrainingPlan:
    return TrainingPlan(organisation=world.east, year=2026)


def _kept_plan(world: World) -> TrainingPlan:
    return training.add_plan(world.actor("manager"), _plan(world))


def _item() -> TrainingItem:
    return TrainingItem(topic="Ways out", due=date(2026, 4, 15), hours=Decimal(2))


def _kept_item(world: World) -> TrainingItem:
    return training.add_item(world.actor("manager"), _kept_plan(world), _item())


def _session(world: World) -> TrainingSession:
    day = date(2026, 4, 15)
    return TrainingSession(organisation=world.east, held_on=day, topic="Ways out", hours=Decimal(2), count=30)


def _held(world: World) -> TrainingSession:
    return training.add_session(world.actor("manager"), _session(world))


HAZARD_CALLS: dict[str, Prepare] = {
    "hazard.ask_recheck": lambda world: partial(
        hazard.ask_recheck, administrator(world), _fixing(world), note="Fitted."
    ),
    "hazard.attach": lambda world: partial(
        hazard.attach,
        administrator(world),
        hazard.report_hazard(administrator(world), world.station, what="The door is locked.", place="Exit B"),
        role="before",
        evidence=[world.evidence()],
    ),
    "hazard.decide_plan": lambda world: partial(
        hazard.decide_plan, administrator(world), _planned(world), approved=True
    ),
    "hazard.dismiss_hazard": lambda world: partial(
        hazard.dismiss_hazard, administrator(world), _found(world), note="It opens."
    ),
    "hazard.grade_hazard": lambda world: partial(
        hazard.grade_hazard, administrator(world), _found(world), grade="general", kind="escape"
    ),
    "hazard.hand_in_plan": lambda world: partial(
        hazard.hand_in_plan, world.actor("manager", world.west), _reported(world), plan="A new door."
    ),
    "hazard.recheck": lambda world: partial(
        hazard.recheck, world.actor("inspector", world.west), _fixed(world), passed=True, note="Opens."
    ),
    "hazard.release": lambda world: partial(
        hazard.release, _supervisor(world), _fixed(world, supervised=True), passed=True, note="Opens."
    ),
    "hazard.reopen": lambda world: partial(
        hazard.reopen, world.actor("inspector", world.west), _closed(world), note="Locked again."
    ),
    "hazard.report_hazard": lambda world: partial(
        hazard.report_hazard, administrator(world), world.hotel, what="The door is locked.", place="Exit B"
    ),
    "hazard.report_major": lambda world: partial(
        hazard.report_major, administrator(world), _graded(world, "major"), reported_to="The bureau"
    ),
    "hazard.settle_fixes": lambda world: partial(hazard.settle_fixes, administrator(world), _graded(world), **FIXES),
    "hazard.supervise": lambda world: partial(hazard.supervise, _supervisor(world), _graded(world), note="Grave."),
    "hazard_limit.set_limit": lambda world: partial(
        set_limit, administrator(world), world.east, step="grade", days=2, source="house rule"
    ),
    "training.add_item": lambda world: partial(training.add_item, world.actor("manager"), _kept_plan(world), _item()),
    "training.add_plan": lambda world: partial(training.add_plan, world.actor("manager"), _plan(world)),
    "training.add_session": lambda world: partial(
        training.add_session, world.actor("manager"), _session(world), [world.evidence()]
    ),
    "training.approve_plan": lambda world: partial(training.approve_plan, world.actor("manager"), _kept_plan(world)),
    "training.remove_item": lambda world: partial(training.remove_item, world.actor("manager"), _kept_item(world)),
    "training.withdraw_session": lambda world: partial(
        training.withdraw_session, world.actor("manager"), _held(world), reason="a slip"
    ),
}

"""How the actions of checklists, inspections and rounds are called for faults (see calls.py)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from uuid import uuid4

from django.core.files.base import File
from django.utils import timezone
from tests.attacks.others import png
from tests.web.conftest import World
from tests.web.faults.call import Prepare, then
from tests.web.inspecting import checklist_at, inspection_at, round_at

from dutybook_web.actions.checklist import (
    About,
    add_checklist,
    draft_checklist,
    edit_checklist,
    next_version,
    publish_checklist,
    withdraw_checklist,
)
from dutybook_web.actions.inspection import (
    attach_inspection,
    begin_inspection,
    cancel_inspection,
    plan_inspection,
    submit_inspection,
)
from dutybook_web.actions.inspection_answers import Given, Submission
from dutybook_web.actions.inspection_photo import take_photo
from dutybook_web.actions.round import end_round, make_rounds, schedule_round
from dutybook_web.models import Checklist, Inspection, Round


def _draft(world: World) -> Checklist:
    return next_version(world.actor("manager"), checklist_at(world.east))


def _submission(world: World, inspection: Inspection) -> Submission:
    """Everything out of order, with a photograph, of an inspection that is planned for a task."""
    now, client = timezone.now(), uuid4()
    take_photo(world.actor("manager"), world.station, client, File(BytesIO(png()), "a.png"))
    items = inspection.checklist.items.all()
    answers = [Given(item.key, "failed", Decimal(1), photos=[client]) for item in items]
    return Submission(uuid4(), inspection.checklist.key, now, now, now, answers)


def _planned(world: World) -> Inspection:
    now = timezone.now()
    checklist = checklist_at(world.east)
    return plan_inspection(world.actor("manager"), world.station, checklist, now, now + timedelta(hours=1), world.task)


def _done(world: World) -> Inspection:
    inspection = inspection_at(world.station)
    return submit_inspection(world.actor("manager"), inspection, _submission(world, inspection))


def _submit(world: World) -> Callable[[], object]:
    inspection = _planned(world)
    return partial(submit_inspection, world.actor("manager"), inspection, _submission(world, inspection))


INSPECTION_CALLS: dict[str, Prepare] = {
    "checklist.add_checklist": lambda world: partial(
        add_checklist, world.actor("manager"), world.east, About(title_en="Round")
    ),
    "checklist.draft_checklist": lambda world: partial(
        draft_checklist, world.actor("manager"), world.east, "plan-2026-classes", "class-2"
    ),
    "checklist.edit_checklist": lambda world: partial(
        edit_checklist,
        world.actor("manager"),
        _draft(world),
        About(title_en="Round"),
        [{"text_en": "Gate", "checks": "physical"}],
    ),
    "checklist.next_version": lambda world: partial(next_version, world.actor("manager"), checklist_at(world.east)),
    "checklist.publish_checklist": lambda world: partial(publish_checklist, world.actor("manager"), _draft(world)),
    "checklist.withdraw_checklist": lambda world: partial(
        withdraw_checklist, world.actor("manager"), inspection_at(world.station).checklist
    ),
    "inspection.attach_inspection": lambda world: partial(
        attach_inspection, world.actor("manager"), _done(world), [world.task]
    ),
    "inspection.begin_inspection": lambda world: partial(begin_inspection, world.actor("manager"), _planned(world)),
    "inspection.cancel_inspection": lambda world: partial(cancel_inspection, world.actor("manager"), _planned(world)),
    "inspection.plan_inspection": lambda world: partial(
        plan_inspection,
        world.actor("manager"),
        world.station,
        checklist_at(world.east),
        timezone.now(),
        timezone.now() + timedelta(hours=1),
    ),
    "inspection.submit_inspection": _submit,
    "inspection_photo.take_photo": lambda world: partial(
        take_photo, world.actor("manager"), world.station, uuid4(), File(BytesIO(png()), "a.png")
    ),
    "round.end_round": lambda world: partial(end_round, world.actor("manager"), round_at(world.station)),
    "round.make_rounds": lambda world: then(round_at(world.station), partial(make_rounds, world.group, timezone.now())),
    "round.schedule_round": lambda world: partial(
        schedule_round,
        world.actor("manager"),
        Round(premises=world.station, lineage=checklist_at(world.east).lineage, day_minutes=600),
    ),
}

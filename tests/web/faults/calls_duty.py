"""How the actions of premises, their facts, duties and tasks are called for faults (see calls.py)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web.conftest import World
from tests.web.decided import REPORT, tell
from tests.web.faults.call import Prepare, administrator
from tests.web.model_acts import model_files, reworded
from tests.web.working import DAY, NOON, piece, work_by

from dutybook.catalogue.model import ActFile
from dutybook_web.actions.binding import decide_places, decide_premises
from dutybook_web.actions.designation import take_step
from dutybook_web.actions.edition import adopt, apply_edition, revert_edition
from dutybook_web.actions.exchange import import_premises, keep_draft
from dutybook_web.actions.exemption import approve_exemption, request_exemption, revoke_exemption
from dutybook_web.actions.fact import set_fact, set_operator_fact
from dutybook_web.actions.horizon import make_tasks
from dutybook_web.actions.measure import keep_record_system, remove_record_system, set_measure
from dutybook_web.actions.occasion import record_occasion
from dutybook_web.actions.premises import close_premises, reopen_premises
from dutybook_web.actions.reminder import write_digests
from dutybook_web.actions.task import reopen_for_expired
from dutybook_web.actions.tier import lift_override, override_tier
from dutybook_web.forms.exchange import checked, draft_of
from dutybook_web.models import Edition, Exemption, ImportDraft, Occasion, Premises, RecordSystem, Task, TaskState

PLAN = "plan-2026-classes"


@cache
def _files(*, changed: bool = False) -> list[ActFile]:
    with TemporaryDirectory() as folder:
        return reworded(Path(folder)) if changed else model_files(Path(folder))


def _applied(world: World) -> World:
    tell(world.station, serves_public=True, key_target=True)
    apply_edition(None, world.group, _files(), "")
    return world


def _decided(world: World) -> World:
    decide_premises(_applied(world).station, DAY)
    return world


def _closed(world: World) -> Premises:
    return close_premises(_decided(world).actor("manager"), world.station, DAY)


def _first_of_two(world: World) -> Edition:
    first = apply_edition(None, world.group, _files(), "")
    apply_edition(None, world.group, _files(changed=True), "")
    return first


def _working(world: World, *names: str) -> World:
    with TemporaryDirectory() as folder:
        return work_by(world, Path(folder), *names)


def _exemption(world: World) -> Exemption:
    return Exemption(
        organisation=world.east, premises=world.station, duty=REPORT, reason="Works.", expires_on=date(2126, 8, 1)
    )


def _requested(world: World) -> Exemption:
    _applied(world)
    return request_exemption(world.actor("manager"), _exemption(world), DAY)


def _draft(world: World) -> ImportDraft:
    table = b"name,organisation\nNorth depot,East company\nSouth depot,East company\n"
    return draft_of(world.actor("manager"), BytesIO(table), "premises.csv")


def _imported(world: World) -> partial[object]:
    actor = world.actor("manager")
    draft = keep_draft(actor, _draft(world))
    return partial(import_premises, actor, draft, checked(actor, draft.table).rows)


def _system(world: World) -> RecordSystem:
    return RecordSystem(premises=world.station, kind="video", name="Hall", required_days=90, configured_days=60)


def _put_into_a_tier(world: World) -> partial[object]:
    actor, today = world.actor("manager"), world.east.today
    return partial(override_tier, actor, world.station, PLAN, "", "exemption", "Notice 7", today)


def _lifted(world: World) -> partial[object]:
    _put_into_a_tier(world)()
    return partial(lift_override, world.actor("manager"), world.station, PLAN)


def _order(world: World) -> partial[object]:
    at = datetime(2026, 5, 4, 1, tzinfo=UTC)
    event = Occasion(organisation=world.east, premises=_working(world, "rectify").station, name="order", at=at)
    return partial(record_occasion, world.actor("manager"), event, now=NOON)


def _lapsed(world: World) -> partial[object]:
    """A task that was done, on evidence that has expired since."""
    done = _first_task(_working(world, "check"))
    Task.objects.exclude(pk=done.pk).delete()
    Task.objects.filter(pk=done.pk).update(state=TaskState.DONE)
    done.evidence.add(piece(world.east, "photo", world.station, expires_on=done.due))
    return partial(reopen_for_expired, world.group, done.due + timedelta(days=1))


def _first_task(world: World) -> Task:
    """The first of the tasks that a place's duties ask for."""
    make_tasks([world.station], DAY)
    return Task.objects.earliest("due", "pk")


def _to_remind(world: World) -> World:
    world.account("manager", world.east)
    Task.objects.filter(pk=world.task.pk).update(due=date(2026, 4, 1), assigned_role="manager")
    return world


DUTY_CALLS: dict[str, Prepare] = {
    "binding.decide_places": lambda world: partial(decide_places, [_applied(world).station]),
    "binding.decide_premises": lambda world: partial(decide_premises, _applied(world).station, DAY),
    "designation.take_step": lambda world: partial(
        take_step, world.actor("manager"), world.station, "decided", date(2026, 1, 1), grade="1"
    ),
    "edition.adopt": lambda world: partial(adopt, administrator(world), world.group, _files(), "a note"),
    "edition.apply_edition": lambda world: partial(
        apply_edition, administrator(world), world.group, _files(), "a note"
    ),
    "edition.revert_edition": lambda world: partial(
        revert_edition, administrator(world), world.group, _first_of_two(world)
    ),
    "exchange.import_premises": _imported,
    "exchange.keep_draft": lambda world: partial(keep_draft, world.actor("manager"), _draft(world)),
    "exemption.approve_exemption": lambda world: partial(
        approve_exemption, administrator(world), _requested(world), DAY
    ),
    "exemption.request_exemption": lambda world: partial(
        request_exemption, _applied(world).actor("manager"), _exemption(world), DAY
    ),
    "exemption.revoke_exemption": lambda world: partial(revoke_exemption, world.actor("manager"), _requested(world)),
    "fact.set_fact": lambda world: partial(
        set_fact, _applied(world).actor("manager"), world.station, "key_target", False, "the letter"
    ),
    "fact.set_operator_fact": lambda world: partial(
        set_operator_fact, _applied(world).actor("manager"), world.east, "owns_drones", True, "the register"
    ),
    "horizon.make_tasks": lambda world: partial(make_tasks, [_working(world, "report").station], DAY),
    "measure.keep_record_system": lambda world: partial(keep_record_system, world.actor("manager"), _system(world)),
    "measure.remove_record_system": lambda world: partial(
        remove_record_system, world.actor("manager"), keep_record_system(world.actor("manager"), _system(world))
    ),
    "measure.set_measure": lambda world: partial(
        set_measure, world.actor("manager"), world.station, f"{PLAN}/c1-guards", in_place=Decimal(140)
    ),
    "occasion.record_occasion": _order,
    "premises.close_premises": lambda world: partial(
        close_premises, _decided(world).actor("manager"), world.station, DAY
    ),
    "premises.reopen_premises": lambda world: partial(reopen_premises, world.actor("manager"), _closed(world)),
    "reminder.write_digests": lambda world: partial(write_digests, _to_remind(world).group, NOON),
    "task.reopen_for_expired": _lapsed,
    "tier.lift_override": _lifted,
    "tier.override_tier": _put_into_a_tier,
}

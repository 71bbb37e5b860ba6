"""How each action is called, so that faults can be put into it; an action without a line here fails the tests.

A line prepares what the action needs, and gives the call itself.
"""

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
from tests.web.addresses import checklist_at, inspection_at, round_at
from tests.web.conftest import World

from dutybook_web.access import Actor
from dutybook_web.actions.account import (
    change_account,
    disable_account,
    enable_account,
    erase_account,
    give_role,
    invite_account,
    invite_again,
    reset_second_factor,
    sign_out_everywhere,
    withdraw_role,
)
from dutybook_web.actions.checklist import About as ChecklistAbout
from dutybook_web.actions.checklist import (
    add_checklist,
    draft_checklist,
    edit_checklist,
    next_version,
    publish_checklist,
    withdraw_checklist,
)
from dutybook_web.actions.evidence import About, add_files, add_record, attach_evidence, withdraw_evidence
from dutybook_web.actions.inspection import (
    attach_inspection,
    begin_inspection,
    cancel_inspection,
    plan_inspection,
    submit_inspection,
)
from dutybook_web.actions.inspection_answers import Given, Submission
from dutybook_web.actions.inspection_photo import take_photo
from dutybook_web.actions.installation import first_administrator
from dutybook_web.actions.ledger import make_bundle, sign_head
from dutybook_web.actions.organisation import add_organisation, change_organisation, move_organisation
from dutybook_web.actions.premises import add_premises, change_premises
from dutybook_web.actions.round import end_round, make_rounds, schedule_round
from dutybook_web.actions.token import make_token, revoke_token
from dutybook_web.models import Account, Assignment, Checklist, Evidence, Inspection, Organisation, Premises, Round

Call = Callable[[], object]


def _about(world: World) -> About:
    return About(world.east, world.station, "log_extract", "Log", tasks=[world.task])


def _other_task_of(evidence: Evidence) -> Evidence:
    evidence.tasks.clear()
    return evidence


def _admin(world: World) -> Actor:
    return world.actor("administrator", world.group)


def _disabled(world: World) -> Account:
    account = world.account("viewer", world.east)
    account.is_active = False
    account.save()
    return account


def _invited(world: World) -> Account:
    return Account(email="new@example.org", name="new", organisation=world.east)


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


def _submit(world: World) -> Call:
    inspection = _planned(world)
    return partial(submit_inspection, world.actor("manager"), inspection, _submission(world, inspection))


CALLS: dict[str, Callable[[World], Call]] = {
    "account.change_account": lambda world: partial(
        change_account, _admin(world), world.account("viewer", world.east), ["name"]
    ),
    "account.disable_account": lambda world: partial(
        disable_account, _admin(world), world.account("viewer", world.east)
    ),
    "account.enable_account": lambda world: partial(enable_account, _admin(world), _disabled(world)),
    "account.erase_account": lambda world: partial(erase_account, _admin(world), world.account("viewer", world.east)),
    "account.give_role": lambda world: partial(
        give_role, _admin(world), world.account("viewer", world.east), "inspector", world.east
    ),
    "account.invite_account": lambda world: partial(invite_account, _admin(world), _invited(world), "viewer"),
    "account.invite_again": lambda world: partial(invite_again, _admin(world), world.account("viewer", world.east)),
    "account.reset_second_factor": lambda world: partial(
        reset_second_factor, _admin(world), world.account("viewer", world.east)
    ),
    "account.sign_out_everywhere": lambda world: partial(sign_out_everywhere, _admin(world)),
    "account.withdraw_role": lambda world: partial(
        withdraw_role, _admin(world), Assignment.objects.get(account=world.account("viewer", world.east))
    ),
    "checklist.add_checklist": lambda world: partial(
        add_checklist, world.actor("manager"), world.east, ChecklistAbout(title_en="Round")
    ),
    "checklist.draft_checklist": lambda world: partial(
        draft_checklist, world.actor("manager"), world.east, "plan-2026-classes", "class-2"
    ),
    "checklist.edit_checklist": lambda world: partial(
        edit_checklist,
        world.actor("manager"),
        _draft(world),
        ChecklistAbout(title_en="Round"),
        [{"text_en": "Gate", "checks": "physical"}],
    ),
    "checklist.next_version": lambda world: partial(next_version, world.actor("manager"), checklist_at(world.east)),
    "checklist.publish_checklist": lambda world: partial(publish_checklist, world.actor("manager"), _draft(world)),
    "checklist.withdraw_checklist": lambda world: partial(
        withdraw_checklist, world.actor("manager"), inspection_at(world.station).checklist
    ),
    "evidence.add_files": lambda world: partial(
        add_files, world.actor("manager"), _about(world), [File(BytesIO(b"%d\n" % n), f"{n}.txt") for n in range(2)]
    ),
    "evidence.add_record": lambda world: partial(add_record, world.actor("manager"), _about(world), {"reading": "7.5"}),
    "evidence.attach_evidence": lambda world: partial(
        attach_evidence, world.actor("manager"), _other_task_of(world.evidence()), [world.task]
    ),
    "evidence.withdraw_evidence": lambda world: partial(
        withdraw_evidence, world.actor("manager"), world.evidence(), "a slip"
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
    "installation.first_administrator": lambda world: partial(
        first_administrator, "North group", "north@example.org", "north", "group", "en"
    ),
    "ledger.make_bundle": lambda world: partial(make_bundle, world.actor("manager"), world.east, {}),
    "ledger.sign_head": lambda world: partial(_first, sign_head, world.evidence()),
    "organisation.add_organisation": lambda world: partial(
        add_organisation, _admin(world), Organisation(name="Branch", kind="branch", parent=world.east)
    ),
    "organisation.change_organisation": lambda world: partial(
        change_organisation, _admin(world), world.east, ["jurisdiction"]
    ),
    "organisation.move_organisation": lambda world: partial(move_organisation, _admin(world), world.east, world.west),
    "premises.add_premises": lambda world: partial(
        add_premises, world.actor("manager"), Premises(name="North depot", organisation=world.east)
    ),
    "premises.change_premises": lambda world: partial(change_premises, world.actor("manager"), world.station, ["name"]),
    "round.end_round": lambda world: partial(end_round, world.actor("manager"), round_at(world.station)),
    "round.make_rounds": lambda world: partial(
        _first, partial(make_rounds, world.group, timezone.now()), round_at(world.station)
    ),
    "round.schedule_round": lambda world: partial(
        schedule_round,
        world.actor("manager"),
        Round(premises=world.station, lineage=checklist_at(world.east).lineage, day_minutes=600),
    ),
    "token.make_token": lambda world: partial(make_token, _admin(world), "a token", 30),
    "token.revoke_token": lambda world: partial(
        revoke_token, _admin(world), make_token(_admin(world), "a token", 30)[0]
    ),
}

NO_ACTIONS = {
    "inspection_answers.checked": "it only reads",
    "inspection_answers.same": "it only reads",
    "account.end_sessions": "part of actions, one statement",
    "account.password_link": "it only reads",
    "token.bearer_of": "it only reads",
    "ledger.signing_key": "it writes a file, by a link that is made at once",
    "record.record": "part of every action",
    "record.record_all": "part of every action",
}
"""Public functions of the layer that write nothing of their own, each with the reason."""


def _first(action: Callable[[], object], *_prepared: object) -> object:
    return action()

"""How each action is called, so that faults can be put into it; an action without a line here fails the tests.

A line prepares what the action needs, and gives the call itself.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO

from django.core.files.base import File
from tests.web.conftest import World
from tests.web.faults.call import Prepare, administrator, then
from tests.web.faults.calls_duty import DUTY_CALLS
from tests.web.faults.calls_hazard import HAZARD_CALLS
from tests.web.faults.calls_inspection import INSPECTION_CALLS
from tests.web.faults.calls_library import LIBRARY_CALLS
from tests.web.faults.calls_report import REPORT_CALLS

from dutybook_web.actions import task
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
from dutybook_web.actions.evidence import About, add_files, add_record, attach_evidence, withdraw_evidence
from dutybook_web.actions.feed import make_feed, revoke_feed
from dutybook_web.actions.installation import first_administrator
from dutybook_web.actions.ledger import make_bundle, sign_head
from dutybook_web.actions.organisation import add_organisation, change_organisation, move_organisation
from dutybook_web.actions.premises import add_premises, change_premises
from dutybook_web.actions.responsibility import remove_responsibility, set_responsibility
from dutybook_web.actions.token import make_token, revoke_token
from dutybook_web.models import Account, Assignment, Evidence, Organisation, Premises, Responsibility, Task


def _about(world: World) -> About:
    return About(world.east, world.station, "log_extract", "Log", tasks=[world.task])


def _other_task_of(evidence: Evidence) -> Evidence:
    evidence.tasks.clear()
    return evidence


def _apart(world: World) -> Evidence:
    return _other_task_of(world.evidence())


def _answering(world: World) -> Responsibility:
    return Responsibility(organisation=world.east, duty=world.version.duty, role="manager")


def _handed_in(world: World) -> Task:
    world.task.needs_review = True
    world.task.save()
    return task.complete(administrator(world), world.task)


def _disabled(world: World) -> Account:
    account = world.account("viewer", world.east)
    account.is_active = False
    account.save()
    return account


def _invited(world: World) -> Account:
    return Account(email="new@example.org", name="new", organisation=world.east)


CALLS: dict[str, Prepare] = {
    "account.change_account": lambda world: partial(
        change_account, administrator(world), world.account("viewer", world.east), ["name"]
    ),
    "account.disable_account": lambda world: partial(
        disable_account, administrator(world), world.account("viewer", world.east)
    ),
    "account.enable_account": lambda world: partial(enable_account, administrator(world), _disabled(world)),
    "account.erase_account": lambda world: partial(
        erase_account, administrator(world), world.account("viewer", world.east)
    ),
    "account.give_role": lambda world: partial(
        give_role, administrator(world), world.account("viewer", world.east), "inspector", world.east
    ),
    "account.invite_account": lambda world: partial(invite_account, administrator(world), _invited(world), "viewer"),
    "account.invite_again": lambda world: partial(
        invite_again, administrator(world), world.account("viewer", world.east)
    ),
    "account.reset_second_factor": lambda world: partial(
        reset_second_factor, administrator(world), world.account("viewer", world.east)
    ),
    "account.sign_out_everywhere": lambda world: partial(sign_out_everywhere, administrator(world)),
    "account.withdraw_role": lambda world: partial(
        withdraw_role, administrator(world), Assignment.objects.get(account=world.account("viewer", world.east))
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
    "feed.make_feed": lambda world: partial(make_feed, administrator(world)),
    "feed.revoke_feed": lambda world: then(make_feed(administrator(world)), partial(revoke_feed, administrator(world))),
    "installation.first_administrator": lambda world: partial(
        first_administrator, "North group", "north@example.org", "north", "group", "en"
    ),
    "ledger.make_bundle": lambda world: partial(make_bundle, world.actor("manager"), world.east, {}),
    "ledger.sign_head": lambda world: then(world.evidence(), sign_head),
    "organisation.add_organisation": lambda world: partial(
        add_organisation, administrator(world), Organisation(name="Branch", kind="branch", parent=world.east)
    ),
    "organisation.change_organisation": lambda world: partial(
        change_organisation, administrator(world), world.east, ["jurisdiction"]
    ),
    "organisation.move_organisation": lambda world: partial(
        move_organisation, administrator(world), world.east, world.west
    ),
    "premises.add_premises": lambda world: partial(
        add_premises, world.actor("manager"), Premises(name="North depot", organisation=world.east)
    ),
    "premises.change_premises": lambda world: partial(change_premises, world.actor("manager"), world.station, ["name"]),
    "responsibility.remove_responsibility": lambda world: partial(
        remove_responsibility, administrator(world), set_responsibility(administrator(world), _answering(world))
    ),
    "responsibility.set_responsibility": lambda world: partial(
        set_responsibility, administrator(world), _answering(world)
    ),
    "task.attach": lambda world: partial(task.attach, administrator(world), world.task, [_apart(world).key]),
    "task.complete": lambda world: partial(task.complete, administrator(world), world.task, [_apart(world).key]),
    "task.reassign": lambda world: partial(
        task.reassign, administrator(world), world.task, world.account("duty_officer", world.east)
    ),
    "task.review": lambda world: partial(
        task.review, world.actor("manager"), _handed_in(world), accept=False, reason="the reading is missing"
    ),
    "token.make_token": lambda world: partial(make_token, administrator(world), "a token", 30),
    "token.revoke_token": lambda world: partial(
        revoke_token, administrator(world), make_token(administrator(world), "a token", 30)[0]
    ),
    **DUTY_CALLS,
    **HAZARD_CALLS,
    **INSPECTION_CALLS,
    **LIBRARY_CALLS,
    **REPORT_CALLS,
}

READING_NOTICES = ("accounts_reaching", "body_of", "nearest_who_may", "overdue_letter", "who_may")
STEP_PARTS = (
    "day_of",
    "due_day",
    "is_of_authority",
    "keep",
    "may",
    "must_be_another",
    "must_be_major",
    "must_be_of_authority",
    "must_reach",
    "reason",
    "take",
)
NO_ACTIONS = {
    "inspection_answers.checked": "it only reads",
    "inspection_answers.same": "it only reads",
    "act.import_act": "take_act does it",
    "binding.decide_tenant": "it commits each batch, on purpose; test_binding holds what a failure leaves",
    "blob.blob_of": "part of actions, one statement",
    "blob.keep": "part of actions: a file without a row is found by reconciling",
    "edition.apply_shipped": "apply_edition with the files of the package",
    "hazard.possible": "it only reads",
    **{f"hazard_notice.{name}": "it only reads" for name in READING_NOTICES},
    "hazard_notice.tell_of_step": "part of actions",
    **{f"hazard_step.{name}": "part of the actions of hazards" for name in STEP_PARTS},
    "premises.facts_changed": "part of actions",
    "premises.searchable": "it only reads",
    "tier.classify": "part of actions",
    "feed.account_of_feed": "it only reads",
    "message.address_of": "it only reads",
    "message.letter_to": "part of actions",
    "message.tell": "part of actions",
    "account.end_sessions": "part of actions, one statement",
    "account.password_link": "it only reads",
    "token.bearer_of": "it only reads",
    "ledger.signing_key": "it writes a file, by a link that is made at once",
    "record.record": "part of every action",
    "record.record_all": "part of every action",
}
"""Public functions of the layer that write nothing of their own, each with the reason."""

"""How each action is called, so that faults can be put into it; an action without a line here fails the tests.

A line prepares what the action needs, and gives the call itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

from django.core.files.base import File
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
from dutybook_web.actions.evidence import About, add_files, add_record, attach_evidence, withdraw_evidence
from dutybook_web.actions.installation import first_administrator
from dutybook_web.actions.ledger import make_bundle, sign_head
from dutybook_web.actions.organisation import add_organisation, change_organisation, move_organisation
from dutybook_web.actions.premises import add_premises, change_premises
from dutybook_web.actions.token import make_token, revoke_token
from dutybook_web.models import Account, Assignment, Evidence, Organisation, Premises

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
    "token.make_token": lambda world: partial(make_token, _admin(world), "a token", 30),
    "token.revoke_token": lambda world: partial(
        revoke_token, _admin(world), make_token(_admin(world), "a token", 30)[0]
    ),
}

NO_ACTIONS = {
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

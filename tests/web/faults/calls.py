"""How each action is called, so that faults can be put into it; an action without a line here fails the tests.

A line prepares what the action needs, and gives the call itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO

from django.core.files.base import File
from tests.web.conftest import World

from dutybook_web.actions.evidence import About, add_files, add_record, attach_evidence, withdraw_evidence
from dutybook_web.actions.ledger import make_bundle, sign_head
from dutybook_web.actions.premises import add_premises, change_premises
from dutybook_web.models import Evidence, Premises

Call = Callable[[], object]


def _about(world: World) -> About:
    return About(world.east, world.station, "log_extract", "Log", tasks=[world.task])


def _other_task_of(evidence: Evidence) -> Evidence:
    evidence.tasks.clear()
    return evidence


CALLS: dict[str, Callable[[World], Call]] = {
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
    "ledger.make_bundle": lambda world: partial(make_bundle, world.actor("manager"), world.east, {}),
    "ledger.sign_head": lambda world: partial(_first, sign_head, world.evidence()),
    "premises.add_premises": lambda world: partial(
        add_premises, world.actor("manager"), Premises(name="North depot", organisation=world.east)
    ),
    "premises.change_premises": lambda world: partial(change_premises, world.actor("manager"), world.station, ["name"]),
}

NO_ACTIONS = {
    "account.bearer_of": "it only reads",
    "ledger.signing_key": "it writes a file, by a link that is made at once",
    "record.record": "part of every action",
    "record.record_all": "part of every action",
}
"""Public functions of the layer that write nothing of their own, each with the reason."""


def _first(action: Callable[[], object], *_prepared: object) -> object:
    return action()

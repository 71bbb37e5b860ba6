"""The designation of protected premises, step by step."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.fact import set_fact
from dutybook_web.actions.record import record
from dutybook_web.models import Designation, Evidence, Premises
from dutybook_web.queries.designation import next_steps
from dutybook_web.refusals import Conflict, Refused

SOURCE = "designation"
"""The source of the facts that a decision brings with it."""


@transaction.atomic
def take_step(
    actor: Actor,
    premises: Premises,
    step: str,
    on: date,
    *,
    grade: str = "",
    body: str = "",
    document: Evidence | None = None,
) -> Designation:
    """Enter the next step of the designation of a place, with the document that it rests on.

    Who: premises.write there. Changes: with the decision, its adjustment and its lifting, the facts `key_target` and
    `key_target_grade`. Recorded: designation.step.
    """
    # Two at once would each see the same last step: the place itself is the lock.
    Premises.objects.select_for_update().get(pk=premises.pk)
    taken = list(Designation.objects.filter(premises=premises))
    if step not in next_steps(taken):
        raise Conflict("wrong_step", _("This step does not follow the last one: choose one of those offered."), "step")
    if on > premises.organisation.today:
        raise Refused("in_future", _("This day is still to come: enter the step once it is taken."), "on")
    if taken and on < taken[-1].on:
        raise Refused("before_last", _("This is before the last step: give the same day or a later one."), "on")
    row = Designation.objects.create(premises=premises, step=step, on=on, grade=grade, body=body, document=document)
    payload = {"step": step, "on": on.isoformat(), "grade": grade, "document": document.key if document else None}
    record(actor.account, "designation.step", premises, premises.organisation, payload)
    _tell_facts(actor, premises, row)
    return row


def _tell_facts(actor: Actor, premises: Premises, row: Designation) -> None:
    if row.step in ("decided", "adjusted", "lifted"):
        set_fact(actor, premises, "key_target", row.step != "lifted", SOURCE, row.on)
        set_fact(actor, premises, "key_target_grade", row.grade or None, SOURCE, row.on)

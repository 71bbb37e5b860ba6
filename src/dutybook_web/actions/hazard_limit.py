"""The time limits of an organisation for the steps of its hazards."""

from __future__ import annotations

from django.db import transaction

from dutybook_web.access import Actor
from dutybook_web.actions.hazard_step import may
from dutybook_web.actions.record import record
from dutybook_web.models import HazardLimit, Organisation


@transaction.atomic
def set_limit(actor: Actor, organisation: Organisation, *, step: str, days: int, source: str) -> HazardLimit:
    """Set a time limit for an organisation and all below it; days that are settled already stay.

    Who: hazards.manage there. Recorded: hazard.limit with the step and the days.
    """
    may(actor, organisation, "hazards.manage")
    values = {"days": days, "source": source}
    limit: HazardLimit
    limit, _new = HazardLimit.objects.update_or_create(organisation=organisation, step=step, defaults=values)
    record(actor.account, "hazard.limit", limit, organisation, {"step": step, "days": days})
    return limit

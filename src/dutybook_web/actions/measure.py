"""What is in place at premises: measures that their tier requires, and systems that keep records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from dutybook.catalogue.schemes import schemes
from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import MeasureStatus, Premises, RecordSystem
from dutybook_web.refusals import Refused


@transaction.atomic
def set_measure(
    actor: Actor,
    premises: Premises,
    measure: str,
    *,
    in_place: Decimal | None = None,
    fulfilled: bool | None = None,
    justification: str = "",
    due: date | None = None,
) -> MeasureStatus:
    """Tell what is in place of a measure. Who: premises.write there. Recorded: measure.set with the figures.

    Args:
        measure: `scheme/measure`. in_place: how many, where it is counted. fulfilled: whether, where it is not.
        justification: why less is in place, or by what else. due: until when the gap is to be closed.
    """
    scheme, _slash, name = measure.partition("/")
    found = schemes().tiers.get(scheme)
    if found is None or name not in {one.id for tier in found.tiers for one in tier.measures}:
        raise Refused("unknown_measure", _("There is no such measure: choose one of the list."), "measure")
    told = {"in_place": in_place, "fulfilled": fulfilled, "justification": justification, "due": due}
    row, _new = MeasureStatus.objects.update_or_create(
        premises=premises, measure=measure, defaults={**told, "updated_by": actor.account}
    )
    payload: dict[str, Json] = {
        "measure": measure,
        "in_place": None if in_place is None else str(in_place),
        "fulfilled": fulfilled,
        "due": due.isoformat() if due else None,
    }
    record(actor.account, "measure.set", premises, premises.organisation, payload)
    return row


@transaction.atomic
def keep_record_system(actor: Actor, system: RecordSystem) -> RecordSystem:
    """Enter or change a system that keeps records: its setting, never what it holds.

    Who: premises.write there. Recorded: record_system.set with the days.
    """
    system.save()
    payload: dict[str, Json] = {
        "system": system.key,
        "kind": system.kind,
        "required_days": system.required_days,
        "configured_days": system.configured_days,
    }
    record(actor.account, "record_system.set", system.premises, system.premises.organisation, payload)
    return system


@transaction.atomic
def remove_record_system(actor: Actor, system: RecordSystem) -> None:
    """Take out a system that is no longer there. Who: premises.write there. Recorded: record_system.remove."""
    key, premises = system.key, system.premises
    system.delete()
    record(actor.account, "record_system.remove", premises, premises.organisation, {"system": key})

"""Who answers for duties: set and taken back."""

from __future__ import annotations

from django.db import transaction

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Responsibility


@transaction.atomic
def set_responsibility(actor: Actor, wanted: Responsibility) -> Responsibility:
    """Name who answers for a duty, an act or all of them, at a place or an organisation; the one named before goes.

    Who: responsibility.write there. Recorded: responsibility.set with what it is about, the ledger naming no account.
    """
    about = {"duty": wanted.duty, "act": wanted.act, "provision": wanted.provision}
    node = {"organisation": wanted.organisation, "premises": wanted.premises}
    Responsibility.objects.filter(**node, **about).delete()
    wanted.save()
    payload = {
        "duty": wanted.duty,
        "act": wanted.act,
        "role": wanted.role,
        "every": wanted.every,
        "unit": wanted.unit.key if wanted.unit else "",
    }
    record(actor.account, "responsibility.set", wanted, wanted.organisation, payload)
    return wanted


@transaction.atomic
def remove_responsibility(actor: Actor, row: Responsibility) -> None:
    """Take it back; what is set above holds again. Who: responsibility.write there. Recorded: responsibility.remove."""
    payload = {"duty": row.duty, "act": row.act}
    record(actor.account, "responsibility.remove", row, row.organisation, payload)
    row.delete()

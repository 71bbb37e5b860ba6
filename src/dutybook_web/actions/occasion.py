"""Events that happened at premises: recorded, and the tasks that count from them made at once."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.catalogue.events import events
from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.horizon import Made, make_tasks
from dutybook_web.actions.record import record
from dutybook_web.models import Occasion
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def record_occasion(actor: Actor, occasion: Occasion, *, now: datetime | None = None) -> Made:
    """Record that an event of the catalogue happened. Who: tasks.do at its premises.

    Changes: the event, and the tasks that it starts. Recorded: occasion.add with name and time; tasks.make.

    Raises:
        Refused: no event of the catalogue. Conflict: it stands there already.
    """
    at = now or timezone.now()
    if occasion.name not in events():
        raise Refused("unknown_event", _("There is no such event: choose one of the list."), "name")
    occasion.organisation, occasion.recorded_by = occasion.premises.organisation, actor.account
    try:
        with transaction.atomic():
            occasion.save()
    except IntegrityError:
        raise Conflict("occasion_known", _("This event stands there already, with the same time.")) from None
    payload: dict[str, Json] = {"event": occasion.name, "at": occasion.at.isoformat(), "has_time": occasion.has_time}
    record(actor.account, "occasion.add", occasion, occasion.organisation, payload)
    return make_tasks([occasion.premises], occasion.organisation.day_at(at), account=actor.account)

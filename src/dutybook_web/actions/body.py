"""Bodies: set up, changed, ended; their units and their meetings."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Body, Meeting, Membership, Organisation
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def add_body(actor: Actor, body: Body) -> Body:
    """Set up a body. Who: responsibility.write at its organisation. Recorded: body.add with name and basis."""
    body.save()
    record(actor.account, "body.add", body, body.organisation, {"name": body.name, "act": body.act})
    return body


@transaction.atomic
def change_body(actor: Actor, body: Body, fields: list[str]) -> Body:
    """Change what is kept of a body, or end it. Who: responsibility.write there. Recorded: body.change."""
    if body.ended_on and body.ended_on < body.since:
        raise Refused("ends_before_it_begins", _("A body cannot end before it began: check the two days."), "ended_on")
    body.save()
    record(actor.account, "body.change", body, body.organisation, {"fields": sorted(fields)})
    return body


@transaction.atomic
def add_member(actor: Actor, body: Body, unit: Organisation, function: str, start: date) -> Membership:
    """Take a unit into a body. Who: responsibility.write at the body. Recorded: body.member_add with the unit's key.

    Raises:
        Conflict: the unit belongs to it already.
    """
    try:
        with transaction.atomic():
            row = Membership.objects.create(body=body, unit=unit, function=function, start=start)
    except IntegrityError as error:
        raise Conflict("member_already", _("This unit belongs to the body already."), "unit") from error
    payload = {"unit": unit.key, "function": function}
    record(actor.account, "body.member_add", body, body.organisation, payload)
    return row


@transaction.atomic
def end_member(actor: Actor, body: Body, row: Membership, on: date) -> Membership:
    """End a unit's membership; it stays in the history. Who: responsibility.write. Recorded: body.member_end.

    Raises:
        Refused: it would end before it began. Conflict: it has ended already.
    """
    if on < row.start:
        raise Refused("ends_before_it_begins", _("A membership cannot end before it began."), "end")
    if not Membership.objects.filter(pk=row.pk, end=None).update(end=on):
        raise Conflict("ended_already", _("This membership has ended already."))
    row.end = on
    record(actor.account, "body.member_end", body, body.organisation, {"unit": row.unit.key, "on": on.isoformat()})
    return row


@transaction.atomic
def add_meeting(actor: Actor, meeting: Meeting) -> Meeting:
    """Enter a meeting that was held. Who: responsibility.write at the body. Recorded: body.meeting with its day.

    Raises:
        Refused: it lies in the future. Conflict: it was entered already.
    """
    body = meeting.body
    if meeting.held_on > body.organisation.today:
        raise Refused("in_the_future", _("Enter a meeting once it was held."), "held_on")
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        raise Conflict("meeting_already", _("This meeting was entered already."), "subject") from error
    payload = {"held_on": meeting.held_on.isoformat(), "agenda": meeting.agenda.key if meeting.agenda else ""}
    record(actor.account, "body.meeting", body, body.organisation, payload)
    return meeting

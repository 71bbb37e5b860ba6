"""Exceptions from a duty: requested by one account, approved by another, taken back; they end by themselves."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.horizon import make_tasks
from dutybook_web.actions.record import record
from dutybook_web.models import DutyVersion, Exemption
from dutybook_web.queries.edition import edition_in_use, versions_of
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def request_exemption(actor: Actor, wanted: Exemption, today: date) -> Exemption:
    """Ask for an exception. Who: duties.decide at the place. Recorded: exemption.request.

    Raises:
        Refused: an unknown duty, one that is only read and so has nothing to be excepted from, a day that has passed.
        Conflict: there is one already, requested or approved.
    """
    edition = edition_in_use(wanted.premises.organisation.root)
    number = versions_of(edition).get(wanted.duty) if edition else None
    if number is None:
        raise Refused("unknown_duty", _("The catalogue in use has no such duty: choose one of the register."), "duty")
    if DutyVersion.objects.filter(pk=number).exclude(reading_only="").exists():
        raise Refused("reading_only", _("This duty is only read: there is nothing to be excepted from."), "duty")
    if wanted.expires_on < today:
        raise Refused("past_day", _("The day has passed: choose a day from today on."), "expires_on")
    alive = Exemption.objects.filter(premises=wanted.premises, duty=wanted.duty, revoked_at=None)
    if alive.filter(expires_on__gte=today).exists():
        raise Conflict("exempted_already", _("There is an exception for this duty here already: revoke it first."))
    wanted.requested_by = actor.account
    wanted.save()
    payload = {"duty": wanted.duty, "expires_on": wanted.expires_on.isoformat()}
    record(actor.account, "exemption.request", wanted, wanted.organisation, payload)
    return wanted


@transaction.atomic
def approve_exemption(actor: Actor, exemption: Exemption, today: date) -> None:
    """Approve an exception. Who: duties.decide at the place, and not who requested it.

    Changes: its tasks that are not due yet are waived. Recorded: exemption.approve; task.waive.

    Raises:
        Refused: by who requested it. Conflict: it was approved, revoked or has expired.
    """
    if exemption.requested_by_id == actor.account.pk:
        raise Refused("own_request", _("You requested it: another account must approve it."))
    waiting = Exemption.objects.filter(pk=exemption.pk, approved_at=None, revoked_at=None, expires_on__gte=today)
    if not waiting.update(approved_at=timezone.now(), approved_by=actor.account):
        raise Conflict("not_waiting", _("It no longer waits for an approval: it was settled, or its time has passed."))
    record(actor.account, "exemption.approve", exemption, exemption.organisation, {"duty": exemption.duty})
    make_tasks([exemption.premises], today, account=actor.account)


@transaction.atomic
def revoke_exemption(actor: Actor, exemption: Exemption) -> None:
    """Take an exception back, or refuse one that was requested. Who: duties.decide at the place.

    Changes: its tasks that are not due yet are opened again. Recorded: exemption.revoke, or exemption.refuse;
    task.reopen.

    Raises:
        Conflict: it was revoked or refused before.
    """
    alive = Exemption.objects.filter(pk=exemption.pk, revoked_at=None)
    if not alive.update(revoked_at=timezone.now(), revoked_by=actor.account):
        raise Conflict("revoked_already", _("It has been revoked already."))
    action = "exemption.revoke" if exemption.approved_at else "exemption.refuse"
    record(actor.account, action, exemption, exemption.organisation, {"duty": exemption.duty})
    make_tasks([exemption.premises], exemption.organisation.day_at(timezone.now()), account=actor.account)

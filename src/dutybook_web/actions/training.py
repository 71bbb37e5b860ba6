"""Training and awareness: the plan of a year, and sessions as counts with their material. No rows of participants."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Evidence, TrainingItem, TrainingPlan, TrainingSession
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def add_plan(actor: Actor, plan: TrainingPlan) -> TrainingPlan:
    """Draw up the plan of an organisation for a year. Who: training.write there. Recorded: training.plan.

    Raises: Conflict: there is one already.
    """
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise Conflict("plan_exists", _("There is a plan for this year already: add to it."), "year") from None
    record(actor.account, "training.plan", plan, plan.organisation, {"year": plan.year})
    return plan


@transaction.atomic
def add_item(actor: Actor, plan: TrainingPlan, item: TrainingItem) -> TrainingItem:
    """Add to a plan, also to one that is approved. Who: training.write there. Recorded: training.item."""
    if item.due.year != plan.year:
        raise Refused("other_year", _("This day is not in the year of the plan."), "due")
    item.plan, item.organisation = plan, plan.organisation
    item.save()
    payload = {"plan": plan.key, "due": item.due.isoformat(), "hours": str(item.hours)}
    record(actor.account, "training.item", item, item.organisation, payload)
    return item


@transaction.atomic
def remove_item(actor: Actor, item: TrainingItem) -> None:
    """Take something out of a plan that is not approved. Who: training.write there. Recorded: training.remove.

    Raises: Conflict: the plan is approved, or a session was held for it.
    """
    if item.plan.approved_at is not None:
        raise Conflict("plan_approved", _("The plan is approved: nothing can be taken out of it."))
    if item.sessions.exists():
        raise Conflict("session_held", _("A session was held for this: it stays in the plan."))
    record(actor.account, "training.remove", item, item.organisation, {"plan": item.plan.key})
    item.delete()


@transaction.atomic
def approve_plan(actor: Actor, plan: TrainingPlan) -> TrainingPlan:
    """Approve a plan; from then on it can only grow. Who: training.write there. Recorded: training.approve."""
    now = timezone.now()
    waiting = TrainingPlan.objects.filter(pk=plan.pk, approved_at=None)
    if not waiting.update(approved_at=now, approved_by=actor.account):
        raise Conflict("plan_approved", _("The plan is approved already."))
    plan.approved_at, plan.approved_by = now, actor.account
    record(actor.account, "training.approve", plan, plan.organisation, {"year": plan.year})
    return plan


@transaction.atomic
def add_session(actor: Actor, session: TrainingSession, material: Iterable[Evidence] = ()) -> TrainingSession:
    """Note a session that was held: how long, how many, with its material. Who: training.write there.

    Recorded: training.session with the figures. Raises: Refused: it is still to come.
    """
    if session.held_on > session.organisation.day_at(timezone.now()):
        raise Refused("in_future", _("This day is still to come: note a session once it was held."), "held_on")
    session.added_by = actor.account
    if session.item and not session.campaign:
        session.campaign = session.item.campaign
    session.save()
    pieces = list(material)
    session.material.set(pieces)
    payload: dict[str, Json] = {
        "held_on": session.held_on.isoformat(),
        "hours": str(session.hours),
        "count": session.count,
        "evidence": [piece.key for piece in pieces],
    }
    record(actor.account, "training.session", session, session.organisation, payload)
    return session


@transaction.atomic
def withdraw_session(actor: Actor, session: TrainingSession, *, reason: str) -> TrainingSession:
    """Let a session that was noted wrongly count no more; it stays to be seen. Who: training.write there.

    Recorded: training.withdraw. Raises: Conflict: it was withdrawn before.
    """
    counting = TrainingSession.objects.filter(pk=session.pk, withdrawn_because="")
    if not counting.update(withdrawn_because=reason):
        raise Conflict("withdrawn", _("It was withdrawn already."))
    session.withdrawn_because = reason
    record(actor.account, "training.withdraw", session, session.organisation)
    return session

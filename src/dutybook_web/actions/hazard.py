"""Hazards: found, graded, planned, fixed, checked by another account, closed; each step one function and one event.

    found ─grade─► graded ──────────────────(general)───────────────fixes─► fixing ─fixed─► recheck ─pass─► closed
                     └major─► reported ─plan─► planned ─approve─► approved ─┘▲                  └fail─► reopened ─┐
                                                                            └─────────────fixes──────────────────┘

Two at once: the row is claimed by a conditional UPDATE of its state, so that exactly one succeeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.hazard_step import (
    ACTS,
    Act,
    Pieces,
    day_of,
    due_day,
    is_of_authority,
    keep,
    may,
    must_be_another,
    must_be_major,
    must_be_of_authority,
    must_reach,
    reason,
    take,
)
from dutybook_web.models import Account, Evidence, Hazard, HazardGrade, HazardSource, Premises
from dutybook_web.models import HazardState as S
from dutybook_web.models.hazard import EvidenceRole
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def report_hazard(
    actor: Actor,
    premises: Premises,
    *,
    what: str,
    place: str,
    source: str = HazardSource.REPORT,
    source_reference: str = "",
    pieces: Pieces | None = None,
    now: datetime | None = None,
) -> Hazard:
    """Report something wrong with a thing or a place. Who: hazards.report at the premises.

    Changes: a hazard is found, to be graded. Recorded: hazard.report. Told: the nearest managers.
    """
    at = now or timezone.now()
    may(actor, premises.organisation, "hazards.report")
    hazard = Hazard(premises=premises, organisation=premises.organisation, what=what, place=place, source=source)
    hazard.source_reference, hazard.found_by, hazard.found_on = source_reference, actor.account, day_of(hazard, at)
    hazard.due = due_day(hazard, S.FOUND, "", hazard.found_on)
    hazard.save()
    keep(actor, hazard, "report", "", "", pieces or {}, at)
    return hazard


@transaction.atomic
def grade_hazard(
    actor: Actor, hazard: Hazard, *, grade: str, kind: str, note: str = "", now: datetime | None = None
) -> Hazard:
    """Say how grave it is, and of what kind; again where the first grade was wrong. Who: hazards.manage.

    Changes: graded; a plan that was approved before counts no more. Recorded: hazard.grade with the grade.
    Raises: Refused: graded again without a reason.
    """
    if hazard.grade and not note.strip():
        raise Refused("reason_missing", _("Say why it is graded anew."), "note")
    changes: dict[str, Any] = {"grade": grade, "kind": kind, "plan": "", "planned_by": None, "reported_to": ""}
    return take(actor, hazard, "grade", S.GRADED, now, note=note, **changes)


@transaction.atomic
def dismiss_hazard(actor: Actor, hazard: Hazard, *, note: str, now: datetime | None = None) -> Hazard:
    """Find that a report tells of no hazard, with the reason. Who: hazards.manage. Recorded: hazard.dismiss."""
    return take(actor, hazard, "dismiss", S.DISMISSED, now, note=reason(note), closed_on=day_of(hazard, now))


@transaction.atomic
def report_major(
    actor: Actor, hazard: Hazard, *, reported_to: str, note: str = "", now: datetime | None = None
) -> Hazard:
    """Note to which body a major hazard was reported. Who: hazards.manage. Recorded: hazard.major."""
    must_be_major(hazard)
    return take(actor, hazard, "major", S.REPORTED, now, note=note, reported_to=reported_to)


@transaction.atomic
def hand_in_plan(
    actor: Actor, hazard: Hazard, *, plan: str, evidence: Iterable[Evidence] = (), now: datetime | None = None
) -> Hazard:
    """Hand in the plan for a major hazard. Who: hazards.manage. Recorded: hazard.plan. Told: the managers."""
    pieces: Pieces = {EvidenceRole.PLAN: evidence}
    return take(actor, hazard, "plan", S.PLANNED, now, pieces=pieces, plan=plan, planned_by=actor.account)


@transaction.atomic
def decide_plan(actor: Actor, hazard: Hazard, *, approved: bool, note: str = "", now: datetime | None = None) -> Hazard:
    """Approve the plan, or send it back with a reason. Who: hazards.manage, another account than handed it in.

    Recorded: hazard.approve with the state that follows. Raises: Refused: own plan, or sent back without a reason.
    """
    must_be_another(actor, [hazard.planned_by_id], _("You handed in this plan: another account has to approve it."))
    after = S.APPROVED if approved else S.REPORTED
    return take(actor, hazard, "approve", after, now, note=note if approved else reason(note))


@transaction.atomic
def settle_fixes(
    actor: Actor,
    hazard: Hazard,
    *,
    post: str,
    responsible: Account | None,
    measure: str,
    money: Decimal,
    deadline: date,
    interim: str,
    note: str = "",
    now: datetime | None = None,
) -> Hazard:
    """Settle the five fixes; again while it is being fixed, with a reason. Who: hazards.manage.

    Changes: being fixed, until the deadline. Recorded: hazard.fixes with the deadline. Told: the responsible account.

    Raises:
        Conflict: a major hazard has no approved plan yet.
        Refused: the deadline is over; the account cannot work there; changed without a reason.
    """
    if hazard.state == S.GRADED and hazard.grade == HazardGrade.MAJOR:
        raise Conflict("plan_missing", _("A major hazard needs an approved plan before it is fixed."))
    if hazard.state == S.FIXING and not note.strip():
        raise Refused("reason_missing", _("Say why the five fixes are changed."), "note")
    if deadline < day_of(hazard, now):
        raise Refused("deadline_over", _("The deadline is over already: choose a day to come."), "deadline")
    must_reach(responsible, hazard)
    changes: dict[str, Any] = {
        "post": post,
        "responsible": responsible,
        "measure": measure,
        "money": money,
        "interim": interim,
    }
    return take(actor, hazard, "fixes", S.FIXING, now, note=note, deadline=deadline, **changes)


@transaction.atomic
def ask_recheck(
    actor: Actor, hazard: Hazard, *, note: str, evidence: Iterable[Evidence] = (), now: datetime | None = None
) -> Hazard:
    """Say that it is fixed, and ask for the re-check. Who: the responsible account, or hazards.manage.

    Recorded: hazard.fixed. Told: who may re-check; of a supervised one, the authority.
    Raises: Refused: a major hazard without a piece that shows it after the fix. PermissionDenied: somebody else.
    """
    if hazard.responsible_id != actor.account.pk:
        may(actor, hazard.organisation, "hazards.manage")
    shown = list(evidence)
    if hazard.grade == HazardGrade.MAJOR and not shown:
        raise Refused("evidence_missing", _("A major hazard needs evidence that shows it after the fix."), "evidence")
    changes: dict[str, Any] = {"fixed_by": actor.account, "fixed_on": day_of(hazard, now)}
    return take(actor, hazard, "fixed", S.RECHECK, now, note=note, pieces={EvidenceRole.AFTER: shown}, **changes)


@transaction.atomic
def recheck(
    actor: Actor,
    hazard: Hazard,
    *,
    passed: bool,
    note: str,
    evidence: Iterable[Evidence] = (),
    now: datetime | None = None,
) -> Hazard:
    """Check the fix: close the hazard, or open it again. Who: hazards.recheck, and not who fixed it.

    Recorded: hazard.recheck with the state that follows. Raises: Refused: own fix, or the authority's to close.
    """
    if hazard.supervised:
        raise Refused("supervised", _("The authority supervises this hazard: only an account of it closes it."))
    return _check(actor, hazard, "recheck", passed, note, evidence, now)


@transaction.atomic
def release(
    actor: Actor,
    hazard: Hazard,
    *,
    passed: bool,
    note: str,
    evidence: Iterable[Evidence] = (),
    now: datetime | None = None,
) -> Hazard:
    """Check the fix of a supervised hazard 摘牌. Who: hazards.supervise at the authority of the premises.

    Recorded: hazard.release with the state that follows. Raises: Refused: it is not supervised.
    """
    must_be_of_authority(actor, hazard)
    if not hazard.supervised:
        raise Refused("not_supervised", _("The authority does not supervise this hazard: the organisation checks it."))
    return _check(actor, hazard, "release", passed, note, evidence, now)


@transaction.atomic
def supervise(actor: Actor, hazard: Hazard, *, note: str, now: datetime | None = None) -> Hazard:
    """List the hazard for supervision 挂牌. Who: hazards.supervise at the authority of the premises.

    Changes: only the authority closes it. Recorded: hazard.supervise. Raises: Conflict: it is listed already.
    """
    must_be_of_authority(actor, hazard)
    if hazard.supervised:
        raise Conflict("supervised", _("It is supervised already."))
    return take(actor, hazard, "supervise", S(hazard.state), now, note=reason(note), supervised=True)


@transaction.atomic
def reopen(actor: Actor, hazard: Hazard, *, note: str, now: datetime | None = None) -> Hazard:
    """Open what has ended again, with the reason. Who: hazards.recheck. Recorded: hazard.reopen."""
    after = S.REOPENED if hazard.grade else S.FOUND
    return take(actor, hazard, "reopen", after, now, note=reason(note), **_opened(hazard))


@transaction.atomic
def attach(
    actor: Actor, hazard: Hazard, *, role: str, evidence: Iterable[Evidence], now: datetime | None = None
) -> Hazard:
    """Add evidence in a role to a hazard that has not ended. Who: hazards.report. Recorded: hazard.evidence."""
    return take(actor, hazard, "evidence", S(hazard.state), now, pieces={role: evidence})


RUN: Final[Mapping[str, Callable[..., Hazard]]] = {
    "grade": grade_hazard,
    "dismiss": dismiss_hazard,
    "major": report_major,
    "plan": hand_in_plan,
    "approve": decide_plan,
    "fixes": settle_fixes,
    "fixed": ask_recheck,
    "recheck": recheck,
    "release": release,
    "supervise": supervise,
    "reopen": reopen,
    "evidence": attach,
}
"""What takes each step of `ACTS`, on a hazard that `access.find` gave for its capability."""


def possible(actor: Actor, hazard: Hazard) -> list[Act]:
    """The steps that the actor may take now, as far as can be told before it fills in the form."""
    return [act for act in ACTS.values() if hazard.state in act.before and _is_open_to(actor, hazard, act.name)]


def _is_open_to(actor: Actor, hazard: Hazard, name: str) -> bool:
    capability = ACTS[name].capability
    here, major = actor.may_at(hazard.organisation, capability), hazard.grade == HazardGrade.MAJOR
    mine = actor.account.pk
    if capability == "hazards.supervise":
        return is_of_authority(actor, hazard) and hazard.supervised == (name == "release")
    rules = {
        "major": major,
        "approve": mine != hazard.planned_by_id,
        "fixes": not (major and hazard.state == S.GRADED),
        "fixed": mine == hazard.responsible_id or actor.may_at(hazard.organisation, "hazards.manage"),
        "recheck": not hazard.supervised and mine not in (hazard.fixed_by_id, hazard.responsible_id),
    }
    return here and rules.get(name, True)


def _check(
    actor: Actor,
    hazard: Hazard,
    name: str,
    passed: bool,
    note: str,
    evidence: Iterable[Evidence],
    now: datetime | None,
) -> Hazard:
    fixers = [hazard.fixed_by_id, hazard.responsible_id]
    must_be_another(actor, fixers, _("You fixed this hazard: another account has to check it."))
    pieces: Pieces = {EvidenceRole.AFTER if passed else EvidenceRole.BEFORE: evidence}
    if passed:
        return take(actor, hazard, name, S.CLOSED, now, note=note, pieces=pieces, closed_on=day_of(hazard, now))
    return take(actor, hazard, name, S.REOPENED, now, note=reason(note), pieces=pieces, **_opened(hazard))


def _opened(hazard: Hazard) -> dict[str, Any]:
    return {"closed_on": None, "reopened": hazard.reopened + 1}

"""What every step of a hazard shares: when it can be taken, claiming the row, its rules, and keeping what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.hazard_notice import accounts_reaching, tell_of_step
from dutybook_web.actions.record import record
from dutybook_web.models import Account, Evidence, Hazard, HazardEvidence, HazardGrade, HazardStep
from dutybook_web.models import HazardState as S
from dutybook_web.models.hazard import ENDED, LimitName
from dutybook_web.queries.hazard_limit import limits_at
from dutybook_web.refusals import Conflict, Refused

Pieces: TypeAlias = Mapping[str, Iterable[Evidence]]
"""Evidence by the role that it has for a hazard."""

_OPEN: Final = tuple(state for state in S if state not in ENDED)


@dataclass(frozen=True, slots=True)
class Act:
    """A step that can be taken.

    Args:
        name: as in the address and, behind `hazard.`, in the audit record.
        capability: what it asks for at the hazard.
        before: the states that it starts from.
    """

    name: str
    capability: str
    before: tuple[S, ...]


ACTS: Final[Mapping[str, Act]] = {
    act.name: act
    for act in (
        Act("grade", "hazards.manage", (S.FOUND, S.GRADED, S.FIXING, S.REOPENED)),
        Act("dismiss", "hazards.manage", (S.FOUND,)),
        Act("major", "hazards.manage", (S.GRADED,)),
        Act("plan", "hazards.manage", (S.REPORTED,)),
        Act("approve", "hazards.manage", (S.PLANNED,)),
        Act("fixes", "hazards.manage", (S.GRADED, S.APPROVED, S.REOPENED, S.FIXING)),
        Act("fixed", "hazards.report", (S.FIXING,)),
        Act("recheck", "hazards.recheck", (S.RECHECK,)),
        Act("release", "hazards.supervise", (S.RECHECK,)),
        Act("supervise", "hazards.supervise", _OPEN),
        Act("reopen", "hazards.recheck", ENDED),
        Act("evidence", "hazards.report", _OPEN),
    )
}
"""The steps by their names; each acts on a hazard that `access.find` gave for its capability."""


def take(
    actor: Actor,
    hazard: Hazard,
    name: str,
    after: S,
    now: datetime | None,
    *,
    note: str = "",
    pieces: Pieces | None = None,
    **changes: Any,
) -> Hazard:
    """Check that the step can be taken from the state as it was read, claim the row, and keep the step."""
    act, before, at = ACTS[name], hazard.state, now or timezone.now()
    if before not in act.before:
        raise Conflict("wrong_state", _("This step cannot be taken now: %s.") % hazard.get_state_display())
    if "deadline" in changes:
        changes |= {"due": changes["deadline"], "escalated": 0}
    elif after != before:
        due = due_day(hazard, after, changes.get("grade", hazard.grade), day_of(hazard, at))
        changes |= {"due": due, "escalated": 0}
    changes["state"] = after
    claimed = Hazard.objects.filter(pk=hazard.pk, state=before, supervised=hazard.supervised)
    if not claimed.update(**changes):
        raise Conflict("changed_meanwhile", _("Somebody else was faster: look at the hazard again."))
    for field, value in changes.items():
        setattr(hazard, field, value)
    keep(actor, hazard, name, before, note, pieces or {}, at)
    return hazard


def keep(actor: Actor, hazard: Hazard, name: str, before: str, note: str, pieces: Pieces, at: datetime) -> None:
    """Keep a step that was taken: its row, its evidence, its event; and tell those whose turn it is."""
    step = HazardStep.objects.create(
        hazard=hazard, act=name, before=before, after=hazard.state, at=at, account=actor.account, note=note
    )
    given = [(role, piece) for role, some in pieces.items() for piece in some]
    for role, piece in given:
        _must_fit(hazard, piece)
        HazardEvidence.objects.get_or_create(hazard=hazard, evidence=piece, role=role, defaults={"step": step})
    payload = {
        "from": str(before),
        "to": str(hazard.state),
        "grade": str(hazard.grade),
        "deadline": hazard.deadline.isoformat() if hazard.deadline else None,
        "evidence": [piece.key for _role, piece in given],
    }
    record(actor.account, f"hazard.{name}", hazard, hazard.organisation, payload, time=at)
    if before != hazard.state:
        tell_of_step(hazard, step, at)


def due_day(hazard: Hazard, state: S, grade: str, today: date) -> date | None:
    """The last day for what follows on a state; what is being fixed has its deadline instead."""
    major = grade == HazardGrade.MAJOR
    step = {
        S.FOUND: LimitName.GRADE,
        S.GRADED: LimitName.REPORT if major else LimitName.FIXES,
        S.REPORTED: LimitName.PLAN,
        S.PLANNED: LimitName.APPROVE,
        S.APPROVED: LimitName.FIXES,
        S.RECHECK: LimitName.RECHECK,
        S.REOPENED: LimitName.FIXES,
    }.get(state)
    return today + timedelta(days=limits_at(hazard.organisation)[step].days) if step else None


def day_of(hazard: Hazard, now: datetime | None) -> date:
    """The day where the hazard is."""
    return hazard.organisation.day_at(now or timezone.now())


def reason(note: str) -> str:
    """A reason, which must be given."""
    if not note.strip():
        raise Refused("reason_missing", _("Give the reason."), "note")
    return note


def may(actor: Actor, organisation: Any, capability: str) -> None:
    """Deny what the actor may not do at a node."""
    if not actor.may_at(organisation, capability):
        raise PermissionDenied


def is_of_authority(actor: Actor, hazard: Hazard) -> bool:
    """Whether the actor acts for the authority that the premises are assigned to."""
    authority = hazard.premises.authority
    return authority is not None and actor.may_at(authority, "hazards.supervise")


def must_be_of_authority(actor: Actor, hazard: Hazard) -> None:
    """Deny it to everybody but the authority of the premises."""
    if not is_of_authority(actor, hazard):
        raise PermissionDenied


def must_be_major(hazard: Hazard) -> None:
    """Refuse what is for major hazards alone."""
    if hazard.grade != HazardGrade.MAJOR:
        raise Conflict("not_major", _("Only a major hazard is reported upwards."))


def must_be_another(actor: Actor, accounts: Iterable[int | None], words: str) -> None:
    """Refuse it to the accounts that did the step which is to be checked."""
    if actor.account.pk in accounts:
        raise Refused("own_work", words)


def must_reach(account: Account | None, hazard: Hazard) -> None:
    """Refuse an account that could not do the work."""
    if account is None:
        return
    if not accounts_reaching("hazards.report", hazard.organisation).filter(pk=account.pk).exists():
        words = _("This account has no role there that may work on hazards.")
        raise Refused("cannot_do", words, "responsible")


def _must_fit(hazard: Hazard, piece: Evidence) -> None:
    if piece.withdrawn_at is not None:
        raise Refused("withdrawn", _("This evidence was withdrawn: choose another."), "evidence")
    fits = piece.premises_id == hazard.premises_id if piece.premises_id else piece.tenant_id == hazard.tenant_id
    if not fits:
        raise Refused("other_premises", _("This evidence is of other premises."), "evidence")

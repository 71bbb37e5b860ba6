"""Hazards by the API."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.hazard import RUN, possible, report_hazard
from dutybook_web.actions.hazard_limit import set_limit
from dutybook_web.actions.hazard_notice import accounts_reaching
from dutybook_web.actions.hazard_step import ACTS
from dutybook_web.api.hazard_schemas import (
    ApproveIn,
    CheckIn,
    FixedIn,
    FixesIn,
    GradeIn,
    HazardEvidenceIn,
    HazardOut,
    HazardPlanIn,
    HazardWhole,
    LimitIn,
    LimitOut,
    MajorIn,
    NoteIn,
    PeriodIn,
    ReportIn,
    StatisticsOut,
    WantedIn,
)
from dutybook_web.api.schemas import Problem
from dutybook_web.forms.hazard import STEPS, ReportForm
from dutybook_web.forms.hazard_list import HazardFilter, LimitForm, PeriodForm
from dutybook_web.models import Evidence, Hazard, HazardLimit, Organisation, Premises
from dutybook_web.queries.hazard import evidence_of, listed, steps_of
from dutybook_web.queries.hazard_statistics import statistics
from dutybook_web.queries.subtree import of_key
from dutybook_web.refusals import Refused

router = Router()
RELATED = ("organisation", "premises__authority", "premises__organisation", "responsible", "found_by", "fixed_by")
WRITES: Any = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


@router.get("", response=list[HazardOut])
@paginate
@requires("hazards.read")
def hazards_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List hazards, what is due first at the top."""
    today = request.organisation.day_at(timezone.now())
    return listed(visible(request.actor, Hazard, "hazards.read"), HazardFilter(wanted.dict()).wanted(), today)


@router.get("/statistics", response=StatisticsOut)
@requires("hazards.read")
def hazards_statistics(request: Any, wanted: Query[PeriodIn]) -> Any:
    """Count the hazards that were found in a month, a quarter or a year."""
    form, today = PeriodForm(wanted.dict()), request.organisation.day_at(timezone.now())
    rows = of_key(visible(request.actor, Hazard, "hazards.read"), form.organisation_key())
    found = statistics(rows, form.period(today), today)
    return {
        "first": found.period.first,
        "last": found.period.last,
        "total": found.total,
        "by_grade": found.by_grade,
        "by_kind": found.by_kind,
        "by_organisation": found.by_organisation,
    }


@router.get("/limits", response=list[LimitOut])
@requires("hazards.manage")
def hazards_limits(request: Any) -> Any:
    """List the time limits that organisations have set."""
    return visible(request.actor, HazardLimit, "hazards.manage").order_by("step", "pk")


@router.post("/limits", response={201: LimitOut} | WRITES)
@requires("hazards.manage")
def hazards_limit(request: Any, data: LimitIn) -> Any:
    """Set a time limit for an organisation and all below it."""
    form = LimitForm(data.dict(), organisations=visible(request.actor, Organisation, "hazards.manage"))
    return Status(201, set_limit(request.actor, **_clean(form)))


@router.get("/{key}", response={200: HazardWhole, 403: Problem, 404: Problem})
@requires("hazards.read")
def hazards_read(request: Any, key: str) -> Any:
    """Read one hazard with its way so far."""
    return _whole(request, find(request.actor, Hazard, key, "hazards.read", *RELATED))


@router.post("", response={201: HazardWhole} | WRITES)
@requires("hazards.report")
def hazards_report(request: Any, data: ReportIn) -> Any:
    """Report a hazard."""
    places = visible(request.actor, Premises, "hazards.report").select_related("organisation", "authority")
    values = _clean(ReportForm(data.dict(), places=places, notices=request.actor.may("hazards.manage")))
    return Status(201, _whole(request, report_hazard(request.actor, values.pop("premises"), **values)))


@router.post("/{key}/grade", response={200: HazardWhole} | WRITES)
@requires("hazards.manage")
def hazards_grade(request: Any, key: str, data: GradeIn) -> Any:
    """Grade a hazard; again with a reason."""
    return _step(request, key, "grade", data)


@router.post("/{key}/dismiss", response={200: HazardWhole} | WRITES)
@requires("hazards.manage")
def hazards_dismiss(request: Any, key: str, data: NoteIn) -> Any:
    """Find that a report tells of no hazard."""
    return _step(request, key, "dismiss", data)


@router.post("/{key}/major", response={200: HazardWhole} | WRITES)
@requires("hazards.manage")
def hazards_major(request: Any, key: str, data: MajorIn) -> Any:
    """Note to which body a major hazard was reported."""
    return _step(request, key, "major", data)


@router.post("/{key}/plan", response={200: HazardWhole} | WRITES)
@requires("hazards.manage")
def hazards_plan(request: Any, key: str, data: HazardPlanIn) -> Any:
    """Hand in the plan for a major hazard."""
    return _step(request, key, "plan", data)


@router.post("/{key}/approve", response={200: HazardWhole} | WRITES)
@requires("hazards.manage")
def hazards_approve(request: Any, key: str, data: ApproveIn) -> Any:
    """Approve the plan or send it back; another account than handed it in."""
    return _step(request, key, "approve", data)


@router.post("/{key}/fixes", response={200: HazardWhole} | WRITES)
@requires("hazards.manage")
def hazards_fixes(request: Any, key: str, data: FixesIn) -> Any:
    """Settle the five fixes."""
    return _step(request, key, "fixes", data)


@router.post("/{key}/fixed", response={200: HazardWhole} | WRITES)
@requires("hazards.report")
def hazards_fixed(request: Any, key: str, data: FixedIn) -> Any:
    """Say that it is fixed, and ask for the re-check."""
    return _step(request, key, "fixed", data)


@router.post("/{key}/recheck", response={200: HazardWhole} | WRITES)
@requires("hazards.recheck")
def hazards_recheck(request: Any, key: str, data: CheckIn) -> Any:
    """Check the fix: close it or open it again; another account than fixed it."""
    return _step(request, key, "recheck", data)


@router.post("/{key}/release", response={200: HazardWhole} | WRITES)
@requires("hazards.supervise")
def hazards_release(request: Any, key: str, data: CheckIn) -> Any:
    """Check the fix of a supervised hazard, for the authority of the premises."""
    return _step(request, key, "release", data)


@router.post("/{key}/supervise", response={200: HazardWhole} | WRITES)
@requires("hazards.supervise")
def hazards_supervise(request: Any, key: str, data: NoteIn) -> Any:
    """Put a hazard under the supervision of the authority of the premises."""
    return _step(request, key, "supervise", data)


@router.post("/{key}/reopen", response={200: HazardWhole} | WRITES)
@requires("hazards.recheck")
def hazards_reopen(request: Any, key: str, data: NoteIn) -> Any:
    """Open what has ended again, with the reason."""
    return _step(request, key, "reopen", data)


@router.post("/{key}/evidence", response={200: HazardWhole} | WRITES)
@requires("hazards.report")
def hazards_evidence(request: Any, key: str, data: HazardEvidenceIn) -> Any:
    """Add evidence in a role."""
    return _step(request, key, "evidence", data)


def _step(request: Any, key: str, name: str, data: Schema) -> dict[str, Any]:
    hazard = find(request.actor, Hazard, key, ACTS[name].capability, *RELATED)
    evidence = evidence_of(visible(request.actor, Evidence, "evidence.read"), hazard)
    accounts = accounts_reaching("hazards.report", hazard.organisation)
    # The forms are those of the pages, where a choice is a word.
    given = {field: _word(value) for field, value in data.dict().items()}
    form = STEPS[name].form(given, evidence=evidence, accounts=accounts)
    return _whole(request, RUN[name](request.actor, hazard, **_clean(form)))


def _word(value: Any) -> Any:
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _clean(form: Any) -> dict[str, Any]:
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused("invalid", errors[0], field)
    clean: dict[str, Any] = form.cleaned_data
    return clean


def _whole(request: Any, hazard: Hazard) -> dict[str, Any]:
    acts = [act.name for act in possible(request.actor, hazard)]
    return {"hazard": hazard, "steps": list(steps_of(hazard)), "possible": acts}

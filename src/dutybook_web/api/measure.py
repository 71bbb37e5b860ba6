"""What is in place at premises, by the API: measures, record systems, designation, tiers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404
from ninja import Router, Schema, Status

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.designation import take_step
from dutybook_web.actions.measure import keep_record_system, remove_record_system, set_measure
from dutybook_web.actions.tier import lift_override, override_tier
from dutybook_web.api.premises import READ, WRITE, valid
from dutybook_web.api.schemas import Day, Whole
from dutybook_web.forms.designation import DesignationForm, OverrideForm
from dutybook_web.forms.measure import MeasureForm, RecordSystemForm
from dutybook_web.models import Classification, Designation, Evidence, Premises, RecordSystem
from dutybook_web.queries.designation import documents_of, next_steps, steps_of
from dutybook_web.queries.measure import Requirement, required_of, systems_of
from dutybook_web.queries.tier import Standing, classifications_of, standings_of
from dutybook_web.refusals import Refused
from dutybook_web.words import side

router = Router()


class RequirementOut(Schema):
    """A measure that a tier requires; `state`: in_place, missing or unknown."""

    key: str
    what_zh: str
    what_en: str
    legal_ref: str
    qualifier: str
    required: int | None
    waits_for: str
    present: Decimal | None
    gap: Decimal | None
    state: str
    justification: str
    due: date | None

    @staticmethod
    def resolve_what_zh(row: Requirement) -> str:
        """In Chinese."""
        return row.measure.what.zh

    @staticmethod
    def resolve_what_en(row: Requirement) -> str:
        """In English."""
        return row.measure.what.en

    @staticmethod
    def resolve_legal_ref(row: Requirement) -> str:
        """Act and provision."""
        return row.measure.legal_ref

    @staticmethod
    def resolve_qualifier(row: Requirement) -> str:
        """Absolute, or so far as reasonably practicable."""
        return row.measure.qualifier

    @staticmethod
    def resolve_justification(row: Requirement) -> str:
        """Why less is in place."""
        return row.status.justification if row.status else ""

    @staticmethod
    def resolve_due(row: Requirement) -> date | None:
        """Until when the gap is to be closed."""
        return row.status.due if row.status else None


class MeasureIn(Schema):
    """What is in place: `in_place` for a measure that is counted, `fulfilled` for another."""

    measure: str
    in_place: Decimal | None = None
    fulfilled: bool | None = None
    justification: str = ""
    due: Day | None = None


class SystemOut(Schema):
    """A system that keeps records; a `shortfall` above 0 is a finding."""

    key: str
    kind: str
    name: str
    required_days: int
    configured_days: int | None
    shortfall: int | None
    checked_on: date | None


class SystemIn(Schema):
    """Its settings."""

    kind: Literal["video", "access", "network", "operation", "other"]
    name: str
    required_days: Whole
    configured_days: Whole | None = None
    checked_on: Day | None = None


class DesignationStepOut(Schema):
    """A step of a designation."""

    key: str
    step: str
    on: date
    grade: str
    body: str
    document: str | None

    @staticmethod
    def resolve_document(row: Designation) -> str | None:
        """The key of the evidence."""
        return row.document.key if row.document else None


class StepIn(Schema):
    """The next step; `document` is the key of evidence."""

    step: str
    on: Day
    grade: str = ""
    body: str = ""
    document: str = ""


class TierOut(Schema):
    """Where a place stands under a scheme; an empty string among `possible` stands for "in no tier"."""

    scheme: str
    possible: list[str]
    tier: str | None
    basis: str | None
    since: date | None
    overrides: bool
    missing: list[str]
    boundary: bool


class TierIn(Schema):
    """A tier decided on paper; empty for an exemption."""

    scheme: str
    tier: str
    basis: Literal["designation", "exemption"]
    start: Day
    note: str


class ClassificationOut(Schema):
    """A classification, in force or ended."""

    key: str
    scheme: str
    tier: str
    basis: str
    overrides: bool
    note: str
    start: date
    end: date | None


@router.get("/{key}/measures", response={200: list[RequirementOut], **READ})
@requires("premises.read")
def measures(request: Any, key: str) -> Any:
    """Measures required against measures in place."""
    return list(required_of(_place(request, key, "premises.read")))


@router.put("/{key}/measures", response={200: RequirementOut, **WRITE})
@requires("premises.write")
def measure_set(request: Any, key: str, data: MeasureIn) -> Any:
    """Tell what is in place of a measure."""
    premises = _place(request, key, "premises.write")
    one = _required(premises, data.measure)
    form = valid(MeasureForm(data.dict(), counted=one.counted))
    set_measure(request.actor, premises, one.key, **form.cleaned_data)
    return _required(premises, data.measure)


@router.get("/{key}/records", response={200: list[SystemOut], **READ})
@requires("premises.read")
def record_systems(request: Any, key: str) -> Any:
    """The systems that keep records."""
    return list(systems_of(_place(request, key, "premises.read")))


@router.post("/{key}/records", response={201: SystemOut, **WRITE})
@requires("premises.write")
def record_system_add(request: Any, key: str, data: SystemIn) -> Any:
    """Enter a system that keeps records."""
    return Status(201, _kept(request, RecordSystem(premises=_place(request, key, "premises.write")), data))


@router.put("/{key}/records/{system}", response={200: SystemOut, **WRITE})
@requires("premises.write")
def record_system_change(request: Any, key: str, system: str, data: SystemIn) -> Any:
    """Change one."""
    return _kept(request, _system(_place(request, key, "premises.write"), system), data)


@router.delete("/{key}/records/{system}", response={204: None, **WRITE})
@requires("premises.write")
def record_system_remove(request: Any, key: str, system: str) -> Any:
    """Take one out."""
    remove_record_system(request.actor, _system(_place(request, key, "premises.write"), system))
    return Status(204, None)


@router.get("/{key}/designation", response={200: list[DesignationStepOut], **READ})
@requires("premises.read")
def designation(request: Any, key: str) -> Any:
    """The steps that were taken, the oldest first."""
    return steps_of(_place(request, key, "premises.read"))


@router.post("/{key}/designation", response={201: DesignationStepOut, **WRITE})
@requires("premises.write")
def designation_step(request: Any, key: str, data: StepIn) -> Any:
    """Enter the next step."""
    premises = _place(request, key, "premises.write")
    documents = documents_of(visible(request.actor, Evidence, "evidence.read"), premises)
    form = valid(DesignationForm(data.dict(), steps=next_steps(steps_of(premises)), documents=documents))
    return Status(201, take_step(request.actor, premises, **form.cleaned_data))


@router.get("/{key}/tiers", response={200: list[TierOut], **READ})
@requires("premises.read")
def tiers(request: Any, key: str) -> Any:
    """Where a place stands under each scheme."""
    return [_standing(one) for one in standings_of(_place(request, key, "premises.read"))]


@router.get("/{key}/tiers/history", response={200: list[ClassificationOut], **READ})
@requires("premises.read")
def tiers_history(request: Any, key: str) -> Any:
    """All its classifications, the newest first."""
    return [row for row, *_words in classifications_of(_place(request, key, "premises.read"))]


@router.post("/{key}/tiers", response={201: ClassificationOut, **WRITE})
@requires("premises.write")
def tier_override(request: Any, key: str, data: TierIn) -> Any:
    """Put a place into a tier on paper, in spite of its facts."""
    premises = _place(request, key, "premises.write")
    choices = [(one.scheme.id, side(one.scheme.title)) for one in standings_of(premises)]
    named = f"{data.scheme}/{data.tier}" if data.tier else ""
    form = valid(OverrideForm({**data.dict(), "tier": named}, schemes=choices))
    return Status(201, override_tier(request.actor, premises, **form.cleaned_data))


@router.delete("/{key}/tiers/{scheme}", response={204: None, **WRITE})
@requires("premises.write")
def tier_lift(request: Any, key: str, scheme: str) -> Any:
    """Let the facts decide again."""
    lift_override(request.actor, _place(request, key, "premises.write"), scheme)
    return Status(204, None)


def _place(request: Any, key: str, capability: str) -> Premises:
    return find(request.actor, Premises, key, capability, "organisation")


def _required(premises: Premises, key: str) -> Requirement:
    found = next((one for one in required_of(premises) if one.key == key), None)
    if found is None:
        raise Refused("unknown_measure", "These premises are not required to have this measure.", "measure")
    return found


def _system(premises: Premises, key: str) -> RecordSystem:
    found = next((one for one in systems_of(premises) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _kept(request: Any, system: RecordSystem, data: SystemIn) -> RecordSystem:
    form: Any = valid(RecordSystemForm(data.dict(), instance=system))
    return keep_record_system(request.actor, form.save(commit=False))


def _standing(one: Standing) -> dict[str, Any]:
    current: Classification | None = one.current
    return {
        "scheme": one.scheme.id,
        "possible": [tier.id if tier else "" for tier in one.possible],
        "tier": current.tier if current else None,
        "basis": current.basis if current else None,
        "since": current.start if current else None,
        "overrides": bool(current and current.overrides),
        "missing": list(one.missing),
        "boundary": one.boundary,
    }

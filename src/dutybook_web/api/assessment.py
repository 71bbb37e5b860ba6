"""Assessments and their schemes by the API."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook.interop.documents import as_xlsx
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.assessment import keep_scheme, run_assessment
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import Day, OfOrganisation, Problem
from dutybook_web.files import kinds
from dutybook_web.files.serve import file_response
from dutybook_web.forms.assessment import RunForm, SchemeForm
from dutybook_web.models import Assessment, AssessmentScheme, Organisation, Score
from dutybook_web.queries.assessment import as_report
from dutybook_web.queries.assessment_sources import Span
from dutybook_web.queries.report import units

router = Router()
schemes = Router()
REFUSALS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class SchemeOut(OfOrganisation):
    """One version of a scheme."""

    key: str
    scheme: str
    number: int
    title_zh: str
    title_en: str


class SchemeIn(Schema):
    """A scheme as YAML; `organisation` is the key of one."""

    organisation: str
    text: str


class AssessmentOut(OfOrganisation):
    """A run of a scheme."""

    key: str
    scheme: str
    period_start: date
    period_end: date
    as_of: date

    @staticmethod
    def resolve_scheme(row: Assessment) -> str:
        """The key of the version."""
        return row.scheme.key


class ScoreOut(Schema):
    """What one organisation got: points, each item, and everything that was counted."""

    unit: str
    name: str
    points: Decimal | None
    items: list[dict[str, Any]]
    trace: dict[str, list[dict[str, Any]]]

    @staticmethod
    def resolve_unit(row: Score) -> str:
        """Its key."""
        return row.unit.key

    @staticmethod
    def resolve_name(row: Score) -> str:
        """What it is called."""
        return row.unit.name


class AssessmentWhole(AssessmentOut):
    """A run with its scores, the best first."""

    scores: list[ScoreOut]

    @staticmethod
    def resolve_scores(row: Assessment) -> list[Score]:
        """In one query."""
        return list(row.scores.select_related("unit"))


class RunIn(Schema):
    """What to score: the key of a version of a scheme, keys of organisations, days."""

    scheme: str
    units: list[str]
    start: Day
    end: Day


@router.get("", response=list[AssessmentOut])
@paginate
@requires("reports.read")
def assessment_list(request: Any) -> Any:
    """List assessments."""
    return visible(request.actor, Assessment, "reports.read").select_related("scheme", "organisation")


@router.get("/{key}", response={200: AssessmentWhole, 403: Problem, 404: Problem})
@requires("reports.read")
def assessment_read(request: Any, key: str) -> Any:
    """Read one with its scores and the trace of each point."""
    return find(request.actor, Assessment, key, "reports.read", "scheme", "organisation")


@router.get("/{key}/export", response={200: None, 403: Problem, 404: Problem})
@requires("reports.read")
def assessment_export(request: Any, key: str) -> Any:
    """The ranking and the traces as a workbook."""
    assessment = find(request.actor, Assessment, key, "reports.read", "scheme", "organisation")
    book = as_xlsx(as_report(assessment, assessment.scores.select_related("unit")))
    name = f"assessment-{assessment.period_end.isoformat()}.xlsx"
    return file_response(io.BytesIO(book), name=name, media_type=kinds.XLSX.media_type)


@router.post("", response={201: AssessmentWhole, **REFUSALS})
@requires("responsibility.write")
def assessment_run(request: Any, data: RunIn) -> Any:
    """Score organisations for a period; frozen from then on."""
    rows = visible(request.actor, AssessmentScheme, "responsibility.write").select_related("organisation")
    told = checked(RunForm(data.dict(), schemes=rows, units=units(request.actor))).cleaned_data
    node = told["scheme"].organisation
    span = Span(told["start"], told["end"], node.today)
    return Status(201, run_assessment(request.actor, told["scheme"], node, told["units"], span))


@schemes.get("", response=list[SchemeOut])
@paginate
@requires("reports.read")
def scheme_list(request: Any) -> Any:
    """List schemes, each version."""
    return visible(request.actor, AssessmentScheme, "reports.read").select_related("organisation").defer("body")


@schemes.get("/{key}", response={200: SchemeOut, 403: Problem, 404: Problem})
@requires("reports.read")
def scheme_read(request: Any, key: str) -> Any:
    """Read one version."""
    return find(request.actor, AssessmentScheme, key, "reports.read", "organisation")


@schemes.post("", response={201: SchemeOut, **REFUSALS})
@requires("responsibility.write")
def scheme_add(request: Any, data: SchemeIn) -> Any:
    """Keep a scheme as its next version."""
    choices = visible(request.actor, Organisation, "responsibility.write")
    told = checked(SchemeForm(data.dict(), organisations=choices)).cleaned_data
    return Status(201, keep_scheme(request.actor, told["organisation"], told["text"]))

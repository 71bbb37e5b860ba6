"""Pages of assessments: the schemes, a run, the ranking, and the trace behind each point."""

from __future__ import annotations

import io
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dutybook.interop.documents import as_xlsx
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.assessment import keep_scheme, run_assessment
from dutybook_web.files import kinds
from dutybook_web.files.serve import file_response
from dutybook_web.forms.assessment import RunForm, SchemeForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.half_year import HalfYear
from dutybook_web.models import Assessment, AssessmentScheme, Organisation
from dutybook_web.queries.assessment import as_report, lines, ranked, rule, scheme_of, schemes_in_use, versions_of
from dutybook_web.queries.assessment_sources import SOURCES, Span
from dutybook_web.queries.report import units
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

CRUMBS = [{"url": reverse_lazy("assessments"), "label": gettext_lazy("Assessments")}]


@require_safe
@requires("reports.read")
def assessment_list(request: Any) -> HttpResponse:
    """The assessments that were run, and the schemes."""
    rows = visible(request.actor, Assessment, "reports.read").select_related("scheme", "organisation")
    schemes = schemes_in_use(visible(request.actor, AssessmentScheme, "reports.read").defer("body"))
    return render(request, "assessment/list.html", {"page": page_of(request, rows), "schemes": schemes})


@require_safe
@requires("reports.read")
def assessment_page(request: Any, key: str) -> HttpResponse:
    """One assessment: the ranking, and (by `unit`) the trace of each point of one organisation."""
    assessment = find(request.actor, Assessment, key, "reports.read", "scheme", "organisation")
    scores = assessment.scores.defer("trace").select_related("unit")
    unit = request.GET.get("unit", "")
    shown = get_object_or_404(assessment.scores.select_related("unit"), unit__key=unit) if unit else None
    context = {
        "crumbs": CRUMBS,
        "assessment": assessment,
        "ranking": ranked(scores),
        "rule": rule(),
        "score": shown,
        "lines": lines(shown, scheme_of(assessment.scheme)) if shown else (),
    }
    return render(request, "assessment/page.html", context)


@require_safe
@requires("reports.read")
def assessment_export(request: Any, key: str) -> FileResponse:
    """The ranking and the traces as a workbook."""
    assessment = find(request.actor, Assessment, key, "reports.read", "scheme", "organisation")
    book = as_xlsx(as_report(assessment, assessment.scores.select_related("unit")))
    name = f"assessment-{assessment.period_end.isoformat()}.xlsx"
    return file_response(io.BytesIO(book), name=name, media_type=kinds.XLSX.media_type)


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def assessment_run(request: Any) -> HttpResponse:
    """Score organisations for a period."""
    half = HalfYear.of(request.organisation.today).before
    form = RunForm(
        request.POST or None,
        schemes=visible(request.actor, AssessmentScheme, "responsibility.write").defer("body"),
        units=units(request.actor),
        initial={"start": half.start, "end": half.end, "scheme": request.GET.get("scheme")},
    )
    if form.is_valid():
        told = form.cleaned_data
        node = told["scheme"].organisation
        try:
            span = Span(told["start"], told["end"], node.today)
            made = run_assessment(request.actor, told["scheme"], node, told["units"], span)
            return redirect("assessment_page", made.key)
        except Refused as refused:
            add_refusal(form, refused)
    return render(request, "assessment/run.html", {"crumbs": CRUMBS, "form": form})


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def scheme_add(request: Any) -> HttpResponse:
    """Keep a scheme, or the next version of one."""
    choices = visible(request.actor, Organisation, "responsibility.write")
    form = SchemeForm(request.POST or None, request.FILES or None, organisations=choices)
    if form.is_valid():
        try:
            row = keep_scheme(request.actor, form.cleaned_data["organisation"], form.cleaned_data["text"])
            return redirect("scheme_page", row.key)
        except Refused as refused:
            add_refusal(form, refused)
    return render(request, "assessment/scheme_form.html", {"crumbs": CRUMBS, "form": form, "sources": SOURCES})


@require_safe
@requires("reports.read")
def scheme_page(request: Any, key: str) -> HttpResponse:
    """One version of a scheme, with the others."""
    row = find(request.actor, AssessmentScheme, key, "reports.read", "organisation")
    items = [(item, SOURCES[item.source]) for item in scheme_of(row).items]
    return render(
        request,
        "assessment/scheme.html",
        {"crumbs": CRUMBS, "scheme": row, "items": items, "versions": versions_of(row)},
    )


urlpatterns = [
    path("assessments/", assessment_list, name="assessments"),
    path("assessments/run/", assessment_run, name="assessment_run"),
    path("assessments/<slug:key>/", assessment_page, name="assessment_page"),
    path("assessments/<slug:key>/export/", assessment_export, name="assessment_export"),
    path("assessment-schemes/add/", scheme_add, name="scheme_add"),
    path("assessment-schemes/<slug:key>/", scheme_page, name="scheme_page"),
]

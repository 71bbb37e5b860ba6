"""Pages of reports: the list, who has reported, making one, what happens to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dutybook.interop.documents import as_html, content_security_policy
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.report import make_report, record_receipt, send_report
from dutybook_web.files.serve import file_response
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.forms.report import ReceiptForm, ReportFilter, SendForm, StandingFilter, make_form
from dutybook_web.half_year import HalfYear
from dutybook_web.models import Report, ReportKind
from dutybook_web.queries.body import bodies_for, documents_for
from dutybook_web.queries.evidence import store
from dutybook_web.queries.report import (
    document,
    due,
    listed,
    standing,
    standing_counts,
)
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

CRUMBS = [{"url": reverse_lazy("reports"), "label": gettext_lazy("Reports")}]


@require_safe
@requires("reports.read")
def report_list(request: Any) -> HttpResponse:
    """The reports that the account may see, and the tasks that ask for one."""
    form = ReportFilter(request.GET, organisation=request.organisation)
    only = {name: request.GET[name] for name in ("premises", "organisation") if request.GET.get(name)}
    rows = listed(visible(request.actor, Report, "reports.read"), form.wanted(**only))
    tasks = due(request.actor)[:20]
    return render(request, "report/list.html", {"page": page_of(request, rows), "form": form, "tasks": tasks})


@require_safe
@requires("reports.read")
def report_standing(request: Any) -> HttpResponse:
    """Who has reported for a half-year, and who has not."""
    today = request.organisation.today
    first = {"kind": ReportKind.PREMISES.value, "half": HalfYear.of(today).before.name}
    form = StandingFilter({**first, **request.GET.dict()}, organisation=request.organisation)
    told = form.cleaned_data if form.is_valid() else first
    half = HalfYear.read(told["half"]) or HalfYear.of(today).before
    at = str(told.get("organisation", ""))
    context = {
        "crumbs": CRUMBS,
        "form": form,
        "kind": told["kind"],
        "half": half,
        "sent": (sent := "sent" in request.GET),
        "page": page_of(request, standing(request.actor, told["kind"], half, sent=sent, organisation=at)),
        "counts": standing_counts(request.actor, told["kind"], half, at),
    }
    return render(request, "report/standing.html", context)


@require_http_methods(["GET", "POST"])
@requires("reports.write")
def report_make(request: Any) -> HttpResponse:
    """Choose what to report on (GET), look at it, and make it (POST)."""
    form = make_form(request.actor, request.organisation, request.POST or request.GET)
    ready = form.is_valid()
    if request.method == "POST" and ready:
        try:
            kind, task = form.cleaned_data["kind"], form.cleaned_data["task"]
            report = make_report(request.actor, kind, form.asked(), task)
            messages.success(request, _("The report was made and frozen. Send it, then note here that it was sent."))
            return redirect("report_page", report.key)
        except Refused as refused:
            add_refusal(form, refused)
    context = {"crumbs": CRUMBS, "form": form, "ready": ready, "kinds": ReportKind, "kind": ReportKind(form.about)}
    return render(request, "report/make.html", context)


@require_safe
@requires("reports.write")
def report_preview(request: Any) -> HttpResponse:
    """What the report would say now; nothing is kept. In a sandbox of its own: it runs nothing."""
    form = make_form(request.actor, request.organisation, request.GET)
    if not form.is_valid():
        return redirect("report_make")
    return page_in_sandbox(as_html(document(form.cleaned_data["kind"], form.asked())))


@require_safe
@requires("reports.read")
def report_page(request: Any, key: str) -> HttpResponse:
    """One report: its files, and what happened to it."""
    report = find(request.actor, Report, key, "reports.read", "organisation", "premises", "body", "receipt", "task")
    return render(request, "report/page.html", _page_of(request, report))


@require_safe
@requires("reports.read")
def report_file(request: Any, key: str) -> HttpResponse | FileResponse:
    """The report in one of its frozen forms, by `form`; as a page unless told otherwise."""
    report = find(request.actor, Report, key, "reports.read")
    form = request.GET.get("form", "html")
    found = get_object_or_404(report.files.select_related("blob"), form=form)
    file = store().open(found.blob_id)
    if form == "html":
        with file:
            return page_in_sandbox(file.read().decode())
    name = f"{report.title}-{report.period_end.isoformat()}.{form}"
    return file_response(file, name=name, media_type=found.blob.media_type)


@require_http_methods(["GET", "POST"])
@requires("reports.write")
def report_send(request: Any, key: str) -> HttpResponse:
    """Note that it was sent."""
    report = find(request.actor, Report, key, "reports.write", "organisation", "premises", "task")
    form = SendForm(request.POST or None, bodies=bodies_for(request.actor, report.organisation))
    if form.is_valid():
        told = form.cleaned_data
        act = (told["sent_on"], told["channel"], told["addressee"], told["body"])
        return _done(request, report, form, lambda: send_report(request.actor, report, *act), "send_form")
    return render(request, "report/page.html", _page_of(request, report, send_form=form))


@require_http_methods(["GET", "POST"])
@requires("reports.write")
def report_receipt(request: Any, key: str) -> HttpResponse:
    """Note that it was received."""
    report = find(request.actor, Report, key, "reports.write", "organisation", "premises", "task")
    form = ReceiptForm(request.POST or None, documents=documents_for(request.actor, report.organisation))
    if form.is_valid():
        told = form.cleaned_data
        act = (told["received_on"], told["receipt"])
        return _done(request, report, form, lambda: record_receipt(request.actor, report, *act), "receipt_form")
    return render(request, "report/page.html", _page_of(request, report, receipt_form=form))


def page_in_sandbox(page: str) -> HttpResponse:
    """A report as a page under the policy that it was written for."""
    return HttpResponse(page, headers={"Content-Security-Policy": content_security_policy()})


def _page_of(request: Any, report: Report, **forms: Any) -> dict[str, Any]:
    writes = request.actor.may_at(report.organisation, "reports.write")
    shown: dict[str, Any] = {
        "crumbs": CRUMBS,
        "report": report,
        "files": report.files.select_related("blob"),
        "writes": writes,
    }
    if writes and report.sent_on is None:
        bodies = bodies_for(request.actor, report.organisation)
        first = {"sent_on": report.organisation.today, "addressee": report.addressee}
        shown["send_form"] = SendForm(bodies=bodies, initial=first)
    elif writes and report.received_on is None:
        documents = documents_for(request.actor, report.organisation)[:200]
        shown["receipt_form"] = ReceiptForm(documents=documents, initial={"received_on": report.organisation.today})
    return shown | forms


def _done(request: Any, report: Report, form: Any, act: Any, name: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        add_refusal(form, refused)
        return render(request, "report/page.html", _page_of(request, report, **{name: form}), status=refused.status)
    return redirect("report_page", report.key)


urlpatterns = [
    path("reports/", report_list, name="reports"),
    path("reports/standing/", report_standing, name="report_standing"),
    path("reports/make/", report_make, name="report_make"),
    path("reports/preview/", report_preview, name="report_preview"),
    path("reports/<slug:key>/", report_page, name="report_page"),
    path("reports/<slug:key>/file/", report_file, name="report_file"),
    path("reports/<slug:key>/send/", report_send, name="report_send"),
    path("reports/<slug:key>/receipt/", report_receipt, name="report_receipt"),
]

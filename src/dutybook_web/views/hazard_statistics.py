"""The statistics of hazards, as a page and as a report; the time limits that an organisation sets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook.interop.documents import as_docx, as_html, as_xlsx, content_security_policy
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.hazard_limit import set_limit
from dutybook_web.forms.hazard_list import LimitForm, PeriodForm
from dutybook_web.models import Hazard, HazardLimit, Organisation
from dutybook_web.queries.hazard_limit import DEFAULTS, NAMES
from dutybook_web.queries.hazard_report import period_in_words, report_of
from dutybook_web.queries.hazard_statistics import Statistics, statistics
from dutybook_web.queries.subtree import of_key

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires("hazards.read")
def hazard_statistics(request: Any) -> HttpResponse:
    """What became of the hazards of a month, a quarter or a year."""
    form = PeriodForm({"year": request.organisation.day_at(timezone.now()).year} | request.GET.dict())
    found = _counted(request, form)
    formats = (("html", _("Report to print")), ("docx", "DOCX"), ("xlsx", "XLSX"))
    context = {"form": form, "found": found, "period": period_in_words(found.period), "formats": formats}
    return render(request, "hazard/statistics.html", context)


@require_safe
@requires("hazards.read")
def hazard_statistics_document(request: Any) -> HttpResponse:
    """The same as a document: `format` is html, docx or xlsx."""
    form = PeriodForm(request.GET)
    key = form.organisation_key()
    issuer = find(request.actor, Organisation, key, "organisation.read") if key else request.organisation
    report = report_of(_counted(request, form), issuer.name)
    wanted = request.GET.get("format")
    if wanted == "docx":
        return _download(as_docx(report), WORD, "docx")
    if wanted == "xlsx":
        return _download(as_xlsx(report), EXCEL, "xlsx")
    return HttpResponse(as_html(report), headers={"Content-Security-Policy": content_security_policy()})


@require_http_methods(["GET", "POST"])
@requires("hazards.manage")
def hazard_limits(request: Any) -> HttpResponse:
    """The time limits with their sources, and the form that sets one."""
    organisations = visible(request.actor, Organisation, "hazards.manage")
    form = LimitForm(request.POST or None, organisations=organisations)
    if form.is_valid():
        set_limit(request.actor, **form.cleaned_data)
        messages.success(request, _("The time limit was set. Days that are settled already stay."))
        return redirect("hazard_limits")
    own = visible(request.actor, HazardLimit, "hazards.manage").select_related("organisation").order_by("step", "pk")
    defaults = [(NAMES[step], limit) for step, limit in DEFAULTS.items()]
    return render(request, "hazard/limits.html", {"form": form, "own": own, "defaults": defaults})


def _counted(request: Any, form: PeriodForm) -> Statistics:
    rows = of_key(visible(request.actor, Hazard, "hazards.read"), form.organisation_key())
    today = request.organisation.day_at(timezone.now())
    return statistics(rows, form.period(today), today)


def _download(content: bytes, media_type: str, extension: str) -> HttpResponse:
    name = f'attachment; filename="hazard-statistics.{extension}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": name})


urlpatterns = [
    path("hazards/limits/", hazard_limits, name="hazard_limits"),
    path("hazards/statistics/", hazard_statistics, name="hazard_statistics"),
    path("hazards/statistics/document/", hazard_statistics_document, name="hazard_statistics_document"),
]

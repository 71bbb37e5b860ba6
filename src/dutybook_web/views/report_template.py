"""Pages of templates of reports: the built-in one, an organisation's own."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dutybook.interop.documents import official
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.report import remove_template, set_template
from dutybook_web.files import kinds
from dutybook_web.files.serve import file_response
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.forms.report import TemplateForm
from dutybook_web.models import Letterhead, Organisation, ReportKind
from dutybook_web.queries.evidence import store
from dutybook_web.queries.report import names_of
from dutybook_web.refusals import Refused

CRUMBS = [{"url": reverse_lazy("reports"), "label": gettext_lazy("Reports")}]


@require_http_methods(["GET", "POST"])
@requires("reports.write")
def template_list(request: Any) -> HttpResponse:
    """The templates in use, and a form for another."""
    choices = visible(request.actor, Organisation, "reports.write")
    form = TemplateForm(request.POST or None, request.FILES or None, organisations=choices)
    if form.is_valid():
        told = form.cleaned_data
        try:
            set_template(request.actor, told["organisation"], told["kind"], told["file"].read(), told["file"].name)
            messages.success(request, _("Reports of this kind are written into it from now on."))
            return redirect("report_templates")
        except Refused as refused:
            add_refusal(form, refused)
    rows = visible(request.actor, Letterhead, "reports.read").select_related("organisation")
    names = [(kind.label, names_of(kind)) for kind in ReportKind]
    context = {"crumbs": CRUMBS, "form": form, "templates": rows.order_by("organisation__path", "kind"), "names": names}
    return render(request, "report/templates.html", context)


@require_safe
@requires("reports.write")
def template_built_in(request: Any) -> FileResponse:
    """The built-in template, to be changed in a word processor."""
    return file_response(io.BytesIO(official()), name="dutybook-report.docx", media_type=kinds.DOCX.media_type)


@require_safe
@requires("reports.write")
def template_file(request: Any, key: str) -> FileResponse:
    """A template as it was sent in."""
    row = find(request.actor, Letterhead, key, "reports.write")
    return file_response(store().open(row.blob_id), name=row.file_name, media_type=kinds.DOCX.media_type)


@require_http_methods(["GET", "POST"])
@requires("reports.write")
def template_remove(request: Any, key: str) -> HttpResponse:
    """Take the built-in form again."""
    row = find(request.actor, Letterhead, key, "reports.write", "organisation")
    if request.method == "POST":
        remove_template(request.actor, row)
    return redirect("report_templates")


urlpatterns = [
    path("report-templates/", template_list, name="report_templates"),
    path("report-templates/built-in/", template_built_in, name="report_template_built_in"),
    path("report-templates/<slug:key>/file/", template_file, name="report_template_file"),
    path("report-templates/<slug:key>/remove/", template_remove, name="report_template_remove"),
]

"""Premises as a table: the template, the export, and the import with its dry run."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.exchange import import_premises, keep_draft
from dutybook_web.forms.exchange import Checked, UploadForm, checked, draft_of
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import ImportDraft, Premises
from dutybook_web.queries.exchange import TYPES, exported
from dutybook_web.queries.premises import listed
from dutybook_web.refusals import Refused
from dutybook_web.views.premises import wanted_of

MOST_FAULTS = 200
"""Faults that are listed; of more, how many there are."""


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_import(request: Any) -> HttpResponse:
    """Send in a table; it is read and kept, and nothing else."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = keep_draft(request.actor, draft_of(request.actor, file.file, file.name))
            return redirect("premises_import_check", draft.key)
        except Refused as refusal:
            add_refusal(form, refusal)
    return render(request, "premises/import.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_import_check(request: Any, key: str) -> HttpResponse:
    """The dry run: what it would do, or every fault with its remedy. Sent, it does it, all of it or nothing."""
    draft = find(request.actor, ImportDraft, key, "premises.write", "organisation")
    found = checked(request.actor, draft.table)
    if request.method == "POST" and not found.faults:
        return _imported(request, draft, found)
    context = {"draft": draft, "checked": found, "faults": found.faults[:MOST_FAULTS]}
    return render(request, "premises/import_check.html", context)


@require_safe
@requires("premises.write")
def premises_template(request: Any) -> HttpResponse:
    """The table without rows: its headings alone."""
    return _file(request, "premises-template", Premises.objects.none())


@require_safe
@requires("premises.read")
def premises_export(request: Any) -> HttpResponse:
    """The list as it is narrowed, as a table that can be imported again."""
    rows = listed(visible(request.actor, Premises, "premises.read"), wanted_of(request))
    return _file(request, "premises", rows)


def _imported(request: Any, draft: ImportDraft, found: Checked) -> HttpResponse:
    try:
        import_premises(request.actor, draft, found.rows)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("premises_import")
    words = _("%(added)s premises were entered and %(changed)s changed.")
    messages.success(request, words % {"added": found.added, "changed": found.changed})
    return redirect("premises")


def _file(request: Any, name: str, rows: Any) -> HttpResponse:
    ending = request.GET.get("as") if request.GET.get("as") in TYPES else "xlsx"
    write, media_type = TYPES[ending]
    response = HttpResponse(write(exported(rows)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


urlpatterns = [
    path("premises/export/", premises_export, name="premises_export"),
    path("premises/import/", premises_import, name="premises_import"),
    path("premises/import/template/", premises_template, name="premises_template"),
    path("imports/<slug:key>/", premises_import_check, name="premises_import_check"),
]

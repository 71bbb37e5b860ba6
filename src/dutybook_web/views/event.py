"""Pages of the audit record: who did what when, the proof of one event, the export, and checking a file."""

from __future__ import annotations

import tempfile
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.forms.event import EventFilter, FileToCheck
from dutybook_web.models import Event, Head, Organisation
from dutybook_web.queries.ledger import check, listed, payload_of, proof_of, write_export
from dutybook_web.views.paging import page_of

IN_MEMORY = 5_000_000
"""Bytes of an export up to which it needs no file."""


@require_safe
@requires("audit.read")
def event_list(request: Any) -> HttpResponse:
    """Who did what when."""
    form = EventFilter(request.GET)
    zone = ZoneInfo(request.organisation.time_zone)
    events = listed(visible(request.actor, Event, "audit.read"), form.wanted(), zone)
    head = Head.objects.first()
    return render(request, "event/list.html", {"page": page_of(request, events), "form": form, "head": head})


@require_safe
@requires("audit.read")
def event_page(request: Any, key: str) -> HttpResponse:
    """One event with its particulars, and the proof that it is in the record."""
    event = find(request.actor, Event, key, "audit.read", "account", "organisation")
    return render(request, "event/page.html", {"event": event, "payload": payload_of(event), "proof": proof_of(event)})


@require_safe
@requires("audit.read")
def event_export(request: Any) -> FileResponse:
    """The whole record as a file that is verified offline; what the account may not see stands as its hash alone."""
    file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — the response closes it
    write_export(file, visible(request.actor, Organisation, "audit.read").values_list("pk", flat=True))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="dutybook-history.jsonl", content_type="application/jsonl")


@require_safe
@requires("audit.read")
def event_head(request: Any) -> HttpResponse:
    """The newest signed head, to be kept where the operator of this machine cannot reach it."""
    head = Head.objects.first()
    if head is None:
        messages.info(request, _("No head has been signed yet. Heads are signed every day."))
        return redirect("audit")
    return HttpResponse(head.note, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "POST"])
@requires("audit.read")
def event_check(request: Any) -> HttpResponse:
    """Check a file that was exported once, and the heads that the reader kept. Nothing of it is stored."""
    form = FileToCheck(request.POST or None, request.FILES or None)
    checked = check(form.cleaned_data["file"], form.cleaned_data["head"]) if form.is_valid() else None
    return render(request, "event/check.html", {"form": form, "checked": checked})


urlpatterns = [
    path("audit/", event_list, name="audit"),
    path("audit/export/", event_export, name="audit_export"),
    path("audit/head/", event_head, name="audit_head"),
    path("audit/check/", event_check, name="audit_check"),
    path("audit/<slug:key>/", event_page, name="event_page"),
]

"""The page where a bundle for an inspector is made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_http_methods

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.ledger import make_bundle
from dutybook_web.forms.evidence import BundleForm
from dutybook_web.models import Evidence, Premises, Task
from dutybook_web.queries.bundle import Scope, acts_of, bundled
from dutybook_web.refusals import Refused


@require_http_methods(["GET", "POST"])
@requires("evidence.read")
def evidence_bundle(request: Any) -> HttpResponse | FileResponse:
    """Make a bundle: the head of the audit record is signed anew, so that all evidence is under it."""
    premises = None
    if key := request.GET.get("premises"):
        premises = find(request.actor, Premises, key, "evidence.read")
    tasks = visible(request.actor, Task, "tasks.read")
    acts = acts_of(tasks, chinese=translation.get_language() == "zh-hans")
    form = BundleForm(request.POST if request.method == "POST" else None, acts=acts)
    if form.is_valid():
        try:
            return _bundle(request, tasks, form.scope(premises, request.organisation.time_zone))
        except Refused as refused:
            messages.error(request, str(refused.message))
    return render(request, "evidence/bundle.html", {"form": form, "premises": premises})


def _bundle(request: Any, tasks: Any, scope: Scope) -> FileResponse:
    head = make_bundle(request.actor, request.organisation, scope.told())
    file = bundled(visible(request.actor, Evidence, "evidence.read"), tasks, scope, head)
    return FileResponse(file, as_attachment=True, filename="evidence.zip", content_type="application/zip")


urlpatterns = [path("evidence/bundle/", evidence_bundle, name="evidence_bundle")]

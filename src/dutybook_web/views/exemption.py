"""Pages of exceptions from duties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.exemption import approve_exemption, request_exemption, revoke_exemption
from dutybook_web.forms.exemption import ExemptionForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Exemption, Premises
from dutybook_web.queries.exemption import listed
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of


@require_safe
@requires("duties.read")
def exemption_list(request: Any) -> HttpResponse:
    """All that were asked for, the newest first."""
    page = page_of(request, listed(visible(request.actor, Exemption, "duties.read")))
    rows = [(row, row.state(row.organisation.today)) for row in page]
    return render(request, "exemption/list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
@requires("duties.decide")
def exemption_add(request: Any) -> HttpResponse:
    """Ask for one, at the place that `premises` names; the list of premises where it names none."""
    key = request.GET.get("premises", "")
    if not key:
        return redirect("premises")
    premises = find(request.actor, Premises, key, "duties.decide", "organisation")
    form = ExemptionForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        try:
            request_exemption(request.actor, form.row(premises), premises.organisation.today)
            return redirect("duty_register", premises.key)
        except Refused as refused:
            add_refusal(form, refused)
    return render(request, "exemption/form.html", {"form": form, "premises": premises})


@require_http_methods(["GET", "POST"])
@requires("duties.decide")
def exemption_approve(request: Any, key: str) -> HttpResponse:
    """Approve one that another account asked for, once its reason was read."""
    return _settle(request, key, "approve", lambda row: approve_exemption(request.actor, row, row.organisation.today))


@require_http_methods(["GET", "POST"])
@requires("duties.decide")
def exemption_revoke(request: Any, key: str) -> HttpResponse:
    """Take one back, or refuse it."""
    return _settle(request, key, "revoke", lambda row: revoke_exemption(request.actor, row))


def _settle(request: Any, key: str, act: str, settle: Callable[[Exemption], None]) -> HttpResponse:
    related = ("organisation", "premises", "requested_by", "approved_by")
    row = find(request.actor, Exemption, key, "duties.decide", *related)
    if request.method == "GET":
        context = {"row": row, "act": act, "state": row.state(row.organisation.today)}
        return render(request, "exemption/settle.html", context)
    try:
        settle(row)
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("exemptions")


urlpatterns = [
    path("exemptions/", exemption_list, name="exemptions"),
    path("exemptions/add/", exemption_add, name="exemption_add"),
    path("exemptions/<slug:key>/approve/", exemption_approve, name="exemption_approve"),
    path("exemptions/<slug:key>/revoke/", exemption_revoke, name="exemption_revoke"),
]

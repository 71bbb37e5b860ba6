"""Pages of hazards: reported, listed, overdue; one hazard with its way so far and the form of its next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import Actor, find, requires, visible
from dutybook_web.actions.hazard import RUN, possible, report_hazard
from dutybook_web.actions.hazard_notice import accounts_reaching
from dutybook_web.actions.hazard_step import ACTS
from dutybook_web.forms.hazard import STEPS, ReportForm, StepForm
from dutybook_web.forms.hazard_list import HazardFilter
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Evidence, Hazard, Premises
from dutybook_web.queries.hazard import board, listed, pieces_of, recent_evidence, steps_of
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

RELATED = ("organisation", "premises__authority", "premises__organisation", "responsible", "found_by", "fixed_by")
NEXT = ("major", "plan", "approve", "fixed", "recheck", "release", "fixes", "grade")
"""Steps that lead on; the first that is possible has its form on the page."""
CHOOSABLE = 50
"""Places up to which a select is of use; with more, one starts at the place's own page."""


@require_safe
@requires("hazards.read")
def hazard_list(request: Any) -> HttpResponse:
    """All that the account may see, what is due first at the top."""
    form, today = HazardFilter(request.GET), request.organisation.day_at(timezone.now())
    rows = listed(visible(request.actor, Hazard, "hazards.read"), form.wanted(), today)
    return render(request, "hazard/list.html", {"form": form, "page": page_of(request, rows), "today": today})


@require_safe
@requires("hazards.read")
def hazard_board(request: Any) -> HttpResponse:
    """What is overdue, by how long."""
    today = request.organisation.day_at(timezone.now())
    columns = board(visible(request.actor, Hazard, "hazards.read"), today)
    return render(request, "hazard/board.html", {"columns": columns, "today": today})


@require_http_methods(["GET", "POST"])
@requires("hazards.report")
def hazard_report(request: Any) -> HttpResponse:
    """Report a hazard: what and where, for somebody on a phone in front of it."""
    places = visible(request.actor, Premises, "hazards.report").select_related("organisation").order_by("name")
    at = request.GET.get("premises")
    premises = find(request.actor, Premises, at, "hazards.report", "organisation") if at else None
    if premises is None and places[CHOOSABLE : CHOOSABLE + 1].exists():
        return render(request, "hazard/report_where.html")
    notices = request.actor.may("hazards.manage")
    form = ReportForm(
        request.POST or None, places=places, fixed=bool(at), notices=notices, initial={"premises": premises}
    )
    if form.is_valid():
        hazard = report_hazard(request.actor, form.cleaned_data.pop("premises"), **form.cleaned_data)
        messages.success(request, _("Thank you. The hazard was reported."))
        return redirect("hazard_page", hazard.key)
    return render(request, "hazard/report.html", {"form": form, "premises": premises})


@require_safe
@requires("hazards.read")
def hazard_page(request: Any, key: str) -> HttpResponse:
    """One hazard: what is known, what was done, what may be done now."""
    hazard = find(request.actor, Hazard, key, "hazards.read", *RELATED)
    acts = [act.name for act in possible(request.actor, hazard)]
    first = next((name for name in NEXT if name in acts), None)
    context = {
        "hazard": hazard,
        "today": hazard.organisation.day_at(timezone.now()),
        "steps": [(step, STEPS[step.act].done if step.act in STEPS else _("Reported")) for step in steps_of(hazard)],
        "pieces": pieces_of(hazard),
        "action": reverse(f"hazard_{first}", args=[key]) if first else "",
        "form": _form(request.actor, hazard, first, None) if first else None,
        "submit": STEPS[first].button if first else "",
        "others": [(name, STEPS[name].button) for name in acts if name != first],
    }
    return render(request, "hazard/page.html", context)


def _step(name: str) -> Callable[..., HttpResponse]:
    """The page of a step: its form, for those who may take it now."""

    @require_http_methods(["GET", "POST"])
    @requires(ACTS[name].capability)
    def hazard_step(request: Any, key: str) -> HttpResponse:
        hazard = find(request.actor, Hazard, key, ACTS[name].capability, *RELATED)
        if request.method == "GET" and name not in [act.name for act in possible(request.actor, hazard)]:
            return redirect("hazard_page", key)
        form = _form(request.actor, hazard, name, request.POST if request.method == "POST" else None)
        if form.is_valid() and _taken(request, hazard, name, form):
            return redirect("hazard_page", key)
        return render(request, "hazard/step.html", {"hazard": hazard, "form": form, "step": STEPS[name]})

    return hazard_step


def _taken(request: Any, hazard: Hazard, name: str, form: StepForm) -> bool:
    try:
        RUN[name](request.actor, hazard, **form.cleaned_data)
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, STEPS[name].done)
    return True


def _form(actor: Actor, hazard: Hazard, name: str, data: Any) -> StepForm:
    evidence = recent_evidence(visible(actor, Evidence, "evidence.read"), hazard)
    accounts = accounts_reaching("hazards.report", hazard.organisation)
    known = ("grade", "kind", "post", "responsible", "measure", "money", "deadline", "interim", "plan")
    initial = {field: getattr(hazard, field) for field in known}
    return STEPS[name].form(data, evidence=evidence, accounts=accounts, initial=initial)


def _step_address(name: str) -> URLPattern:
    return path(f"hazards/<slug:key>/{name}/", _step(name), name=f"hazard_{name}")


urlpatterns = [
    path("hazards/", hazard_list, name="hazards"),
    path("hazards/overdue/", hazard_board, name="hazard_board"),
    path("hazards/report/", hazard_report, name="hazard_report"),
    path("hazards/<slug:key>/", hazard_page, name="hazard_page"),
    *(_step_address(name) for name in ACTS),
]

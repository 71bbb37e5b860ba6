"""Pages of rounds by the clock: listed, scheduled, ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.round import end_round, schedule_round
from dutybook_web.forms.inspection import RoundForm
from dutybook_web.models import Premises, Round
from dutybook_web.queries.checklist import usable
from dutybook_web.queries.round import intervals_of, listed
from dutybook_web.refusals import Refused

MANAGE = "inspections.manage"


@require_safe
@requires("inspections.read")
def round_list(request: Any) -> HttpResponse:
    """The rounds that come back."""
    return render(request, "round/list.html", {"rounds": listed(visible(request.actor, Round, "inspections.read"))})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def round_add(request: Any) -> HttpResponse:
    """Schedule rounds; at premises with a tier, the intervals that the catalogue names stand there already."""
    places = visible(request.actor, Premises, MANAGE).select_related("organisation").order_by("name", "pk")
    at = request.GET.get("premises")
    premises = find(request.actor, Premises, at, MANAGE) if at else None
    initial: dict[str, Any] = {"premises": premises, "day_from": "07:00", "night_from": "22:00"}
    initial |= intervals_of(premises.tier) if premises else {}
    form = RoundForm(request.POST or None, places=places, checklists=usable(request.actor, MANAGE), initial=initial)
    if form.is_valid():
        try:
            schedule_round(request.actor, form.round())
        except Refused as refused:
            form.add_error(refused.field, str(refused.message))
        else:
            messages.success(request, _("Scheduled. The rounds of today and tomorrow are planned."))
            return redirect("rounds")
    return render(request, "round/form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def round_end(request: Any, key: str) -> HttpResponse:
    """End them, after being asked."""
    one = find(request.actor, Round, key, MANAGE, "premises", "organisation")
    if request.method == "POST":
        try:
            end_round(request.actor, one)
        except Refused as refused:
            messages.error(request, str(refused.message))
        return redirect("rounds")
    return render(request, "round/end.html", {"round": one})


urlpatterns = [
    path("rounds/", round_list, name="rounds"),
    path("rounds/add/", round_add, name="round_add"),
    path("rounds/<slug:key>/end/", round_end, name="round_end"),
]

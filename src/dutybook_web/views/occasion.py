"""Pages of events that happened at premises: recorded, and listed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import requires, visible
from dutybook_web.actions.occasion import record_occasion
from dutybook_web.forms.occasion import OccasionForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Occasion, Premises
from dutybook_web.queries.occasion import listed
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of


@require_safe
@requires("tasks.read")
def occasion_list(request: Any) -> HttpResponse:
    """What happened, the newest first."""
    rows = listed(visible(request.actor, Occasion, "tasks.read"))
    return render(request, "occasion/list.html", {"page": page_of(request, rows)})


@require_http_methods(["GET", "POST"])
@requires("tasks.do")
def occasion_add(request: Any) -> HttpResponse:
    """Record one; its tasks are there at once."""
    places = visible(request.actor, Premises, "tasks.do").select_related("organisation").order_by("name", "pk")
    initial = {"premises": request.GET.get("premises")}
    form = OccasionForm(request.POST or None, premises=places, initial=initial)
    if form.is_valid():
        try:
            made = record_occasion(request.actor, form.occasion()).made
        except Refused as refused:
            add_refusal(form, refused)
        else:
            words = ngettext("Recorded. %(made)d task was made.", "Recorded. %(made)d tasks were made.", made)
            messages.success(request, words % {"made": made})
            return redirect("occasions")
    return render(request, "occasion/form.html", {"form": form})


urlpatterns = [
    path("occasions/", occasion_list, name="occasions"),
    path("occasions/add/", occasion_add, name="occasion_add"),
]

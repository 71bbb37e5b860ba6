"""Measures required against measures in place, and the systems that keep records."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires
from dutybook_web.actions.measure import keep_record_system, remove_record_system, set_measure
from dutybook_web.forms.measure import MeasureForm, RecordSystemForm
from dutybook_web.models import Premises, RecordSystem
from dutybook_web.queries.measure import Requirement, required_of, systems_of
from dutybook_web.views.tabs import show


@require_safe
@requires("premises.read")
def premises_measures(request: Any, key: str) -> HttpResponse:
    """The gap list of a place."""
    premises = find(request.actor, Premises, key, "premises.read", "organisation")
    context = {"requirements": required_of(premises), "today": premises.organisation.today}
    return show(request, premises, "premises_measures", "measures", context)


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_measure(request: Any, key: str) -> HttpResponse:
    """Tell what is in place of one measure, the one that `measure` names."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    wanted = request.GET.get("measure", "")
    one = next((row for row in required_of(premises) if row.key == wanted), None)
    if one is None:
        return redirect("premises_measures", premises.key)
    form = MeasureForm(request.POST or None, counted=one.counted, initial=_initial(one))
    if form.is_valid():
        set_measure(request.actor, premises, one.key, **form.cleaned_data)
        return redirect("premises_measures", premises.key)
    return show(request, premises, "premises_measures", "measure", {"form": form, "one": one})


@require_safe
@requires("premises.read")
def premises_records(request: Any, key: str) -> HttpResponse:
    """The systems that keep records at a place."""
    premises = find(request.actor, Premises, key, "premises.read", "organisation")
    return show(request, premises, "premises_records", "records", {"systems": systems_of(premises)})


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_record(request: Any, key: str) -> HttpResponse:
    """Enter a system that keeps records, or change the one that `system` names."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    wanted = request.GET.get("system", "")
    found = next((system for system in systems_of(premises) if system.key == wanted), None)
    if found and request.POST.get("remove"):
        remove_record_system(request.actor, found)
        return redirect("premises_records", premises.key)
    form = RecordSystemForm(request.POST or None, instance=found or RecordSystem(premises=premises))
    if form.is_valid():
        keep_record_system(request.actor, form.save(commit=False))
        return redirect("premises_records", premises.key)
    return show(request, premises, "premises_records", "record", {"form": form, "system": found})


def _initial(one: Requirement) -> dict[str, Any]:
    status = one.status
    if status is None:
        return {}
    return {
        "in_place": status.in_place,
        "fulfilled": status.fulfilled,
        "justification": status.justification,
        "due": status.due,
    }


urlpatterns = [
    path("premises/<slug:key>/measures/", premises_measures, name="premises_measures"),
    path("premises/<slug:key>/measures/change/", premises_measure, name="premises_measure"),
    path("premises/<slug:key>/records/", premises_records, name="premises_records"),
    path("premises/<slug:key>/records/change/", premises_record, name="premises_record"),
]

"""The designation of a place step by step, and tiers that were decided on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.designation import take_step
from dutybook_web.actions.tier import lift_override, override_tier
from dutybook_web.forms.designation import DesignationForm, OverrideForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Evidence, Premises
from dutybook_web.queries.designation import documents_of, next_steps, state_of, steps_of
from dutybook_web.queries.tier import classifications_of, standings_of
from dutybook_web.refusals import Refused
from dutybook_web.views.tabs import show
from dutybook_web.words import side


@require_safe
@requires("premises.read")
def premises_designation(request: Any, key: str) -> HttpResponse:
    """The steps that were taken, and how the tiers came about."""
    premises = find(request.actor, Premises, key, "premises.read", "organisation")
    taken = steps_of(premises)
    context = {
        "steps": taken[::-1],
        "state": state_of(taken),
        "standings": standings_of(premises),
        "classifications": classifications_of(premises),
    }
    return show(request, premises, "premises_designation", "designation", context)


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_step(request: Any, key: str) -> HttpResponse:
    """Enter the next step."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    documents = documents_of(visible(request.actor, Evidence, "evidence.read"), premises)
    form = DesignationForm(request.POST or None, steps=next_steps(steps_of(premises)), documents=documents)
    if form.is_valid():
        try:
            take_step(request.actor, premises, **form.cleaned_data)
            return redirect("premises_designation", premises.key)
        except Refused as refusal:
            add_refusal(form, refusal)
    return show(request, premises, "premises_designation", "step", {"form": form})


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_tier(request: Any, key: str) -> HttpResponse:
    """Put a place into a tier on paper; with `lift`, let the facts decide again under a scheme."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    if request.POST.get("lift"):
        return _lifted(request, premises)
    choices = [(one.scheme.id, side(one.scheme.title)) for one in standings_of(premises)]
    form = OverrideForm(request.POST or None, schemes=choices)
    if form.is_valid():
        try:
            override_tier(request.actor, premises, **form.cleaned_data)
            return redirect("premises_designation", premises.key)
        except Refused as refusal:
            add_refusal(form, refusal)
    return show(request, premises, "premises_designation", "tier", {"form": form})


def _lifted(request: Any, premises: Premises) -> HttpResponse:
    try:
        lift_override(request.actor, premises, request.POST["lift"])
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("premises_designation", premises.key)


urlpatterns = [
    path("premises/<slug:key>/designation/", premises_designation, name="premises_designation"),
    path("premises/<slug:key>/designation/step/", premises_step, name="premises_step"),
    path("premises/<slug:key>/tier/", premises_tier, name="premises_tier"),
]

"""Pages of what changes in the register: since a day, on a coming day, and if a fact were different."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dutybook.decisions.whatif import whatif
from dutybook_web.access import find, requires, visible
from dutybook_web.forms.duty import ComingForm, SinceForm, WhatIfForm
from dutybook_web.models import BindingChange, Premises
from dutybook_web.queries.duty_change import changes_since, coming
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.edition_difference import editions_since
from dutybook_web.queries.register import register_of
from dutybook_web.queries.subtree import at
from dutybook_web.queries.subtree import places as one_or_open
from dutybook_web.views.paging import page_of


@require_safe
@requires("duties.read")
def duty_changes(request: Any) -> HttpResponse:
    """What was decided differently since a day, with the wording of its time."""
    form, rows = SinceForm(request.GET), visible(request.actor, BindingChange, "duties.read")
    premises = _one(request)
    since = form.day(request.organisation.today)
    editions = editions_since(request.organisation.root, since)
    page = page_of(request, changes_since(at(rows, premises), since))
    context = {"page": page, "form": form, "since": since, "editions": editions, "premises": premises}
    return render(request, "duty/changes.html", context)


@require_safe
@requires("duties.read")
def duty_coming(request: Any) -> HttpResponse:
    """What a coming day brings: acts that enter into force or end, and what that changes at the places."""
    form, places, premises = ComingForm(request.GET), visible(request.actor, Premises, "duties.read"), _one(request)
    today = request.organisation.today
    day, edition = form.day(today), edition_in_use(request.organisation.root)
    found = coming(catalogue_of(edition), one_or_open(places, premises), today, day) if edition else None
    context = {"form": form, "coming": found, "day": day, "premises": premises}
    return render(request, "duty/coming.html", context)


@require_safe
@requires("duties.read")
def duty_whatif(request: Any, key: str) -> HttpResponse:
    """Which duties come and go at a place if facts were different. Nothing is kept."""
    premises = find(request.actor, Premises, key, "duties.read", "organisation")
    register, form = register_of(premises, premises.organisation.today), WhatIfForm(request.GET)
    changes = None
    if form.is_valid() and form.cleaned_data["change"] and register.catalogue:
        changes = whatif(register.profile, form.cleaned_data["change"], register.catalogue, register.on)
    return render(request, "duty/whatif.html", {"premises": premises, "form": form, "changes": changes})


def _one(request: Any) -> Premises | None:
    key = request.GET.get("premises", "")
    return find(request.actor, Premises, key, "duties.read", "organisation") if key else None


urlpatterns = [
    path("duties/changes/", duty_changes, name="duty_changes"),
    path("duties/coming/", duty_coming, name="duty_coming"),
    path("duties/<slug:key>/whatif/", duty_whatif, name="duty_whatif"),
]

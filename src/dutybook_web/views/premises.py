"""Pages of premises: the list, the map of it, one place, entering, changing, closing."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.premises import add_premises, change_premises, close_premises, reopen_premises
from dutybook_web.forms.premises import CloseForm, PremisesForm, WantedForm
from dutybook_web.models import Organisation, Premises
from dutybook_web.queries.fact import history
from dutybook_web.queries.map import map_around, map_of
from dutybook_web.queries.overview import overview
from dutybook_web.queries.premises import Wanted, counted, narrowed, walked
from dutybook_web.refusals import Refused
from dutybook_web.views.tabs import show


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address narrows the list to."""
    names = (field.name for field in fields(Wanted))
    return Wanted(**{name: request.GET[name] for name in names if request.GET.get(name)})


LEADING_ON = ("evidence.add", "evidence.read", "hazards.report", "reports.read", "reports.write", "tasks.do")
"""What the links of a place's first page ask for."""


@require_safe
@requires("premises.read")
def premises_list(request: Any) -> HttpResponse:
    """All that the account may see, searched, filtered and sorted."""
    rows, wanted = visible(request.actor, Premises, "premises.read"), wanted_of(request)
    some = walked(rows, wanted, request.GET.get("after", ""), request.GET.get("before", ""))
    count, more = counted(rows, wanted)
    form = WantedForm(request.GET, organisations=visible(request.actor, Organisation, "organisation.read"))
    context = {
        "walked": some,
        "count": count,
        "more": more,
        "form": form,
        "address": _without_place(request.GET),
        "previous_url": _url(request, before=some.before),
        "next_url": _url(request, after=some.after),
    }
    return render(request, "premises/list.html", context)


@require_safe
@requires("premises.read")
def premises_map(request: Any) -> HttpResponse:
    """The list as a map."""
    rows = narrowed(visible(request.actor, Premises, "premises.read"), wanted_of(request))
    form = WantedForm(request.GET, organisations=visible(request.actor, Organisation, "organisation.read"))
    context = {"map": map_of(rows), "form": form, "address": _without_place(request.GET), "tiles": settings.MAP_TILES}
    return render(request, "premises/map.html", context)


@require_safe
@requires("premises.read")
def premises_page(request: Any, key: str) -> HttpResponse:
    """One place."""
    premises = find(request.actor, Premises, key, "premises.read", "organisation", "authority")
    context = {
        "overview": overview(premises),
        "map": map_around(premises),
        "tiles": settings.MAP_TILES,
        "may_here": [one for one in LEADING_ON if request.actor.may_at(premises.organisation, one)],
    }
    return show(request, premises, "premises_page", "page", context)


@require_safe
@requires("premises.read")
def premises_events(request: Any, key: str) -> HttpResponse:
    """What was done to it."""
    premises = find(request.actor, Premises, key, "premises.read", "organisation")
    return show(request, premises, "premises_events", "events", {"events": history(premises)})


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_add(request: Any) -> HttpResponse:
    """Enter a place."""
    choices = visible(request.actor, Organisation, "premises.write")
    form = PremisesForm(request.POST or None, organisations=choices)
    if form.is_valid():
        premises = add_premises(request.actor, form.save(commit=False))
        messages.success(request, _("%(name)s was entered.") % {"name": premises.name})
        return redirect("premises_page", premises.key)
    return render(request, "premises/form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_change(request: Any, key: str) -> HttpResponse:
    """Change what is entered of a place."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    choices = visible(request.actor, Organisation, "premises.write")
    form = PremisesForm(request.POST or None, instance=premises, organisations=choices)
    if form.is_valid():
        change_premises(request.actor, form.save(commit=False), form.changed_data)
        return redirect("premises_page", premises.key)
    context = {"form": form, "premises": premises, "close": CloseForm(initial={"on": premises.organisation.today})}
    return render(request, "premises/form.html", context)


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_close(request: Any, key: str) -> HttpResponse:
    """Close a place, or with `open`, open it again. The form stands on the page where it is changed."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    form = CloseForm(request.POST or None)
    try:
        if request.POST.get("open"):
            reopen_premises(request.actor, premises)
        elif form.is_valid():
            close_premises(request.actor, premises, form.cleaned_data["on"])
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("premises_change", premises.key)


def _url(request: HttpRequest, **where: str) -> str:
    """The address of another stretch of the same list; empty where there is none."""
    if not all(where.values()):
        return ""
    query = QueryDict(_without_place(request.GET), mutable=True)
    query.update(where)
    return f"?{query.urlencode()}"


def _without_place(query: QueryDict) -> str:
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()


urlpatterns = [
    path("premises/", premises_list, name="premises"),
    path("premises/add/", premises_add, name="premises_add"),
    path("premises/map/", premises_map, name="premises_map"),
    path("premises/<slug:key>/", premises_page, name="premises_page"),
    path("premises/<slug:key>/change/", premises_change, name="premises_change"),
    path("premises/<slug:key>/close/", premises_close, name="premises_close"),
    path("premises/<slug:key>/events/", premises_events, name="premises_events"),
]

"""Pages of premises."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.premises import add_premises, change_premises
from dutybook_web.forms.premises import PremisesForm
from dutybook_web.models import Organisation, Premises
from dutybook_web.queries.premises import Wanted, listed
from dutybook_web.views.paging import page_of


@require_safe
@requires("premises.read")
def premises_list(request: Any) -> HttpResponse:
    """All that the account may see, searched, filtered and sorted."""
    names = ("text", "kind", "jurisdiction", "tier", "sort")
    wanted = Wanted(**{name: request.GET[name] for name in names if request.GET.get(name)})
    rows = listed(visible(request.actor, Premises, "premises.read"), wanted)
    return render(request, "premises/list.html", {"page": page_of(request, rows), "wanted": wanted})


@require_safe
@requires("premises.read")
def premises_page(request: Any, key: str) -> HttpResponse:
    """One place."""
    premises = find(request.actor, Premises, key, "premises.read", "organisation", "authority")
    return render(request, "premises/page.html", {"premises": premises})


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
    return render(request, "premises/form.html", {"form": form, "premises": premises})


urlpatterns = [
    path("premises/", premises_list, name="premises"),
    path("premises/add/", premises_add, name="premises_add"),
    path("premises/<slug:key>/", premises_page, name="premises_page"),
    path("premises/<slug:key>/change/", premises_change, name="premises_change"),
]

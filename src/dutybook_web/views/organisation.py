"""Pages of the tree of an organisation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.organisation import add_organisation, change_organisation, move_organisation
from dutybook_web.forms.organisation import MoveForm, OrganisationForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Organisation
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

WRITE = "organisation.write"


@require_safe
@requires("organisation.read")
def organisation_list(request: Any) -> HttpResponse:
    """The tree, as far as the account may see it."""
    rows = visible(request.actor, Organisation, "organisation.read")
    return render(request, "organisation/list.html", {"page": page_of(request, rows)})


@require_safe
@requires("organisation.read")
def organisation_page(request: Any, key: str) -> HttpResponse:
    """One node, and those right below it."""
    node = find(request.actor, Organisation, key, "organisation.read", "parent")
    shown = {"node": node, "children": node.children.all(), "may_write": request.actor.may_at(node, WRITE)}
    return render(request, "organisation/page.html", shown)


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def organisation_add(request: Any, key: str) -> HttpResponse:
    """Add a node below one."""
    parent = find(request.actor, Organisation, key, WRITE)
    new = Organisation(parent=parent, jurisdiction=parent.jurisdiction, time_zone=parent.time_zone)
    form = OrganisationForm(request.POST or None, instance=new)
    if form.is_valid():
        try:
            return redirect("organisation_page", add_organisation(request.actor, form.save(commit=False)).key)
        except Refused as refused:
            add_refusal(form, refused)
    return render(request, "organisation/form.html", {"form": form, "node": parent, "title": _("Add a unit")})


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def organisation_change(request: Any, key: str) -> HttpResponse:
    """Change name, kind, area and time zone."""
    node = find(request.actor, Organisation, key, WRITE)
    form = OrganisationForm(request.POST or None, instance=node)
    if form.is_valid():
        change_organisation(request.actor, form.save(commit=False), form.changed_data)
        return redirect("organisation_page", key)
    return render(request, "organisation/form.html", {"form": form, "node": node, "title": _("Change")})


@require_http_methods(["GET", "POST"])
@requires(WRITE)
def organisation_move(request: Any, key: str) -> HttpResponse:
    """Put a node with all below it under another."""
    node = find(request.actor, Organisation, key, WRITE)
    form = MoveForm(request.POST or None, organisations=visible(request.actor, Organisation, WRITE))
    if form.is_valid():
        try:
            move_organisation(request.actor, node, form.cleaned_data["parent"])
            messages.success(request, _("%(name)s was moved.") % {"name": node.name})
            return redirect("organisation_page", key)
        except Refused as refused:
            add_refusal(form, refused)
    return render(request, "organisation/form.html", {"form": form, "node": node, "title": _("Move")})


urlpatterns = [
    path("organisations/", organisation_list, name="organisations"),
    path("organisations/<slug:key>/", organisation_page, name="organisation_page"),
    path("organisations/<slug:key>/add/", organisation_add, name="organisation_add"),
    path("organisations/<slug:key>/change/", organisation_change, name="organisation_change"),
    path("organisations/<slug:key>/move/", organisation_move, name="organisation_move"),
]

"""Pages of checklists: listed, drafted, edited, published, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.checklist import (
    About,
    add_checklist,
    draft_checklist,
    edit_checklist,
    next_version,
    publish_checklist,
    withdraw_checklist,
)
from dutybook_web.forms.checklist import AboutForm, DraftForm, ItemForm, ItemSet
from dutybook_web.models import Checklist, Organisation
from dutybook_web.queries.checklist import listed, versions_of
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

MANAGE = "inspections.manage"


@require_safe
@requires("inspections.read")
def checklist_list(request: Any) -> HttpResponse:
    """What is in use and what is being drafted."""
    rows = listed(visible(request.actor, Checklist, "inspections.read"))
    return render(request, "checklist/list.html", {"page": page_of(request, rows)})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def checklist_add(request: Any) -> HttpResponse:
    """Begin one: empty, or from the measures of a tier."""
    form = DraftForm(request.POST or None, organisations=visible(request.actor, Organisation, MANAGE))
    if form.is_valid():
        organisation, tier = form.cleaned_data["organisation"], form.cleaned_data["tier"]
        if tier:
            checklist = draft_checklist(request.actor, organisation, *tier.split("/"))
        else:
            checklist = add_checklist(request.actor, organisation, About())
        return redirect("checklist_edit", checklist.key)
    return render(request, "checklist/add.html", {"form": form})


@require_safe
@requires("inspections.read")
def checklist_page(request: Any, key: str) -> HttpResponse:
    """One version with its items, and the other versions."""
    checklist = find(request.actor, Checklist, key, "inspections.read", "organisation", "published_by")
    context = {
        "checklist": checklist,
        "items": checklist.items.all(),
        "versions": versions_of(checklist),
        "may_manage": request.actor.may_at(checklist.organisation, MANAGE),
    }
    return render(request, "checklist/page.html", context)


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def checklist_edit(request: Any, key: str) -> HttpResponse:
    """Change a draft."""
    checklist = find(request.actor, Checklist, key, MANAGE, "organisation")
    names = list(ItemForm.base_fields)
    form = AboutForm(request.POST or None, initial=vars(checklist))
    items = ItemSet(request.POST or None, initial=list(checklist.items.values(*names)), prefix="items")
    if form.is_valid() and items.is_valid():
        try:
            edit_checklist(request.actor, checklist, form.about(), items.items())
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            return redirect("checklist_page", key)
    return render(request, "checklist/edit.html", {"form": form, "items": items, "checklist": checklist})


def _step(act: Callable[..., Checklist], done: Promise) -> Callable[..., HttpResponse]:
    """What a button on the page of a version does; the outcome is told there, where reading this address leads too."""

    @require_http_methods(["GET", "POST"])
    @requires(MANAGE)
    def checklist_step(request: Any, key: str) -> HttpResponse:
        checklist = find(request.actor, Checklist, key, MANAGE, "organisation")
        if request.method == "GET":
            return redirect("checklist_page", key)
        try:
            checklist = act(request.actor, checklist)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, str(done))
        return redirect("checklist_page", checklist.key)

    return checklist_step


urlpatterns = [
    path("checklists/", checklist_list, name="checklists"),
    path("checklists/add/", checklist_add, name="checklist_add"),
    path("checklists/<slug:key>/", checklist_page, name="checklist_page"),
    path("checklists/<slug:key>/edit/", checklist_edit, name="checklist_edit"),
    path(
        "checklists/<slug:key>/publish/",
        _step(publish_checklist, _("Published: this version never changes any more.")),
        name="checklist_publish",
    ),
    path(
        "checklists/<slug:key>/withdraw/",
        _step(withdraw_checklist, _("Withdrawn: nothing new is done by it.")),
        name="checklist_withdraw",
    ),
    path(
        "checklists/<slug:key>/next/",
        _step(next_version, _("A draft of the next version was made.")),
        name="checklist_next",
    ),
]

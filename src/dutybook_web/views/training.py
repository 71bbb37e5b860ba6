"""Pages of training and awareness: the plans of a year, what is missing, sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.training import (
    add_item,
    add_plan,
    add_session,
    approve_plan,
    remove_item,
    withdraw_session,
)
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.forms.training import ItemForm, PlanForm, RemoveForm, SessionForm, WithdrawForm, YearForm
from dutybook_web.models import Evidence, Organisation, TrainingItem, TrainingPlan, TrainingSession
from dutybook_web.queries.training import items_for, material_for, plans, sessions, year_of
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of


@require_safe
@requires("training.read")
def training_list(request: Any) -> HttpResponse:
    """The plans of a year."""
    today = _today(request)
    form = YearForm({"year": today.year} | request.GET.dict())
    rows = plans(visible(request.actor, TrainingPlan, "training.read"), form.year_or(today.year), today)
    context = {"form": form, "page": page_of(request, rows), "year": form.year_or(today.year)}
    return render(request, "training/list.html", context)


@require_safe
@requires("training.read")
def training_page(request: Any, key: str) -> HttpResponse:
    """One plan against what was held."""
    plan = find(request.actor, TrainingPlan, key, "training.read", "organisation", "approved_by")
    may = request.actor.may_at(plan.organisation, "training.write")
    context = {"plan": plan, "found": year_of(plan, _today(request)), "may_write": may}
    return render(request, "training/page.html", context)


@require_http_methods(["GET", "POST"])
@requires("training.write")
def training_add(request: Any) -> HttpResponse:
    """Draw up a plan."""
    organisations = visible(request.actor, Organisation, "training.write")
    form = PlanForm(request.POST or None, organisations=organisations, initial={"year": _today(request).year})
    title = _("Plan of a year")
    return _filled(request, form, title, lambda: add_plan(request.actor, form.save(commit=False)).key)


@require_http_methods(["GET", "POST"])
@requires("training.write")
def training_item_add(request: Any, key: str) -> HttpResponse:
    """Add to a plan."""
    plan = find(request.actor, TrainingPlan, key, "training.write", "organisation")
    form = ItemForm(request.POST or None)
    title = _("Add to the plan")
    return _filled(request, form, title, lambda: add_item(request.actor, plan, form.save(commit=False)).plan.key)


@require_http_methods(["GET", "POST"])
@requires("training.write")
def training_approve(request: Any, key: str) -> HttpResponse:
    """Approve a plan."""
    plan = find(request.actor, TrainingPlan, key, "training.write", "organisation")
    form = RemoveForm(request.POST if request.method == "POST" else None)
    title = _("Approve the plan: from then on it can only grow")
    return _filled(request, form, title, lambda: approve_plan(request.actor, plan).key)


@require_http_methods(["GET", "POST"])
@requires("training.write")
def training_item_remove(request: Any, key: str) -> HttpResponse:
    """Take something out of a plan."""
    item = find(request.actor, TrainingItem, key, "training.write", "organisation", "plan")
    form = RemoveForm(request.POST if request.method == "POST" else None)
    title = _("Take out of the plan: %s") % item.topic

    def remove() -> str:
        remove_item(request.actor, item)
        return item.plan.key

    return _filled(request, form, title, remove)


@require_safe
@requires("training.read")
def session_list(request: Any) -> HttpResponse:
    """The sessions that were held."""
    form = YearForm(request.GET)
    rows = sessions(visible(request.actor, TrainingSession, "training.read"), form.year_or(0) or None)
    return render(request, "training/sessions.html", {"form": form, "page": page_of(request, rows)})


@require_http_methods(["GET", "POST"])
@requires("training.write")
def session_add(request: Any) -> HttpResponse:
    """Note a session that was held."""
    form = _session_form(request)
    title = _("Note a session")

    def add() -> None:
        add_session(request.actor, form.save(commit=False), form.cleaned_data["material"])

    return _filled(request, form, title, add)


@require_http_methods(["GET", "POST"])
@requires("training.write")
def session_withdraw(request: Any, key: str) -> HttpResponse:
    """Let a session that was noted wrongly count no more."""
    session = find(request.actor, TrainingSession, key, "training.write", "organisation")
    form = WithdrawForm(request.POST or None)
    title = _("Withdraw the session: %s") % session.topic

    def withdraw() -> None:
        withdraw_session(request.actor, session, **form.cleaned_data)

    return _filled(request, form, title, withdraw)


def _session_form(request: Any) -> SessionForm:
    actor, today = request.actor, _today(request)
    return SessionForm(
        request.POST or None,
        organisations=visible(actor, Organisation, "training.write"),
        items=items_for(visible(actor, TrainingItem, "training.write"), today),
        evidence=material_for(visible(actor, Evidence, "evidence.read"), today),
        initial={"item": request.GET.get("item"), "organisation": request.GET.get("organisation")},
    )


def _filled(request: Any, form: Any, title: str, act: Callable[[], str | None]) -> HttpResponse:
    """Do what a filled form says and go to the plan with the key that comes of it, else to the sessions."""
    if form.is_valid():
        try:
            key = act()
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("training_page", key) if key else redirect("training_sessions")
    return render(request, "training/form.html", {"form": form, "title": title})


def _today(request: Any) -> date:
    today: date = request.organisation.day_at(timezone.now())
    return today


urlpatterns = [
    path("training/", training_list, name="training"),
    path("training/add/", training_add, name="training_add"),
    path("training/<slug:key>/", training_page, name="training_page"),
    path("training/<slug:key>/add/", training_item_add, name="training_item_add"),
    path("training/<slug:key>/approve/", training_approve, name="training_approve"),
    path("training-items/<slug:key>/remove/", training_item_remove, name="training_item_remove"),
    path("training-sessions/", session_list, name="training_sessions"),
    path("training-sessions/add/", session_add, name="training_session_add"),
    path("training-sessions/<slug:key>/withdraw/", session_withdraw, name="training_session_withdraw"),
]

"""Pages of inspections: the list with results, one of them, planned, tied to tasks, cancelled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.inspection import attach_inspection, cancel_inspection, plan_inspection
from dutybook_web.forms.evidence import AttachForm
from dutybook_web.forms.inspection import InspectionFilter, PlanForm
from dutybook_web.models import Inspection, Premises, Task
from dutybook_web.models.inspection import TO_DO
from dutybook_web.queries.checklist import usable
from dutybook_web.queries.evidence import tasks_for
from dutybook_web.queries.inspection import RELATED, answers_of, listed, others_of, tasks_to_plan
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

DO, MANAGE = "inspections.do", "inspections.manage"


@require_safe
@requires("inspections.read")
def inspection_list(request: Any) -> HttpResponse:
    """All that the account may see, the newest first."""
    form, now = InspectionFilter(request.GET), timezone.now()
    rows = listed(visible(request.actor, Inspection, "inspections.read"), form.wanted(), now)
    return render(request, "inspection/list.html", {"form": form, "page": page_of(request, rows), "now": now})


@require_safe
@requires("inspections.read")
def inspection_page(request: Any, key: str) -> HttpResponse:
    """One inspection: when, by whom, what was found, what became of it."""
    inspection = find(request.actor, Inspection, key, "inspections.read", *RELATED, "account")
    now = timezone.now()
    context = {
        "inspection": inspection,
        "now": now,
        "to_do": inspection.state in TO_DO,
        "answers": answers_of(inspection),
        "others": others_of(inspection),
        "may_do": request.actor.may_at(inspection.organisation, DO),
        "may_manage": request.actor.may_at(inspection.organisation, MANAGE),
    }
    return render(request, "inspection/page.html", context)


@require_http_methods(["GET", "POST"])
@requires(DO)
def inspection_plan(request: Any) -> HttpResponse:
    """Plan one, for somebody or to do it at once."""
    places = visible(request.actor, Premises, DO).select_related("organisation").order_by("name", "pk")
    tasks = tasks_to_plan(visible(request.actor, Task, "tasks.do"))
    now = timezone.localtime()
    initial = {name: request.GET.get(name) for name in ("premises", "task")}
    initial |= {"planned_from": now, "due_at": now.replace(hour=23, minute=59)}
    form = PlanForm(
        request.POST or None, places=places, checklists=usable(request.actor, DO), tasks=tasks, initial=initial
    )
    if form.is_valid():
        try:
            inspection = plan_inspection(request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused.message))
        else:
            return redirect("inspection_page", inspection.key)
    return render(request, "inspection/plan.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires("evidence.add")
def inspection_attach(request: Any, key: str) -> HttpResponse:
    """Let it show tasks done."""
    inspection = find(request.actor, Inspection, key, "evidence.add", *RELATED)
    tasks = tasks_for(visible(request.actor, Task, "tasks.do"), inspection.premises)
    form = AttachForm(request.POST or None, tasks=tasks)
    if form.is_valid():
        try:
            piece = attach_inspection(request.actor, inspection, list(form.cleaned_data["tasks"]))
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("Its record is evidence at the task now."))
            return redirect("evidence_page", piece.key)
    return render(request, "inspection/attach.html", {"form": form, "inspection": inspection})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def inspection_cancel(request: Any, key: str) -> HttpResponse:
    """Cancel what is not done yet."""
    inspection = find(request.actor, Inspection, key, MANAGE, *RELATED)
    if request.method == "POST":
        try:
            cancel_inspection(request.actor, inspection)
        except Refused as refused:
            messages.error(request, str(refused.message))
    return redirect("inspection_page", key)


urlpatterns = [
    path("inspections/", inspection_list, name="inspections"),
    path("inspections/plan/", inspection_plan, name="inspection_plan"),
    path("inspections/<slug:key>/", inspection_page, name="inspection_page"),
    path("inspections/<slug:key>/attach/", inspection_attach, name="inspection_attach"),
    path("inspections/<slug:key>/cancel/", inspection_cancel, name="inspection_cancel"),
]

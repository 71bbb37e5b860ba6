"""Pages of tasks: mine, all of them, one of them and what is done with it."""

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
from dutybook_web.actions.task import complete, reassign, review
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.forms.task import AssignForm, CompleteForm, ReviewForm, TaskFilter
from dutybook_web.models import Evidence, Organisation, Premises, Task, TaskState
from dutybook_web.queries.doers import accounts_below, doers_at
from dutybook_web.queries.task import (
    acts_in_use,
    by_urgency,
    choosable,
    evidence_of,
    history_of,
    listed,
    mine,
    missing_evidence,
    to_review,
)
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import PER_PAGE, page_of

RELATED = ("organisation", "premises", "version", "assignee", "completed_by", "reviewed_by")


@require_safe
@requires("tasks.read")
def task_mine(request: Any) -> HttpResponse:
    """What the account is to do, overdue first; and what waits for its review."""
    today, rows = request.organisation.day_at(timezone.now()), visible(request.actor, Task, "tasks.read")
    page = page_of(request, mine(rows, request.actor))
    waiting = to_review(visible(request.actor, Task, "tasks.review"), request.actor)[:PER_PAGE]
    context = {"page": page, "groups": by_urgency(list(page), today), "waiting": waiting, "today": today}
    return render(request, "task/mine.html", context)


@require_safe
@requires("tasks.read")
def task_list(request: Any) -> HttpResponse:
    """The tasks that the account may see, narrowed, the longest due first."""
    today = request.organisation.day_at(timezone.now())
    form = TaskFilter(
        request.GET,
        organisations=visible(request.actor, Organisation, "tasks.read"),
        premises=visible(request.actor, Premises, "tasks.read"),
        accounts=accounts_below(request.actor, "tasks.read"),
        acts=acts_in_use(request.organisation),
    )
    rows = listed(visible(request.actor, Task, "tasks.read"), form.wanted(today))
    return render(request, "task/list.html", {"page": page_of(request, rows), "form": form, "today": today})


@require_safe
@requires("tasks.read")
def task_page(request: Any, key: str) -> HttpResponse:
    """One task: its wording, why it is due then, what is expected and given, and what was done."""
    task = find(request.actor, Task, key, "tasks.read", *RELATED)
    today = task.organisation.day_at(timezone.now())
    context = {
        "task": task,
        "status": task.status(today),
        "missing": missing_evidence(task, today),
        "pieces": evidence_of(task),
        "history": history_of(task),
        "may_do": request.actor.may_at(task.organisation, "tasks.do"),
        "may_review": request.actor.may_at(task.organisation, "tasks.review"),
        "may_assign": request.actor.may_at(task.organisation, "tasks.assign"),
    }
    return render(request, "task/page.html", context)


@require_http_methods(["GET", "POST"])
@requires("tasks.do")
def task_complete(request: Any, key: str) -> HttpResponse:
    """Complete it, or hand it in."""
    task = find(request.actor, Task, key, "tasks.do", *RELATED)
    today = task.organisation.day_at(timezone.now())
    pieces = choosable(task, visible(request.actor, Evidence, "evidence.read"), today)
    form = CompleteForm(request.POST if request.method == "POST" else None, pieces=pieces)
    if form.is_valid():
        try:
            complete(request.actor, task, form.keys(), form.cleaned_data["note"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Handed in for review.") if task.needs_review else _("Completed."))
            return redirect("task_page", task.key)
    return render(request, "task/complete.html", {"task": task, "form": form, "missing": missing_evidence(task, today)})


@require_http_methods(["GET", "POST"])
@requires("tasks.review")
def task_review(request: Any, key: str) -> HttpResponse:
    """Accept it or send it back."""
    task = find(request.actor, Task, key, "tasks.review", *RELATED)
    if task.state != TaskState.SUBMITTED:
        return redirect("task_page", task.key)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        accept = form.cleaned_data["decision"] == "accept"
        try:
            review(request.actor, task, accept=accept, reason=form.cleaned_data["reason"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("task_page", task.key)
    return render(request, "task/review.html", {"task": task, "form": form, "pieces": evidence_of(task)})


@require_http_methods(["GET", "POST"])
@requires("tasks.assign")
def task_assign(request: Any, key: str) -> HttpResponse:
    """Hand it to an account."""
    task = find(request.actor, Task, key, "tasks.assign", *RELATED)
    form = AssignForm(request.POST or None, accounts=doers_at(task.organisation))
    if form.is_valid():
        try:
            reassign(request.actor, task, form.cleaned_data["account"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("task_page", task.key)
    return render(request, "task/assign.html", {"task": task, "form": form})


urlpatterns = [
    path("tasks/", task_list, name="tasks"),
    path("tasks/mine/", task_mine, name="tasks_mine"),
    path("tasks/<slug:key>/", task_page, name="task_page"),
    path("tasks/<slug:key>/complete/", task_complete, name="task_complete"),
    path("tasks/<slug:key>/review/", task_review, name="task_review"),
    path("tasks/<slug:key>/assign/", task_assign, name="task_assign"),
]

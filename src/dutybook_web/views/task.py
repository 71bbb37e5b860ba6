"""Pages of tasks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dutybook_web.access import requires, visible
from dutybook_web.models import Task
from dutybook_web.views.paging import page_of


@require_safe
@requires("tasks.read")
def task_list(request: Any) -> HttpResponse:
    """The tasks that the account may see, the longest due first."""
    rows = visible(request.actor, Task, "tasks.read").select_related("premises", "version").order_by("due", "pk")
    return render(request, "task/list.html", {"page": page_of(request, rows)})


urlpatterns = [
    path("tasks/", task_list, name="tasks"),
]

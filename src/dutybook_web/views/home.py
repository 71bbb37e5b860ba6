"""The first page, the language and the sign of life."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from dutybook_web.access import ANYONE, SIGNED_IN, find, requires
from dutybook_web.models import Organisation
from dutybook_web.queries.dashboard import dashboard
from dutybook_web.queries.ground import own_node
from dutybook_web.queries.heartbeat import silent_jobs


@require_safe
@requires(SIGNED_IN)
def home(request: Any) -> HttpResponse:
    """Where an account lands: the figures of its node, or of another one by `at`."""
    at = request.GET.get("at")
    node = find(request.actor, Organisation, at, "premises.read") if at else own_node(request.actor)
    if node is None:
        return render(request, "home.html")
    figures = dashboard(request.actor, node, request.organisation.day_at(timezone.now()))
    return render(request, "dashboard/page.html", {"board": figures, "node": node, "today": figures.today})


@require_safe
@requires(ANYONE)
def healthy(request: Any) -> HttpResponse:
    """Whether the application and its database answer, and which jobs have fallen silent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "silent_jobs": silent_jobs(timezone.now())})


urlpatterns = [
    path("", home, name="home"),
    path("health/", healthy, name="healthy"),
]

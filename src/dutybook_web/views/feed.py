"""The calendar to subscribe to: its secret address, and what stands there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from dutybook.interop import ical
from dutybook_web.access import ANYONE, actor_of, requires, tenants_of, visible
from dutybook_web.actions.feed import account_of_feed, make_feed, revoke_feed
from dutybook_web.actions.message import address_of
from dutybook_web.models import Task
from dutybook_web.queries.calendar import fed
from dutybook_web.queries.feed import has_feed
from dutybook_web.queries.task import mine


@require_http_methods(["GET", "POST"])
@requires("tasks.read")
def feed_page(request: Any) -> HttpResponse:
    """Make the address, which is shown this once, or revoke it."""
    if request.method == "POST" and "revoke" in request.POST:
        revoke_feed(request.actor)
        return redirect("feed")
    secret = make_feed(request.actor) if request.method == "POST" else None
    address = address_of(reverse("feed_calendar", args=[secret])) if secret else None
    return render(request, "task/feed.html", {"address": address, "has_feed": has_feed(request.actor.account)})


@require_safe
@requires(ANYONE)
def feed_calendar(request: Any, secret: str) -> HttpResponse:
    """The account's open tasks as iCalendar, for whoever knows the secret. It opens nothing else."""
    account = account_of_feed(secret)
    if account is None or account.tenant is None:
        raise Http404
    actor, now = actor_of(account), timezone.now()
    with scope(tenant=tenants_of(actor)):
        places = fed(mine(visible(actor, Task, "tasks.read"), actor), account.tenant.day_at(now))
    body = ical.write(places, stamp=now, language="zh" if account.language == "zh-hans" else "en")
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


urlpatterns = [
    path("feed/", feed_page, name="feed"),
    path("feed/<str:secret>.ics", feed_calendar, name="feed_calendar"),
]

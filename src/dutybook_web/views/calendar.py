"""Pages of the calendar: a month with its tasks, a year with their numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from dutybook_web.access import requires, visible
from dutybook_web.forms.calendar import month_asked_for, year_asked_for
from dutybook_web.models import Task
from dutybook_web.queries.calendar import month_of, weekdays, year_of


@require_safe
@requires("tasks.read")
def calendar_month(request: Any) -> HttpResponse:
    """The tasks of a month, a few of each day; the others are counted."""
    today = request.organisation.day_at(timezone.now())
    month = month_asked_for(request.GET.get("month", ""), today)
    weeks = month_of(visible(request.actor, Task, "tasks.read"), month, today)
    context = {
        "weeks": weeks,
        "has_entries": any(day.entries for week in weeks for day in week),
        "names": [date_format(day, "l") for day in weekdays()],
        "month": month,
        "before": _moved(month, -1),
        "after": _moved(month, 1),
    }
    return render(request, "task/month.html", context)


@require_safe
@requires("tasks.read")
def calendar_year(request: Any) -> HttpResponse:
    """How many tasks are due on each day of a year."""
    today = request.organisation.day_at(timezone.now())
    year = year_asked_for(request.GET.get("year", ""), today)
    months = year_of(visible(request.actor, Task, "tasks.read"), year)
    names = [date_format(day, "D").removeprefix("星期") for day in weekdays()]
    context = {"months": months, "names": names, "year": year, "before": year - 1, "after": year + 1}
    return render(request, "task/year.html", context)


def _moved(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


urlpatterns = [
    path("calendar/", calendar_month, name="calendar"),
    path("calendar/year/", calendar_year, name="calendar_year"),
]

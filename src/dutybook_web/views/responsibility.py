"""Pages of who answers for duties."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.responsibility import remove_responsibility, set_responsibility
from dutybook_web.forms.responsibility import responsibility_form
from dutybook_web.models import Premises, Responsibility
from dutybook_web.queries.responsibility import listed
from dutybook_web.views.paging import page_of


@require_safe
@requires("duties.read")
def responsibility_list(request: Any) -> HttpResponse:
    """All that is set, from the top of the tree down."""
    rows = listed(visible(request.actor, Responsibility, "duties.read"))
    return render(request, "responsibility/list.html", {"page": page_of(request, rows)})


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def responsibility_add(request: Any) -> HttpResponse:
    """Name who answers, at an organisation or (by `premises`) at one place."""
    key = request.GET.get("premises", "")
    premises = find(request.actor, Premises, key, "responsibility.write", "organisation") if key else None
    form = responsibility_form(request.actor, request.organisation, request.POST or None, premises, request.GET.dict())
    if form.is_valid():
        set_responsibility(request.actor, form.row())
        messages.success(request, _("It is set who answers."))
        return redirect("duty_register", premises.key) if premises else redirect("responsibilities")
    return render(request, "responsibility/form.html", {"form": form, "premises": premises})


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def responsibility_remove(request: Any, key: str) -> HttpResponse:
    """Take it back, once confirmed; what is set above holds again."""
    row = find(
        request.actor, Responsibility, key, "responsibility.write", "organisation", "premises", "unit", "account"
    )
    if request.method == "POST":
        remove_responsibility(request.actor, row)
        return redirect("responsibilities")
    return render(request, "responsibility/remove.html", {"row": row})


urlpatterns = [
    path("responsibilities/", responsibility_list, name="responsibilities"),
    path("responsibilities/add/", responsibility_add, name="responsibility_add"),
    path("responsibilities/<slug:key>/remove/", responsibility_remove, name="responsibility_remove"),
]

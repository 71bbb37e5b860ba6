"""Pages of the register of duties: of a subtree, and of one place."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.forms.duty import RegisterFilter
from dutybook_web.models import Binding, Organisation, Premises, Task
from dutybook_web.queries.duty import duties_of, exposed_of, places_of
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.provision import named, text_of
from dutybook_web.queries.reasons import reasons_of
from dutybook_web.queries.register import Line, Register, lines_of, narrowed, register_of
from dutybook_web.queries.register_export import as_csv, as_xlsx
from dutybook_web.queries.subtree import at, below
from dutybook_web.views.paging import page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires("duties.read")
def duty_list(request: Any) -> HttpResponse:
    """The duties of a subtree: at how many places each binds, may bind, or does not."""
    edition = edition_in_use(request.organisation.root)
    nodes = visible(request.actor, Organisation, "duties.read")
    form = RegisterFilter(request.GET, catalogue_of(edition) if edition else None, nodes)
    bindings = below(visible(request.actor, Binding, "duties.read"), form.node())
    premises = below(visible(request.actor, Premises, "duties.read"), form.node())
    page = page_of(request, duties_of(bindings, premises, edition, form.wanted()))
    return render(request, "duty/list.html", {"page": page, "form": form, "edition": edition})


@require_safe
@requires("duties.read")
def duty_places(request: Any) -> HttpResponse:
    """Where one duty binds or may bind; the list of duties where none is named."""
    duty, verdict = request.GET.get("duty", ""), request.GET.get("verdict", "")
    page = page_of(request, places_of(visible(request.actor, Binding, "duties.read"), duty, verdict))
    if not page.object_list:
        return redirect("duties")
    version = page[0].version
    context = {"page": page, "version": version, "provision": named(version.provision)}
    return render(request, "duty/places.html", context)


@require_safe
@requires("duties.read")
def duty_exposure(request: Any) -> HttpResponse:
    """The sanctions that stand behind what is overdue, for a subtree or one place."""
    tasks, premises = visible(request.actor, Task, "tasks.read"), None
    if key := request.GET.get("premises"):
        premises = find(request.actor, Premises, key, "duties.read")
    rows = exposed_of(at(tasks, premises), request.organisation.today)
    total = sum(row.at_most or 0 for row in rows)
    return render(request, "duty/exposure.html", {"rows": rows, "premises": premises, "total": total})


@require_safe
@requires("duties.read")
def duty_register(request: Any, key: str) -> HttpResponse:
    """The register of one place."""
    register, form = _asked(request, key)
    page = page_of(request, narrowed(register.decisions, form.wanted()))
    page.object_list = lines_of(register, page.object_list)
    return render(request, "duty/register.html", {"register": register, "page": page, "form": form, **_place(register)})


@require_safe
@requires("duties.read")
def duty_reasons(request: Any, key: str) -> HttpResponse:
    """Why one duty binds a place or not, and all that the catalogue says of it; into a drawer, or as a page."""
    register, _form = _asked(request, key)
    decision = register.of(request.GET.get("duty", ""))
    if decision is None:
        return redirect("duty_register", key)
    context = {
        "register": register,
        "decision": decision,
        "line": lines_of(register, [decision])[0],
        "reason": reasons_of(decision, register.profile),
        "text": text_of(decision.act, decision.provision),
        **_place(register),
    }
    return render(request, "duty/reasons_part.html" if request.htmx else "duty/reasons.html", context)


@require_safe
@requires("duties.read")
def duty_export(request: Any, key: str, form: str) -> HttpResponse:
    """The register of one place, as it is narrowed on the page, as a file."""
    register, asked = _asked(request, key)
    lines: list[Line] = lines_of(register, narrowed(register.decisions, asked.wanted()))
    content, kind = (as_xlsx(lines), XLSX) if form == "xlsx" else (as_csv(lines), "text/csv; charset=utf-8")
    headers = {"Content-Disposition": f'attachment; filename="register-{key}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _asked(request: Any, key: str) -> tuple[Register, RegisterFilter]:
    premises = find(request.actor, Premises, key, "duties.read", "organisation")
    register = register_of(premises, premises.organisation.today)
    return register, RegisterFilter(request.GET, register.catalogue)


def _place(register: Register) -> dict[str, Any]:
    return {"premises": register.premises, "counts": register.counts}


urlpatterns = [
    path("duties/", duty_list, name="duties"),
    path("duties/places/", duty_places, name="duty_places"),
    path("duties/exposure/", duty_exposure, name="duty_exposure"),
    path("duties/<slug:key>/", duty_register, name="duty_register"),
    path("duties/<slug:key>/reasons/", duty_reasons, name="duty_reasons"),
    path("duties/<slug:key>/xlsx/", duty_export, {"form": "xlsx"}, name="duty_xlsx"),
    path("duties/<slug:key>/csv/", duty_export, {"form": "csv"}, name="duty_csv"),
]

"""Pages of two versions of an act: side by side, and what the later one changes for the premises."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.models import Act, Binding
from dutybook_web.queries.amendment import changed, compared, in_order, touched
from dutybook_web.queries.edition import edition_in_use
from dutybook_web.queries.library import versions_of


@require_safe
@requires("library.read")
def act_versions(request: Any, key: str) -> HttpResponse:
    """An act beside another version (`with`), which is chosen first where there are several."""
    context = _asked(request, key)
    if context["comparison"]:
        comparison = context["comparison"]
        context["rows"] = comparison.rows if "all" in request.GET else changed(comparison)
    return render(request, "act/versions.html", context)


@require_safe
@requires("library.read")
def act_effect(request: Any, key: str) -> HttpResponse:
    """What a version changes for the premises that the account may see."""
    context = _asked(request, key)
    if context["comparison"]:
        edition = edition_in_use(request.organisation.root)
        bindings = visible(request.actor, Binding, "duties.read")
        context["touched"] = touched(context["comparison"], context["old"].act or context["new"].act, edition, bindings)
        context["changed"] = len(changed(context["comparison"]))
    return render(request, "act/effect.html", context)


def _asked(request: Any, key: str) -> dict[str, Any]:
    act = find(request.actor, Act, key, "library.read")
    versions = list(versions_of(visible(request.actor, Act, "library.read"), act))
    asked = request.GET.get("with", "")
    other = next((one for one in versions if one.key == asked), None)
    if other is None and len(versions) == 1 and not asked:
        other = versions[0]
    context = {"act": act, "versions": versions, "other": other, "comparison": None}
    if other:
        old, new = in_order(other, act)
        context |= {"old": old, "new": new, "comparison": compared(old, new)}
    return context


urlpatterns = [
    path("library/<slug:key>/versions/", act_versions, name="act_versions"),
    path("library/<slug:key>/effect/", act_effect, name="act_effect"),
]

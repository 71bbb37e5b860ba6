"""Pages of the catalogue: the editions that were applied, what another one would change, applying and going back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook.catalogue.model import ActFile
from dutybook_web.access import requires, visible
from dutybook_web.actions.edition import adopt, revert_edition
from dutybook_web.forms.edition import ActFileForm
from dutybook_web.models import Edition, Organisation, Premises
from dutybook_web.queries.edition import edition_in_use, replaced, shipped_files
from dutybook_web.queries.edition_difference import Difference, compared, edition_numbered, editions_of, wanted_files
from dutybook_web.queries.subtree import own
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of


@require_safe
@requires("duties.read")
def edition_list(request: Any) -> HttpResponse:
    """The editions of the catalogue, the one in use first."""
    page = page_of(request, editions_of(request.organisation.root))
    return render(request, "edition/list.html", {"page": page, "may_apply": _may_apply(request)})


@require_safe
@requires("duties.read")
def edition_difference(request: Any) -> HttpResponse:
    """What the shipped catalogue, or an earlier edition (by `number`), would change."""
    number = request.GET.get("number", "")
    files = wanted_files(request.organisation.root, int(number) if number.isdecimal() else None)
    found = _compared(request, files)
    context = {"number": number, "may_apply": _may_apply(request), "difference": found}
    return render(request, "edition/difference.html", context)


@require_http_methods(["GET", "POST"])
@requires("catalogue.apply")
def edition_apply(request: Any) -> HttpResponse:
    """Apply what the page of differences showed: the shipped catalogue, or an earlier edition again."""
    if request.method == "GET":
        return redirect("edition_difference")
    number = request.POST.get("number", "")
    earlier = edition_numbered(request.organisation.root, int(number)) if number.isdecimal() else None
    if earlier:
        return _applied(request, lambda tenant: revert_edition(request.actor, tenant, earlier))
    return _applied(request, lambda tenant: adopt(request.actor, tenant, shipped_files(), _note(request)))


@require_http_methods(["GET", "POST"])
@requires("catalogue.apply")
def edition_upload(request: Any) -> HttpResponse:
    """Check the file of one act and see what it would change; apply it by a button of its own."""
    form = ActFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "may_apply": _may_apply(request)}
    if form.is_valid():
        files = replaced(edition_in_use(request.organisation.root), form.cleaned_data["content"])
        if "apply" in request.POST:
            return _applied(request, lambda tenant: adopt(request.actor, tenant, files, _note(request)))
        context |= {"text": form.cleaned_data["text"], "difference": _compared(request, files)}
    return render(request, "edition/upload.html", context)


def _may_apply(request: Any) -> bool:
    return bool(request.actor.may_at(request.organisation.tenant, "catalogue.apply"))


def _compared(request: Any, files: list[ActFile]) -> Difference:
    places = own(visible(request.actor, Premises, "duties.read"), request.organisation.root)
    return compared(request.organisation.tenant, files, places)


def _applied(request: Any, apply: Callable[[Organisation], Edition]) -> HttpResponse:
    if not _may_apply(request):
        raise PermissionDenied
    try:
        edition = apply(request.organisation.tenant)
        messages.success(request, _("Edition %(number)d is in use.") % {"number": edition.number})
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("editions")


def _note(request: Any) -> str:
    note: str = request.POST.get("note", "")
    return note[:300]


urlpatterns = [
    path("editions/", edition_list, name="editions"),
    path("editions/difference/", edition_difference, name="edition_difference"),
    path("editions/apply/", edition_apply, name="edition_apply"),
    path("editions/upload/", edition_upload, name="edition_upload"),
]

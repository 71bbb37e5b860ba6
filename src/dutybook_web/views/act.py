"""Pages of the library: search, reading, importing, and what is told of an act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook.errors import DutybookError
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.act import change_act, remove_act, take_act
from dutybook_web.files.refusals import FileRefused
from dutybook_web.forms.act import ActForm, ImportForm, SearchForm
from dutybook_web.models import Act
from dutybook_web.queries.edition import edition_in_use
from dutybook_web.queries.fault import Fault, fault_of
from dutybook_web.queries.library import FEW, acts_of, duties_with, versions_of
from dutybook_web.queries.provision import imported
from dutybook_web.queries.reading import duties_by_article, reading_of, tree_of
from dutybook_web.queries.search import search
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    act: Act | None = None
    fault: Fault | None = None


@require_safe
@requires("library.read")
def library(request: Any) -> HttpResponse:
    """Search in provisions, titles and the catalogue; without words, the list of acts."""
    acts = visible(request.actor, Act, "library.read")
    form = SearchForm(request.GET, acts)
    sought = form.sought(request.organisation.root)
    context: dict[str, Any] = {"form": form, "sought": sought, "empty": not acts.exists()}
    if not sought.text:
        return render(request, "act/list.html", {**context, "page": page_of(request, acts_of(acts, sought))})
    number = _number(request.GET.get("page", ""))
    found = search(sought, number)
    context |= {"found": found, "previous_url": _page(request, number - 1), "next_url": ""}
    if found.more and number < LAST_PAGE:
        context["next_url"] = _page(request, number + 1)
    if number == 1:
        context["duties"] = duties_with(edition_in_use(request.organisation.root), sought.text)
        context["acts"] = acts_of(acts, sought)[:FEW]
    return render(request, "act/search.html", context)


@require_http_methods(["GET", "POST"])
@requires("library.import")
def act_import(request: Any) -> HttpResponse:
    """Import files; the page sends them one by one where JavaScript runs, and gets one line for each."""
    context: dict[str, Any] = {"form": ImportForm()}
    if request.method == "POST":
        files = [*request.FILES.getlist("file"), *request.FILES.getlist("folder")]
        context["outcomes"] = [_taken(request, file) for file in files]
        if not files:
            messages.error(request, _("Choose at least one file."))
    return render(request, "act/outcomes.html" if request.htmx else "act/import.html", context)


@require_safe
@requires("library.read")
def act_provision(request: Any) -> HttpResponse:
    """From a duty to its provision: the catalogue's act (`act`) and the eId (`eid`), where the library has the text."""
    act = imported(request.GET.get("act", "").replace("\0", ""))
    if act is None:
        messages.info(request, _("This act is not in the library yet. Import its text to read the provision here."))
        return redirect("library")
    return redirect(f"{reverse('act_page', args=[act.key])}#{quote(request.GET.get('eid', ''))}")


@require_safe
@requires("library.read")
def act_page(request: Any, key: str) -> HttpResponse:
    """Read an act: its outline, its text with norms marked, the duties of the catalogue beside it."""
    act = find(request.actor, Act, key, "library.read")
    reading = reading_of(act)
    duties = duties_by_article(act, reading, edition_in_use(request.organisation.root))
    context = {
        "act": act,
        "reading": reading,
        "blocks": [(block, duties.get(block.eid, ())) for block in reading.blocks],
        "lost": duties.get("", ()),
        "flaws": tree_of(act).warnings,
        "versions": versions_of(visible(request.actor, Act, "library.read"), act)[:FEW],
    }
    return render(request, "act/page.html", context)


@require_http_methods(["GET", "POST"])
@requires("library.import")
def act_change(request: Any, key: str) -> HttpResponse:
    """Change the title, the days in force, and which act of the catalogue this is the text of."""
    act = find(request.actor, Act, key, "library.import", "organisation")
    form = ActForm(request.POST or None, instance=act)
    if form.is_valid():
        change_act(request.actor, form.save(commit=False), form.changed_data)
        return redirect("act_page", act.key)
    return render(request, "act/form.html", {"form": form, "act": act})


@require_http_methods(["GET", "POST"])
@requires("library.import")
def act_remove(request: Any, key: str) -> HttpResponse:
    """Take an act out of the library, after asking."""
    act = find(request.actor, Act, key, "library.import", "organisation")
    if request.method == "POST":
        remove_act(request.actor, act)
        messages.success(request, _("%(title)s was taken out of the library.") % {"title": act.title})
        return redirect("library")
    return render(request, "act/remove.html", {"act": act})


def _taken(request: Any, file: Any) -> Outcome:
    try:
        return Outcome(file.name, take_act(request.actor, request.organisation, file.file, file.name))
    except (DutybookError, FileRefused, Refused) as error:
        return Outcome(file.name, fault=fault_of(error, file.name))


def _number(page: str) -> int:
    return min(max(int(page), 1), LAST_PAGE) if page.isdecimal() and len(page) < 6 else 1


def _page(request: Any, number: int) -> str:
    if number < 1:
        return ""
    query = request.GET.copy()
    query["page"] = number
    return f"?{query.urlencode()}"


urlpatterns = [
    path("library/", library, name="library"),
    path("library/import/", act_import, name="act_import"),
    path("library/provision/", act_provision, name="act_provision"),
    path("library/<slug:key>/", act_page, name="act_page"),
    path("library/<slug:key>/change/", act_change, name="act_change"),
    path("library/<slug:key>/remove/", act_remove, name="act_remove"),
]

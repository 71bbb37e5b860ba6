"""Pages of bodies, their units and meetings; and the list of responsibilities by provision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.body import add_body, add_meeting, add_member, change_body, end_member
from dutybook_web.actions.responsibility import set_responsibility
from dutybook_web.forms.body import BodyForm, MeetingForm, MemberEndForm, MemberForm, ProvisionForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Body, Meeting, Organisation, Responsibility
from dutybook_web.queries.body import documents_for, listed, members, possible_units, row_of, rows
from dutybook_web.queries.edition import edition_in_use
from dutybook_web.queries.responsibility_list import acts_of, lines
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

CRUMBS = [{"url": reverse_lazy("bodies"), "label": gettext_lazy("Bodies")}]


@require_safe
@requires("organisation.read")
def body_list(request: Any) -> HttpResponse:
    """The bodies that the account may see, with when they are to meet."""
    page = page_of(request, listed(visible(request.actor, Body, "organisation.read")))
    return render(request, "body/list.html", {"page": page, "rows": rows(page.object_list)})


@require_safe
@requires("organisation.read")
def body_page(request: Any, key: str) -> HttpResponse:
    """One body: what it rests on, its units, its meetings."""
    body = find(request.actor, Body, key, "organisation.read", "organisation")
    return render(request, "body/page.html", _page_of(request, body))


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def body_add(request: Any) -> HttpResponse:
    """Set up a body."""
    form = BodyForm(request.POST or None, organisations=visible(request.actor, Organisation, "responsibility.write"))
    del form.fields["ended_on"]
    if form.is_valid():
        body = add_body(request.actor, form.save(commit=False))
        messages.success(request, _("%(name)s was set up.") % {"name": body.name})
        return redirect("body_page", body.key)
    return render(request, "body/form.html", {"crumbs": CRUMBS, "form": form})


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def body_change(request: Any, key: str) -> HttpResponse:
    """Change what is kept of a body, or end it."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    choices = visible(request.actor, Organisation, "responsibility.write")
    form = BodyForm(
        request.POST or None, instance=body, organisations=choices, initial={"organisation": body.organisation.key}
    )
    if form.is_valid():
        try:
            change_body(request.actor, form.save(commit=False), form.changed_data)
            return redirect("body_page", body.key)
        except Refused as refused:
            add_refusal(form, refused)
    return render(request, "body/form.html", {"crumbs": CRUMBS, "form": form, "body": body})


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def body_member_add(request: Any, key: str) -> HttpResponse:
    """Take a unit into a body."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    form = MemberForm(request.POST or None, units=possible_units(request.actor))
    if form.is_valid():
        return _done(request, body, form, lambda: add_member(request.actor, body, **form.cleaned_data), "member_form")
    return render(request, "body/page.html", _page_of(request, body, member_form=form))


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def body_member_end(request: Any, key: str) -> HttpResponse:
    """End a unit's membership."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    form = MemberEndForm(request.POST or None, body=body)
    if form.is_valid():
        found = form.cleaned_data
        return _done(
            request, body, form, lambda: end_member(request.actor, body, found["member"], found["end"]), "end_form"
        )
    return render(request, "body/page.html", _page_of(request, body, end_form=form))


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def body_meeting_add(request: Any, key: str) -> HttpResponse:
    """Enter a meeting that was held."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    documents = documents_for(request.actor, body.organisation)
    form = MeetingForm(request.POST or None, documents=documents, instance=Meeting(body=body))
    if form.is_valid():
        meeting = form.save(commit=False)
        return _done(request, body, form, lambda: add_meeting(request.actor, meeting), "meeting_form")
    return render(request, "body/page.html", _page_of(request, body, meeting_form=form))


@require_safe
@requires("duties.read")
def responsibility_provisions(request: Any) -> HttpResponse:
    """Who answers for which provision of an act, at an organisation."""
    organisations = visible(request.actor, Organisation, "organisation.read")
    key = request.GET.get("organisation", "")
    organisation = find(request.actor, Organisation, key, "organisation.read") if key else organisations[0]
    edition = edition_in_use(organisation.root)
    acts = acts_of(edition)
    act = request.GET.get("act") or (acts[0][0] if acts else "")
    context = {
        "crumbs": CRUMBS,
        "organisation": organisation,
        "organisations": organisations,
        "acts": acts,
        "act": act,
        "lines": lines(edition, act, organisation),
        "units": visible(request.actor, Organisation, "responsibility.write"),
    }
    return render(request, "body/provisions.html", context)


@require_http_methods(["GET", "POST"])
@requires("responsibility.write")
def responsibility_provision_set(request: Any) -> HttpResponse:
    """Name the unit that answers for a provision."""
    form = ProvisionForm(
        request.POST or None, organisations=visible(request.actor, Organisation, "responsibility.write")
    )
    if form.is_valid():
        set_responsibility(request.actor, Responsibility(**form.cleaned_data))
        messages.success(request, _("It is set who answers."))
    elif form.is_bound:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    back = {"organisation": form.data.get("organisation", ""), "act": form.data.get("act", "")}
    return redirect(reverse("responsibility_provisions", query=back))


def _page_of(request: Any, body: Body, **forms: Any) -> dict[str, Any]:
    """What the page of a body shows; the forms for who may change it."""
    shown: dict[str, Any] = {
        "crumbs": CRUMBS,
        "body": body,
        "row": row_of(body),
        "members": members(body),
        "meetings": body.meetings.select_related("agenda"),
        "writes": request.actor.may_at(body.organisation, "responsibility.write"),
    }
    if shown["writes"]:
        today = {"start": body.organisation.today, "held_on": body.organisation.today}
        shown["member_form"] = MemberForm(units=possible_units(request.actor), initial=today)
        documents = documents_for(request.actor, body.organisation)[:200]
        shown["meeting_form"] = MeetingForm(documents=documents, initial=today)
    return shown | forms


def _done(request: Any, body: Body, form: Any, act: Any, name: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        add_refusal(form, refused)
        return render(request, "body/page.html", _page_of(request, body, **{name: form}), status=refused.status)
    return redirect("body_page", body.key)


urlpatterns = [
    path("bodies/", body_list, name="bodies"),
    path("bodies/add/", body_add, name="body_add"),
    path("bodies/<slug:key>/", body_page, name="body_page"),
    path("bodies/<slug:key>/change/", body_change, name="body_change"),
    path("bodies/<slug:key>/members/", body_member_add, name="body_member_add"),
    path("bodies/<slug:key>/members/end/", body_member_end, name="body_member_end"),
    path("bodies/<slug:key>/meetings/", body_meeting_add, name="body_meeting_add"),
    path("responsibility-list/", responsibility_provisions, name="responsibility_provisions"),
    path("responsibility-list/set/", responsibility_provision_set, name="responsibility_provision_set"),
]

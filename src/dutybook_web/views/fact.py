"""Facts of a place and of its operator; the interview that asks for them one at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from dutybook.conditions.facts import dictionary
from dutybook_web.access import find, requires
from dutybook_web.actions.fact import set_fact, set_operator_fact
from dutybook_web.forms.fact import FactForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Fact, Organisation, Premises
from dutybook_web.queries.fact import Known, facts_of, history_of_fact, operator_facts
from dutybook_web.queries.interview import SOURCE, asked
from dutybook_web.refusals import Refused
from dutybook_web.views.onward import onward
from dutybook_web.views.tabs import show


@require_safe
@requires("premises.read")
def premises_facts(request: Any, key: str) -> HttpResponse:
    """What is known of a place."""
    premises = find(request.actor, Premises, key, "premises.read", "organisation")
    context = {"facts": facts_of(premises), "operator": operator_facts(premises.organisation)}
    return show(request, premises, "premises_facts", "facts", context)


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_fact(request: Any, key: str) -> HttpResponse:
    """Tell one fact of a place, the one that `fact` names; below it, what it was before."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    known = _named(facts_of(premises), request.GET.get("fact", ""))
    if known is None:
        return redirect("premises_facts", premises.key)
    form = _form(request, known)
    if _told(form, partial(set_fact, request.actor, premises, known.name)):
        return onward(request, "premises_facts", premises.key)
    context = {"form": form, "known": known, "history": history_of_fact(premises, known.entry)}
    return show(request, premises, "premises_facts", "fact", context)


@require_safe
@requires("premises.read")
def organisation_facts(request: Any, key: str) -> HttpResponse:
    """What is known of an operator, for all its premises."""
    organisation = find(request.actor, Organisation, key, "premises.read")
    context = {
        "organisation": organisation,
        "facts": operator_facts(organisation),
        "may_write": request.actor.may_at(organisation, "premises.write"),
    }
    return render(request, "premises/operator.html", context)


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def organisation_fact(request: Any, key: str) -> HttpResponse:
    """Tell one fact of an operator."""
    organisation = find(request.actor, Organisation, key, "premises.write")
    known = _named(operator_facts(organisation), request.GET.get("fact", ""))
    if known is None:
        return redirect("organisation_facts", organisation.key)
    form = _form(request, known)
    if _told(form, partial(set_operator_fact, request.actor, organisation, known.name)):
        return onward(request, "organisation_facts", organisation.key)
    history = history_of_fact(organisation, known.entry)
    context = {"form": form, "known": known, "organisation": organisation, "history": history}
    return render(request, "premises/operator_fact.html", context)


@require_http_methods(["GET", "POST"])
@requires("premises.write")
def premises_interview(request: Any, key: str) -> HttpResponse:
    """One question at a time. `trail` names the facts that were asked before, for the way back."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    trail = [name for name in request.GET.get("trail", "").split(",") if name in dictionary()]
    question = asked(premises, request.GET.get("fact", ""))
    if question.entry is None:
        return show(request, premises, "premises_facts", "interview", {"question": question, "trail": trail})
    form = FactForm(request.POST or None, entry=question.entry, value=question.value)
    if form.is_valid():
        _answer(request, premises, question.entry, form)
        return redirect(_address(premises, [*trail, question.entry.name]))
    back = _address(premises, trail[:-1], trail[-1]) if trail else ""
    context = {"question": question, "form": form, "back": back, "trail": trail}
    return show(request, premises, "premises_facts", "interview", context)


def _answer(request: Any, premises: Premises, entry: Any, form: FactForm) -> None:
    """Keep an answer; "don't know" is one too."""
    value = None if request.POST.get("not_known") else form.cleaned_data["value"]
    try:
        if entry.about == "operator":
            set_operator_fact(request.actor, premises.organisation, entry.name, value, SOURCE)
        else:
            set_fact(request.actor, premises, entry.name, value, SOURCE)
    except Refused as refusal:
        messages.error(request, refusal.message)


def _address(premises: Premises, trail: list[str], fact: str = "") -> str:
    query = "&".join(f"{name}={value}" for name, value in (("trail", ",".join(trail)), ("fact", fact)) if value)
    return f"{reverse('premises_interview', args=[premises.key])}{'?' if query else ''}{query}"


def _form(request: Any, known: Known) -> FactForm:
    initial = {"source": known.source, "as_of": known.as_of}
    return FactForm(request.POST or None, entry=known.entry, value=known.value, initial=initial)


def _named(facts: tuple[Known, ...], name: str) -> Known | None:
    return next((known for known in facts if known.name == name), None)


def _told(form: FactForm, tell: Callable[..., Fact]) -> bool:
    """Whether the fact of a form was told; what was refused stands in the form."""
    if not form.is_valid():
        return False
    try:
        tell(**form.cleaned_data)
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


urlpatterns = [
    path("premises/<slug:key>/facts/", premises_facts, name="premises_facts"),
    path("premises/<slug:key>/facts/change/", premises_fact, name="premises_fact"),
    path("premises/<slug:key>/interview/", premises_interview, name="premises_interview"),
    path("organisations/<slug:key>/facts/", organisation_facts, name="organisation_facts"),
    path("organisations/<slug:key>/facts/change/", organisation_fact, name="organisation_fact"),
]

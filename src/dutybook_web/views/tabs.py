"""The frame around everything that is shown of one place: its head, and the tabs between its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import Premises
from dutybook_web.queries.tier import tier_words

TABS: dict[str, str | Promise] = {
    "premises_page": _("Overview"),
    "premises_facts": _("Facts"),
    "premises_measures": _("Measures"),
    "premises_records": _("Record systems"),
    "premises_designation": _("Designation"),
    "premises_events": _("Events"),
}
"""Pages of one place by the names of their addresses."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to a page of the place."""

    url: str
    label: str | Promise
    current: bool
    count: int | None = None


def show(request: Any, premises: Premises, tab: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of one place in its frame.

    Args:
        tab: the name of its address, or of the tab that it belongs to. template: below `premises/`.
    """
    tabs = [Tab(reverse(name, args=[premises.key]), label, name == tab) for name, label in TABS.items()]
    frame = {
        "premises": premises,
        "tabs": tabs,
        "crumbs": [{"url": reverse("premises"), "label": _("Premises")}],
        "tier": tier_words(premises.tier) if premises.tier else "",
        "may_write": request.actor.may_at(premises.organisation, "premises.write"),
    }
    return render(request, f"premises/{template}.html", {**frame, **context})

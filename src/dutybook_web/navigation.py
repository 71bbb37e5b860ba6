"""What every page shows besides its own: the places that the account may go to, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.access import Actor
from dutybook_web.queries.heartbeat import silent_jobs

PLACES = (
    # capability, name of the URL, label, icon; the first four are the bottom bar of a phone, for whoever is on duty
    ("premises.read", "home", _("Home"), "home"),
    ("tasks.read", "tasks_mine", _("My tasks"), "check"),
    ("hazards.read", "hazards", _("Hazards"), "hazard"),
    ("evidence.read", "evidence", _("Evidence"), "evidence"),
    ("inspections.read", "inspections", _("Inspections"), "inspection"),
    ("tasks.read", "calendar", _("Calendar"), "calendar"),
    ("premises.read", "premises", _("Premises"), "premises"),
    ("duties.read", "duties", _("Duties"), "duty"),
    ("library.read", "library", _("Library"), "library"),
    ("reports.read", "reports", _("Reports"), "report"),
)
MORE = (
    ("tasks.read", "tasks", _("All tasks"), "task"),
    ("training.read", "training", _("Training"), "training"),
    ("organisation.read", "bodies", _("Bodies"), "unit"),
    ("reports.read", "assessments", _("Assessments"), "inspection"),
    ("audit.read", "audit", _("Audit record"), "audit"),
    ("accounts.manage", "accounts", _("Accounts"), "account"),
    ("organisation.write", "organisations", _("Organisation"), "unit"),
)
"""What is not for every day: folded away in the side bar."""
BELOW = (
    # pages whose address does not begin as that of the place that they belong to
    ("/assessment-schemes/", "/assessments/"),
    ("/checklists/", "/inspections/"),
    ("/editions/", "/duties/"),
    ("/exemptions/", "/duties/"),
    ("/imports/", "/premises/"),
    ("/occasions/", "/calendar/"),
    ("/report-templates/", "/reports/"),
    ("/responsibilities/", "/duties/"),
    ("/responsibility-list/", "/duties/"),
    ("/rounds/", "/inspections/"),
    ("/training-items/", "/training/"),
    ("/training-sessions/", "/training/"),
)
OWN = (
    # name of the URL, label, icon
    ("my_account", _("My account"), "account"),
    ("organisations", _("Organisation"), "unit"),
    ("reference", _("API reference"), "library"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the navigation."""

    url: str
    label: str | Promise
    icon: str
    current: bool
    count: int | None = None


def navigation(request: Any) -> dict[str, Any]:
    """The context of every page."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"navigation": [], "more_navigation": [], "account_navigation": []}
    here = _belongs(request.path)
    main, more = _allowed(actor, PLACES), _allowed(actor, MORE)
    # Of several that fit, the longest is where one stands; the first page fits nothing but itself.
    reaching = (url for url, _label, _icon in [*main, *more] if here.startswith(url) and (url != "/" or here == "/"))
    fitting = max(reaching, key=len, default="")
    return {
        "navigation": [Place(url, label, icon, url == fitting) for url, label, icon in main],
        "more_navigation": [Place(url, label, icon, url == fitting) for url, label, icon in more],
        "account_navigation": [Place(reverse(name), label, icon, current=False) for name, label, icon in OWN],
        "actor": actor,
        # Silence of a job is for those who can do something about it.
        "silent_jobs": silent_jobs(timezone.now()) if actor.may("accounts.manage") else [],
    }


def _allowed(
    actor: Actor, places: Iterable[tuple[str, str, str | Promise, str]]
) -> list[tuple[str, str | Promise, str]]:
    return [(reverse(name), label, icon) for capability, name, label, icon in places if actor.may(capability)]


def _belongs(path: str) -> str:
    return next((parent for start, parent in BELOW if path.startswith(start)), path)

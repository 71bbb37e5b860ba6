"""What every page shows besides its own: the places that the account may go to, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.access import Actor
from dutybook_web.queries.heartbeat import silent_jobs

PLACES = (
    # capability, name of the URL, label, icon
    ("premises.read", "home", _("Home"), "home"),
    ("tasks.read", "tasks_mine", _("My tasks"), "check"),
    ("tasks.read", "tasks", _("Tasks"), "task"),
    ("tasks.read", "calendar", _("Calendar"), "calendar"),
    ("evidence.read", "evidence", _("Evidence"), "evidence"),
    ("premises.read", "premises", _("Premises"), "premises"),
    ("duties.read", "duties", _("Duties"), "duty"),
    ("inspections.read", "inspections", _("Inspections"), "inspection"),
    ("hazards.read", "hazards", _("Hazards"), "hazard"),
    ("training.read", "training", _("Training"), "training"),
    ("accounts.manage", "accounts", _("Accounts"), "account"),
    ("organisation.write", "organisations", _("Organisation"), "unit"),
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
        return {"navigation": [], "account_navigation": []}
    here = request.path
    found = [(reverse(name), label, icon) for capability, name, label, icon in PLACES if actor.may(capability)]
    # Of several that fit, the longest is where one stands; the first page fits nothing but itself.
    reaching = (url for url, _label, _icon in found if here.startswith(url) and (url != "/" or here == "/"))
    fitting = max(reaching, key=len, default="")
    return {
        "navigation": [Place(url, label, icon, url == fitting) for url, label, icon in found],
        "account_navigation": [Place(reverse(name), label, icon, current=False) for name, label, icon in OWN],
        "actor": actor,
        # Silence of a job is for those who can do something about it.
        "silent_jobs": silent_jobs(timezone.now()) if actor.may("accounts.manage") else [],
    }

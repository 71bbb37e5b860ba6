"""What every page shows besides its own: the places that the account may go to, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.access import Actor

PLACES = (
    # capability, name of the URL, label, icon
    ("premises.read", "home", _("Home"), "home"),
    ("tasks.read", "tasks", _("Tasks"), "task"),
    ("premises.read", "premises", _("Premises"), "premises"),
    ("duties.read", "duties", _("Duties"), "duty"),
    ("library.read", "library", _("Library"), "library"),
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
        return {"navigation": []}
    here = request.path
    found = [(reverse(name), label, icon) for capability, name, label, icon in PLACES if actor.may(capability)]
    # Of several that fit, the longest is where one stands.
    reaching = (url for url, _label, _icon in found if here.startswith(url) and (url != "/" or here == "/"))
    fitting = max(reaching, key=len, default="")
    return {"navigation": [Place(url, label, icon, url == fitting) for url, label, icon in found], "actor": actor}

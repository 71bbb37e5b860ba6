"""What the page on the phone says by itself; it has no catalogue of translations of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS: Final[Mapping[str, Promise]] = {
    "online": _("Network"),
    "offline": _("No network"),
    "signin": _("Sign in to send"),
    "failing": _("Cannot send now; tried again by itself"),
    "nothing": _("Nothing is to be inspected now."),
    "never": _("Open this page once with a network: it takes the day's inspections along."),
    "planned": pgettext_lazy("inspection", "Planned"),
    "missed": pgettext_lazy("inspection", "Missed"),
    "open": _("Begun, saved on this phone"),
    "ready": _("Saved on this phone, not sent yet"),
    "sent": _("Sent"),
    "choose": _("You have to choose"),
    "refused": _("Not taken: look at it"),
    "other": _("Saved here for another account: only that account can send it."),
    "saved": _("Saved on this phone"),
    "full": _("This phone did not save it: its memory may be full. Do not close the page."),
    "answer_missing": _("No answer yet."),
    "number_missing": _("The number is missing."),
    "photo_missing": _("The photograph is missing."),
    "ok": _("In order"),
    "failed": _("Not in order"),
    "none": _("Does not apply"),
    "already_submitted": _("It was sent already from another device, with other answers. Which of them counts?"),
    "checklist_ended": _("Its checklist was replaced or withdrawn while you were inspecting."),
    "inspection_cancelled": _("It was cancelled while you were inspecting."),
    "discard": _("Delete these answers and photographs from this phone? They have not been sent."),
    "remove_photo": _("Delete this photograph?"),
    "photos": _("photographs"),
    "nobody": _("a deleted account"),
}

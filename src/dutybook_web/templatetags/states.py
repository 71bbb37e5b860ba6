"""The words for states, verdicts and grades, said the same on every page; `components/badge.html` shows them."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

register = template.Library()

WORDS: dict[str, str | Promise] = {
    "open": pgettext_lazy("task", "Open"),
    "due_soon": _("Due soon"),
    "overdue": _("Overdue"),
    "submitted": _("Awaiting review"),
    "rejected": _("Sent back"),
    "done": _("Done"),
    "done_late": _("Done late"),
    "waived": _("Waived"),
    "binds": _("Binds"),
    "may_bind": _("May bind"),
    "does_not_bind": _("Does not bind"),
    "general": pgettext_lazy("hazard", "General"),
    "major": pgettext_lazy("hazard", "Major"),
    "closed": pgettext_lazy("hazard", "Closed"),
    "in_place": _("In place"),
    "missing": _("Missing"),
    "expiring": _("Expiring"),
    "added": _("Added"),
    "removed": _("Removed"),
    "changed": _("Changed"),
}


@register.filter
def state_word(state: str) -> str:
    """The word for `state` in the reader's language; a state without a word is a mistake of the page and fails."""
    return str(WORDS[state])

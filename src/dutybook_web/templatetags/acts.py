"""The words for acts in templates."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from dutybook_web.queries.library import kind_words, place_words

register = template.Library()
register.filter("kind_words", kind_words)
register.filter("place_words", place_words)

STATUS_WORDS: dict[str, str | Promise] = {
    "unchanged": pgettext_lazy("provision", "Unchanged"),
    "renumbered": pgettext_lazy("provision", "Renumbered"),
    "amended": pgettext_lazy("provision", "Amended"),
    "new": pgettext_lazy("provision", "New"),
    "repealed": pgettext_lazy("provision", "Repealed"),
}
STATUS_TONES = {"renumbered": "quiet", "amended": "warn", "new": "good", "repealed": "bad", "unchanged": "quiet"}


@register.filter
def status_word(status: str) -> str:
    """The word for what became of a provision."""
    return str(STATUS_WORDS[status])


@register.filter
def status_tone(status: str) -> str:
    """The tone of its badge."""
    return STATUS_TONES[status]

"""The words for duties and exceptions in templates."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from dutybook_web.queries.duty_words import reading_only_words, role_words
from dutybook_web.queries.provision import named

register = template.Library()

EXEMPTION_WORDS: dict[str, str | Promise] = {
    "requested": pgettext_lazy("exception", "Requested"),
    "approved": pgettext_lazy("exception", "Approved"),
    "expired": pgettext_lazy("exception", "Expired"),
    "refused": pgettext_lazy("exception", "Refused"),
    "revoked": pgettext_lazy("exception", "Revoked"),
}
EXEMPTION_TONES = {"requested": "maybe", "approved": "warn"}

register.filter("provision", named)
register.filter("role_words", role_words)
register.filter("reading_only_words", reading_only_words)


@register.filter
def exemption_word(state: str) -> str:
    """The word for the state of an exception."""
    return str(EXEMPTION_WORDS[state])


@register.filter
def exemption_tone(state: str) -> str:
    """The tone of its badge: what has ended is quiet."""
    return EXEMPTION_TONES.get(state, "quiet")


@register.filter
def grouped(amount: int) -> str:
    """An amount with its thousands apart, in every language as the fines in words have them."""
    return f"{amount:,}"

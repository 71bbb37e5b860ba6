"""Filters that every template has at hand."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import translation

from dutybook.catalogue.events import events
from dutybook_web.models.evidence_record import EVENTS, KINDS
from dutybook_web.queries.task import TASK_EVENTS
from dutybook_web.words import side

register = template.Library()


@register.filter
def in_language(thing: Any, name: str) -> str:
    """The `<name>_zh` or `<name>_en` of a row, by the language of the page."""
    return str(getattr(thing, f"{name}_{'zh' if translation.get_language() == 'zh-hans' else 'en'}"))


@register.filter
def words(both: Any) -> str:
    """The side of a bilingual text (with `zh` and `en`) that the page is in."""
    return str(both.zh if translation.get_language() == "zh-hans" else both.en)


@register.filter
def may(actor: Any, capability: str) -> bool:
    """Whether the actor may do something anywhere."""
    return bool(actor and actor.may(capability))


@register.filter
def status(task: Any, today: Any) -> str:
    """The state of a task as a badge shows it on a day."""
    return str(task.status(today))


@register.filter
def evidence_kind(kind: str) -> str:
    """The words for a kind of evidence."""
    return str(KINDS.get(kind, kind))


@register.filter
def evidence_event(action: str) -> str:
    """The words for what became of a piece of evidence."""
    return str(EVENTS.get(action, action))


@register.filter
def event_name(name: str) -> str:
    """What people call an event of the catalogue."""
    return side(events()[name])


@register.filter
def task_event(action: str) -> str:
    """What the record says of a task, in words."""
    return str(TASK_EVENTS.get(action, action))

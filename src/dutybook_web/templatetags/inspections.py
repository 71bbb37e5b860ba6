"""How inspections look: the tone and the word of a state at an instant."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils.translation import pgettext

from dutybook_web.models import Inspection, InspectionState, Result

register = template.Library()

TONES = {
    InspectionState.PLANNED: "info",
    InspectionState.IN_PROGRESS: "maybe",
    InspectionState.SUBMITTED: "good",
}
RESULTS = {Result.OK: "good", Result.FAILED: "bad", Result.NOT_APPLICABLE: "quiet"}


@register.filter
def inspection_tone(inspection: Inspection, now: datetime) -> str:
    """The tone of its badge."""
    return "bad" if inspection.is_missed(now) else TONES.get(InspectionState(inspection.state), "quiet")


@register.filter
def inspection_word(inspection: Inspection, now: datetime) -> str:
    """The word on its badge."""
    return pgettext("inspection", "Missed") if inspection.is_missed(now) else inspection.get_state_display()


@register.filter
def result_tone(result: str) -> str:
    """The tone of a result."""
    return RESULTS[Result(result)]


@register.filter
def minutes(span: timedelta) -> int:
    """The whole minutes of a span, ahead or behind."""
    return round(abs(span.total_seconds()) / 60)

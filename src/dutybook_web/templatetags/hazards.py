"""How hazards look: the tone of a state's badge, and what is told from the date."""

from datetime import date

from django import template

from dutybook_web.models import Hazard, HazardState

register = template.Library()

TONES = {
    HazardState.FOUND: "warn",
    HazardState.RECHECK: "maybe",
    HazardState.REOPENED: "warn",
    HazardState.CLOSED: "good",
    HazardState.DISMISSED: "quiet",
}


@register.filter
def hazard_tone(state: str) -> str:
    """The tone of a state's badge."""
    return TONES.get(HazardState(state), "info")


@register.filter
def overdue_on(hazard: Hazard, today: date) -> bool:
    """Whether its next step is overdue."""
    return hazard.is_overdue(today)


@register.filter
def age_on(hazard: Hazard, today: date) -> int:
    """How many days it has been there."""
    return hazard.age_on(today)

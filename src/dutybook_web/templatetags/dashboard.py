"""How the figures of a node lead to the lists behind them."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from dutybook_web.models import HazardGrade

register = template.Library()


@register.simple_tag
def list_url(name: str, **wanted: Any) -> str:
    """The address of a list, narrowed; what is None or empty narrows nothing."""
    return f"{reverse(name)}?{urlencode({key: value for key, value in wanted.items() if value})}"


@register.filter
def grade_label(grade: str) -> str:
    """The word for a grade of hazards, empty for none."""
    return str(HazardGrade(grade).label) if grade else gettext("Not graded yet")

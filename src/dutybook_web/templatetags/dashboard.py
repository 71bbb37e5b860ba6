"""How the figures of a node lead to the lists behind them."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.translation import gettext

from dutybook_web.models import HazardGrade

register = template.Library()
_path = cache(reverse)


@register.simple_tag
def list_url(name: str, **wanted: Any) -> str:
    """The address of a list, narrowed; what is None or empty narrows nothing. Quick: a page has hundreds of them."""
    return f"{_path(name)}?{'&'.join(f'{key}={quote(str(value))}' for key, value in wanted.items() if value)}"


@register.filter
def grade_label(grade: str) -> str:
    """The word for a grade of hazards, empty for none."""
    return str(HazardGrade(grade).label) if grade else gettext("Not graded yet")

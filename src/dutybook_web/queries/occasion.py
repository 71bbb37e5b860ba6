"""The list of events that happened."""

from __future__ import annotations

from django.db.models import QuerySet

from dutybook_web.models import Occasion, Premises


def listed(rows: QuerySet[Occasion], premises: Premises | None = None) -> QuerySet[Occasion]:
    """The events, of one place where it is given, the newest first."""
    rows = rows.filter(premises=premises) if premises else rows
    return rows.select_related("premises", "organisation", "recorded_by").order_by("-at", "-pk")

"""Exceptions from duties: those of a place that hold, and lists of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from dutybook_web.models import Exemption, Premises


def exemptions_of(premises: Premises, today: date) -> Mapping[str, Exemption]:
    """By duty, what is requested or approved at a place and has not ended; one query."""
    alive = Exemption._base_manager.filter(premises=premises, revoked_at=None, expires_on__gte=today)
    return {row.duty: row for row in alive.select_related("requested_by", "approved_by").order_by("pk")}


def is_exempt(premises: Premises, duty: str, on: date) -> bool:
    """Whether an approved exception holds on a day."""
    held = Exemption._base_manager.filter(premises=premises, duty=duty, revoked_at=None, expires_on__gte=on)
    return held.exclude(approved_at=None).exists()


def listed(rows: QuerySet[Exemption]) -> QuerySet[Exemption]:
    """The newest first."""
    return rows.select_related("organisation", "premises", "requested_by", "approved_by", "revoked_by")

"""Premises: entered, changed, closed."""

from __future__ import annotations

from django.db import transaction

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Premises


@transaction.atomic
def add_premises(actor: Actor, premises: Premises) -> Premises:
    """Enter a place. Who: premises.write at its organisation. Recorded: premises.add."""
    _keep(premises)
    record(actor.account, "premises.add", premises, premises.organisation, {"name": premises.name})
    return premises


@transaction.atomic
def change_premises(actor: Actor, premises: Premises, fields: list[str]) -> Premises:
    """Change what is entered of a place. Who: premises.write there. Recorded: premises.change with the fields."""
    _keep(premises)
    record(actor.account, "premises.change", premises, premises.organisation, {"fields": sorted(fields)})
    return premises


def _keep(premises: Premises) -> None:
    premises.search = f"{premises.name} {premises.address}".lower()[:600]
    premises.save()

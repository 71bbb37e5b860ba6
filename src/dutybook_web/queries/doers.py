"""Accounts that tasks can be given to, and those whose tasks can be looked for."""

from __future__ import annotations

from django.db.models import QuerySet

from dutybook_web.access import ROLES, Actor, visible
from dutybook_web.models import Account, Organisation


def doers_at(organisation: Organisation) -> QuerySet[Account]:
    """The active accounts that may do tasks of an organisation, by a role there or above."""
    nodes = [int(part) for part in organisation.path.split("/") if part]
    roles = [role for role, capabilities in ROLES.items() if "tasks.do" in capabilities]
    rows = Account.objects.filter(assignments__organisation__in=nodes, assignments__role__in=roles, is_active=True)
    return rows.distinct().order_by("name", "pk")


def accounts_below(actor: Actor, capability: str) -> QuerySet[Account]:
    """The active accounts that hold a role where the actor may do something."""
    nodes = visible(actor, Organisation, capability).order_by()
    rows = Account.objects.filter(assignments__organisation__in=nodes.values("pk"), is_active=True)
    return rows.distinct().order_by("name", "pk")

"""Rows of a part of the tree."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from dutybook_web.models import Organisation, Premises

AnyModel = TypeVar("AnyModel", bound=Model)


def below(rows: QuerySet[AnyModel], node: Organisation | None) -> QuerySet[AnyModel]:
    """The rows at a node and below it, of those that the actor may see; all of them without one."""
    return rows.filter(organisation__path__startswith=node.path) if node else rows


def at(rows: QuerySet[AnyModel], premises: Premises | None) -> QuerySet[AnyModel]:
    """The rows at one place; all of them without one."""
    return rows.filter(premises=premises) if premises else rows


def places(rows: QuerySet[Premises], premises: Premises | None) -> QuerySet[Premises]:
    """One place, or all that have not been closed."""
    return rows.filter(pk=premises.pk) if premises else rows.filter(closed_on=None)


def own(rows: QuerySet[AnyModel], tenant: int) -> QuerySet[AnyModel]:
    """The rows of one tenant, without those of others that the actor supervises."""
    return rows.filter(tenant=tenant)

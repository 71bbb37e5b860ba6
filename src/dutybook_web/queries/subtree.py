"""Rows of a part of the tree."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from dutybook_web.models import Organisation, OrganisationKind, Premises

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


def of_node(model: type[Model], node: Organisation) -> Q:
    """What belongs to a node and to all below it; to an authority, what it supervises too."""
    own = Q(tenant=node.pk) if node.is_tenant else Q(organisation__path__startswith=node.path)
    if node.kind != OrganisationKind.AUTHORITY:
        return own
    return own | Q(**{f"{authority_of(model)}__path__startswith": node.path})


def of_key(rows: QuerySet[AnyModel], key: str) -> QuerySet[AnyModel]:
    """The rows of the node with a key, of those that the actor may see; all of them without one."""
    if not key:
        return rows
    # Not scoped: an authority stands in a tenant of its own, and the rows are narrowed already.
    node = Organisation._base_manager.filter(key=key).first()
    return rows.filter(of_node(rows.model, node)) if node else rows.none()


def authority_of(model: type[Model]) -> str:
    """The way from a row to the authority that supervises its premises."""
    return "authority" if model is Premises else "premises__authority"

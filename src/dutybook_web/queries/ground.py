"""The part of the tree that figures are counted over, and how counts are added up along it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from dutybook_web.access import Actor, visible
from dutybook_web.models import Organisation, OrganisationKind
from dutybook_web.queries.subtree import authority_of, of_node

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True, slots=True)
class Ground:
    """A node with what stands right below it.

    Args:
        above: from the root down, as far as the actor sees. children: by name.
        places: of each node of the subtree, by number, the child that it stands in; None for the node itself.
    """

    actor: Actor
    node: Organisation
    above: tuple[Organisation, ...]
    children: tuple[Organisation, ...]
    places: Mapping[int, int | None]

    def rows(self, model: type[AnyModel], capability: str) -> QuerySet[AnyModel]:
        """The rows of the node and of all below it that the actor may see."""
        rows = visible(self.actor, model, capability).order_by()
        if {grant.path for grant in self.actor.grants} == {self.node.path}:
            return rows  # the actor sees nothing else; asking for it twice would cost time for each row
        if self._supervises or self.node.is_tenant:
            return rows.filter(of_node(model, self.node))
        return rows.filter(organisation__in=list(self.places))

    def owner(self, model: type[Model]) -> tuple[str, ...]:
        """The fields that tell to which nodes a row counts."""
        return ("organisation", authority_of(model)) if self._supervises else ("organisation",)

    def nodes_of(self, row: Mapping[str, Any]) -> Iterator[int]:
        """The nodes that a row of counts is added to: the node itself, and the children that it stands in."""
        yield self.node.pk
        owners = (value for name, value in row.items() if name in _OWNERS)
        yield from {child for child in map(self.places.get, owners) if child is not None}

    @property
    def _supervises(self) -> bool:
        return self.node.kind == OrganisationKind.AUTHORITY


def own_node(actor: Actor) -> Organisation | None:
    """Where an account looks from: its home, if it holds a role there or above; else the highest node of its roles."""
    home = actor.account.organisation_id
    among = [grant.organisation for grant in actor.grants] + ([home] if home else [])
    nodes = list(visible(actor, Organisation, "premises.read").filter(pk__in=among).order_by("path"))
    return next((node for node in nodes if node.pk == home), nodes[0] if nodes else None)


def ground_of(actor: Actor, node: Organisation) -> Ground:
    """The ground at a node that the actor may see, in one query."""
    above = [int(part) for part in node.path.split("/") if part][:-1]
    seen = visible(actor, Organisation, "premises.read").order_by("path")
    below = seen.filter(path__startswith=node.path)
    found = list(below | seen.filter(pk__in=above)) if above else list(below)
    children = sorted((one for one in found if one.parent_id == node.pk), key=lambda one: (one.name, one.pk))
    return Ground(
        actor,
        node,
        tuple(one for one in found if one.pk in above),
        tuple(children),
        dict(_places(found, node)),
    )


def _places(found: Iterable[Organisation], node: Organisation) -> Iterator[tuple[int, int | None]]:
    for one in found:
        if one.path == node.path:
            yield one.pk, None
        elif one.path.startswith(node.path):
            yield one.pk, int(one.path.removeprefix(node.path).partition("/")[0])


_OWNERS = frozenset({"organisation", "authority", "premises__authority"})

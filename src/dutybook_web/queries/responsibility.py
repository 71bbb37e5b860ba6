"""Who answers for a duty at a place: what is set at the place, else at the organisations above it, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dutybook_web.models import Account, Organisation, Premises, Responsibility


@dataclass(frozen=True, slots=True)
class Answering:
    """What is set for one place, the nearest first; at one node what is said of a duty comes before what is said of
    its provision, that before what is said of its act, and that before what is said of everything."""

    rows: tuple[Responsibility, ...]

    def of(self, duty: str, act: str, provision: str) -> Responsibility | None:
        """Who answers for a duty; None where nobody was named."""
        abouts = {(duty, "", ""), ("", act, provision), ("", act, ""), ("", "", "")}
        return next((row for row in self.rows if (row.duty, row.act, row.provision) in abouts), None)


def answering_of(many: Iterable[Premises]) -> Mapping[int, Answering]:
    """Who answers at several places, by their numbers, in one query; `organisation` must be fetched with them."""
    places = list(many)
    above = {place.pk: [int(part) for part in place.organisation.path.split("/") if part] for place in places}
    nodes = {node for path in above.values() for node in path}
    wanted = Q(premises__in=[place.pk for place in places]) | Q(premises=None, organisation__in=nodes)
    of_place: dict[int, list[Responsibility]] = {}
    of_node: dict[int, list[Responsibility]] = {}
    for row in Responsibility._base_manager.filter(wanted).select_related("unit", "account", "organisation"):
        if row.premises_id is not None:
            of_place.setdefault(row.premises_id, []).append(row)
        else:
            of_node.setdefault(row.organisation_id, []).append(row)
    levels = {pk: [of_place.get(pk, []), *(of_node.get(node, []) for node in reversed(above[pk]))] for pk in above}
    return {pk: _answering(found) for pk, found in levels.items()}


def listed(rows: QuerySet[Responsibility]) -> QuerySet[Responsibility]:
    """All that is set, from the top of the tree down."""
    return rows.select_related("organisation", "premises", "unit", "account").order_by(
        "organisation__path", "premises__name", "act", "provision", "duty", "pk"
    )


def accounts_of(organisation: Organisation) -> QuerySet[Account]:
    """The accounts of a tenant that may be named."""
    return Account.objects.filter(tenant__tenant=organisation.tenant, is_active=True).order_by("name", "pk")


def _answering(levels: list[list[Responsibility]]) -> Answering:
    ordered = [
        sorted(level, key=lambda row: (not row.duty, not row.provision, not row.act, row.pk)) for level in levels
    ]
    return Answering(tuple(row for level in ordered for row in level))

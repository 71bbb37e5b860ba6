"""Who is to do a task: whoever answers for the duty at the premises, else in their organisation, else the managers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from django.db.models import Q

from dutybook_web.models import Premises, Responsibility, Role
from dutybook_web.queries.planned import Bound

About: TypeAlias = tuple[str, str, str]
"""A duty, or an act with a provision, or a whole act: what a responsibility is for."""


class Assignee(NamedTuple):
    """An account by its number, or whoever holds a role at the organisation of the premises or above."""

    account: int | None
    role: str


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for what, at premises and in organisations, by their numbers."""

    at_premises: Mapping[tuple[int, About], Assignee]
    in_organisation: Mapping[tuple[int, About], Assignee]

    def assignee(self, place: Premises, bound: Bound) -> Assignee:
        """Who is to do what the duty asks there: the nearer and the more particular goes first."""
        abouts = ((bound.duty, "", ""), ("", bound.act, bound.provision), ("", bound.act, ""))
        nodes = [int(part) for part in reversed(place.organisation.path.split("/")) if part]
        here = (self.at_premises.get((place.pk, about)) for about in abouts)
        above = (self.in_organisation.get((node, about)) for node in nodes for about in abouts)
        found = next((one for one in here if one), None) or next((one for one in above if one), None)
        return found or Assignee(None, Role.MANAGER)


def answering_for(places: Iterable[Premises]) -> Answering:
    """Who answers for the duties of places, in one query; `organisation` must be fetched with them."""
    rows = list(places)
    nodes = {int(part) for place in rows for part in place.organisation.path.split("/") if part}
    mine = Q(premises__in=[place.pk for place in rows]) | Q(premises=None, organisation__in=nodes)
    at_premises: dict[tuple[int, About], Assignee] = {}
    in_organisation: dict[tuple[int, About], Assignee] = {}
    for row in Responsibility.objects.filter(mine).order_by("pk"):
        about = (row.duty, "", "") if row.duty else ("", row.act, row.provision)
        assignee = Assignee(row.account_id, "" if row.account_id else row.role or Role.MANAGER)
        if row.premises_id is None:
            in_organisation[row.organisation_id, about] = assignee
        else:
            at_premises[row.premises_id, about] = assignee
    return Answering(at_premises, in_organisation)

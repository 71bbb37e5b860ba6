"""The list of premises: searched, filtered, sorted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from dutybook_web.models import Premises

SORTS = {"name": ("name", "pk"), "tier": ("tier", "name", "pk"), "place": ("jurisdiction", "name", "pk")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty for all."""

    text: str = ""
    kind: str = ""
    jurisdiction: str = ""
    tier: str = ""
    sort: str = "name"


def listed(rows: QuerySet[Premises], wanted: Wanted) -> QuerySet[Premises]:
    """The premises that are wanted, of those that the actor may see, with their organisation."""
    if wanted.text:
        rows = rows.filter(search__contains=wanted.text.lower())
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.jurisdiction:
        rows = rows.filter(jurisdiction__startswith=wanted.jurisdiction)
    if wanted.tier:
        rows = rows.filter(tier=wanted.tier)
    return rows.select_related("organisation").order_by(*SORTS.get(wanted.sort, SORTS["name"]))

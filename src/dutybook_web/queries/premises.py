"""The list of premises: searched, filtered, sorted, walked by key, so that the last page costs what the first does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from dutybook_web.models import Organisation, Premises
from dutybook_web.queries.subtree import of_key

SORTS: Final = {
    "name": ("name", "pk"),
    "-name": ("-name", "-pk"),
    "tier": ("tier", "name", "pk"),
    "place": ("jurisdiction", "name", "pk"),
    "newest": ("-pk",),
}
PER_PAGE: Final = 50
COUNTED: Final = 1000
"""Beyond so many, a list says "more than": counting all would cost more than showing a page of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty for all.

    Args:
        organisation, authority: keys; with all below them.
        closed: "" open ones alone, "closed" closed ones alone, "all" both.
    """

    text: str = ""
    kind: str = ""
    jurisdiction: str = ""
    tier: str = ""
    organisation: str = ""
    authority: str = ""
    closed: str = ""
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Walked:
    """A stretch of a list, with the keys to walk on from."""

    rows: Sequence[Premises]
    before: str = ""
    after: str = ""


def narrowed(rows: QuerySet[Premises], wanted: Wanted) -> QuerySet[Premises]:
    """The premises that are wanted, of those that the actor may see."""
    for word in wanted.text.lower().split():
        rows = rows.filter(search__contains=word)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.jurisdiction:
        rows = rows.filter(jurisdiction__startswith=wanted.jurisdiction)
    if wanted.tier:
        rows = rows.filter(tier="" if wanted.tier == "none" else wanted.tier)
    if wanted.closed != "all":
        rows = rows.filter(closed_on__isnull=wanted.closed != "closed")
    return _of_nodes(rows, wanted)


def listed(rows: QuerySet[Premises], wanted: Wanted) -> QuerySet[Premises]:
    """The premises that are wanted in the order that is wanted, with their organisation."""
    return narrowed(rows, wanted).select_related("organisation").order_by(*SORTS.get(wanted.sort, SORTS["name"]))


def walked(rows: QuerySet[Premises], wanted: Wanted, after: str = "", before: str = "") -> Walked:
    """The stretch of the wanted list after a row, or before one.

    Args:
        rows: what the actor may see. after, before: keys of rows; the beginning of the list where neither is known.
    """
    order = SORTS.get(wanted.sort, SORTS["name"])
    found = narrowed(rows, wanted).select_related("organisation")
    start = rows.filter(key=before or after).first() if before or after else None
    if start is None:
        return _stretch(list(found.order_by(*order)[: PER_PAGE + 1]), behind=False)
    if before:
        back = tuple(_opposite(field) for field in order)
        some = list(found.filter(_past(start, back)).order_by(*back)[: PER_PAGE + 1])
        kept = some[:PER_PAGE][::-1]
        return Walked(kept, kept[0].key if len(some) > PER_PAGE else "", kept[-1].key) if kept else Walked([])
    return _stretch(list(found.filter(_past(start, order)).order_by(*order)[: PER_PAGE + 1]), behind=True)


def counted(rows: QuerySet[Premises], wanted: Wanted) -> tuple[int, bool]:
    """How many are wanted, and whether there are more than were counted."""
    found = narrowed(rows, wanted).order_by().values("pk")[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def _stretch(some: list[Premises], *, behind: bool) -> Walked:
    kept = some[:PER_PAGE]
    if not kept:
        return Walked([])
    return Walked(kept, kept[0].key if behind else "", kept[-1].key if len(some) > PER_PAGE else "")


def _of_nodes(rows: QuerySet[Premises], wanted: Wanted) -> QuerySet[Premises]:
    rows = of_key(rows, wanted.organisation)
    if not wanted.authority:
        return rows
    # Not scoped: an authority stands in a tenant of its own, and the rows are narrowed already.
    path = Organisation._base_manager.filter(key=wanted.authority).values_list("path", flat=True).first()
    return rows.filter(authority__path__startswith=path) if path else rows.none()


def _past(start: Premises, order: tuple[str, ...]) -> Q:
    """What stands behind a row: further in the first field, or equal in it and further in the next."""
    first, rest = order[0], order[1:]
    name = first.lstrip("-").replace("pk", "id")
    sign = "lt" if first.startswith("-") else "gt"
    value = getattr(start, name)
    further = Q(**{f"{name}__{sign}": value})
    if not rest:
        return further
    # The bound on the first field alone is for the index.
    return Q(**{f"{name}__{sign}e": value}) & (further | (Q(**{name: value}) & _past(start, rest)))


def _opposite(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"

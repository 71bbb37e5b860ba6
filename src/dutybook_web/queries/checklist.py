"""Checklists as they are listed and chosen from."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet

from dutybook.catalogue.schemes import schemes
from dutybook_web.access import Actor
from dutybook_web.models import Checklist, ChecklistState, Premises
from dutybook_web.words import side

IN_USE = (ChecklistState.PUBLISHED, ChecklistState.DRAFT)


def listed(rows: QuerySet[Checklist]) -> QuerySet[Checklist]:
    """What is in use or being drafted, of those that the actor may see, with the number of items."""
    found = rows.filter(state__in=IN_USE).select_related("organisation")
    return found.annotate(size=Count("items")).order_by("title_zh", "title_en", "lineage", "-number")


def versions_of(checklist: Checklist) -> QuerySet[Checklist]:
    """All versions of a checklist, the newest first."""
    found: QuerySet[Checklist] = Checklist.objects.filter(lineage=checklist.lineage).order_by("-number")
    return found


def usable(actor: Actor, capability: str) -> QuerySet[Checklist]:
    """The published checklists of the nodes where the actor may do something, and of those above and below."""
    reach = Q(pk__in=[])
    for grant in actor.grants:
        if grant.allows(capability):
            above = [int(part) for part in grant.path.split("/") if part]
            reach |= Q(organisation__in=above) | Q(organisation__path__startswith=grant.path)
    found: QuerySet[Checklist] = Checklist.objects.filter(reach, state=ChecklistState.PUBLISHED)
    return found.select_related("organisation").order_by("title_zh", "title_en", "pk")


def serves(checklist: Checklist, premises: Premises) -> bool:
    """Whether a checklist is of the organisation of premises, or of one above it."""
    return premises.organisation.path.startswith(checklist.organisation.path)


def tiers() -> Iterator[tuple[str, str]]:
    """The tiers of the catalogue that have measures, as `scheme/tier`, with their names."""
    for scheme in schemes().tiers.values():
        for tier in scheme.tiers:
            if tier.measures:
                yield f"{scheme.id}/{tier.id}", f"{side(scheme.title)} · {side(tier.label)}"

"""Overdue hazards are told up the tree: to the managers where it is, then one node further each time so many days
pass."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from dutybook_web.actions.hazard_notice import overdue_letter, who_may
from dutybook_web.actions.message import letter_to
from dutybook_web.actions.record import Entry, record_all
from dutybook_web.jobs.tenants import for_each
from dutybook_web.models import Account, Hazard, Message, Organisation
from dutybook_web.models.hazard import ENDED, LimitName
from dutybook_web.queries.hazard_limit import Limit, limits_of, lineage


def run(now: datetime) -> int:
    """Tell of the overdue hazards of every tenant, by the day that it is there. How many were told further."""
    return for_each("hazards", now, _of_tenant, "told", "the overdue hazards of the organisation %s were not told")


def _of_tenant(tenant: Organisation, now: datetime) -> int:
    with scope(tenant=[tenant.pk]):
        return escalate_hazards(tenant.day_at(now), now=now)


@transaction.atomic
def escalate_hazards(today: date, *, now: datetime | None = None) -> int:
    """Tell of overdue hazards. Run it in the scope of the tenants that it is for; a second run changes nothing.

    Who: the application, daily. Changes: how far it was told. Recorded: hazard.escalate with the level.

    Returns:
        How many hazards were told one level further.
    """
    at = now or timezone.now()
    rows = Hazard.objects.filter(due__lt=today).exclude(state__in=ENDED)
    late = list(rows.select_related("organisation", "premises", "responsible").order_by("pk"))
    limits = limits_of({hazard.organisation_id: hazard.organisation for hazard in late}.values())
    further = [(hazard, level) for hazard in late if (level := _level(hazard, today, limits)) > hazard.escalated]
    managers = who_may("hazards.manage", {node for hazard, _level in further for node in lineage(hazard.organisation)})
    letters: list[Message] = []
    entries = []
    for hazard, level in further:
        if Hazard.objects.filter(pk=hazard.pk, due=hazard.due, escalated=hazard.escalated).update(escalated=level):
            letters += _letters(hazard, level, managers, today, at)
            entries.append(Entry("hazard.escalate", hazard, hazard.organisation, {"level": level}))
    record_all(None, entries, time=at)
    Message.objects.bulk_create(letters, ignore_conflicts=True)
    return len(entries)


def _level(hazard: Hazard, today: date, limits: dict[int, dict[str, Limit]]) -> int:
    """To how many nodes, from the hazard's own upwards, it should have been told by today."""
    assert hazard.due is not None  # noqa: S101 — overdue hazards have a day
    every = max(limits[hazard.organisation_id][LimitName.ESCALATE].days, 1)
    return min(1 + ((today - hazard.due).days - 1) // every, len(lineage(hazard.organisation)))


def _letters(
    hazard: Hazard, level: int, managers: dict[int, list[Account]], today: date, now: datetime
) -> list[Message]:
    assert hazard.due is not None  # noqa: S101
    days = (today - hazard.due).days
    nodes = lineage(hazard.organisation)[hazard.escalated : level]
    told = {account.pk: account for node in nodes for account in managers.get(node, [])}
    if hazard.escalated == 0 and hazard.responsible:
        told[hazard.responsible.pk] = hazard.responsible
    once = f"hazard.escalate/{hazard.key}/{hazard.due}/{level}"
    return [
        letter_to(account, f"{once}/{account.key}", now, lambda: overdue_letter(hazard, days))
        for account in told.values()
    ]

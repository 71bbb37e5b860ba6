"""Inspections: those of the day for a phone, the list with results, one with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from dutybook_web.models import Answer, Checklist, Inspection, Result, Task, TaskState
from dutybook_web.models.inspection import TO_DO

MOST: Final = 200
"""How many inspections a phone takes along."""
AHEAD: Final = timedelta(days=1)
LATE: Final = timedelta(days=7)
LATE_ROUND: Final = timedelta(hours=2)
"""For how long what was missed can still be done; a round makes room for the next one."""
RELATED: Final = ("organisation", "premises__organisation", "checklist", "task", "replaces", "record")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty for all.

    Args:
        state: of `InspectionState`, or "missed". text: in the name of the premises. faults: with faults only.
    """

    state: str = ""
    text: str = ""
    faults: bool = False


def of_the_day(rows: QuerySet[Inspection], now: datetime) -> list[Inspection]:
    """What a phone takes along, of what the actor may do: what is to be done now and within a day. Two queries."""
    missed = Q(round=None, due_at__gt=now - LATE) | Q(due_at__gt=now - LATE_ROUND)
    found = rows.filter(missed, state__in=TO_DO, planned_from__lt=now + AHEAD)
    related = found.select_related("premises", "checklist").prefetch_related("checklist__items")
    return list(related.order_by("due_at", "pk")[:MOST])


def listed(rows: QuerySet[Inspection], wanted: Wanted, now: datetime) -> QuerySet[Inspection]:
    """The inspections that are wanted, with the number of faults; the newest first."""
    narrowed = []
    if wanted.state:
        missed = Q(state__in=TO_DO, due_at__lt=now)
        narrowed.append(missed if wanted.state == "missed" else Q(state=wanted.state))
    if wanted.text:
        narrowed.append(Q(premises__search__contains=wanted.text.lower()))
    failed = Count("answers", filter=Q(answers__result=Result.FAILED))
    found = rows.filter(*narrowed).annotate(faults=failed, points=Count("answers"))
    if wanted.faults:
        found = found.filter(faults__gt=0)
    return found.select_related("premises", "organisation", "checklist").order_by("-planned_from", "-pk")


def answers_of(inspection: Inspection) -> QuerySet[Answer]:
    """What was found, with the hazards and the photographs. Two queries."""
    return inspection.answers.select_related("item", "hazard").prefetch_related("photos")


def others_of(inspection: Inspection) -> list[Inspection]:
    """The submissions that this one was chosen instead of, or the one that was chosen instead."""
    pairs = Inspection.objects.filter(Q(replaced_by=inspection) | Q(replaces=inspection))
    return list(pairs.select_related("account").order_by("received_at", "pk"))


def tasks_to_plan(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The open tasks that an inspection shows done, of those that the actor may do; what is due first."""
    rows = tasks.filter(state=TaskState.OPEN, version__workflow="inspection").order_by("due", "pk")
    nearest = list(rows.values_list("pk", flat=True)[:MOST])
    return rows.filter(pk__in=nearest).select_related("version", "premises")


def carried(inspection: Inspection) -> dict[str, Any]:
    """An inspection as a phone takes it along, in the language of the request."""
    checklist = inspection.checklist
    return {
        "key": inspection.key,
        "premises": inspection.premises.name,
        "planned_from": inspection.planned_from,
        "due_at": inspection.due_at,
        "round": inspection.round_id is not None,
        "state": inspection.state,
        "checklist": checklist.key,
        "title": checklist.title,
        "items": _items(checklist),
    }


def _items(checklist: Checklist) -> list[dict[str, str]]:
    names = ("key", "text", "answer", "unit")
    return [
        {name: getattr(item, name) for name in names} | {"checks": item.get_checks_display()}
        for item in checklist.items.all()
    ]

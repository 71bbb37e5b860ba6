"""Every address of the application with its rule, taken from the URLconf; and the object that each is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import URLPattern, get_resolver
from django.utils import timezone

from dutybook_web.actions.record import record
from dutybook_web.api import api
from dutybook_web.middleware import OUTSIDE
from dutybook_web.models import (
    Checklist,
    ChecklistItem,
    Exemption,
    Hazard,
    Inspection,
    Organisation,
    Premises,
    Responsibility,
    Round,
    TrainingItem,
    TrainingPlan,
    TrainingSession,
)


def _exemption(world: Any) -> Exemption:
    row = {"organisation": world.east, "premises": world.station, "duty": "model-act/7-report", "reason": "Works."}
    return Exemption.objects.create(**row, expires_on=date(2030, 1, 1))


def hazard_at(premises: Premises) -> Hazard:
    """A hazard that has just been found there."""
    fields = {"premises": premises, "organisation": premises.organisation, "found_on": date(2026, 3, 2)}
    return Hazard.objects.create(
        place="Platform 2", what="An emergency door is blocked.", due=date(2026, 3, 5), **fields
    )


def plan_at(organisation: Organisation) -> TrainingPlan:
    """The plan of a year."""
    return TrainingPlan.objects.get_or_create(organisation=organisation, year=2026)[0]


def item_of(plan: TrainingPlan) -> TrainingItem:
    """A part of a plan."""
    fields = {"plan": plan, "organisation": plan.organisation, "due": date(2026, 4, 15)}
    return TrainingItem.objects.create(topic="Ways out", hours=2, **fields)


def session_at(organisation: Organisation) -> TrainingSession:
    """A session that was held."""
    fields = {"organisation": organisation, "held_on": date(2026, 4, 15)}
    return TrainingSession.objects.create(topic="Ways out", hours=2, count=30, **fields)


def checklist_at(organisation: Organisation) -> Checklist:
    """A published checklist with an item of each kind."""
    checklist = Checklist.objects.create(organisation=organisation, title_en="Round", state="published")
    for number, answer in enumerate(("yes_no", "number", "photo"), 1):
        fields = {"text_en": f"Point {number}", "checks": "physical", "answer": answer, "position": number}
        ChecklistItem.objects.create(checklist=checklist, **fields)
    return checklist


def inspection_at(premises: Premises, checklist: Checklist | None = None) -> Inspection:
    """An inspection that is planned for today."""
    now = timezone.now()
    fields = {"premises": premises, "organisation": premises.organisation}
    chosen = checklist or checklist_at(premises.organisation)
    times = {"planned_from": now - timedelta(hours=1), "due_at": now + timedelta(hours=5)}
    return Inspection.objects.create(checklist=chosen, **fields, **times)


def round_at(premises: Premises) -> Round:
    """Rounds every two hours by day, every hour by night."""
    fields = {"premises": premises, "organisation": premises.organisation}
    lineage = checklist_at(premises.organisation).lineage
    return Round.objects.create(lineage=lineage, day_minutes=120, night_minutes=60, **fields)


OBJECTS = {
    "accounts": lambda world: world.account("viewer", world.east),
    "audit": lambda world: record(None, "test.look", world.station, world.east),
    "checklists": lambda world: checklist_at(world.east),
    "evidence": lambda world: world.evidence(),
    "organisations": lambda world: world.east,
    "duties": lambda world: world.station,
    "exemptions": _exemption,
    "hazards": lambda world: hazard_at(world.station),
    "inspections": lambda world: inspection_at(world.station),
    "premises": lambda world: world.station,
    "responsibilities": lambda world: Responsibility.objects.get_or_create(organisation=world.east, role="manager")[0],
    "rounds": lambda world: round_at(world.station),
    "tasks": lambda world: world.task,
    "training": lambda world: plan_at(world.east),
    "training-items": lambda world: item_of(plan_at(world.east)),
    "training-sessions": lambda world: session_at(world.east),
}
"""By the first part of the address: the object at `east` whose key stands in it."""


@dataclass(frozen=True)
class Address:
    """A method and a path with its parameters in braces, and what it asks of an account (None: no rule)."""

    name: str
    method: str
    route: str
    rule: str | None

    @property
    def has_object(self) -> bool:
        """Whether it is about one thing."""
        return "{key}" in self.route

    def path(self, key: str) -> str:
        """The path to the object with this key."""
        return "/" + self.route.replace("{key}", key)


def pages() -> Iterator[Address]:
    """The addresses of pages; those of allauth and the API have rules of their own."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) and not pattern.callback.__module__.startswith(OUTSIDE):
            route = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
            if "{secret}" in route:
                continue  # whoever knows the secret may read it, without signing in: views/test_feed.py
            yield Address(str(pattern.name), "GET", route, getattr(pattern.callback, "requires", None))


def operations() -> Iterator[Address]:
    """The operations of the API."""
    for prefix, router in api._routers:
        for part, view in router.path_operations.items():
            for operation in view.operations:
                route = re.sub(r"{\w+:(\w+)}", r"{\1}", f"api/{prefix}{part}".replace("//", "/"))
                rule: Any = getattr(operation.view_func, "requires", None)
                for method in operation.methods:
                    yield Address(operation.view_func.__name__, method, route, rule)

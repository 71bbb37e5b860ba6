"""Every address of the application with its rule, taken from the URLconf; and the object that each is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import URLPattern, get_resolver
from tests.web import inspecting, reporting

from dutybook_web.actions.record import record
from dutybook_web.api import api
from dutybook_web.middleware import OUTSIDE
from dutybook_web.models import (
    Act,
    Exemption,
    Hazard,
    ImportDraft,
    Organisation,
    Premises,
    Responsibility,
    TrainingItem,
    TrainingPlan,
    TrainingSession,
)


def _exemption(world: Any) -> Exemption:
    row = {"organisation": world.east, "premises": world.station, "duty": "model-act/7-report", "reason": "Works."}
    return Exemption.objects.create(**row, expires_on=date(2030, 1, 1))


def _act(world: Any) -> Act:
    row = {
        "organisation": world.east,
        "title": "海州市示范办法",
        "plain_title": "海州市示范办法",
        "file_name": "a.txt",
    }
    row |= {"file_format": "txt", "text": "海州市示范办法\n第一条　单位应当报告。\n第二条　本办法自公布之日起施行。\n"}
    return Act.objects.get_or_create(digest="1" * 64, articles=2, defaults=row)[0]


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


OBJECTS = {
    "assessment-schemes": reporting.scheme,
    "assessments": reporting.assessment,
    "bodies": reporting.body,
    "report-templates": reporting.template,
    "reports": reporting.report,
    "accounts": lambda world: world.account("viewer", world.east),
    "audit": lambda world: record(None, "test.look", world.station, world.east),
    "checklists": lambda world: inspecting.checklist_at(world.east),
    "evidence": lambda world: world.evidence(),
    "imports": lambda world: ImportDraft.objects.create(
        organisation=world.east, added_by=world.account("manager", world.east), file_name="a.csv", table=[["name"]]
    ),
    "organisations": lambda world: world.east,
    "duties": lambda world: world.station,
    "exemptions": _exemption,
    "inspections": lambda world: inspecting.inspection_at(world.station),
    "library": _act,
    "hazards": lambda world: hazard_at(world.station),
    "premises": lambda world: world.station,
    "responsibilities": lambda world: Responsibility.objects.get_or_create(organisation=world.east, role="manager")[0],
    "rounds": lambda world: inspecting.round_at(world.station),
    "tasks": lambda world: world.task,
    "training": lambda world: plan_at(world.east),
    "training-items": lambda world: item_of(plan_at(world.east)),
    "training-sessions": lambda world: session_at(world.east),
}
"""By the first part of the address: the object at `east` whose key stands in it."""

SHARED = frozenset({"library"})
"""What belongs to the whole tenant: whoever is anywhere in it reaches it."""


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

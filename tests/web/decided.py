"""A world in which the model catalogue has been applied and decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.web.conftest import World

from dutybook_web.models import DutyVersion, Fact, Premises, Task

REPORT = "model-act/7-report"
IDENTITY = "model-act/8-identity"
INSPECT = "model-coming/3-inspect"


def tell(premises: Premises, **facts: object) -> None:
    """Tell facts of a place."""
    for name, value in facts.items():
        told = {"value": value, "source": "the fire report", "as_of": date(2026, 1, 1)}
        Fact.objects.update_or_create(premises=premises, name=name, defaults=told)


def overdue(world: World, premises: Premises, duty: str = REPORT, **fields: Any) -> Task:
    """A task of a duty that is overdue."""
    version = DutyVersion.objects.get(duty=duty)
    told = {"occurrence": f"{Task.objects.count()}", "opens": date(2026, 1, 1), "due": date(2026, 3, 1), "rule": "x"}
    return Task.objects.create(
        organisation=premises.organisation, premises=premises, version=version, duty=duty, **{**told, **fields}
    )

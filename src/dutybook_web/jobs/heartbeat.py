"""Signs of life: a job that ran to its end says so, and silence is an alarm."""

from __future__ import annotations

from datetime import datetime

from dutybook_web.models import Heartbeat
from dutybook_web.queries.heartbeat import EXPECTED


def beat(job: str, now: datetime, outcome: str) -> None:
    """Note that a job ran to its end."""
    fields = {"last_at": now, "expected_every_seconds": EXPECTED[job].total_seconds(), "outcome": outcome}
    Heartbeat.objects.update_or_create(job=job, defaults=fields)


def last_beat(job: str) -> datetime | None:
    """When a job last ran to its end."""
    return Heartbeat.objects.filter(job=job).values_list("last_at", flat=True).first()

"""Which jobs are expected to run, and which of them have fallen silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dutybook_web.models import Heartbeat

DAILY: Final = timedelta(hours=26)

EXPECTED: Final = {
    "forget": DAILY,
    "hazards": DAILY,
    "head": timedelta(hours=50),
    "horizon": DAILY,
    "outbox": timedelta(minutes=15),
    "reconcile": DAILY,
    "reminders": DAILY,
    "rounds": DAILY,
}
"""How long each job may be silent."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A job, when it last ran to its end, and whether that is too long ago."""

    job: str
    last_at: datetime | None
    silent: bool
    outcome: str


def signs(now: datetime) -> list[Sign]:
    """All jobs, in one query. One that has never run is silent."""
    rows = Heartbeat.objects.in_bulk(list(EXPECTED))
    return [_sign(job, rows.get(job), now) for job in EXPECTED]


def silent_jobs(now: datetime) -> list[str]:
    """The jobs that have fallen silent."""
    return [sign.job for sign in signs(now) if sign.silent]


def _sign(job: str, row: Heartbeat | None, now: datetime) -> Sign:
    if row is None:
        return Sign(job, None, True, "")
    return Sign(job, row.last_at, now - row.last_at > EXPECTED[job], row.outcome)

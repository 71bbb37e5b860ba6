"""The loop that runs every job when its time has come; nothing else needs to run beside the web server.

A job whose turn is missed, because the machine slept or the clock jumped, runs at the next turn: each job works out
by itself what is missing, and does nothing twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import close_old_connections
from django.utils import timezone

from dutybook_web.jobs import hazard, head, horizon, outbox, reconcile, reminders, rounds
from dutybook_web.jobs.heartbeat import last_beat

Job = Callable[[datetime], object]

JOBS: Final[Mapping[str, tuple[timedelta, Job]]] = {
    "horizon": (timedelta(hours=1), horizon.run),
    "reminders": (timedelta(hours=1), reminders.run),
    "hazards": (timedelta(hours=1), hazard.run),
    "rounds": (timedelta(hours=1), rounds.run),
    "head": (timedelta(days=1), head.run),
    "outbox": (timedelta(minutes=1), outbox.run),
    "forget": (timedelta(hours=24), outbox.forget),
    "reconcile": (timedelta(hours=24), reconcile.run),
}
"""How often each runs. Those of a day run every hour: days begin at other hours in other time zones."""

TURN_SECONDS: Final = 20.0

logger = logging.getLogger(__name__)


def turn(now: datetime, tried: dict[str, datetime]) -> list[str]:
    """Run the jobs whose time has come; the names of those that ran. One that fails keeps no other from running.

    Args:
        tried: when each job was last begun; filled here, so that one that fails is not begun again at once.
    """
    ran = []
    for name, (every, job) in JOBS.items():
        last = max(filter(None, (last_beat(name), tried.get(name))), default=None)
        # A time in the future is of a clock that went wrong: it does not hold a job back.
        if last is None or not timedelta(0) <= now - last < every:
            ran.append(name)
            tried[name] = now
            _run(name, job, now)
    return ran


def once(now: datetime) -> list[str]:
    """Run every job; their names."""
    for name, (_every, job) in JOBS.items():
        _run(name, job, now)
    return list(JOBS)


def forever() -> None:
    """Take turns until the process is ended."""
    tried: dict[str, datetime] = {}
    while True:
        try:
            close_old_connections()
            turn(timezone.now(), tried)
        except Exception:
            logger.exception("a turn failed; the next one is in %d seconds", TURN_SECONDS)
        time.sleep(TURN_SECONDS)


def _run(name: str, job: Job, now: datetime) -> None:
    try:
        job(now)
    except Exception:
        logger.exception("the job %s failed", name)

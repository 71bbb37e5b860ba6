"""The job that makes the rounds of all premises for a day ahead."""

from __future__ import annotations

from datetime import datetime

from dutybook_web.actions.round import make_rounds
from dutybook_web.jobs.tenants import for_each


def run(now: datetime) -> int:
    """Make what is missing; how many."""
    return for_each("rounds", now, make_rounds, "made", "the rounds of the organisation %s were not made")

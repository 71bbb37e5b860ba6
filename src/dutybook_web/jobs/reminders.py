"""The daily job that writes each account its message of what is due, overdue and escalated."""

from __future__ import annotations

from datetime import datetime

from dutybook_web.actions.reminder import write_digests
from dutybook_web.jobs.tenants import for_each


def run(now: datetime) -> int:
    """Write the messages of all tenants; how many."""
    failure = "no reminders were written for the organisation %s"
    return for_each("reminders", now, write_digests, "wrote", failure)

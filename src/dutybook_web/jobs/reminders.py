"""The daily job that writes each account its message of what is due, overdue and escalated."""

from __future__ import annotations

import logging
from datetime import datetime

from django_scopes import scopes_disabled

from dutybook_web.actions.reminder import write_digests
from dutybook_web.jobs.heartbeat import beat
from dutybook_web.models import Organisation

logger = logging.getLogger(__name__)


def run(now: datetime) -> int:
    """Write the messages of all tenants; how many. One tenant's failure keeps no other from its own, but the job
    silent."""
    written = failed = 0
    with scopes_disabled():
        for tenant in Organisation.objects.filter(parent=None):
            try:
                written += write_digests(tenant, now)
            except Exception:
                failed += 1
                logger.exception("no reminders were written for the organisation %s", tenant.key)
    if not failed:
        beat("reminders", now, f"wrote {written}")
    return written

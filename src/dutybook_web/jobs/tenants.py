"""A job done for one tenant after the other: what fails in one keeps no other from it, but the job silent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django_scopes import scopes_disabled

from dutybook_web.jobs.heartbeat import beat
from dutybook_web.models import Organisation

logger = logging.getLogger(__name__)


def for_each(job: str, now: datetime, work: Callable[[Organisation, datetime], int], did: str, failure: str) -> int:
    """Work for all tenants; how much was done. Silence of a job that failed somewhere raises the alarm.

    Args:
        job: its name. did: the verb of what it tells of itself. failure: what is logged, with `%s` for the tenant.
    """
    done = failed = 0
    with scopes_disabled():
        for tenant in Organisation.objects.filter(parent=None):
            try:
                done += work(tenant, now)
            except Exception:
                failed += 1
                logger.exception(failure, tenant.key)
    if not failed:
        beat(job, now, f"{did} {done}")
    return done

"""The job that makes the rounds of all premises for a day ahead."""

from __future__ import annotations

import logging
from datetime import datetime

from django_scopes import scopes_disabled

from dutybook_web.actions.round import make_rounds
from dutybook_web.jobs.heartbeat import beat
from dutybook_web.models import Organisation

logger = logging.getLogger(__name__)


def run(now: datetime) -> int:
    """Make what is missing; how many. A failure in one tenant keeps no other from its rounds, and raises the alarm."""
    made = failed = 0
    with scopes_disabled():
        for tenant in Organisation.objects.filter(parent=None):
            try:
                made += make_rounds(tenant, now)
            except Exception:
                failed += 1
                logger.exception("the rounds of the organisation %s were not made", tenant.key)
    if not failed:
        beat("rounds", now, f"made {made}")
    return made

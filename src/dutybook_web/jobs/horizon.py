"""The daily job that makes the tasks of all premises for the days to come, and opens those whose evidence expired."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from dutybook_web.actions.horizon import Made, make_tasks
from dutybook_web.actions.task import reopen_for_expired
from dutybook_web.jobs.heartbeat import beat, last_beat
from dutybook_web.models import Edition, Organisation, Premises

AT_A_TIME = 200
"""Places whose tasks are made together: a constant number of reads for all of them."""

logger = logging.getLogger(__name__)


def run(now: datetime) -> Made:
    """Make what is missing. A failure at some places is logged, keeps no others from their tasks, and keeps the job
    from giving its sign of life, which raises the alarm.

    Args:
        now: the instant; each organisation has its own day by it.
    """
    done, reopened, failed, last = Made(), 0, 0, last_beat("horizon")
    with scopes_disabled():
        for places in _chunks():
            zone = ZoneInfo(places[0].organisation.time_zone)
            # A day back, so that a pause skips nothing even where the day began earlier.
            since = last.astimezone(zone).date() - timedelta(days=1) if last else None
            try:
                done += make_tasks(places, now.astimezone(zone).date(), since=since)
            except Exception:
                failed += 1
                logger.exception("no tasks were made for %d premises from %s on", len(places), places[0].key)
        for tenant in Organisation.objects.filter(parent=None):
            reopened += reopen_for_expired(tenant, tenant.day_at(now))
    done += Made(reopened=reopened)
    if not failed:
        beat("horizon", now, f"made {done.made}, waived {done.waived}, reopened {done.reopened}")
    return done


def _chunks() -> Iterator[Sequence[Premises]]:
    """The premises of all tenants that work by an edition: of one tenant and one time zone at a time."""
    for tenant in Edition.objects.order_by("tenant").values_list("tenant", flat=True).distinct():
        nodes = Organisation.objects.filter(tenant=tenant)
        for zone in nodes.order_by("time_zone").values_list("time_zone", flat=True).distinct():
            rows = Premises.objects.filter(tenant=tenant, organisation__time_zone=zone)
            yield from _batches(rows.select_related("organisation").order_by("pk"))


def _batches(rows: QuerySet[Premises]) -> Iterator[Sequence[Premises]]:
    found: list[Premises] = list(rows[:AT_A_TIME])
    while found:
        yield found
        found = list(rows.filter(pk__gt=found[-1].pk)[:AT_A_TIME])

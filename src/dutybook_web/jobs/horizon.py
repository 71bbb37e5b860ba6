"""The daily job that decides what binds, makes the tasks of all premises for the days to come, and opens those again
whose evidence has expired."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from dutybook.catalogue.load import Catalogue
from dutybook_web.actions.binding import decide_tenant
from dutybook_web.actions.horizon import Made, make_tasks
from dutybook_web.actions.task import reopen_for_expired
from dutybook_web.jobs.heartbeat import beat, last_beat
from dutybook_web.models import Organisation, Premises
from dutybook_web.queries.edition import catalogue_of, edition_in_use

AT_A_TIME = 25
"""Places whose tasks are made together, by a constant number of reads. On SQLite nobody else writes meanwhile, so the
first run of a place with a hundred duties has to be done in far less than the five seconds that others wait."""

logger = logging.getLogger(__name__)


def run(now: datetime) -> Made:
    """Do what is missing. A failure in one tenant is logged, keeps no other from its tasks, and keeps the job from
    giving its sign of life, which raises the alarm.

    Args:
        now: the instant; each organisation has its own day by it.
    """
    done, failed, last = Made(), 0, last_beat("horizon")
    with scopes_disabled():
        for tenant in Organisation.objects.filter(parent=None):
            try:
                done += _run(tenant, now, last)
            except Exception:
                failed += 1
                logger.exception("the tasks of the organisation %s were not all made", tenant.key)
    if not failed:
        beat("horizon", now, f"made {done.made}, waived {done.waived}, reopened {done.reopened}")
    return done


def _run(tenant: Organisation, now: datetime, last: datetime | None) -> Made:
    done, today = Made(), tenant.day_at(now)
    edition = edition_in_use(tenant.pk)
    if edition is None:
        return done
    # An edition for many premises leaves deciding to this job (actions.edition.adopt).
    if last is None or last < edition.created_at or changes_between(catalogue_of(edition), tenant.day_at(last), today):
        decide_tenant(tenant, today)
    for places in _chunks(tenant):
        zone = ZoneInfo(places[0].organisation.time_zone)
        # A day back, so that a pause skips nothing even where the day began earlier.
        since = last.astimezone(zone).date() - timedelta(days=1) if last else None
        done += make_tasks(places, now.astimezone(zone).date(), since=since)
    return done + Made(reopened=reopen_for_expired(tenant, today))


def changes_between(catalogue: Catalogue, last: date, today: date) -> bool:
    """Whether an act began or ended since the day of the last run: nothing else changes a decision by itself.

    A clock that was put back may have been wrong before: then everything is decided anew.
    """
    turns = [day for act in catalogue.acts for day in (act.in_force.start, _after(act.in_force.end)) if day]
    return today < last or any(last < day <= today for day in turns)


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _chunks(tenant: Organisation) -> Iterator[Sequence[Premises]]:
    """The premises of a tenant, those of one time zone at a time."""
    nodes = Organisation.objects.filter(tenant=tenant)
    for zone in nodes.order_by("time_zone").values_list("time_zone", flat=True).distinct():
        rows = Premises.objects.filter(tenant=tenant, organisation__time_zone=zone)
        yield from _batches(rows.select_related("organisation").order_by("pk"))


def _batches(rows: QuerySet[Premises]) -> Iterator[Sequence[Premises]]:
    found = list(rows[:AT_A_TIME])
    while found:
        yield found
        found = list(rows.filter(pk__gt=found[-1].pk)[:AT_A_TIME])

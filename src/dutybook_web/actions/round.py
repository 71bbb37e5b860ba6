"""Rounds: inspections that come back by the clock, made a day ahead by a job and never by reading a page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.record import Entry, record, record_all
from dutybook_web.models import Checklist, ChecklistState, Inspection, InspectionState, Organisation, Round
from dutybook_web.queries.round import slots
from dutybook_web.refusals import Conflict, Refused

AHEAD = timedelta(days=1)
"""How far ahead rounds are made."""


@transaction.atomic
def schedule_round(actor: Actor, made: Round, *, now: datetime | None = None) -> Round:
    """Let rounds come back by the clock. Who: inspections.manage at the premises.

    Changes: the rounds of today that are still to come, and of tomorrow. Recorded: round.schedule with the intervals.
    Raises: Refused: no interval at all.
    """
    at = now or timezone.now()
    if made.day_minutes is None and made.night_minutes is None:
        raise Refused("interval_missing", _("Give an interval by day, by night, or both."), "day_minutes")
    made.organisation = made.premises.organisation
    made.save()
    payload: dict[str, Json] = {"day_minutes": made.day_minutes, "night_minutes": made.night_minutes}
    record(actor.account, "round.schedule", made, made.organisation, payload)
    _make([made], at)
    return made


@transaction.atomic
def end_round(actor: Actor, ended: Round, *, now: datetime | None = None) -> Round:
    """Let rounds come back no more. Who: inspections.manage at the premises. Recorded: round.end.

    Changes: those to come and not begun are cancelled. Conflict: they have ended already.
    """
    at = now or timezone.now()
    day = ended.organisation.day_at(at)
    if not Round.objects.filter(pk=ended.pk, ended_on=None).update(ended_on=day):
        raise Conflict("round_ended", _("These rounds have ended already."))
    ended.ended_on = day
    coming = Inspection.objects.filter(round=ended, state=InspectionState.PLANNED, planned_from__gte=at)
    record(actor.account, "round.end", ended, ended.organisation, {"cancelled": coming.delete()[0]})
    return ended


@transaction.atomic
def make_rounds(tenant: Organisation, now: datetime) -> int:
    """Make the rounds of a tenant for a day ahead; how many were new. Who: the application. Recorded: round.make."""
    rows = Round.objects.filter(tenant=tenant, ended_on=None, premises__closed_on=None)
    return _make(list(rows.select_related("organisation", "premises").order_by("pk")), now)


def _make(rounds: list[Round], now: datetime) -> int:
    lists = Checklist.objects.filter(lineage__in=[one.lineage for one in rounds], state=ChecklistState.PUBLISHED)
    in_use = {one.lineage: one for one in lists}
    wanted = [row for one in rounds if one.lineage in in_use for row in _rows(one, in_use[one.lineage], now)]
    there = set(Inspection.objects.filter(round__in=rounds, due_at__gt=now).values_list("round_id", "planned_from"))
    new = [row for row in wanted if (row.round_id, row.planned_from) not in there]
    Inspection.objects.bulk_create(new, batch_size=500)
    by_round: dict[int | None, int] = {}
    for row in new:
        by_round[row.round_id] = by_round.get(row.round_id, 0) + 1
    entries = [
        Entry("round.make", one, one.organisation, {"inspections": by_round[one.pk]})
        for one in rounds
        if one.pk in by_round
    ]
    record_all(None, entries)
    return len(new)


def _rows(one: Round, checklist: Checklist, now: datetime) -> list[Inspection]:
    same = {"round": one, "premises": one.premises, "organisation": one.organisation, "checklist": checklist}
    return [
        Inspection(tenant_id=one.tenant_id, planned_from=since, due_at=until, **same)
        for day in _days(one.organisation.day_at(now))
        for since, until in slots(one, day)
        if until > now
    ]


def _days(today: date) -> list[date]:
    # The night of yesterday reaches into today.
    return [today - timedelta(days=1), today, today + AHEAD]

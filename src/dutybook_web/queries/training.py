"""The plan of a year against what was held: what is missing, and how many hours and participations there were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from dutybook_web.models import Evidence, TrainingItem, TrainingPlan, TrainingSession
from dutybook_web.queries.campaign import CAMPAIGNS, Campaign

_HELD = Q(sessions__withdrawn_because="")
_NO_HOURS = Decimal(0)


@dataclass(frozen=True, slots=True)
class Day:
    """A campaign in a year: when, and whether a session was held for it."""

    campaign: Campaign
    on: date
    held: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """An item of a plan with what was held for it.

    Args:
        held: for as many hours as planned.
        missing: it should have been held by now, and nothing was. short: fewer hours than planned.
    """

    item: TrainingItem
    sessions: int
    hours: Decimal
    held: bool
    missing: bool
    short: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A plan with its items, the campaigns, and the sums of what was held."""

    items: list[Planned]
    days: list[Day]
    sessions: int
    hours: Decimal
    count: int

    @property
    def missing(self) -> int:
        """How many items and campaigns should have been held by now and were not."""
        return sum(one.missing for one in self.items) + sum(day.missing for day in self.days)


def plans(rows: QuerySet[TrainingPlan], year: int, today: date) -> QuerySet[TrainingPlan]:
    """The plans of a year with how many items they have, and how many are missing by a day. One query."""
    return (
        rows.filter(year=year)
        .select_related("organisation")
        .annotate(
            planned=Count("items", distinct=True),
            held=Count("items", distinct=True, filter=Q(items__sessions__withdrawn_because="")),
            past=Count("items", distinct=True, filter=Q(items__due__lt=today)),
            past_held=Count(
                "items", distinct=True, filter=Q(items__due__lt=today, items__sessions__withdrawn_because="")
            ),
        )
        .annotate(missing=F("past") - F("past_held"))
        .order_by("organisation__path")
    )


def year_of(plan: TrainingPlan, today: date) -> Year:
    """The year of a plan. Three queries."""
    of_year = sessions_below(TrainingSession.objects.all(), plan)
    sums = of_year.aggregate(sessions=Count("pk"), hours=Sum("hours"), count=Sum("count"))
    held = set(of_year.exclude(campaign="").order_by().values_list("campaign", flat=True).distinct())
    days = [_day(one, plan.year, held, today) for one in CAMPAIGNS]
    return Year(_items(plan, today), days, sums["sessions"], sums["hours"] or _NO_HOURS, sums["count"] or 0)


def _items(plan: TrainingPlan, today: date) -> list[Planned]:
    rows = plan.items.annotate(held=Count("sessions", filter=_HELD), held_hours=Sum("sessions__hours", filter=_HELD))
    found = []
    for item in rows.order_by("due", "pk"):
        hours = item.held_hours or _NO_HOURS
        held, late = item.held > 0 and hours >= item.hours, item.due < today
        found.append(Planned(item, item.held, hours, held, late and not item.held, late and item.held > 0 and not held))
    return found


def sessions_below(rows: QuerySet[TrainingSession], plan: TrainingPlan) -> QuerySet[TrainingSession]:
    """The sessions of the plan's year that count, in its organisation and below."""
    path = plan.organisation.path
    return rows.filter(organisation__path__startswith=path, held_on__year=plan.year, withdrawn_because="")


def sessions(rows: QuerySet[TrainingSession], year: int | None) -> QuerySet[TrainingSession]:
    """Sessions, the newest first."""
    narrowed: dict[str, Any] = {"held_on__year": year} if year else {}
    shown = rows.filter(**narrowed).select_related("organisation", "item")
    return shown.annotate(pieces=Count("material")).order_by("-held_on", "-pk")


def items_for(rows: QuerySet[TrainingItem], today: date) -> QuerySet[TrainingItem]:
    """The items that a session of this year or the last may belong to."""
    return rows.filter(due__year__in=(today.year - 1, today.year)).select_related("plan").order_by("-due", "pk")


def usable(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence that may stand as material."""
    return rows.filter(withdrawn_at=None).order_by("-received_at")


def material_for(rows: QuerySet[Evidence], today: date) -> QuerySet[Evidence]:
    """Of that, what a page offers: received in the last thirty days."""
    return usable(rows).filter(received_at__gte=datetime.combine(today - timedelta(days=30), time.min, UTC))


def _day(campaign: Campaign, year: int, held: set[str], today: date) -> Day:
    on = campaign.on(year)
    return Day(campaign, on, campaign.name in held, on < today and campaign.name not in held)

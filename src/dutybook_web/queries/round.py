"""When rounds are due, and what the catalogue says of their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from dutybook.catalogue.schemes import schemes
from dutybook_web.models import Checklist, ChecklistState, Round


def slots(one: Round, day: date) -> Iterator[tuple[datetime, datetime]]:
    """The times between which each round of a day is to be made, then those of the night that follows it."""
    zone = ZoneInfo(one.organisation.time_zone)

    def at(of: date, what: str) -> datetime:
        return datetime.combine(of, getattr(one, what), zone).astimezone(UTC)

    night, morning = at(day, "night_from"), at(day + timedelta(days=1), "day_from")
    yield from _steps(at(day, "day_from"), night, one.day_minutes)
    yield from _steps(night, morning, one.night_minutes)


def listed(rows: QuerySet[Round]) -> list[tuple[Round, Checklist | None]]:
    """The rounds that come back, with the checklist in use for each. Two queries."""
    found = list(rows.filter(ended_on=None).select_related("premises", "organisation").order_by("premises__name", "pk"))
    lists = Checklist.objects.filter(lineage__in={one.lineage for one in found}, state=ChecklistState.PUBLISHED)
    in_use = {one.lineage: one for one in lists}
    return [(one, in_use.get(one.lineage)) for one in found]


def intervals_of(tier: str) -> Mapping[str, int]:
    """The minutes between rounds that the catalogue names for a tier (`scheme/tier`), by the names of our fields."""
    scheme, _slash, name = tier.partition("/")
    found = schemes().tiers.get(scheme)
    measures = [m for one in (found.tiers if found else ()) if one.id == name for m in one.measures]
    return {
        f"{measure.when}_minutes": measure.frequency.minutes
        for measure in measures
        if measure.unit == "round" and measure.frequency and measure.frequency.by_the_clock
    }


def _steps(start: datetime, end: datetime, minutes: int | None) -> Iterator[tuple[datetime, datetime]]:
    while minutes and start < end:
        yield start, min(start + timedelta(minutes=minutes), end)
        start += timedelta(minutes=minutes)

"""What the tiers of premises require against what is in place: the gap list, with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from django.db.models import QuerySet

from dutybook.catalogue.schemes import Measure, Tier, TierScheme
from dutybook.conditions.facts import Value
from dutybook_web.models import Classification, MeasureStatus, Premises, RecordSystem
from dutybook_web.queries.profile import profile_of
from dutybook_web.queries.tier import Standing, standings

AREA = "floor_area_m2"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A measure that a tier requires of a place.

    Args:
        key: `scheme/measure`, as its status is kept under.
        required: how many; None where the measure is not counted, or the area that it is counted by is not known.
        waits_for: the fact that it is counted by and that is not known; empty otherwise.
        status: what was entered about it, if anything was.
    """

    scheme: TierScheme
    tier: Tier
    measure: Measure
    required: int | None
    waits_for: str
    status: MeasureStatus | None

    @property
    def key(self) -> str:
        """Under which its status is kept."""
        return f"{self.scheme.id}/{self.measure.id}"

    @property
    def counted(self) -> bool:
        """Whether it is a number that is required."""
        return self.measure.quantity is not None

    @property
    def present(self) -> Decimal | None:
        """How many are in place; None where it is not known."""
        return self.status.in_place if self.status else None

    @property
    def gap(self) -> Decimal | None:
        """How many are missing; None where that cannot be told."""
        if self.required is None or self.present is None:
            return None
        return max(Decimal(0), self.required - self.present)

    @property
    def state(self) -> str:
        """`in_place`, `missing`, or `unknown`."""
        if self.counted:
            return "unknown" if self.gap is None else "missing" if self.gap else "in_place"
        told = self.status.fulfilled if self.status else None
        return "unknown" if told is None else "in_place" if told else "missing"

    def is_late(self, today: date) -> bool:
        """Whether it should have been in place before today."""
        due = self.status.due if self.status else None
        return self.state != "in_place" and due is not None and due < today


def required_of(premises: Premises) -> tuple[Requirement, ...]:
    """What the tiers of a place require, against what is in place. Three queries."""
    facts = profile_of(premises).facts
    found = standings(facts, Classification.objects.filter(premises=premises, end=None))
    return requirements(found, facts, MeasureStatus.objects.filter(premises=premises))


def systems_of(premises: Premises) -> QuerySet[RecordSystem]:
    """The systems that keep records at a place."""
    return RecordSystem.objects.filter(premises=premises)


def requirements(
    found: Iterable[Standing], facts: Mapping[str, Value], statuses: Iterable[MeasureStatus]
) -> tuple[Requirement, ...]:
    """What the tiers in force require, in the order of the schemes.

    Args:
        found: where the place stands. facts: what is known of it. statuses: what was entered about its measures.
    """
    by_key = {status.measure: status for status in statuses}
    return tuple(
        Requirement(one.scheme, tier, measure, *_required(measure, facts), by_key.get(f"{one.scheme.id}/{measure.id}"))
        for one in found
        if (tier := one.tier) is not None
        for measure in tier.measures
    )


def _required(measure: Measure, facts: Mapping[str, Value]) -> tuple[int | None, str]:
    """How many, and the fact that is missing to tell it."""
    if measure.quantity is None or measure.per is None or measure.per.unit != "m2":
        return measure.quantity, ""
    area = facts.get(AREA)
    if not isinstance(area, int | float):
        return None, AREA
    return measure.quantity * ceil(area / measure.per.quantity), ""

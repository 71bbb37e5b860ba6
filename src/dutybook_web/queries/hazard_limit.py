"""The time limits of a hazard's steps: as rules set them, else as the organisation does; each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import HazardLimit, Organisation
from dutybook_web.models.hazard import LimitName

_OWN: Final = _("No act sets days: a default to be set by the organisation")


@dataclass(frozen=True, slots=True)
class Limit:
    """Days, and where the number comes from."""

    days: int
    source: str | Promise


DEFAULTS: Final[Mapping[str, Limit]] = {
    LimitName.GRADE: Limit(3, _OWN),
    LimitName.REPORT: Limit(
        1, _("Work Safety Law, Art. 41: major hazards are reported in time; the days are a default")
    ),
    LimitName.PLAN: Limit(7, _OWN),
    LimitName.APPROVE: Limit(5, _OWN),
    LimitName.FIXES: Limit(3, _OWN),
    LimitName.RECHECK: Limit(
        10, _("Hubei's rule on major hazards, from secondary sources; check that of your province")
    ),
    LimitName.ESCALATE: Limit(3, _OWN),
}
"""What holds where no organisation has set anything."""

NAMES: Final = dict(LimitName.choices)
"""The steps in words."""


def lineage(organisation: Organisation) -> list[int]:
    """The numbers of an organisation and of all above it, the nearest first."""
    return [int(part) for part in reversed(organisation.path.split("/")) if part]


def limits_at(organisation: Organisation) -> dict[str, Limit]:
    """The limits that hold at an organisation. One query."""
    return limits_of([organisation])[organisation.pk]


def limits_of(organisations: Iterable[Organisation]) -> dict[int, dict[str, Limit]]:
    """The limits that hold at several organisations, by their numbers. One query."""
    nodes = list(organisations)
    above = {number for node in nodes for number in lineage(node)}
    own: dict[int, dict[str, Limit]] = {}
    for row in HazardLimit.objects.filter(organisation__in=above):
        own.setdefault(row.organisation_id, {})[row.step] = Limit(row.days, row.source)
    return {node.pk: _nearest(lineage(node), own) for node in nodes}


def _nearest(numbers: list[int], own: Mapping[int, dict[str, Limit]]) -> dict[str, Limit]:
    held = dict(DEFAULTS)
    for number in reversed(numbers):
        held |= own.get(number, {})
    return held

"""The list of hazards, the board of what is overdue, and one hazard with its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import Evidence, Hazard, HazardEvidence, HazardStep, Organisation
from dutybook_web.models.hazard import ENDED

ON_THE_BOARD = 50
SHOWN = ("premises", "organisation", "responsible")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty for all.

    Args:
        state: of `HazardState`, or "open" for all that have not ended.
        premises, organisation: keys; an organisation stands for its subtree.
        age: found at least so many days ago.
    """

    grade: str = ""
    state: str = ""
    kind: str = ""
    overdue: bool = False
    supervised: bool = False
    premises: str = ""
    organisation: str = ""
    age: int = 0


@dataclass(frozen=True, slots=True)
class Lateness:
    """A column of the board: how late, how many, and the first of them."""

    label: str | Promise
    count: int
    hazards: list[Hazard]


def overdue(today: date) -> Q:
    """What should have been done before today."""
    return Q(due__lt=today) & ~Q(state__in=ENDED)


def listed(rows: QuerySet[Hazard], wanted: Wanted, today: date) -> QuerySet[Hazard]:
    """The hazards that are wanted, of those that the actor may see; what is due first stands first."""
    narrowed = [Q(**{name: value}) for name in ("grade", "kind") if (value := getattr(wanted, name))]
    if wanted.state:
        narrowed.append(~Q(state__in=ENDED) if wanted.state == "open" else Q(state=wanted.state))
    if wanted.overdue:
        narrowed.append(overdue(today))
    if wanted.supervised:
        narrowed.append(Q(supervised=True))
    if wanted.premises:
        narrowed.append(Q(premises__key=wanted.premises))
    if wanted.age:
        narrowed.append(Q(found_on__lte=today - timedelta(days=wanted.age)))
    return (
        within(rows, wanted.organisation)
        .filter(*narrowed)
        .select_related(*SHOWN)
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


def within(rows: QuerySet[Hazard], organisation: str) -> QuerySet[Hazard]:
    """The hazards in the subtree of the organisation with a key; all of them without one."""
    if not organisation:
        return rows
    return rows.filter(organisation__path__startswith=_path(organisation))


def board(rows: QuerySet[Hazard], today: date) -> list[Lateness]:
    """What is overdue, by how long; the major ones first. Four queries."""
    columns = (
        (_("Up to 7 days"), Q(due__gte=today - timedelta(days=7))),
        (_("8 to 30 days"), Q(due__lt=today - timedelta(days=7), due__gte=today - timedelta(days=30))),
        (_("More than 30 days"), Q(due__lt=today - timedelta(days=30))),
    )
    late = rows.filter(overdue(today))
    counts = late.aggregate(
        **{f"column{number}": Count("pk", filter=part) for number, (_l, part) in enumerate(columns)}
    )
    return [
        Lateness(
            label,
            counts[f"column{number}"],
            list(late.filter(part).select_related(*SHOWN).order_by("-grade", "due", "pk")[:ON_THE_BOARD]),
        )
        for number, (label, part) in enumerate(columns)
    ]


def steps_of(hazard: Hazard) -> QuerySet[HazardStep]:
    """Its steps with their accounts, newest first."""
    return hazard.steps.select_related("account")


def pieces_of(hazard: Hazard) -> QuerySet[HazardEvidence]:
    """Its evidence with roles, oldest first."""
    return hazard.pieces.select_related("evidence__blob").order_by("role", "pk")


def evidence_of(rows: QuerySet[Evidence], hazard: Hazard) -> QuerySet[Evidence]:
    """Evidence that may stand at a hazard: of its premises, or of the organisation as a whole."""
    mine = Q(premises=hazard.premises_id) | Q(premises=None, tenant=hazard.tenant_id)
    return rows.filter(mine, withdrawn_at=None).order_by("-received_at")


def recent_evidence(rows: QuerySet[Evidence], hazard: Hazard) -> QuerySet[Evidence]:
    """Of that, what a page offers: received since shortly before the hazard was found."""
    since = datetime.combine(hazard.found_on - timedelta(days=30), time.min, UTC)
    return evidence_of(rows, hazard).filter(received_at__gte=since)


def _path(key: str) -> str:
    # A key that is not there, or not visible, matches nothing: no path begins with a slash.
    return Organisation.objects.filter(key=key).values_list("path", flat=True).first() or "/"

"""The list of hazards, the board of what is overdue, and one hazard with its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import Evidence, Hazard, HazardEvidence, HazardState, HazardStep
from dutybook_web.models.hazard import ENDED
from dutybook_web.queries.subtree import of_key

ON_THE_BOARD = 50
SHOWN = ("premises", "organisation", "responsible")
_BETWEEN = {
    "found_on__gte": "start",
    "found_on__lte": "end",
    "closed_on__gte": "closed_start",
    "closed_on__lte": "closed_end",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty for all.

    Args:
        grade: of `HazardGrade`, or "none" for those not graded yet.
        state: of `HazardState`, or "open" for all that have not ended, or "real" for all but those that were none.
        premises, organisation: keys; an organisation stands for its subtree.
        age: found at least so many days ago. start, end: found between these days; closed_start, closed_end: closed.
    """

    grade: str = ""
    state: str = ""
    kind: str = ""
    overdue: bool = False
    supervised: bool = False
    premises: str = ""
    organisation: str = ""
    age: int = 0
    start: date | None = None
    end: date | None = None
    closed_start: date | None = None
    closed_end: date | None = None


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
    equal = {"kind": wanted.kind, **{name: getattr(wanted, field) for name, field in _BETWEEN.items()}}
    narrowed = [Q(**{name: value}) for name, value in equal.items() if value]
    if wanted.grade:
        narrowed.append(Q(grade="" if wanted.grade == "none" else wanted.grade))
    if wanted.state:
        narrowed.append(_in_state(wanted.state))
    if wanted.overdue:
        narrowed.append(overdue(today))
    if wanted.supervised:
        narrowed.append(Q(supervised=True))
    if wanted.premises:
        narrowed.append(Q(premises__key=wanted.premises))
    if wanted.age:
        narrowed.append(Q(found_on__lte=today - timedelta(days=wanted.age)))
    return (
        of_key(rows, wanted.organisation)
        .filter(*narrowed)
        .select_related(*SHOWN)
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


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


def _in_state(state: str) -> Q:
    return {"open": ~Q(state__in=ENDED), "real": ~Q(state=HazardState.DISMISSED)}.get(state, Q(state=state))

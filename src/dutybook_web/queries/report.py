"""Reports: how each kind is made, the list of those that were, which are due, and who has reported and who has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import translation

from dutybook.interop.documents import Report as Document
from dutybook.interop.documents.template import names
from dutybook_web.access import Actor, visible
from dutybook_web.half_year import HalfYear
from dutybook_web.models import Letterhead, Membership, Organisation, Premises, Report, ReportKind, Task, TaskState
from dutybook_web.queries import report_premises, report_register, report_unit
from dutybook_web.queries.report_parts import Asked
from dutybook_web.queries.subtree import of_key

REPORTING: Final = ("report", "notice")
"""Workflows of the duties that are done by a report."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of report is made.

    Args:
        about_premises: it tells of one place, and not of a whole organisation.
        half_yearly: it tells of a half-year, and not of a day.
        build: the report with its figures. sample: the same without any, for its names.
    """

    about_premises: bool
    half_yearly: bool
    build: Callable[[Asked], Document]
    sample: Callable[[], Document]


KINDS: Final[Mapping[str, Kind]] = {
    ReportKind.PREMISES: Kind(True, True, report_premises.build, report_premises.sample),
    ReportKind.UNIT: Kind(False, True, report_unit.build, report_unit.sample),
    ReportKind.REGISTER: Kind(True, False, report_register.build, report_register.sample),
}


def document(kind: str, asked: Asked) -> Document:
    """A report with its figures, in the language that was asked for."""
    with translation.override("zh-hans" if asked.language == "zh" else "en"):
        return KINDS[kind].build(asked)


def names_of(kind: str) -> tuple[str, ...]:
    """Every placeholder that a template for a kind may use."""
    return names(KINDS[kind].sample())


def asked_for(
    kind: str,
    organisation: Organisation,
    premises: Premises | None,
    half: HalfYear | None,
    *,
    addressee: str = "",
    language: Literal["zh", "en"] = "zh",
) -> Asked:
    """What is asked for: of a half-year, or of today for a kind that tells of a day."""
    today = organisation.today
    if half is None or not KINDS[kind].half_yearly:
        return Asked(organisation, premises, today, today, today, today, addressee, language)
    return Asked(organisation, premises, half.start, half.end, half.after.end, today, addressee, language)


def template_for(organisation: Organisation, kind: str) -> Letterhead | None:
    """The template of an organisation, or of the nearest one above it that has one."""
    above = [int(part) for part in organisation.path.split("/") if part]
    rows = Letterhead.objects.filter(organisation__in=above, kind=kind).select_related("organisation")
    return max(rows, key=lambda row: row.organisation.depth, default=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty for all. organisation and premises: keys."""

    kind: str = ""
    half: str = ""
    state: str = ""
    premises: str = ""
    organisation: str = ""


def listed(rows: QuerySet[Report], wanted: Wanted) -> QuerySet[Report]:
    """The reports that are wanted, of those that the actor may see, the newest period first."""
    half = HalfYear.read(wanted.half)
    states = {
        "made": Q(sent_on=None),
        "sent": Q(sent_on__isnull=False, received_on=None),
        "received": Q(received_on__isnull=False),
    }
    equal = {"kind": wanted.kind, "premises__key": wanted.premises, "organisation__key": wanted.organisation}
    rows = rows.filter(states.get(wanted.state, Q()), **{name: value for name, value in equal.items() if value})
    if half:
        rows = rows.filter(period_end__range=(half.start, half.end))
    return rows.select_related("organisation", "premises").order_by("-period_end", "-pk")


def due(actor: Actor) -> QuerySet[Task]:
    """The open tasks that a report fulfils, the longest due first; of the actor's own organisations."""
    mine = {grant.tenant for grant in actor.grants}
    rows = visible(actor, Task, "reports.write").filter(tenant__in=mine, version__workflow__in=REPORTING)
    wanted = rows.filter(state=TaskState.OPEN).select_related("premises", "version", "organisation")
    return wanted.defer("version__body").order_by("due", "pk")


def premises_to_report_on(actor: Actor) -> QuerySet[Premises]:
    """The places of the actor's own organisations: an authority makes no reports for those that it supervises."""
    mine = {grant.tenant for grant in actor.grants}
    return (
        visible(actor, Premises, "reports.write")
        .filter(tenant__in=mine, closed_on=None)
        .select_related("organisation")
        .order_by("name", "pk")
    )


def units(actor: Actor) -> QuerySet[Organisation]:
    """The organisations that report to the actor: its own tree, and the member units of its bodies."""
    own = visible(actor, Organisation, "reports.read")
    members = Membership.objects.filter(body__organisation__in=own, end=None).values("unit")
    rows: QuerySet[Organisation] = Organisation.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=members))
    return rows


def standing(actor: Actor, kind: str, half: HalfYear, *, sent: bool, organisation: str = "") -> QuerySet[Any]:
    """Who has reported for a half-year, or who has not: places or units, by name; below an organisation, by its key.

    Each has `report` (a key), `sent_on` and `received_on` of the report that it sent first; null without one.
    """
    about_premises = KINDS[kind].about_premises
    reports = visible(actor, Report, "reports.read").filter(
        kind=kind, period_start=half.start, period_end=half.end, sent_on__isnull=False
    )
    subjects: QuerySet[Any] = (
        of_key(visible(actor, Premises, "reports.read"), organisation)
        .filter(closed_on=None)
        .select_related("organisation")
        if about_premises
        else _units_below(actor, organisation)
    )
    theirs = reports.filter(**{"premises" if about_premises else "organisation": OuterRef("pk")})
    first = theirs.order_by("sent_on", "pk")
    told = {name: Subquery(first.values(name)[:1]) for name in ("sent_on", "received_on")}
    # By name and not by day: sorting by what a subquery says would ask it for every place there is.
    found: QuerySet[Any] = subjects.filter(Exists(theirs) if sent else ~Exists(theirs)).annotate(
        report=Subquery(first.values("key")[:1]), **told
    )
    return found.order_by("name", "pk")


def standing_counts(actor: Actor, kind: str, half: HalfYear, organisation: str = "") -> tuple[int, int]:
    """How many have reported, and how many have not."""
    sent, missing = (
        standing(actor, kind, half, sent=has, organisation=organisation).order_by().count() for has in (True, False)
    )
    return sent, missing


def _units_below(actor: Actor, key: str) -> QuerySet[Organisation]:
    if not key:
        return units(actor)
    path = visible(actor, Organisation, "reports.read").filter(key=key).values_list("path", flat=True).first()
    return units(actor).filter(path__startswith=path) if path else Organisation.objects.none()

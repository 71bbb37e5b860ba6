"""The half-yearly report of a member unit to its body or headquarters: its places, what was done, what comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dutybook.interop.documents import Column, Fact, Facts, Report, Section, Table
from dutybook_web.models import Evidence, Hazard, Membership, Organisation, Premises, ReportKind, Task
from dutybook_web.models import Report as Row
from dutybook_web.queries.report_hazard import Hazards, hazards_of, hazards_section
from dutybook_web.queries.report_parts import (
    Asked,
    Counts,
    Doing,
    closing,
    coming_section,
    counted,
    doing,
    evidence_section,
    scope_note,
    tasks_section,
)
from dutybook_web.queries.tier import tier_words


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the unit: its bodies, its places with their tasks and reports."""

    memberships: tuple[Membership, ...] = ()
    tiers: tuple[tuple[str, int], ...] = ()
    places: tuple[Premises, ...] = ()
    tasks: Mapping[int, Counts] | None = None
    reported: frozenset[int] = frozenset()
    hazards: Hazards = field(default_factory=Hazards)
    did: Doing = field(default_factory=Doing)


def build(asked: Asked) -> Report:
    """The report with its figures."""
    path = asked.organisation.path
    places = Premises.objects.filter(organisation__path__startswith=path, closed_on=None)
    tasks = Task.objects.filter(organisation__path__startswith=path)
    due = tasks.filter(due__range=(asked.start, asked.end))
    sent = Row.objects.filter(
        kind=ReportKind.PREMISES,
        organisation__path__startswith=path,
        period_start=asked.start,
        period_end=asked.end,
        sent_on__isnull=False,
    )
    evidence = Evidence.objects.filter(organisation__path__startswith=path, premises=None)
    known = Known(
        memberships=tuple(memberships_of(asked.organisation, asked.today)),
        tiers=tuple(places.order_by("tier").values_list("tier").annotate(count=Count("pk"))),
        places=tuple(places.order_by("name", "pk")),
        tasks=counted(due, "premises", asked.today),
        reported=frozenset(sent.values_list("premises", flat=True)),
        hazards=hazards_of(asked, Hazard.objects.filter(organisation__path__startswith=path)),
        did=doing(asked, tasks, evidence, ("meeting", "training")),
    )
    return written(asked, known)


def memberships_of(unit: Organisation, today: date) -> list[Membership]:
    """The bodies that a unit, or one above it, belongs to now; also those of an authority's tree."""
    above = [int(part) for part in unit.path.split("/") if part]
    current = Q(start__lte=today) & (Q(end=None) | Q(end__gte=today))
    # A body of an authority lies outside the tenant: its name and basis are all that is read of it.
    found = Membership.objects.filter(current, unit__in=above, body__ended_on=None)
    return list(found.select_related("body__organisation", "unit").order_by("body__name", "pk"))


def sample() -> Report:
    """The report of no unit, for the names that a template may use."""
    return written(Asked(Organisation(name="—"), None, date.min, date.min, date.min, date.min), Known())


def written(asked: Asked, known: Known) -> Report:
    """The report, from what is known."""
    return Report(
        _("Half-yearly report of a member unit"),
        asked.organisation.name,
        (
            _basis(asked, known),
            _premises(asked, known),
            tasks_section(_("3. Tasks"), asked, known.did),
            _places(asked, known),
            hazards_section(_("5. Hazards"), asked, known.hazards),
            evidence_section(_("6. Evidence of the unit itself"), asked, known.did),
            coming_section(_("7. The next half-year"), asked, known.did),
            closing(_("8. Sources and seal"), asked),
        ),
        subtitle=asked.organisation.name,
        addressee=asked.addressee,
        period=asked.period,
        language=asked.language,
    )


def _basis(asked: Asked, known: Known) -> Section:
    columns = (
        Column(pgettext("group", "Body"), 4),
        Column(_("Function"), 2),
        Column(_("Rests on"), 4),
        Column(_("Since"), 2),
    )
    rows = tuple(
        (one.body.name, one.get_function_display(), f"{one.body.act} {one.body.provision}".strip() or None, one.start)
        for one in known.memberships
    )
    source = _("Membership of bodies, as of %(day)s") % {"day": asked.today.isoformat()}
    return Section(
        _("1. Basis"),
        (
            Table(columns, rows, caption=_("Bodies that the unit belongs to"), source=source, name="bodies"),
            scope_note(),
        ),
        "basis",
    )


def _premises(asked: Asked, known: Known) -> Section:
    source = _("Register of premises, as of %(day)s") % {"day": asked.today.isoformat()}
    columns = (Column(_("Tier"), 4), Column(_("Premises"), numeric=True))
    rows = tuple((tier_words(tier) or _("No tier"), count) for tier, count in known.tiers)
    count = Facts((Fact(_("Premises"), len(known.places), source, "premises"),))
    return Section(
        _("2. Premises"),
        (count, Table(columns, rows, caption=_("Premises by tier"), source=source, name="tiers")),
        "premises",
    )


def _places(asked: Asked, known: Known) -> Section:
    source = _("Tasks due in the period, as they stood on %(day)s") % {"day": asked.today.isoformat()}
    columns = (
        Column(_("Premises"), 4),
        Column(_("Done in time"), numeric=True),
        Column(_("Done late"), numeric=True),
        Column(_("Overdue"), numeric=True),
        Column(_("Not due yet"), numeric=True),
        Column(_("Report sent"), 2),
    )
    tasks = known.tasks or {}
    rows = tuple(_place(place, tasks.get(place.pk, Counts()), place.pk in known.reported) for place in known.places)
    missing = sum(place.pk not in known.reported for place in known.places)
    sent = _("Reports of this half-year that were sent")
    facts = Facts((Fact(_("Premises without a report"), missing, sent, "not-reported"),))
    table = Table(columns, rows, caption=_("Tasks by premises"), source=source, name="places")
    return Section(_("4. Premises one by one"), (facts, table), "places")


def _place(place: Premises, counts: Counts, sent: bool) -> tuple[str | int, ...]:
    return place.name, counts.done, counts.late, counts.overdue, counts.open, _("Yes") if sent else _("No")

"""The six-month report of protected premises to the authority, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dutybook.conditions.facts import dictionary
from dutybook.interop.documents import Column, Fact, Facts, Paragraph, Report, Section, Table
from dutybook_web.models import (
    Binding,
    Designation,
    Evidence,
    Hazard,
    Organisation,
    Premises,
    RecordSystem,
    Task,
    Verdict,
)
from dutybook_web.queries.measure import Requirement, requirements
from dutybook_web.queries.profile import profile_of
from dutybook_web.queries.report_hazard import Hazards, hazards_of, hazards_section
from dutybook_web.queries.report_parts import (
    Asked,
    Counts,
    Doing,
    cited,
    closing,
    coming_section,
    doing,
    evidence_section,
    scope_note,
    tasks_section,
    tasks_table,
)
from dutybook_web.queries.tier import Standing, standings
from dutybook_web.words import in_language, side, value_words

WORKFLOWS = ("drill", "inspection")
"""Whose tasks have a section of their own."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the premises."""

    duties: tuple[Binding, ...] = ()
    standing: tuple[Standing, ...] = ()
    designations: tuple[Designation, ...] = ()
    measures: tuple[Requirement, ...] = ()
    records: tuple[RecordSystem, ...] = ()
    hazards: Hazards = field(default_factory=Hazards)
    did: Doing = field(default_factory=Doing)


def build(asked: Asked) -> Report:
    """The report with its figures."""
    premises = asked.premises
    assert premises is not None  # noqa: S101 — the kind is about premises
    facts = profile_of(premises).facts
    found = standings(facts, premises.classifications.filter(end=None))
    known = Known(
        duties=tuple(_reporting_duties(premises)),
        standing=found,
        designations=tuple(premises.designations.all()),
        measures=requirements(found, facts, premises.measures.all()),
        records=tuple(premises.record_systems.all()),
        hazards=hazards_of(asked, Hazard.objects.filter(premises=premises)),
        did=doing(
            asked,
            Task.objects.filter(premises=premises),
            Evidence.objects.filter(premises=premises),
            WORKFLOWS,
        ),
    )
    return written(asked, premises, known)


def sample() -> Report:
    """The report of no premises, for the names that a template may use."""
    premises = Premises(name="—", organisation=Organisation(name="—"))
    return written(_empty(premises), premises, Known())


def written(asked: Asked, premises: Premises, known: Known) -> Report:
    """The report, from what is known."""
    return Report(
        _("Report on protective security"),
        asked.organisation.name,
        (
            _basis(known),
            _premises(_("2. The premises"), asked, premises, known),
            _measures(_("3. Measures required and in place"), asked, known),
            _by_workflow(_("4. Drills"), asked, known, "drill", "drills"),
            _by_workflow(_("5. Inspections"), asked, known, "inspection", "inspections"),
            hazards_section(_("6. Hazards"), asked, known.hazards),
            tasks_section(_("7. Tasks"), asked, known.did),
            evidence_section(_("8. Evidence"), asked, known.did),
            coming_section(_("9. The next half-year"), asked, known.did),
            closing(_("10. Sources and seal"), asked),
        ),
        subtitle=premises.name,
        addressee=asked.addressee,
        period=asked.period,
        language=asked.language,
    )


def _basis(known: Known) -> Section:
    columns = (Column(_("Provision"), 3), Column(_("Duty"), 5), Column(_("Since"), 2))
    rows = tuple((cited(row.version), in_language(row.version, "summary"), row.since) for row in known.duties)
    source = _("Register of duties: what binds the premises and asks for a report")
    intro = Paragraph(_("This report is made under the following provisions."))
    return Section(
        _("1. Basis"),
        (intro, Table(columns, rows, caption=_("Duties to report"), source=source, name="basis"), scope_note()),
        "basis",
    )


def _premises(heading: str, asked: Asked, premises: Premises, known: Known) -> Section:
    source = _("Register of premises, as of %(day)s") % {"day": asked.today.isoformat()}
    facts = (
        Fact(_("Name"), premises.name, source, "premises"),
        Fact(_("Kind"), value_words(dictionary()["kind"], premises.kind or None) or None, source, "kind"),
        Fact(_("Address"), premises.address or None, source, "address"),
        Fact(_("Area code"), premises.jurisdiction or None, source, "area"),
        Fact(_("Run by"), premises.organisation.name, source, "operator"),
    )
    return Section(heading, (Facts(facts), _tiers(known), _steps(known)), "premises")


def _tiers(known: Known) -> Table:
    columns = (Column(_("Scheme"), 4), Column(_("Tier"), 3), Column(_("How it came about"), 3), Column(_("Since"), 2))
    rows = tuple(
        (side(one.scheme.title), side(one.tier.label), one.current.get_basis_display(), one.current.start)
        for one in known.standing
        if one.tier and one.current
    )
    return Table(columns, rows, caption=_("Tiers"), source=_("Classifications in force"), name="tiers")


def _steps(known: Known) -> Table:
    columns = (Column(_("Step"), 3), Column(_("On"), 2), Column(_("Grade"), 2), Column(_("By"), 4))
    rows = tuple((row.get_step_display(), row.on, row.grade or None, row.body or None) for row in known.designations)
    source = _("Steps of the designation that were entered, with their documents")
    return Table(columns, rows, caption=_("Designation"), source=source, name="designation")


def _measures(heading: str, asked: Asked, known: Known) -> Section:
    source = _("What the tier requires, by the catalogue; what is in place, as entered up to %(day)s") % {
        "day": asked.today.isoformat()
    }
    missing = sum(one.state == "missing" for one in known.measures)
    figures = (
        Fact(_("Measures required"), len(known.measures), source, "measures"),
        Fact(_("Of them not in place"), missing, source, "measures-missing"),
        Fact(_("Of them not known"), sum(one.state == "unknown" for one in known.measures), source, "measures-unknown"),
    )
    return Section(heading, (Facts(figures), _measure_table(known, source), _records(known)), "measures")


def _measure_table(known: Known, source: str) -> Table:
    columns = (
        Column(_("Measure"), 5),
        Column(_("Required"), numeric=True),
        Column(_("In place"), numeric=True),
        Column(_("Missing"), numeric=True),
        Column(_("State"), 2),
    )
    words = {"in_place": _("In place"), "missing": _("Missing"), "unknown": _("Not known")}
    rows = tuple(
        (side(one.measure.what), one.required, one.present, one.gap, words[one.state]) for one in known.measures
    )
    return Table(columns, rows, caption=_("Measures"), source=source, name="measures")


def _records(known: Known) -> Table:
    columns = (
        Column(_("Record system"), 4),
        Column(_("Days required"), numeric=True),
        Column(_("Days configured"), numeric=True),
        Column(_("Days missing"), numeric=True),
    )
    rows = tuple((row.name, row.required_days, row.configured_days, row.shortfall) for row in known.records)
    source = _("Retention settings, as entered; nothing was read from the systems")
    return Table(columns, rows, caption=_("Record systems"), source=source, name="records")


def _by_workflow(heading: str, asked: Asked, known: Known, workflow: str, name: str) -> Section:
    counts = (known.did.by_workflow or {}).get(workflow, Counts())
    source = _("Tasks of this kind due in the period, as they stood on %(day)s") % {"day": asked.today.isoformat()}
    figures = (
        Fact(_("Due in the period"), counts.all, source, name),
        Fact(_("Done"), counts.done + counts.late, source, f"{name}-done"),
        Fact(_("Overdue"), counts.overdue, source, f"{name}-overdue"),
    )
    tasks = [one for one in known.did.listed if one.version.workflow == workflow]
    return Section(heading, (Facts(figures), tasks_table(_("Tasks one by one"), tasks, asked, source, name)), name)


def _reporting_duties(premises: Premises) -> QuerySet[Binding]:
    binding = Binding.objects.filter(premises=premises, verdict=Verdict.BINDS, version__reading_only="")
    wanted = binding.filter(version__workflow__in=("report", "notice")).select_related("version")
    rows: QuerySet[Binding] = wanted.defer("version__body").order_by("version__act", "version__provision", "pk")
    return rows


def _empty(premises: Premises) -> Asked:
    return Asked(premises.organisation, premises, date.min, date.min, date.min, date.min)

"""An extract from the register of duties of premises: what binds, what may bind, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from dutybook.interop.documents import Column, Fact, Facts, Report, Section, Table
from dutybook_web.models import Binding, Organisation, Premises, Responsibility, Role, Verdict
from dutybook_web.queries.report_parts import Asked, cited, closing, scope_note
from dutybook_web.queries.responsibility import Answering, answering_of
from dutybook_web.words import in_language


def build(asked: Asked) -> Report:
    """The extract with its figures."""
    premises = asked.premises
    assert premises is not None  # noqa: S101 — the kind is about premises
    rows = Binding.objects.filter(premises=premises, version__reading_only="").select_related("version")
    rows = rows.defer("version__body").order_by("version__act", "version__provision", "pk")
    return written(asked, premises, tuple(rows), answering_of([premises])[premises.pk])


def sample() -> Report:
    """The extract of no premises, for the names that a template may use."""
    premises = Premises(name="—", organisation=Organisation(name="—"))
    asked = Asked(premises.organisation, premises, date.min, date.min, date.min, date.min)
    return written(asked, premises, (), Answering(()))


def written(asked: Asked, premises: Premises, rows: tuple[Binding, ...], answering: Answering) -> Report:
    """The extract, from what is known."""
    binds = [row for row in rows if row.verdict == Verdict.BINDS]
    may = [row for row in rows if row.verdict == Verdict.MAY_BIND]
    day = {"day": asked.today.isoformat()}
    source = _("Register of duties, as of %(day)s") % day
    unnamed = sum(answering.of(row.version.duty, row.version.act, row.version.provision) is None for row in binds)
    figures = (
        Fact(_("Duties that bind"), len(binds), source, "binds"),
        Fact(_("Duties that may bind: a fact is missing"), len(may), source, "may-bind"),
        Fact(_("Of those that bind, nobody answers for"), unnamed, source, "nobody"),
    )
    return Report(
        _("Extract from the register of duties"),
        asked.organisation.name,
        (
            Section(_("1. Figures"), (Facts(figures), scope_note()), "figures"),
            Section(_("2. Duties that bind"), (_table(binds, answering, source, "binds", _("Binds")),), "binds"),
            Section(
                _("3. Duties that may bind"), (_table(may, answering, source, "may-bind", _("May bind")),), "may-bind"
            ),
            closing(_("4. Sources and seal"), asked),
        ),
        subtitle=premises.name,
        addressee=asked.addressee,
        period=_("As of %(day)s") % day,
        language=asked.language,
    )


def _table(rows: Iterable[Binding], answering: Answering, source: str, name: str, caption: str) -> Table:
    columns = (Column(_("Provision"), 3), Column(_("Duty"), 5), Column(_("Who answers"), 3), Column(_("Since"), 2))
    told = tuple(
        (
            cited(row.version),
            in_language(row.version, "summary"),
            answers(answering.of(row.version.duty, row.version.act, row.version.provision)),
            row.since,
        )
        for row in rows
    )
    return Table(columns, told, caption=caption, source=source, name=name)


def answers(row: Responsibility | None) -> str | None:
    """Who answers, as a report says it: a unit or a role. An account is told by its role's unit, never by its name."""
    if row is None:
        return None
    if row.unit is not None:
        return row.unit.name
    return str(Role(row.role).label) if row.role else _("An account of %(unit)s") % {"unit": row.organisation.name}

"""The hazard statistics of a period as a report to be handed in."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dutybook.interop.documents import Column, Fact, Facts, Paragraph, Report, Section, SignatureLine, Sources, Table
from dutybook_web.queries.hazard_statistics import Figures, Period, Statistics


def report_of(found: Statistics, issuer: str) -> Report:
    """The report on a period, in the language that is active."""
    source = _("Hazards kept in Dutybook, as of %s") % found.today.isoformat()
    return Report(
        title=_("Hazard statistics"),
        issuer=issuer,
        period=period_in_words(found.period),
        language="zh" if get_language() == "zh-hans" else "en",
        sections=(
            Section(_("1. Figures"), (_facts(found.total, source),), "figures"),
            Section(_("2. By grade"), (_table(_("Grade"), found.by_grade, found.total, source, "grade"),)),
            Section(_("3. By kind"), (_table(_("Kind"), found.by_kind, found.total, source, "kind"),)),
            Section(
                _("4. By organisation"),
                (_table(_("Organisation"), found.by_organisation, found.total, source, "organisation"),),
            ),
            Section(
                _("5. How it was counted"),
                (
                    Paragraph(
                        _(
                            "Counted are hazards found in the period; fixed are those that were closed after a re-check"
                            " by another account. Reports that told of no hazard do not count."
                        )
                    ),
                    Sources(),
                    SignatureLine(issuer),
                ),
            ),
        ),
    )


def period_in_words(period: Period) -> str:
    """A period as a reader says it."""
    return _("%(first)s to %(last)s") % {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _facts(total: Figures, source: str) -> Facts:
    rate = None if total.rate is None else f"{total.rate} %"
    return Facts(
        (
            Fact(_("Found"), total.found, source, "found"),
            Fact(_("Of these major"), total.major, source, "major"),
            Fact(_("Supervised by the authority"), total.supervised, source, "supervised"),
            Fact(_("Fixed"), total.fixed, source, "fixed"),
            Fact(_("Share fixed"), rate, source, "rate"),
            Fact(_("Fixed after the deadline"), total.late, source, "late"),
            Fact(_("Still open"), total.open, source, "open"),
            Fact(_("Overdue"), total.overdue, source, "overdue"),
        )
    )


def _table(heading: str, rows: list[Figures], total: Figures, source: str, name: str) -> Table:
    numbers = (_("Found"), _("Fixed"), _("Share fixed, percent"), _("Fixed late"), _("Still open"), _("Overdue"))
    columns = (Column(heading, 3), *(Column(number, 1, numeric=True) for number in numbers))
    return Table(
        columns,
        tuple(_cells(row.label, row) for row in rows),
        _cells(_("Total"), total),
        source=source,
        name=name,
    )


def _cells(label: str, row: Figures) -> tuple[str | int | None, ...]:
    return (
        label,
        row.found,
        row.fixed,
        None if row.rate is None else str(row.rate),
        row.late,
        row.open,
        row.overdue,
    )

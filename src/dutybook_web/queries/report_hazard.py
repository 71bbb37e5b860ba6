"""The hazards of a period as a section that several kinds of report have: counted by grade, and by where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dutybook.interop.documents import Column, Fact, Facts, Section, Table
from dutybook_web.models import Hazard
from dutybook_web.models.hazard import ENDED
from dutybook_web.queries.hazard_statistics import Figures, by_grade, found_in
from dutybook_web.queries.report_parts import Asked


@dataclass(frozen=True, slots=True)
class Hazards:
    """What is told of hazards: those found in the period by grade, and how many from before it are still open."""

    grades: tuple[Figures, ...] = ()
    open_before: int = 0


def hazards_of(asked: Asked, rows: QuerySet[Hazard]) -> Hazards:
    """Count them, in two queries; `rows`: all of what the report is about."""
    found = found_in(rows, asked.start, asked.end)
    before = rows.filter(found_on__lt=asked.start).exclude(state__in=ENDED)
    return Hazards(tuple(by_grade(found, asked.today)), before.count())


def hazards_section(heading: str, asked: Asked, hazards: Hazards) -> Section:
    """How many were found and what became of them."""
    source = _("Hazards found in the period, as they stood on %(day)s") % {"day": asked.today.isoformat()}
    figures = (
        (_("Found in the period"), "found", "hazards"),
        (_("Of these major"), "major", "hazards-major"),
        (_("Fixed"), "fixed", "hazards-fixed"),
        (_("Still open"), "open", "hazards-open"),
        (_("Overdue"), "overdue", "hazards-overdue"),
    )
    facts = [Fact(label, sum(getattr(one, of) for one in hazards.grades), source, name) for label, of, name in figures]
    earlier = _("Hazards found before the period and not ended on %(day)s") % {"day": asked.today.isoformat()}
    facts.append(Fact(_("Open from before the period"), hazards.open_before, earlier, "hazards-before"))
    return Section(heading, (Facts(tuple(facts)), _table(hazards, source)), "hazards")


def _table(hazards: Hazards, source: str) -> Table:
    numbers = (_("Found"), _("Fixed"), _("Fixed late"), _("Still open"), _("Overdue"))
    columns = (Column(_("Grade"), 3), *(Column(number, numeric=True) for number in numbers))
    rows = tuple((one.label, one.found, one.fixed, one.late, one.open, one.overdue) for one in hazards.grades)
    return Table(columns, rows, caption=_("Hazards by grade"), source=source, name="hazards")

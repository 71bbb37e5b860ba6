"""An assessment computed, each point with its trace; the ranking, and the same as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dutybook.interop.documents import Column, Paragraph, Report, Section, Sources, Table
from dutybook_web.access import Actor
from dutybook_web.models import Assessment, AssessmentScheme, Organisation, Score
from dutybook_web.queries.assessment_scheme import Item, SchemeFile
from dutybook_web.queries.assessment_sources import SOURCES, Mark, Span
from dutybook_web.words import side

_CENT: Final = Decimal("0.01")
FULL: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What one organisation got for one item.

    Args:
        points: of the weight; None where there was nothing to count, and then the weight counts for nothing.
        good, counted: how many things counted in full, of how many.
    """

    item: str
    weight: int
    points: Decimal | None
    good: int
    counted: int

    def plain(self) -> dict[str, Any]:
        """As it is frozen."""
        return asdict(self) | {"points": None if self.points is None else str(self.points)}


@dataclass(frozen=True, slots=True)
class Computed:
    """What one organisation got, with the trace of each item."""

    unit: Organisation
    points: Decimal | None
    items: tuple[ItemScore, ...]
    trace: Mapping[str, tuple[Mark, ...]]


def scheme_of(row: AssessmentScheme) -> SchemeFile:
    """The scheme of a version."""
    return SchemeFile.model_validate(row.body, strict=False)


def compute(actor: Actor, scheme: SchemeFile, units: Iterable[Organisation], span: Span) -> tuple[Computed, ...]:
    """Score organisations; one query for each item.

    An item that there was nothing to count for is left out, and the others make up the 100 points.
    """
    many = list(units)
    marks = {item.id: SOURCES[item.source].marks(actor, many, span) for item in scheme.items}
    return tuple(_computed(unit, scheme, {name: of[unit.pk] for name, of in marks.items()}) for unit in many)


def schemes_in_use(rows: QuerySet[AssessmentScheme]) -> list[AssessmentScheme]:
    """The newest version of each scheme of each organisation."""
    newest: dict[tuple[int, str], AssessmentScheme] = {}
    for row in rows.select_related("organisation").order_by("organisation__path", "scheme", "number"):
        newest[row.organisation_id, row.scheme] = row
    return list(newest.values())


def versions_of(row: AssessmentScheme) -> QuerySet[AssessmentScheme]:
    """All versions of a scheme, the newest first."""
    mine = AssessmentScheme.objects.filter(organisation=row.organisation, scheme=row.scheme)
    rows: QuerySet[AssessmentScheme] = mine.defer("body").order_by("-number")
    return rows


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was counted, as a page shows it."""

    label: str
    day: str
    good: bool
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a score, as a page shows it."""

    label: str
    weight: int
    points: Decimal | None
    good: int
    counted: int
    trace: tuple[Told, ...]


def lines(score: Score, scheme: SchemeFile) -> tuple[Line, ...]:
    """The items of a score with their traces; no query."""
    by_id = {item["item"]: item for item in score.items}
    return tuple(_line(item, by_id[item.id], score.trace[item.id]) for item in scheme.items)


def as_report(assessment: Assessment, scores: Iterable[Score]) -> Report:
    """The ranking, and the trace of each item, as a report for a workbook."""
    scheme, many = scheme_of(assessment.scheme), list(scores)
    source = _("Scheme %(scheme)s, version %(number)s; looked at on %(day)s") % {
        "scheme": side(scheme.title),
        "number": assessment.scheme.number,
        "day": assessment.as_of.isoformat(),
    }
    return Report(
        side(scheme.title),
        assessment.organisation.name,
        (
            Section(_("Ranking"), (Paragraph(rule()), _ranking(scheme, many, source))),
            Section(_("Trace of each point"), (_traces(scheme, many, source), Sources())),
        ),
        period=f"{assessment.period_start.isoformat()} – {assessment.period_end.isoformat()}",
        language="zh" if get_language() == "zh-hans" else "en",
    )


def rule() -> str:
    """How points come about, in words."""
    return _(
        "Each item gives its weight times the share of things that count. An item with nothing to count is left out; "
        "the points are of 100 over the others."
    )


def _computed(unit: Organisation, scheme: SchemeFile, marks: Mapping[str, list[Mark]]) -> Computed:
    items = tuple(_scored(item, marks[item.id]) for item in scheme.items)
    told = [item for item in items if item.points is not None]
    weight = sum(item.weight for item in told)
    # From the counts, not from rounded points: otherwise full marks could come to 99.99.
    gained = sum((Decimal(item.weight) * item.good / item.counted for item in told), Decimal(0))
    points = (gained * FULL / weight).quantize(_CENT, ROUND_HALF_UP) if weight else None
    return Computed(unit, points, items, {name: tuple(found) for name, found in marks.items()})


def _scored(item: Item, marks: list[Mark]) -> ItemScore:
    good, counted = sum(mark.good for mark in marks), len(marks)
    points = (Decimal(item.weight) * good / counted).quantize(_CENT, ROUND_HALF_UP) if counted else None
    return ItemScore(item.id, item.weight, points, good, counted)


def _line(item: Item, found: Mapping[str, Any], trace: list[dict[str, Any]]) -> Line:
    points = None if found["points"] is None else Decimal(found["points"])
    told = tuple(Told(_label(mark), mark["day"], mark["good"], _url(mark)) for mark in trace)
    return Line(side(item.label), item.weight, points, found["good"], found["counted"], told)


def _label(mark: Mapping[str, Any]) -> str:
    return str(mark["label_zh" if get_language() == "zh-hans" else "label_en"])


def _url(mark: Mapping[str, Any]) -> str:
    return reverse("report_page", args=[mark["key"]]) if mark["kind"] == "report" and mark["key"] else ""


def _ranking(scheme: SchemeFile, scores: list[Score], source: str) -> Table:
    heads = tuple(Column(f"{side(item.label)} ({item.weight})", 2, numeric=True) for item in scheme.items)
    columns = (Column(_("Rank"), numeric=True), Column(_("Organisation"), 4), Column(_("Points"), numeric=True), *heads)
    rows = tuple(
        (place, score.unit.name, score.points, *(line.points for line in lines(score, scheme)))
        for place, score in ranked(scores)
    )
    return Table(columns, rows, source=source, caption=_("Ranking"))


def ranked(scores: Iterable[Score]) -> list[tuple[int | None, Score]]:
    """Scores with their rank: equal points share one; who could not be scored has none."""
    found: list[tuple[int | None, Score]] = []
    for number, score in enumerate(scores, 1):
        same = found and found[-1][1].points == score.points
        found.append((None if score.points is None else found[-1][0] if same else number, score))
    return found


def _traces(scheme: SchemeFile, scores: list[Score], source: str) -> Table:
    columns = (Column(_("Organisation"), 3), Column(_("Item"), 3), Column(_("What was counted"), 5))
    rows = tuple(
        (score.unit.name, line.label, told.label, date.fromisoformat(told.day), _("Yes") if told.good else _("No"))
        for score in scores
        for line in lines(score, scheme)
        for told in line.trace
    )
    return Table((*columns, Column(_("Day"), 2), Column(_("Counts"))), rows, source=source, caption=_("Trace"))

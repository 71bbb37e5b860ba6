"""What a scheme of assessment can count: named functions that tell every thing they counted, and what it counted for.

A source looks at organisations and a period, and marks things (tasks, reports): each either counts in full or not.
A new one is a function here and an entry in `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.access import Actor, visible
from dutybook_web.half_year import within
from dutybook_web.models import Hazard, HazardState, Organisation, Report, ReportKind, Task, TaskState

_DONE = (TaskState.DONE, TaskState.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Span:
    """The period that is assessed, and the day up to which was looked."""

    start: date
    end: date
    as_of: date


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that was counted.

    Args:
        kind, key: of the thing; the key is empty for what should be there and is not.
        label: what it is, in words that stay. day: on which it was due. good: whether it counts.
    """

    kind: str
    key: str
    label_zh: str
    label_en: str
    day: date
    good: bool


Marks = dict[int, list[Mark]]
"""By the number of the organisation."""


@dataclass(frozen=True, slots=True)
class Source:
    """A way to count: its words for who writes a scheme, and the function."""

    words: Promise
    marks: Callable[[Actor, Iterable[Organisation], Span], Marks]


def tasks_in_time(actor: Actor, units: Iterable[Organisation], span: Span) -> Marks:
    """Tasks due in the period: those done by their last day count."""
    return _tasks(actor, units, span, good=lambda task: task.state == TaskState.DONE)


def tasks_not_overdue(actor: Actor, units: Iterable[Organisation], span: Span) -> Marks:
    """Tasks due in the period: those done by now count, late ones too."""
    return _tasks(actor, units, span, good=lambda task: task.state in _DONE)


def report_tasks_in_time(actor: Actor, units: Iterable[Organisation], span: Span) -> Marks:
    """Tasks of duties to report or to notify: those done by their last day count."""
    wanted = {"version__workflow__in": ("report", "notice")}
    return _tasks(actor, units, span, good=lambda task: task.state == TaskState.DONE, **wanted)


def reports_sent(actor: Actor, units: Iterable[Organisation], span: Span) -> Marks:
    """Half-yearly reports of the units themselves: each half-year that ends in the period asks for one, sent."""
    many, halves = list(units), within(span.start, min(span.end, span.as_of))
    sent = visible(actor, Report, "reports.read").filter(
        kind=ReportKind.UNIT, organisation__in=many, sent_on__lte=span.as_of
    )
    # Of several for one half-year, the one that was sent first counts.
    rows = sent.order_by("-sent_on", "-pk").values_list("organisation", "period_start", "key")
    first = {(unit, start): key for unit, start, key in rows}
    return {
        unit.pk: [
            Mark("report", key := first.get((unit.pk, half.start), ""), half.name, half.name, half.end, bool(key))
            for half in halves
        ]
        for unit in many
    }


def hazards_fixed(actor: Actor, units: Iterable[Organisation], span: Span) -> Marks:
    """Hazards found in the period, but reports that told of none: those closed after a re-check by now count."""
    found = {"found_on__range": (span.start, min(span.end, span.as_of))}
    return _hazards(actor, units, found, "found_on", good=lambda hazard: _closed_by(hazard, span.as_of))


def hazards_in_time(actor: Actor, units: Iterable[Organisation], span: Span) -> Marks:
    """Hazards whose deadline lies in the period: those fixed by it, and closed after a re-check, count."""
    due = {"deadline__range": (span.start, span.end), "deadline__lt": span.as_of}
    return _hazards(
        actor,
        units,
        due,
        "deadline",
        good=lambda hazard: _closed_by(hazard, span.as_of) and not hazard.was_fixed_late,
    )


SOURCES: Final[Mapping[str, Source]] = {
    "hazards_fixed": Source(_("Hazards found, fixed and checked"), hazards_fixed),
    "hazards_in_time": Source(_("Hazards fixed by their deadline"), hazards_in_time),
    "report_tasks_in_time": Source(_("Duties to report, done in time"), report_tasks_in_time),
    "reports_sent": Source(_("Half-yearly reports of the unit, sent"), reports_sent),
    "tasks_in_time": Source(_("Tasks done in time"), tasks_in_time),
    "tasks_not_overdue": Source(_("Tasks done, late ones included"), tasks_not_overdue),
}
"""By the name that a scheme writes."""


def _tasks(
    actor: Actor, units: Iterable[Organisation], span: Span, good: Callable[[Task], bool], **wanted: object
) -> Marks:
    """Tasks whose last day lies in the period and before the day of looking; those that were waived are not counted."""
    of_path = {unit.path: unit.pk for unit in units}
    rows: QuerySet[Task] = visible(actor, Task, "tasks.read").filter(
        due__gte=span.start, due__lte=span.end, due__lt=span.as_of, **wanted
    )
    rows = rows.exclude(state=TaskState.WAIVED).select_related("version", "premises", "organisation")
    found: Marks = {number: [] for number in of_path.values()}
    for task in rows.defer("version__body", "note", "explanation_zh", "explanation_en").order_by("due", "pk"):
        place, version = task.premises.name, task.version
        zh, en = f"{version.summary_zh}（{place}）", f"{version.summary_en} ({place})"
        for unit in _units_above(task.organisation.path, of_path):
            found[unit].append(Mark("task", task.key, zh, en, task.due, good(task)))
    return found


def _hazards(
    actor: Actor,
    units: Iterable[Organisation],
    wanted: Mapping[str, object],
    day: str,
    good: Callable[[Hazard], bool],
) -> Marks:
    """Hazards, told by their place and what is wrong; `day` names the field of the day that counts."""
    of_path = {unit.path: unit.pk for unit in units}
    rows = visible(actor, Hazard, "hazards.read").filter(**wanted).exclude(state=HazardState.DISMISSED)
    found: Marks = {number: [] for number in of_path.values()}
    for hazard in rows.select_related("premises", "organisation").order_by(day, "pk"):
        label = f"{hazard.premises.name}: {hazard.what[:80]}"
        for unit in _units_above(hazard.organisation.path, of_path):
            found[unit].append(Mark("hazard", hazard.key, label, label, getattr(hazard, day), good(hazard)))
    return found


def _closed_by(hazard: Hazard, day: date) -> bool:
    return hazard.state == HazardState.CLOSED and hazard.closed_on is not None and hazard.closed_on <= day


def _units_above(path: str, of_path: Mapping[str, int]) -> Iterator[int]:
    """The organisations among those assessed that a path runs through."""
    parts = path.split("/")[:-1]
    for depth in range(1, len(parts) + 1):
        unit = of_path.get("/".join(parts[:depth]) + "/")
        if unit is not None:
            yield unit

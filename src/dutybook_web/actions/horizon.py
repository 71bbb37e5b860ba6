"""Making the tasks of premises for the days to come: each occurrence once, and never rewritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from dutybook.schedule.model import Due
from dutybook_web.actions.record import Entry, record_all
from dutybook_web.models import Account, Premises, Role, Task, TaskState, Waiver
from dutybook_web.queries.edition import edition_in_use
from dutybook_web.queries.planned import Bound, Happened, Known, Planner, binds, known_of, planner_of
from dutybook_web.queries.responsibility import Answering, answering_of

_MOVED = timedelta(days=31)
"""No table of working days moves a date by as much."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run changed."""

    made: int = 0
    waived: int = 0
    reopened: int = 0

    def __add__(self, other: Made) -> Made:
        return Made(self.made + other.made, self.waived + other.waived, self.reopened + other.reopened)


class _Kept(NamedTuple):
    """A task that there is already, as far as it matters here."""

    pk: int
    premises: int
    duty: str
    occurrence: str
    due: date
    state: str
    waived_for: str


@transaction.atomic
def make_tasks(
    places: Sequence[Premises], today: date, *, since: date | None = None, account: Account | None = None
) -> Made:
    """Make the tasks that are missing at premises, from `since` until the horizon, and waive those that lost their
    ground; a task that exists keeps its wording, date and assignee.

    Who: the application every day; whoever records an event or decides an exemption there. Changes: new tasks; open
    ones that are not due yet and that nobody has touched are waived when their duty no longer binds, was exempted or
    the premises are closed, and opened again when that no longer holds. Recorded: tasks.make for each place with the
    number, task.waive and task.reopen for each task with the reason.

    Args:
        places: of one tenant and one time zone, their organisation fetched.
        today: the day that it is there. since: the day of the last run, so that nothing is skipped after a pause.
        account: who caused it; None for the application itself.
    """
    edition = edition_in_use(places[0].organisation.root) if places else None
    if edition is None:
        return Made()
    zone = places[0].organisation.time_zone
    first, last = min(since or today, today), today + timedelta(days=settings.HORIZON_DAYS)
    known = known_of(places, ZoneInfo(zone))
    kept = _kept(places, first, known)
    planned = _Plan(planner_of(edition, first, last, zone), known, answering_of(places))
    new = list(planned.missing(places, {(task.premises, task.duty, task.occurrence) for task in kept}))
    Task.objects.bulk_create(new, ignore_conflicts=True, batch_size=5_000)
    _record_made(account, places, new, last)
    waived, reopened = _settle(places, [task for task in kept if task.due >= today], known, today, account)
    return Made(len(new), waived, reopened)


@dataclass(frozen=True, slots=True)
class _Plan:
    planner: Planner
    known: Known
    answering: Mapping[int, Answering]

    def missing(self, places: Sequence[Premises], kept: set[tuple[int, str, str]]) -> Iterator[Task]:
        """The tasks that are to be and are not."""
        for place in places:
            happened = self.known.happened.get(place.pk, ())
            for bound in self.known.bound.get(place.pk, {}).values():
                if not binds(bound):
                    continue
                for due in self._dues(place, bound, happened):
                    if (place.pk, bound.duty, due.occurrence) not in kept and not self._closed(place, due):
                        yield self._task(place, bound, due)

    def _dues(self, place: Premises, bound: Bound, happened: Sequence[Happened]) -> Iterable[Due]:
        """Its dates; for a duty that has none, those of the organisation's own rhythm."""
        if not self.planner.is_standing(bound):
            return self.planner.dues(bound, happened)
        answers = self.answering[place.pk].of(bound.duty, bound.act, bound.provision)
        return self.planner.rhythm(bound, answers.every) if answers and answers.every else ()

    def _closed(self, place: Premises, due: Due) -> bool:
        return place.closed_on is not None and place.closed_on <= self.planner.day(due.due)

    def _task(self, place: Premises, bound: Bound, due: Due) -> Task:
        answers = self.answering[place.pk].of(bound.duty, bound.act, bound.provision)
        account, role = (answers.account_id, answers.role) if answers else (None, "")
        day = self.planner.day(due.due)
        exempt = any(start <= day <= end for start, end in self.known.exempt.get((place.pk, bound.duty), ()))
        return Task(
            tenant_id=place.tenant_id,
            organisation_id=place.organisation_id,
            premises=place,
            version_id=bound.version,
            duty=bound.duty,
            occurrence=due.occurrence,
            opens=self.planner.day(due.opens),
            due=day,
            due_at=due.due if isinstance(due.due, datetime) else None,
            rule=due.rule,
            explanation_zh=due.explanation.zh,
            explanation_en=due.explanation.en,
            assignee_id=account,
            assigned_role="" if account else role or Role.MANAGER,
            needs_review=bound.workflow in settings.REVIEWED_WORKFLOWS,
            state=TaskState.WAIVED if exempt else TaskState.OPEN,
            waived_for=Waiver.EXEMPTION if exempt else "",
        )


def _kept(places: Sequence[Premises], first: date, known: Known) -> list[_Kept]:
    """The tasks that there are from a little before the first day, and all that are counted from events."""
    names = {event.name for happened in known.happened.values() for event in happened}
    wanted = reduce(or_, (Q(occurrence__startswith=f"{name}@") for name in names), Q(due__gte=first - _MOVED))
    rows = Task.objects.filter(wanted, premises__in=[place.pk for place in places])
    fields = ("pk", "premises_id", "duty", "occurrence", "due", "state", "waived_for")
    return [_Kept(*row) for row in rows.values_list(*fields)]


def _record_made(account: Account | None, places: Sequence[Premises], new: Sequence[Task], last: date) -> None:
    counts = Counter(task.premises_id for task in new)
    entries = [
        Entry("tasks.make", place, place.organisation, {"made": counts[place.pk], "until": last.isoformat()})
        for place in places
        if counts[place.pk]
    ]
    record_all(account, entries)


def _settle(
    places: Sequence[Premises], coming: Sequence[_Kept], known: Known, today: date, account: Account | None
) -> tuple[int, int]:
    """Waive what has lost its ground and open what has it again; how many of each."""
    place_of = {place.pk: place for place in places}
    to_waive: dict[int, str] = {}
    to_open: dict[int, str] = {}
    for task in coming:
        reason = _reason(task, place_of[task.premises], known, today)
        if task.state == TaskState.OPEN and reason:
            to_waive[task.pk] = reason
        elif task.state == TaskState.WAIVED and task.waived_for and not reason:
            to_open[task.pk] = task.waived_for
    return _waive(to_waive, account), _reopen(to_open, account)


def _reason(task: _Kept, place: Premises, known: Known, today: date) -> str:
    if place.closed_on is not None and place.closed_on <= today:
        return Waiver.CLOSED
    if task.duty not in known.bound.get(place.pk, {}):
        return Waiver.NO_LONGER_BINDS
    periods = known.exempt.get((place.pk, task.duty), ())
    return Waiver.EXEMPTION if any(start <= task.due <= end for start, end in periods) else ""


def _waive(reasons: Mapping[int, str], account: Account | None) -> int:
    rows = Task.objects.filter(pk__in=reasons, state=TaskState.OPEN, note="", reopened=0, evidence=None)
    tasks = list(rows.select_related("organisation")) if reasons else []
    for task in tasks:
        task.state, task.waived_for = TaskState.WAIVED, reasons[task.pk]
    return _changed(tasks, "task.waive", {task.pk: task.waived_for for task in tasks}, account)


def _reopen(reasons: Mapping[int, str], account: Account | None) -> int:
    rows = Task.objects.filter(pk__in=reasons, state=TaskState.WAIVED)
    tasks = list(rows.select_related("organisation")) if reasons else []
    for task in tasks:
        task.state, task.waived_for = TaskState.OPEN, ""
    return _changed(tasks, "task.reopen", reasons, account)


def _changed(tasks: Sequence[Task], action: str, reasons: Mapping[int, str], account: Account | None) -> int:
    Task.objects.bulk_update(tasks, ["state", "waived_for"], batch_size=300)
    record_all(account, [Entry(action, task, task.organisation, {"reason": reasons[task.pk]}) for task in tasks])
    return len(tasks)

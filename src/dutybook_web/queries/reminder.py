"""Which tasks are to be reminded of or escalated on a day, and to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from dutybook_web.models import Account, Assignment, Organisation, Role, Task, TaskState
from dutybook_web.models.task import SOON
from dutybook_web.queries.task import WAITING, with_all

DUE_SOON, DUE_TODAY, OVERDUE = 1, 2, 3
"""The stages of reminding; `Task.reminded` holds the last that was told, so that a pause of the job skips none."""

DEEPEST: Final = 10
"""Steps up the tree that are told at most."""

WATCHED: Final = (Role.MANAGER, Role.ADMINISTRATOR)
"""Who is told of what is overdue below them: managers, or administrators where a node has none."""


def stage(due: date, today: date) -> int:
    """The stage of a task on a day; 0 before it is due soon.

    >>> [stage(date(2026, 3, 8), date(2026, 3, day)) for day in (7, 8, 9)]
    [1, 2, 3]
    """
    if due < today:
        return OVERDUE
    if due == today:
        return DUE_TODAY
    return DUE_SOON if due <= today + SOON else 0


def level(due: date, today: date) -> int:
    """How many steps up the tree an overdue task has to be told of: one for every so many days."""
    every = settings.ESCALATE_AFTER_DAYS
    return min(max(0, (today - due).days // every), DEEPEST) if every else 0


def to_remind(tenant: Organisation, today: date) -> QuerySet[Task]:
    """Open tasks of a tenant that have come to a stage that nobody was told of."""
    reached = Case(
        When(due__lt=today, then=Value(OVERDUE)),
        When(due=today, then=Value(DUE_TODAY)),
        default=Value(DUE_SOON),
        output_field=IntegerField(),
    )
    rows = Task.objects.filter(tenant=tenant, state=TaskState.OPEN, due__lte=today + SOON)
    return with_all(rows.annotate(reached=reached).filter(reminded__lt=F("reached"))).order_by("due", "pk")


def to_escalate(tenant: Organisation, today: date) -> QuerySet[Task]:
    """Tasks of a tenant that are overdue for so long that somebody further up is to know, and was not told."""
    every, overdue = settings.ESCALATE_AFTER_DAYS, Q(pk__in=[])
    for step in range(1, DEEPEST + 1) if every else ():
        overdue |= Q(escalated__lt=step, due__lte=today - timedelta(days=step * every))
    rows = Task.objects.filter(overdue, tenant=tenant, state__in=WAITING)
    return with_all(rows).order_by("due", "pk")


@dataclass(frozen=True, slots=True)
class Holders:
    """The accounts that hold a role at a node, by both."""

    accounts: Mapping[tuple[int, str], Sequence[Account]]

    def doers(self, task: Task) -> Sequence[Account]:
        """Who is reminded of a task: its assignee, or whoever holds its role nearest to it."""
        if task.assignee is not None:
            return [task.assignee]
        held = (self.accounts.get((node, task.assigned_role)) for node in _upwards(task))
        return next((found for found in held if found), ())

    def watchers(self, task: Task, steps: int) -> Sequence[Account]:
        """Who is told of an overdue task so many steps up: from its own organisation, which is step one."""
        nodes = _upwards(task)[max(0, steps - 1) :] or _upwards(task)[-1:]
        held = (self.accounts.get((node, role)) for node in nodes for role in WATCHED)
        return next((found for found in held if found), ())


def holders_in(tenant: Organisation) -> Holders:
    """The accounts of a tenant that are active, by their roles, in one query."""
    rows = Assignment.objects.filter(organisation__tenant=tenant, account__is_active=True).select_related("account")
    found: dict[tuple[int, str], list[Account]] = {}
    for one in rows.order_by("pk"):
        found.setdefault((one.organisation_id, one.role), []).append(one.account)
    return Holders(found)


def _upwards(task: Task) -> list[int]:
    """The nodes from the task's own up to the root."""
    return [int(part) for part in reversed(task.organisation.path.split("/")) if part]

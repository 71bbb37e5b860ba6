"""Lists of tasks: mine, all of them narrowed, a page at a time; and what one task is shown with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook_web.access import Actor
from dutybook_web.models import Account, Event, Evidence, Organisation, Premises, Task, TaskState
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.subtree import of_node
from dutybook_web.words import side

WAITING = (TaskState.OPEN, TaskState.SUBMITTED)
ALL = "all"

TASK_EVENTS: Final[Mapping[str, Promise]] = {
    "task.attach": _("Evidence was attached"),
    "task.complete": _("Completed"),
    "task.submit": _("Handed in for review"),
    "task.accept": _("Accepted"),
    "task.send_back": _("Sent back"),
    "task.assign": _("Given to somebody else"),
    "task.waive": _("Waived"),
    "task.reopen": _("Opened again"),
    "task.escalate": _("Told further up, as it is overdue"),
}
"""What the record says of a task, in words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to.

    Args:
        state: one of TaskState, or ALL; empty for those that are to be done or reviewed.
        overdue: those that should have been done before `today`.
        organisation: with all below it, and what it supervises.
        start, end: days between which they are due, both included.
    """

    today: date
    state: str = ""
    overdue: bool = False
    premises: Premises | None = None
    organisation: Organisation | None = None
    act: str = ""
    assignee: Account | None = None
    start: date | None = None
    end: date | None = None


def listed(rows: QuerySet[Task], wanted: Wanted) -> QuerySet[Task]:
    """The tasks that are wanted, of those that the actor may see, the longest due first."""
    equal = {
        "state__in": () if wanted.state == ALL else (wanted.state,) if wanted.state else WAITING,
        "premises": wanted.premises,
        "version__act": wanted.act,
        "assignee": wanted.assignee,
        "due__gte": wanted.start,
        "due__lte": wanted.end,
    }
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if wanted.organisation:
        rows = rows.filter(of_node(Task, wanted.organisation))
    if wanted.overdue:
        rows = rows.filter(state__in=WAITING, due__lt=wanted.today)
    return with_all(rows).order_by("due", "pk")


def with_all(rows: QuerySet[Task]) -> QuerySet[Task]:
    """With what a line of a list shows, in the same query; without the whole wording."""
    return rows.select_related("premises", "version", "assignee", "organisation").defer("version__body")


def mine(rows: QuerySet[Task], actor: Actor) -> QuerySet[Task]:
    """Open tasks given to the account, or to nobody but a role that it holds there; the longest due first."""
    given = Q(assignee=actor.account)
    for grant in actor.grants:
        at = (
            Q(tenant=grant.tenant) if grant.path == f"{grant.tenant}/" else Q(organisation__path__startswith=grant.path)
        )
        given |= Q(assignee=None, assigned_role=grant.role) & at
    return with_all(rows.filter(given, state=TaskState.OPEN)).order_by("due", "pk")


def to_review(rows: QuerySet[Task], actor: Actor) -> QuerySet[Task]:
    """What the account could review: handed in, and by somebody else."""
    handed_in = rows.filter(state=TaskState.SUBMITTED).exclude(completed_by=actor.account)
    return with_all(handed_in).order_by("due", "pk")


@dataclass(slots=True)
class Urgency:
    """Tasks of one urgency."""

    name: str
    tasks: list[Task] = field(default_factory=list)


def by_urgency(tasks: list[Task], today: date) -> list[Urgency]:
    """Overdue, due soon, later; without those of which there are none."""
    groups = {name: Urgency(name) for name in ("overdue", "due_soon", "open")}
    for task in tasks:
        groups[task.status(today)].tasks.append(task)
    return [group for group in groups.values() if group.tasks]


def missing_evidence(task: Task, today: date) -> list[str]:
    """The kinds of evidence that a task expects and does not have, or not any more."""
    held = task.evidence.filter(Q(expires_on=None) | Q(expires_on__gte=today), withdrawn_at=None)
    kinds = set(held.values_list("kind", flat=True)) if task.expected else set()
    return [kind for kind in task.expected if kind not in kinds]


def choosable(task: Task, rows: QuerySet[Evidence], today: date) -> QuerySet[Evidence]:
    """Evidence that may be attached to a task, of what the actor may see: of its premises or of all in a unit above."""
    nodes = [int(part) for part in task.organisation.path.split("/") if part]
    fitting = Q(premises=task.premises_id) | Q(premises=None, organisation__in=nodes)
    good = Q(expires_on=None) | Q(expires_on__gte=today)
    kinds = {"kind__in": task.expected} if task.expected else {}
    return rows.filter(fitting, good, withdrawn_at=None, **kinds).exclude(tasks=task).order_by("-received_at", "pk")


def history_of(task: Task) -> QuerySet[Event]:
    """What was recorded of a task, newest first, with who did it."""
    return Event.objects.filter(object=f"task/{task.key}").select_related("account").order_by("-number")


def evidence_of(task: Task) -> QuerySet[Evidence]:
    """What was given for a task, the newest first."""
    return task.evidence.select_related("blob", "premises").order_by("-received_at", "pk")


def acts_in_use(tenant: Organisation) -> list[tuple[str, str]]:
    """The acts that the tenant's edition holds, by id, with their titles in the language of the moment."""
    edition = edition_in_use(tenant.root)
    acts = catalogue_of(edition).acts if edition else ()
    return [(act.id, side(act.title)) for act in acts]

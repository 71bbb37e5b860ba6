"""Tasks by the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions import task as actions
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import AtPremises, Day, OfOrganisation, Problem
from dutybook_web.forms.task import AssignForm, CompleteForm, ReviewForm, TaskFilter
from dutybook_web.models import Evidence, Organisation, Premises, Task
from dutybook_web.queries.doers import accounts_below, doers_at
from dutybook_web.queries.task import acts_in_use, choosable, evidence_of, listed, mine

router = Router()
RELATED = ("organisation", "premises", "version", "assignee", "completed_by", "reviewed_by")
ANSWERS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class TaskOut(AtPremises, OfOrganisation):
    """A task, with the wording that it was made with."""

    key: str
    state: str
    overdue: bool
    duty: str
    act: str
    provision: str
    summary_zh: str
    summary_en: str
    occurrence: str
    opens: date
    due: date
    due_at: datetime | None
    rule: str
    explanation_zh: str
    explanation_en: str
    assignee: str | None
    assigned_role: str
    needs_review: bool
    completed_at: datetime | None
    note: str
    returned_because: str
    reopened: int

    @staticmethod
    def resolve_overdue(row: Task) -> bool:
        """By the day of its organisation."""
        return row.is_overdue(row.organisation.day_at(timezone.now()))

    @staticmethod
    def resolve_act(row: Task) -> str:
        """Its identifier in the catalogue."""
        return row.version.act

    @staticmethod
    def resolve_provision(row: Task) -> str:
        """The eId of the provision."""
        return row.version.provision

    @staticmethod
    def resolve_summary_zh(row: Task) -> str:
        """What to do, in Chinese."""
        return row.version.summary_zh

    @staticmethod
    def resolve_summary_en(row: Task) -> str:
        """What to do, in English."""
        return row.version.summary_en

    @staticmethod
    def resolve_assignee(row: Task) -> str | None:
        """The key of the account."""
        return row.assignee.key if row.assignee else None


class TaskWhole(TaskOut):
    """A task with the evidence that it expects and has."""

    expected: list[str]
    evidence: list[str]

    @staticmethod
    def resolve_evidence(row: Task) -> list[str]:
        """The keys of what was given."""
        return [piece.key for piece in evidence_of(row)]


class WantedIn(Schema):
    """What a list is narrowed to; premises, organisation and assignee by their keys.

    Without a state: what is to be done or reviewed; `all` for all.
    """

    state: str = ""
    overdue: bool = False
    premises: str = ""
    organisation: str = ""
    act: str = ""
    assignee: str = ""
    start: Day | None = None
    end: Day | None = None


class TaskEvidenceIn(Schema):
    """Keys of evidence."""

    evidence: list[str]


class CompleteIn(Schema):
    """What a task is completed with."""

    evidence: list[str] = []
    note: str = ""


class ReviewIn(Schema):
    """What a review says: `accept`, or `send_back` with a reason."""

    decision: str
    reason: str = ""


class AssignIn(Schema):
    """The key of the account."""

    account: str


@router.get("", response=list[TaskOut])
@paginate
@requires("tasks.read")
def task_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List tasks, the longest due first."""
    form = TaskFilter(
        wanted.dict(),
        organisations=visible(request.actor, Organisation, "tasks.read"),
        premises=visible(request.actor, Premises, "tasks.read"),
        accounts=accounts_below(request.actor, "tasks.read"),
        acts=acts_in_use(request.organisation),
    )
    checked(form)
    today = request.organisation.day_at(timezone.now())
    return listed(visible(request.actor, Task, "tasks.read"), form.wanted(today))


@router.get("/mine", response=list[TaskOut])
@paginate
@requires("tasks.read")
def task_mine(request: Any) -> Any:
    """List what the account is to do, the longest due first."""
    return mine(visible(request.actor, Task, "tasks.read"), request.actor)


@router.get("/{key}", response={200: TaskWhole, 403: Problem, 404: Problem})
@requires("tasks.read")
def task_read(request: Any, key: str) -> Any:
    """Read one task."""
    return find(request.actor, Task, key, "tasks.read", *RELATED)


@router.post("/{key}/evidence", response={200: TaskWhole, **ANSWERS})
@requires("tasks.do")
def task_attach(request: Any, key: str, data: TaskEvidenceIn) -> Any:
    """Attach evidence to it."""
    task = find(request.actor, Task, key, "tasks.do", *RELATED)
    return actions.attach(request.actor, task, data.evidence)


@router.post("/{key}/complete", response={200: TaskWhole, **ANSWERS})
@requires("tasks.do")
def task_complete(request: Any, key: str, data: CompleteIn) -> Any:
    """Complete it, or hand it in where it needs a review."""
    task = find(request.actor, Task, key, "tasks.do", *RELATED)
    today = task.organisation.day_at(timezone.now())
    pieces = choosable(task, visible(request.actor, Evidence, "evidence.read"), today)
    form = CompleteForm(data.dict(), pieces=pieces)
    checked(form)
    return actions.complete(request.actor, task, form.keys(), form.cleaned_data["note"])


@router.post("/{key}/review", response={200: TaskWhole, **ANSWERS})
@requires("tasks.review")
def task_review(request: Any, key: str, data: ReviewIn) -> Any:
    """Accept it or send it back."""
    task = find(request.actor, Task, key, "tasks.review", *RELATED)
    form = ReviewForm(data.dict())
    checked(form)
    accept = form.cleaned_data["decision"] == "accept"
    return actions.review(request.actor, task, accept=accept, reason=form.cleaned_data["reason"])


@router.post("/{key}/assign", response={200: TaskWhole, **ANSWERS})
@requires("tasks.assign")
def task_assign(request: Any, key: str, data: AssignIn) -> Any:
    """Hand it to an account."""
    task = find(request.actor, Task, key, "tasks.assign", *RELATED)
    form = AssignForm(data.dict(), accounts=doers_at(task.organisation))
    checked(form)
    return actions.reassign(request.actor, task, form.cleaned_data["account"])

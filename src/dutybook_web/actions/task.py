"""What is done with a task: evidence attached, completed, reviewed, handed to somebody else, opened again.

Two at once: the row is claimed by a conditional UPDATE, so that exactly one succeeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.ledger.leaf import pseudonym
from dutybook_web.access import Actor, actor_of, find
from dutybook_web.actions.message import Letter, address_of, tell
from dutybook_web.actions.record import Entry, record, record_all
from dutybook_web.models import Account, Evidence, Organisation, Task, TaskState
from dutybook_web.queries.expiry import Lapsed, lapsed
from dutybook_web.queries.kinds import kinds_in_words
from dutybook_web.queries.task import missing_evidence
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def attach(actor: Actor, task: Task, evidence_keys: Iterable[str]) -> Task:
    """Attach evidence to a task that is open. Who: tasks.do there, and evidence.read of each piece.

    Changes: the pieces stand at the task. Recorded: task.attach with their keys, where any is new.

    Raises:
        Conflict: the task is not open. Refused: a piece was withdrawn, or is of other premises.
    """
    _must_be(task, TaskState.OPEN)
    held = set(task.evidence.values_list("key", flat=True))
    _claim(task, TaskState.OPEN, state=TaskState.OPEN)
    pieces = [find(actor, Evidence, key, "evidence.read", "organisation") for key in sorted({*evidence_keys} - held)]
    for piece in pieces:
        _must_fit(task, piece)
    if pieces:
        task.evidence.add(*pieces)
        record(actor.account, "task.attach", task, task.organisation, {"evidence": [piece.key for piece in pieces]})
    return task


@transaction.atomic
def complete(
    actor: Actor, task: Task, evidence_keys: Iterable[str] = (), note: str = "", *, now: datetime | None = None
) -> Task:
    """Complete a task, or hand it in where a second person is to review it. Who: tasks.do there.

    Changes: evidence attached; done, or done late after its last day; awaiting review where it needs one.
    Recorded: task.complete or task.submit with the evidence it rests on.

    Raises:
        Conflict: it is no longer open. Refused: evidence that the duty expects is missing.
    """
    at = now or timezone.now()
    attach(actor, task, evidence_keys)
    if missing := missing_evidence(task, task.organisation.day_at(at)):
        words = _("Expected evidence is missing: %(kinds)s. Add it, or choose it from what there is.")
        raise Refused("evidence_missing", words % {"kinds": kinds_in_words(missing)}, "evidence")
    state = TaskState.SUBMITTED if task.needs_review else _finished(task, at)
    _claim(task, TaskState.OPEN, state=state, completed_at=at, completed_by=actor.account, note=note)
    action = "task.submit" if task.needs_review else "task.complete"
    keys = sorted(task.evidence.values_list("key", flat=True))
    record(actor.account, action, task, task.organisation, {"evidence": keys, "state": str(state)})
    return task


@transaction.atomic
def review(actor: Actor, task: Task, *, accept: bool, reason: str = "", now: datetime | None = None) -> Task:
    """Accept what was handed in, or send it back with a reason. Who: tasks.review there, and not who handed it in.

    Changes: done or done late, by when it was handed in; or open again, with the reason at the task: the record,
    which never forgets, holds no free text. Recorded: task.accept, or task.send_back. Told: whoever handed it in, when
    it is sent back.

    Raises:
        Conflict: nothing is awaiting review. Refused: by whoever handed it in; sent back without a reason.
    """
    _must_be(task, TaskState.SUBMITTED)
    if task.completed_by_id == actor.account.pk:
        raise Refused("own_work", _("You handed this in yourself: somebody else has to review it."))
    if accept:
        assert task.completed_at is not None  # noqa: S101 — what was handed in has its time
        _claim(task, TaskState.SUBMITTED, state=_finished(task, task.completed_at), reviewed_by=actor.account)
        record(actor.account, "task.accept", task, task.organisation, {"state": str(task.state)})
        return task
    if not reason.strip():
        raise Refused("reason_missing", _("Say what is to be done differently."), "reason")
    worker, times = task.completed_by, task.reopened + 1
    again = {"completed_at": None, "completed_by": None, "reviewed_by": None, "reopened": times}
    _claim(task, TaskState.SUBMITTED, state=TaskState.OPEN, returned_because=reason, **again)
    record(actor.account, "task.send_back", task, task.organisation, {"times": times})
    tell(worker, f"task.send_back/{task.key}/{times}", now or timezone.now(), lambda: _sent_back(task, reason))
    return task


@transaction.atomic
def reassign(actor: Actor, task: Task, account: Account, *, now: datetime | None = None) -> Task:
    """Hand a task to an account. Who: tasks.assign there; the account must be one that may do it.

    Changes: the assignee, who is reminded anew. Recorded: task.assign with the account's key. Told: the new assignee.

    Raises:
        Conflict: it is no longer open, or somebody else has just assigned it. Refused: the account may not do it.
    """
    _must_be(task, TaskState.OPEN)
    if not (account.is_active and actor_of(account).may_at(task.organisation, "tasks.do")):
        raise Refused("cannot_do", _("This account has no role there that may do tasks."), "account")
    if account.pk == task.assignee_id:
        return task
    seen = {"assignee": task.assignee_id}
    _claim(task, TaskState.OPEN, seen, assignee=account, assigned_role="", reminded=0)
    # As in the record itself: a hash that nobody can tell from another once the account's salt is destroyed.
    payload = {"to": pseudonym(account.key, bytes(account.salt))}
    event = record(actor.account, "task.assign", task, task.organisation, payload)
    if account.pk != actor.account.pk:
        tell(account, f"task.assign/{event.key}", now or timezone.now(), lambda: _assigned(task))
    return task


@transaction.atomic
def reopen_for_expired(tenant: Organisation, today: date) -> int:
    """Open the done tasks of a tenant again whose expected evidence has expired; how many.

    Who: the application, every day. Changes: open, due on the day on which the evidence expired. A task whose duty
    has come round again since, or binds no longer, stays as it is. Recorded: task.reopen with the kinds and both days.
    """
    found = [one for one in lapsed(tenant, today) if _opened_again(one)]
    entries = [
        Entry(
            "task.reopen",
            one.task,
            one.task.organisation,
            {"reason": "evidence_expired", "kinds": list(one.kinds), "due": str(one.on), "was_due": str(one.task.due)},
        )
        for one in found
    ]
    record_all(None, entries)
    return len(found)


def _opened_again(one: Lapsed) -> bool:
    task = one.task
    changes = {"completed_at": None, "completed_by": None, "reviewed_by": None, "reopened": task.reopened + 1}
    rows = Task.objects.filter(pk=task.pk, state=task.state)
    return bool(rows.update(state=TaskState.OPEN, due=one.on, due_at=None, reminded=0, escalated=0, **changes))


def _claim(task: Task, state: str, seen: Mapping[str, Any] | None = None, /, **changes: Any) -> None:
    """Change a task if it is still in a state, and as it was seen."""
    if not Task.objects.filter(pk=task.pk, state=state, **(seen or {})).update(**changes):
        raise _moved()
    for name, value in changes.items():
        setattr(task, name, value)


def _must_be(task: Task, state: str) -> None:
    if task.state != state:
        raise _moved()


def _moved() -> Conflict:
    return Conflict("task_moved", _("This cannot be done any more: the task has moved on. Look at it as it is now."))


def _must_fit(task: Task, piece: Evidence) -> None:
    if piece.withdrawn_at is not None:
        raise Refused("evidence_withdrawn", _("This evidence was withdrawn: choose another piece."), "evidence")
    elsewhere = piece.premises_id not in (None, task.premises_id)
    if elsewhere or not task.organisation.path.startswith(piece.organisation.path):
        raise Refused("evidence_elsewhere", _("This evidence is of other premises: choose another piece."), "evidence")


def _finished(task: Task, at: datetime) -> TaskState:
    """Done, or done late: which is never the same."""
    late = at > task.due_at if task.due_at else task.organisation.day_at(at) > task.due
    return TaskState.DONE_LATE if late else TaskState.DONE


def _sent_back(task: Task, reason: str) -> Letter:
    subject = _("Sent back: %(task)s") % {"task": task.title()}
    return Letter(subject, f"{task.premises.name}\n{reason}\n\n{address_of(reverse('task_page', args=[task.key]))}\n")


def _assigned(task: Task) -> Letter:
    subject = _("Given to you: %(task)s") % {"task": task.title()}
    due = _("Due on %(day)s") % {"day": task.due}
    return Letter(subject, f"{task.premises.name}\n{due}\n\n{address_of(reverse('task_page', args=[task.key]))}\n")

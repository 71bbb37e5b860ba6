"""What is done with a task, what is refused, and that of many at once exactly one succeeds."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.http import Http404
from django_scopes import scopes_disabled
from tests.web.conftest import World
from tests.web.working import DAY, NOON, piece, tasks_of, work_by

from dutybook_web.actions.horizon import make_tasks
from dutybook_web.actions.task import attach, complete, reassign, reopen_for_expired, review
from dutybook_web.models import Event, Message, Task
from dutybook_web.refusals import Conflict, Refused


@pytest.fixture
def working(world: World, tmp_path: Path) -> World:
    work_by(world, tmp_path)
    make_tasks([world.station], DAY)
    return world


def task_of(world: World, name: str) -> Task:
    return tasks_of(world.station, name)[0]


def actions_of(task: Task) -> list[str]:
    return list(Event.objects.filter(object=f"task/{task.key}").order_by("number").values_list("action", flat=True))


def test_task_is_done_in_time(working: World) -> None:
    task, actor = task_of(working, "check"), working.actor("duty_officer")
    complete(actor, task, note="all in order", now=NOON)
    task.refresh_from_db()
    assert (task.state, task.completed_by, task.completed_at, task.note) == (
        "done",
        actor.account,
        NOON,
        "all in order",
    )
    assert actions_of(task) == ["task.complete"]


def test_task_done_late_is_never_done(working: World) -> None:
    """The last day ends where the organisation is: at 16:00 UTC in Shanghai."""
    last = datetime(2026, 5, 4, 15, 59, 59, tzinfo=NOON.tzinfo)
    first, second = tasks_of(working.station, "check")[:2]
    assert complete(working.actor("duty_officer"), first, now=last).state == "done"
    assert complete(working.actor("duty_officer"), second, now=last + timedelta(days=1, seconds=1)).state == "done_late"


def test_task_with_an_hour_is_late_after_it(working: World) -> None:
    task = task_of(working, "check")
    task.due_at = NOON
    assert complete(working.actor("duty_officer"), task, now=NOON + timedelta(seconds=1)).state == "done_late"


def test_task_names_the_evidence_that_is_missing(working: World) -> None:
    task = task_of(working, "count")
    photo = piece(working.east, "photo", working.station)
    with pytest.raises(Refused) as refused:
        complete(working.actor("duty_officer"), task, [photo.key], now=NOON)
    assert (refused.value.code, refused.value.field) == ("evidence_missing", "evidence")
    assert "Register" in str(refused.value.message) or "台账" in str(refused.value.message)
    task.refresh_from_db()
    assert (task.state, task.evidence.count(), actions_of(task)) == ("open", 0, [])


@pytest.mark.parametrize("flaw", [{"expires_on": DAY - timedelta(days=1)}, {"withdrawn_at": NOON}])
def test_task_does_not_count_evidence_that_is_good_no_more(working: World, flaw: dict[str, Any]) -> None:
    task = task_of(working, "report")
    piece(working.east, "report", working.station, **flaw).tasks.add(task)
    with pytest.raises(Refused, match=r".") as refused:
        complete(working.actor("duty_officer"), task, now=NOON)
    assert refused.value.code == "evidence_missing"


def test_task_takes_evidence_of_the_organisation_above(working: World) -> None:
    task = task_of(working, "report")
    attach(working.actor("manager", working.group), task, [piece(working.group, "report").key])
    assert [one.kind for one in task.evidence.all()] == ["report"]
    assert actions_of(task) == ["task.attach"]


def test_task_refuses_evidence_from_elsewhere(working: World) -> None:
    task, actor = task_of(working, "report"), working.actor("manager", working.group)
    with pytest.raises(Refused) as refused:
        attach(actor, task, [piece(working.west, "report", working.hotel).key])
    assert refused.value.code == "evidence_elsewhere"
    with pytest.raises(Refused) as refused:
        attach(actor, task, [piece(working.east, "report", working.station, withdrawn_at=NOON).key])
    assert refused.value.code == "evidence_withdrawn"
    with pytest.raises(Http404):
        attach(actor, task, [piece(working.foreign, "report").key])


def test_task_attaches_nothing_twice(working: World) -> None:
    task, actor, report = task_of(working, "report"), working.actor("duty_officer"), piece(working.east, "report")
    attach(actor, task, [report.key])
    attach(actor, task, [report.key, report.key])
    assert (task.evidence.count(), actions_of(task)) == (1, ["task.attach"])


def handed_in(world: World, at: datetime = NOON) -> Task:
    task = task_of(world, "report")
    return complete(world.actor("duty_officer"), task, [piece(world.east, "report").key], "attached", now=at)


def test_task_that_needs_a_review_is_handed_in(working: World) -> None:
    task = handed_in(working)
    assert (task.state, actions_of(task)) == ("submitted", ["task.attach", "task.submit"])


def test_review_accepts_by_the_time_of_handing_in(working: World) -> None:
    task = review(working.actor("manager"), handed_in(working), accept=True, now=NOON + timedelta(days=400))
    assert (task.state, task.reviewed_by) == ("done", working.account("manager", working.east))
    assert actions_of(task)[-1] == "task.accept"


def test_review_of_what_came_late_is_done_late(working: World) -> None:
    task = handed_in(working, NOON + timedelta(days=60))
    assert review(working.actor("manager"), task, accept=True).state == "done_late"


def test_review_is_refused_to_who_handed_it_in(working: World) -> None:
    task = complete(working.actor("manager"), task_of(working, "report"), [piece(working.east, "report").key], now=NOON)
    with pytest.raises(Refused) as refused:
        review(working.actor("manager"), task, accept=True)
    assert refused.value.code == "own_work"


def test_review_sends_back_with_a_reason_and_tells(working: World) -> None:
    task = handed_in(working)
    with pytest.raises(Refused) as refused:
        review(working.actor("manager"), task, accept=False, reason=" ")
    assert refused.value.code == "reason_missing"
    review(working.actor("manager"), task, accept=False, reason="page two is missing", now=NOON)
    task.refresh_from_db()
    assert (task.state, task.completed_by, task.reopened, task.returned_because) == (
        "open",
        None,
        1,
        "page two is missing",
    )
    message = Message.objects.get()
    assert message.account == working.account("duty_officer", working.east)
    assert "page two is missing" in message.body
    assert message.subject == "Sent back: Do the report."
    event = Event.objects.get(action="task.send_back")
    assert b"page two" not in bytes(event.leaf)


def test_review_needs_something_handed_in(working: World) -> None:
    with pytest.raises(Conflict):
        review(working.actor("manager"), task_of(working, "report"), accept=True)


def test_task_is_given_to_somebody_else_who_is_told(working: World) -> None:
    task, account = task_of(working, "count"), working.account("duty_officer", working.east)
    reassign(working.actor("manager"), task, account, now=NOON)
    task.refresh_from_db()
    assert (task.assignee, task.assigned_role, actions_of(task)) == (account, "", ["task.assign"])
    assert [message.account for message in Message.objects.all()] == [account]
    reassign(working.actor("manager"), task, account)
    assert actions_of(task) == ["task.assign"]
    assert account.key.encode() not in bytes(Event.objects.get(action="task.assign").leaf)


def test_task_is_given_to_oneself_without_a_message(working: World) -> None:
    reassign(working.actor("manager"), task_of(working, "count"), working.account("manager", working.east))
    assert Message.objects.count() == 0


@pytest.mark.parametrize(("role", "node"), [("viewer", "east"), ("duty_officer", "west")])
def test_task_is_not_given_to_who_may_not_do_it(working: World, role: str, node: str) -> None:
    with pytest.raises(Refused) as refused:
        reassign(working.actor("manager"), task_of(working, "count"), working.account(role, getattr(working, node)))
    assert refused.value.code == "cannot_do"


def test_task_that_is_not_open_is_not_worked(working: World) -> None:
    task, actor = task_of(working, "check"), working.actor("manager")
    complete(actor, task, now=NOON)
    for work in (
        lambda: complete(actor, task),
        lambda: attach(actor, task, []),
        lambda: reassign(actor, task, working.account("duty_officer", working.east)),
    ):
        with pytest.raises(Conflict):
            work()


def test_task_that_was_seen_open_is_claimed_once(working: World) -> None:
    """Two that both saw it open: the second changes nothing and leaves no trace."""
    first, second = task_of(working, "check"), task_of(working, "check")
    complete(working.actor("duty_officer"), first, now=NOON)
    with pytest.raises(Conflict):
        complete(working.actor("manager"), second, now=NOON)
    assert actions_of(first) == ["task.complete"]


def test_expired_evidence_opens_the_task_again(working: World) -> None:
    task = task_of(working, "report")
    report = piece(working.east, "report", working.station, expires_on=date(2026, 8, 31))
    complete(working.actor("duty_officer"), task, [report.key], now=NOON)
    review(working.actor("manager"), task, accept=True)
    assert reopen_for_expired(working.group, date(2026, 8, 31)) == 0
    assert reopen_for_expired(working.group, date(2026, 9, 1)) == 1
    assert reopen_for_expired(working.group, date(2026, 9, 1)) == 0
    task.refresh_from_db()
    assert (task.state, str(task.due), task.reopened, task.completed_at) == ("open", "2026-08-31", 1, None)
    assert actions_of(task)[-1] == "task.reopen"


def test_expired_evidence_does_not_matter_once_the_duty_came_round_again(working: World) -> None:
    first, _second, _third = tasks_of(working.station, "count")
    for kind in ("photo", "register"):
        piece(working.east, kind, working.station, expires_on=date(2026, 5, 20)).tasks.add(first)
    complete(working.actor("duty_officer"), first, now=NOON)
    assert reopen_for_expired(working.group, date(2026, 5, 20)) == 0
    assert reopen_for_expired(working.group, date(2026, 6, 2)) == 0


def test_expired_evidence_that_was_renewed_leaves_it_done(working: World) -> None:
    task = task_of(working, "report")
    piece(working.east, "report", working.station, expires_on=date(2026, 8, 31)).tasks.add(task)
    piece(working.east, "report", working.station).tasks.add(task)
    complete(working.actor("duty_officer"), task, now=NOON)
    review(working.actor("manager"), task, accept=True)
    assert reopen_for_expired(working.group, date(2026, 9, 1)) == 0


@pytest.fixture
def _shared(transactional_db: None, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A world that threads share: on SQLite a file, since a database in memory is one connection."""
    work_by(world, tmp_path, "check")
    make_tasks([world.station], DAY)
    world.account("duty_officer", world.east)
    if connection.vendor == "sqlite":
        path = tmp_path / "shared.sqlite3"
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        monkeypatch.setitem(connection.settings_dict, "NAME", str(path))


@pytest.mark.usefixtures("_shared")
def test_of_32_at_once_exactly_one_completes(world: World) -> None:
    pk, actor = task_of(world, "check").pk, world.actor("duty_officer")
    start, outcomes = threading.Barrier(32), Counter[str]()

    def work() -> None:
        with scopes_disabled():
            mine = Task.objects.select_related("organisation", "version", "premises").get(pk=pk)
            start.wait()
            try:
                complete(actor, mine, now=NOON)
                outcomes["done"] += 1
            except Conflict:
                outcomes["conflict"] += 1
            finally:
                connections.close_all()

    with ThreadPoolExecutor(32) as pool:
        for future in [pool.submit(work) for _ in range(32)]:
            future.result()

    def look() -> list[str]:
        with scopes_disabled():
            try:
                return actions_of(Task.objects.get(pk=pk))
            finally:
                connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(look).result() == ["task.complete"]
    assert outcomes == {"done": 1, "conflict": 31}

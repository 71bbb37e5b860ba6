"""Pages and API of tasks: what is listed, in what order, by how many queries; what is done there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.conftest import World
from tests.web.working import piece, tasks_of, work_by

from dutybook_web.actions.horizon import make_tasks
from dutybook_web.jobs.heartbeat import beat
from dutybook_web.models import DutyVersion, Task
from dutybook_web.queries.heartbeat import EXPECTED


def today() -> date:
    return timezone.now().astimezone(ZoneInfo("Asia/Shanghai")).date()


def add(world: World, number: int, **fields: Any) -> list[Task]:
    rows = [
        Task(
            tenant=world.group,
            **{
                "organisation": world.east,
                "premises": world.station,
                "version": world.version,
                "duty": world.version.duty,
                "occurrence": f"{fields.get('due')}-{place}",
                "opens": date(2026, 1, 1),
                "rule": "",
                "assigned_role": "manager",
                **fields,
            },
        )
        for place in range(number)
    ]
    return list(Task.objects.bulk_create(rows))


@pytest.fixture
def fresh(world: World) -> World:
    world.task.delete()
    for job in EXPECTED:
        beat(job, timezone.now(), "")
    return world


def keys(response: Any) -> list[str]:
    return [task.key for task in response.context["page"]]


@pytest.mark.parametrize("path", ["/tasks/", "/tasks/mine/", "/calendar/", "/calendar/year/"])
def test_task_pages_take_as_many_queries_for_1_3_and_50(fresh: World, path: str) -> None:
    client, counts = fresh.client("administrator"), []
    client.get(path)
    for number in (1, 3, 50):
        Task.objects.all().delete()
        add(fresh, number, due=today())
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        counts.append(len(context))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 10


def test_task_page_takes_at_most_twelve_queries(fresh: World) -> None:
    (task,) = add(fresh, 1, due=today())
    client = fresh.client("manager")
    with CaptureQueriesContext(connection) as context:
        assert client.get(f"/tasks/{task.key}/").status_code == 200
    assert len(context) <= 12


def test_my_tasks_are_overdue_first_then_due_soon_then_later(fresh: World) -> None:
    for days in (30, 3, -2):
        add(fresh, 1, due=today() + timedelta(days=days))
    groups = fresh.client("manager").get("/tasks/mine/").context["groups"]
    assert [(group.name, len(group.tasks)) for group in groups] == [("overdue", 1), ("due_soon", 1), ("open", 1)]


def test_my_tasks_are_mine_or_my_roles(fresh: World) -> None:
    me, other = fresh.account("duty_officer", fresh.east), fresh.account("manager", fresh.east)
    (mine,) = add(fresh, 1, due=date(2026, 1, 1), assignee=me, assigned_role="")
    add(fresh, 1, due=date(2026, 1, 2), assignee=other, assigned_role="")
    (ours,) = add(fresh, 1, due=date(2026, 1, 3), assigned_role="duty_officer")
    add(fresh, 1, due=date(2026, 1, 4), assigned_role="manager")
    add(fresh, 1, due=date(2026, 1, 5), assignee=me, state="done")
    assert keys(fresh.client("duty_officer").get("/tasks/mine/")) == [mine.key, ours.key]
    assert keys(fresh.client("duty_officer", fresh.west).get("/tasks/mine/")) == []


def test_my_tasks_show_what_i_could_review(fresh: World) -> None:
    other, me = fresh.account("duty_officer", fresh.east), fresh.account("manager", fresh.east)
    (task,) = add(fresh, 1, due=date(2026, 1, 1), state="submitted", completed_by=other)
    add(fresh, 1, due=date(2026, 1, 2), state="submitted", completed_by=me)
    assert list(fresh.client("manager").get("/tasks/mine/").context["waiting"]) == [task]
    assert list(fresh.client("duty_officer").get("/tasks/mine/").context["waiting"]) == []


def test_task_list_is_narrowed(fresh: World) -> None:
    me = fresh.account("duty_officer", fresh.east)
    (late,) = add(fresh, 1, due=date(2025, 3, 1))
    (done,) = add(fresh, 1, due=date(2025, 4, 1), state="done")
    (hotel,) = add(fresh, 1, due=today() + timedelta(days=40), organisation=fresh.west, premises=fresh.hotel)
    (mine,) = add(fresh, 1, due=today() + timedelta(days=50), assignee=me)
    client = fresh.client("manager", fresh.group)

    def found(**wanted: str) -> list[str]:
        return keys(client.get("/tasks/", wanted))

    assert found() == [late.key, hotel.key, mine.key]
    assert found(state="all") == [late.key, done.key, hotel.key, mine.key]
    assert found(overdue="on") == [late.key]
    assert found(state="done") == [done.key]
    assert found(premises=fresh.hotel.key) == [hotel.key]
    assert found(organisation=fresh.west.key) == [hotel.key]
    assert found(organisation=fresh.group.key) == [late.key, hotel.key, mine.key]
    assert found(assignee=me.key) == [mine.key]
    assert found(state="all", start="2025-03-15", end="2025-04-30") == [done.key]
    assert found(start="not a day", premises="nonsense") == [late.key, hotel.key, mine.key]


def test_task_list_is_narrowed_by_act(fresh: World, tmp_path: Path) -> None:
    work_by(fresh, tmp_path, "count", on=today())
    make_tasks([fresh.station], today())
    add(fresh, 1, due=today())
    client = fresh.client("manager")
    assert len(keys(client.get("/tasks/", {"act": "model-work"}))) == len(tasks_of(fresh.station, "count"))


def test_task_page_says_what_why_and_what_is_missing(fresh: World, tmp_path: Path) -> None:
    work_by(fresh, tmp_path, "count", on=today())
    make_tasks([fresh.station], today())
    task = tasks_of(fresh.station, "count")[0]
    piece(fresh.east, "photo", fresh.station).tasks.add(task)
    response = fresh.client("manager").get(f"/tasks/{task.key}/")
    assert response.context["missing"] == ["register"]
    text = response.content.decode()
    for words in ("做好第3项工作", "Do the count.", "Model measure on watches", "every month by the calendar"):
        assert words in text


def test_task_page_tells_times_as_they_are_there(fresh: World) -> None:
    (task,) = add(fresh, 1, due=date(2026, 5, 4), due_at=datetime(2026, 5, 4, 20, tzinfo=UTC))
    assert "2026-05-05 04:00" in fresh.client("manager").get(f"/tasks/{task.key}/").content.decode()


def test_task_is_completed_and_reviewed_on_its_pages(fresh: World, tmp_path: Path) -> None:
    work_by(fresh, tmp_path, "report", on=today())
    make_tasks([fresh.station], today())
    Task.objects.update(needs_review=True)
    task = Task.objects.filter(premises=fresh.station).first()
    if task is None:
        (task,) = add(
            fresh, 1, due=today(), version=DutyVersion.objects.get(duty="model-work/report"), needs_review=True
        )
    officer, manager = fresh.client("duty_officer"), fresh.client("manager")
    response = officer.post(f"/tasks/{task.key}/complete/", {})
    assert response.status_code == 200
    assert "Expected evidence is missing: Report." in response.content.decode()
    report = piece(fresh.east, "report", fresh.station)
    response = officer.post(f"/tasks/{task.key}/complete/", {"evidence": [report.key], "note": "done"})
    assert response.headers["Location"] == f"/tasks/{task.key}/"
    assert officer.get(f"/tasks/{task.key}/review/").status_code == 403
    response = manager.post(f"/tasks/{task.key}/review/", {"decision": "send_back"})
    assert "Say what is to be done differently." in response.content.decode()
    manager.post(f"/tasks/{task.key}/review/", {"decision": "send_back", "reason": "unsigned"})
    assert "unsigned" in officer.get(f"/tasks/{task.key}/").content.decode()
    officer.post(f"/tasks/{task.key}/complete/", {"note": "signed"})
    manager.post(f"/tasks/{task.key}/review/", {"decision": "accept"})
    task.refresh_from_db()
    assert task.state == "done"


def test_task_is_given_on_its_page(fresh: World) -> None:
    (task,) = add(fresh, 1, due=today())
    account, client = fresh.account("duty_officer", fresh.east), fresh.client("manager")
    assert client.post(f"/tasks/{task.key}/assign/", {"account": account.key}).status_code == 302
    task.refresh_from_db()
    assert task.assignee == account
    viewer = fresh.account("viewer", fresh.east)
    assert client.post(f"/tasks/{task.key}/assign/", {"account": viewer.key}).status_code == 200


def test_calendar_shows_a_year_of_a_daily_duty_in_few_queries(fresh: World) -> None:
    rows = [add(fresh, 1, due=date(2026, 1, 1) + timedelta(days=number))[0] for number in range(365)]
    client = fresh.client("manager")
    # A month finds the first tasks of each day by their numbers and then reads these: one query more.
    for path, most in (("/calendar/year/?year=2026", 5), ("/calendar/?month=2026-02", 6)):
        client.get(path)
        with CaptureQueriesContext(connection) as context:
            response = client.get(path)
        assert len(context) <= most
    assert [(day.date.isoformat(), len(day.entries), day.more) for day in response.context["weeks"][0]] == [
        (f"2026-{day}", 1, 0) for day in ("01-26", "01-27", "01-28", "01-29", "01-30", "01-31", "02-01")
    ]
    assert len(rows) == 365


def test_calendar_counts_what_it_does_not_show(fresh: World) -> None:
    add(fresh, 7, due=date(2026, 5, 20))
    add(fresh, 1, due=date(2026, 5, 21), state="waived")
    weeks = fresh.client("manager").get("/calendar/?month=2026-05").context["weeks"]
    days = {day.date: day for week in weeks for day in week}
    assert (len(days[date(2026, 5, 20)].entries), days[date(2026, 5, 20)].more) == (4, 3)
    assert days[date(2026, 5, 20)].url == "/tasks/?state=all&start=2026-05-20&end=2026-05-20"
    assert days[date(2026, 5, 21)].entries == []


def test_api_lists_and_reads_tasks(fresh: World) -> None:
    (task,) = add(fresh, 1, due=date(2026, 1, 2))
    add(fresh, 1, due=date(2026, 1, 3), state="done")
    client = fresh.client("manager")
    listed = client.get("/api/tasks?overdue=true").json()
    assert [item["key"] for item in listed["items"]] == [task.key]
    assert client.get(f"/api/tasks?premises={fresh.mall.key}").status_code == 422
    read = client.get(f"/api/tasks/{task.key}").json()
    assert (read["summary_en"], read["overdue"], read["expected"], read["evidence"]) == (
        "Report every six months.",
        True,
        [],
        [],
    )


@pytest.mark.parametrize("path", ["/api/tasks", "/api/tasks/mine", "/api/occasions"])
def test_api_lists_take_as_many_queries_for_1_3_and_30(fresh: World, path: str) -> None:
    client, counts = fresh.client("manager"), []
    client.get(path)
    for number in (1, 3, 30):
        Task.objects.all().delete()
        add(fresh, number, due=today())
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        counts.append(len(context))
    assert counts == [counts[0]] * 3


def test_api_works_a_task_to_its_end(fresh: World, tmp_path: Path) -> None:
    work_by(fresh, tmp_path, "count", on=today())
    make_tasks([fresh.station], today())
    task = tasks_of(fresh.station, "count")[0]
    officer, manager = fresh.client("duty_officer"), fresh.client("manager")

    def post(client: Any, act: str, **data: Any) -> Any:
        return client.post(f"/api/tasks/{task.key}/{act}", data, content_type="application/json")

    photo, register = (piece(fresh.east, kind, fresh.station) for kind in ("photo", "register"))
    assert post(manager, "assign", account=fresh.account("duty_officer", fresh.east).key).status_code == 200
    assert post(officer, "evidence", evidence=[photo.key]).json()["evidence"] == [photo.key]
    refused = post(officer, "complete")
    assert (refused.status_code, refused.json()["code"]) == (422, "evidence_missing")
    assert post(officer, "complete", evidence=[register.key], note="all").json()["state"] == "done"
    assert post(officer, "complete").status_code == 409
    assert post(manager, "review", decision="accept").status_code == 409
    assert post(manager, "review", decision="perhaps").json()["field"] == "decision"
    assert post(fresh.client("viewer"), "complete").status_code == 403
    assert post(fresh.client("manager", fresh.west), "complete").status_code == 404

"""Reminders: one message for each account and day, each stage of a task told once, however the clock goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World
from tests.web.working import NOON, work_by

from dutybook_web.actions.reminder import write_digests
from dutybook_web.jobs import reminders
from dutybook_web.models import Event, Heartbeat, Message, Task

DUE = date(2026, 5, 20)


def noon(day: date) -> datetime:
    return datetime.combine(day, NOON.timetz())


@pytest.fixture
def task(world: World) -> Task:
    world.account("manager", world.east)
    world.task.due, world.task.assigned_role = DUE, "manager"
    world.task.save()
    return world.task


def written() -> list[tuple[str, str]]:
    return [(message.account.email.partition("-")[0], message.body) for message in Message.objects.order_by("pk")]


def headings() -> list[str]:
    return [body.splitlines()[0] for _, body in written()]


def test_reminder_comes_a_week_before_on_the_day_and_after(task: Task) -> None:
    for number in range(-10, 5):
        reminders.run(noon(DUE + timedelta(days=number)))
    assert headings() == ["Due within seven days (1)", "Due today (1)", "Overdue (1)"]
    once = [message.once.rpartition("/")[2] for message in Message.objects.order_by("pk")]
    assert once == ["2026-05-13", "2026-05-20", "2026-05-21"]


def test_reminder_says_what_where_and_when(task: Task) -> None:
    reminders.run(noon(DUE))
    message = Message.objects.get()
    assert message.subject == "1 task, 2026-05-20"
    assert message.body.splitlines()[1] == "  2026-05-20  East station  Report every six months."
    assert message.body.splitlines()[-1] == "http://127.0.0.1:8000/tasks/mine/"


def test_reminder_is_written_in_the_language_of_the_account(world: World, task: Task) -> None:
    account = world.account("manager", world.east)
    account.language = "zh-hans"
    account.save()
    reminders.run(noon(DUE))
    assert "每半年报告一次" in Message.objects.get().body


def test_reminder_leaves_in_the_morning_of_the_organisation(task: Task) -> None:
    reminders.run(datetime(2026, 5, 19, 16, 30, tzinfo=UTC))  # half past midnight in Shanghai
    assert Message.objects.get().next_attempt_at == datetime(2026, 5, 19, 23, tzinfo=UTC)


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1), timedelta(days=40)])
def test_reminder_survives_jumps_of_the_clock(task: Task, jump: timedelta) -> None:
    for now in (noon(DUE), noon(DUE) + jump, noon(DUE), noon(DUE) - jump, noon(DUE) + jump):
        reminders.run(now)
    stages = ["Due today (1)"] if jump < timedelta(days=1) else ["Due today (1)", "Overdue (1)"]
    assert [heading for heading in headings() if "told of before" not in heading] == stages[: len(headings())]
    assert Message.objects.count() == len(stages)


def test_reminder_after_a_pause_tells_the_stage_that_it_is(task: Task) -> None:
    reminders.run(noon(DUE - timedelta(days=8)))
    reminders.run(noon(DUE + timedelta(days=2)))
    assert headings() == ["Overdue (1)"]


def test_reminder_is_one_a_day_and_the_rest_waits(world: World, task: Task) -> None:
    reminders.run(noon(DUE))
    Task.objects.create(
        organisation=world.east,
        premises=world.station,
        version=world.version,
        duty=world.version.duty,
        occurrence="later",
        opens=DUE,
        due=DUE,
        rule="",
        assigned_role="manager",
    )
    reminders.run(noon(DUE) + timedelta(hours=3))
    assert len(written()) == 1
    reminders.run(noon(DUE + timedelta(days=1)))
    assert headings() == ["Due today (1)", "Overdue (2)"]


def test_reminder_goes_to_the_assignee_alone(world: World, task: Task) -> None:
    task.assignee, task.assigned_role = world.account("duty_officer", world.east), ""
    task.save()
    reminders.run(noon(DUE))
    assert [who for who, _ in written()] == ["duty_officer"]


def test_reminder_goes_to_the_nearest_who_hold_the_role(world: World, task: Task) -> None:
    world.account("manager", world.group)
    reminders.run(noon(DUE))
    assert [message.account for message in Message.objects.all()] == [world.account("manager", world.east)]


def test_overdue_climbs_the_tree(world: World, task: Task, settings: Any) -> None:
    settings.ESCALATE_AFTER_DAYS = 7
    world.account("manager", world.group)
    reminders.run(noon(DUE + timedelta(days=6)))
    Message.objects.all().delete()
    for number in range(7, 16):
        reminders.run(noon(DUE + timedelta(days=number)))
    east, group = world.account("manager", world.east), world.account("manager", world.group)
    assert [message.account for message in Message.objects.order_by("pk")] == [east, group]
    assert headings() == ["Overdue below you, and told of before (1)"] * 2
    assert Event.objects.filter(action="task.escalate").count() == 2


def test_nothing_climbs_where_that_is_switched_off(task: Task, settings: Any) -> None:
    settings.ESCALATE_AFTER_DAYS = 0
    reminders.run(noon(DUE + timedelta(days=30)))
    assert Event.objects.filter(action="task.escalate").count() == 0


def test_reminder_lists_some_and_counts_the_rest(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path)
    world.account("manager", world.east)
    rows = [
        Task(
            tenant=world.group,
            organisation=world.east,
            premises=world.station,
            version=world.version,
            duty="d",
            occurrence=str(number),
            opens=DUE,
            due=DUE,
            rule="",
            assigned_role="manager",
        )
        for number in range(40)
    ]
    Task.objects.bulk_create(rows)
    reminders.run(noon(DUE))
    lines = Message.objects.get().body.splitlines()
    assert (lines[0], len(lines), lines[31]) == ("Due today (40)", 34, "  and 10 more")


def test_reminders_give_their_sign_of_life(task: Task) -> None:
    reminders.run(noon(DUE))
    assert Heartbeat.objects.get(job="reminders").outcome == "wrote 1"


def test_reminders_read_a_constant_number_of_times(world: World, task: Task) -> None:
    counts = []
    for number in (1, 3, 30):
        Task.objects.all().delete()
        Message.objects.all().delete()
        for place in range(number):
            Task.objects.create(
                organisation=world.east,
                premises=world.station,
                version=world.version,
                duty="d",
                occurrence=str(place),
                opens=DUE,
                due=DUE,
                rule="",
                assigned_role="manager",
            )
        with CaptureQueriesContext(connection) as context:
            write_digests(world.group, noon(DUE))
        counts.append(len(context))
    assert len(set(counts)) == 1

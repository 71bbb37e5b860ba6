"""Tasks made over the horizon: each occurrence once, whatever the clock does, and none ever rewritten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.conftest import World
from tests.web.working import DAY, NOON, days_of, piece, tasks_of, unbind, work_by

from dutybook_web.actions.exemption import approve_exemption, revoke_exemption
from dutybook_web.actions.horizon import Made, make_tasks
from dutybook_web.jobs import horizon
from dutybook_web.models import (
    Binding,
    Event,
    Exemption,
    Heartbeat,
    Occasion,
    Premises,
    Responsibility,
    Task,
    TaskState,
)


@pytest.fixture(autouse=True)
def _horizon(settings: Any) -> None:
    settings.HORIZON_DAYS = 90


def make(place: Premises, today: date = DAY, **more: Any) -> Made:
    return make_tasks([place], today, **more)


def test_horizon_makes_each_occurrence_with_its_wording(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path)
    make(world.station)
    assert len(days_of(world.station, "check")) == 91
    assert days_of(world.station, "report") == ["2026-06-30"]
    assert days_of(world.station, "count") == ["2026-05-31", "2026-06-30", "2026-07-31"]
    task = tasks_of(world.station, "report")[0]
    assert (task.opens, task.organisation, task.state) == (date(2026, 1, 1), world.east, "open")
    assert (task.assigned_role, task.needs_review, task.rule) == ("manager", True, "every P6M calendar")
    assert task.version.summary_en == "Do the report."
    assert "2026-01-01" in task.explanation_zh
    assert "half-year" in task.explanation_en


def test_horizon_makes_nothing_twice(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path)
    first = make(world.station)
    assert make(world.station) == Made()
    assert first.made == Task.objects.count() > 0


def test_horizon_records_for_each_place(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    make_tasks([world.station, world.hotel], DAY)
    events = Event.objects.filter(action="tasks.make").order_by("number")
    assert [event.object for event in events] == [f"premises/{place.key}" for place in (world.station, world.hotel)]
    assert b'"made":3' in bytes(events[0].leaf)


def test_horizon_needs_an_edition(world: World) -> None:
    assert make(world.station) == Made()
    assert make_tasks([], DAY) == Made()


def test_horizon_keeps_a_task_as_it_was_made(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    make(world.station)
    before = list(Task.objects.values())
    Responsibility.objects.create(organisation=world.east, duty="model-work/count", role="inspector")
    work_by_changed = world.station.bindings.get()
    work_by_changed.version.summary_en = "Count otherwise."
    work_by_changed.version.save()
    make(world.station)
    assert list(Task.objects.values()) == before


def test_horizon_does_not_make_a_moved_date_again(world: World, tmp_path: Path) -> None:
    """A table of working days that moves the date leaves the occurrence as it is."""
    work_by(world, tmp_path, "file")
    make(world.station, date(2026, 9, 1))
    (task,) = tasks_of(world.station, "file")
    assert (str(task.due), task.occurrence) == ("2026-10-08", "--10-02@2026")
    Task.objects.update(due=date(2026, 10, 2))  # as a table without the holidays would have had it
    assert make(world.station, date(2026, 9, 2)).made == 0
    assert days_of(world.station, "file") == ["2026-10-02"]


def test_horizon_makes_nothing_from_before_a_duty_bound(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count", on=date(2026, 5, 20))
    make(world.station, date(2026, 5, 20), since=date(2026, 1, 1))
    assert days_of(world.station, "count")[0] == "2026-05-31"


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1), timedelta(days=40), timedelta(days=400)])
@pytest.mark.parametrize("sign", [1, -1])
def test_horizon_job_survives_jumps_of_the_clock(world: World, tmp_path: Path, jump: timedelta, sign: int) -> None:
    work_by(world, tmp_path, "check", "count", "leap")
    for now in (NOON, NOON + sign * jump, NOON, NOON + timedelta(days=100)):
        horizon.run(now)
    last = max(NOON + sign * jump, NOON + timedelta(days=100)) + timedelta(days=90)
    days = [DAY + timedelta(days=number) for number in range((last.date() - DAY).days + 1)]
    assert days_of(world.station, "check") == [str(day) for day in days]


@pytest.mark.parametrize("start", ["2023-12-30", "2024-02-27", "2024-12-30", "2027-02-27"])
def test_horizon_job_counts_through_leap_days_and_years(
    world: World, tmp_path: Path, start: str, settings: Any
) -> None:
    settings.HORIZON_DAYS = 3
    begin = date.fromisoformat(start)
    work_by(world, tmp_path, "check", on=date(2023, 1, 1))
    world.station.bindings.update(since=begin)
    for number in range(5):
        horizon.run(datetime.combine(begin, datetime.min.time(), UTC) + timedelta(days=number, hours=2))
    expected = [begin + timedelta(days=number) for number in range(8)]
    in_force = date(2024, 2, 29)
    assert days_of(world.station, "check") == [str(day) for day in expected if day >= in_force]


def test_horizon_job_after_a_long_pause_skips_nothing(world: World, tmp_path: Path, settings: Any) -> None:
    settings.HORIZON_DAYS = 2
    work_by(world, tmp_path, "check")
    horizon.run(NOON)
    horizon.run(NOON + timedelta(days=10))
    assert days_of(world.station, "check") == [str(DAY + timedelta(days=number)) for number in range(13)]


def test_horizon_job_takes_the_day_of_each_organisation(world: World, tmp_path: Path, settings: Any) -> None:
    settings.HORIZON_DAYS = 0
    world.west.time_zone = "America/New_York"
    world.west.save()
    work_by(world, tmp_path, "check")
    horizon.run(datetime(2026, 5, 4, 18, tzinfo=UTC))  # the 5th in Shanghai, still the 4th in New York
    assert (days_of(world.station, "check")[-1], days_of(world.hotel, "check")[-1]) == ("2026-05-05", "2026-05-04")


def test_horizon_job_gives_its_sign_of_life(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    assert horizon.run(NOON) == Made(made=6)
    beat = Heartbeat.objects.get(job="horizon")
    assert (beat.last_at, beat.outcome) == (NOON, "made 6, waived 0, reopened 0")


def test_horizon_job_that_fails_somewhere_stays_silent(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    world.west.time_zone = "Nowhere/At_all"
    world.west.save()
    horizon.run(NOON)
    assert not Heartbeat.objects.filter(job="horizon").exists()


def test_horizon_waives_what_binds_no_longer_and_opens_it_again(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    make(world.station)
    kept = world.station.bindings.get()
    unbind(world.station, "count")
    assert make(world.station) == Made(waived=3)
    tasks = tasks_of(world.station, "count")
    assert [(task.state, task.waived_for) for task in tasks] == [("waived", "no_longer_binds")] * 3
    assert Event.objects.filter(action="task.waive", object=f"task/{tasks[0].key}").count() == 1
    kept.save(force_insert=True)
    assert make(world.station) == Made(reopened=3)
    assert [(task.state, task.waived_for) for task in tasks_of(world.station, "count")] == [("open", "")] * 3


def test_horizon_does_not_waive_what_may_bind(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    make(world.station)
    world.station.bindings.update(verdict="may_bind")
    assert make(world.station) == Made()


def test_horizon_waives_nothing_that_is_due_or_touched(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    make(world.station)
    first, second, third = tasks_of(world.station, "count")
    piece(world.east, "register", world.station).tasks.add(second)
    Task.objects.filter(pk=third.pk).update(note="begun")
    unbind(world.station, "count")
    assert make(world.station, first.due + timedelta(days=1)) == Made()
    assert {task.state for task in tasks_of(world.station, "count")} == {TaskState.OPEN}


def test_horizon_waives_what_is_exempted_until_that_ends(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    make(world.station)
    exemption = Exemption.objects.create(
        organisation=world.east,
        premises=world.station,
        duty="model-work/count",
        reason="rebuilt",
        approved_at=NOON,
        expires_on=date(2026, 6, 30),
    )
    assert make(world.station) == Made(waived=2)
    assert [task.waived_for for task in tasks_of(world.station, "count")] == ["exemption", "exemption", ""]
    Exemption.objects.filter(pk=exemption.pk).update(revoked_at=NOON)
    assert make(world.station) == Made(reopened=2)


def test_exemption_waives_at_once_and_its_end_opens_again(world: World, tmp_path: Path) -> None:
    today = world.east.day_at(timezone.now())
    work_by(world, tmp_path, "count", on=today)
    make(world.station, today)
    row = Exemption.objects.create(
        organisation=world.east,
        premises=world.station,
        duty="model-work/count",
        reason="rebuilt",
        expires_on=today + timedelta(days=400),
    )
    approve_exemption(world.actor("administrator"), row, today)
    assert {task.waived_for for task in tasks_of(world.station, "count")} == {"exemption"}
    row.refresh_from_db()
    revoke_exemption(world.actor("administrator"), row)
    assert {task.state for task in tasks_of(world.station, "count")} == {"open"}


def test_horizon_makes_exempted_tasks_waived(world: World, tmp_path: Path) -> None:
    """An exemption hides no duty: its tasks are there."""
    work_by(world, tmp_path, "count")
    Exemption.objects.create(
        organisation=world.east,
        premises=world.station,
        duty="model-work/count",
        reason="rebuilt",
        approved_at=NOON,
        expires_on=date(2026, 5, 31),
    )
    make(world.station)
    assert [task.state for task in tasks_of(world.station, "count")] == ["waived", "open", "open"]


def test_horizon_waives_at_closed_premises(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count")
    make(world.station)
    world.station.closed_on = DAY
    assert make(world.station, DAY + timedelta(days=40)) == Made(waived=2)
    assert [task.waived_for for task in tasks_of(world.station, "count")] == ["", "closed", "closed"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ("", "manager")),
        ([{"organisation": "group", "duty": "model-work/count", "role": "inspector"}], ("", "inspector")),
        (
            [
                {"organisation": "group", "duty": "model-work/count", "role": "inspector"},
                {"organisation": "east", "act": "model-work", "role": "duty_officer"},
            ],
            ("", "duty_officer"),
        ),
        (
            [
                {"organisation": "east", "duty": "model-work/count", "role": "inspector"},
                {"organisation": "east", "premises": "station", "duty": "model-work/count", "account": True},
            ],
            ("inspector", ""),
        ),
        ([{"organisation": "west", "duty": "model-work/count", "role": "inspector"}], ("", "manager")),
    ],
)
def test_horizon_gives_tasks_to_who_answers(
    world: World, tmp_path: Path, rows: list[dict[str, Any]], expected: tuple[str, str]
) -> None:
    work_by(world, tmp_path, "count")
    for row in rows:
        fields = dict(row, organisation=getattr(world, row["organisation"]))
        if "premises" in row:
            fields["premises"] = world.station
        if "account" in row:
            fields["account"] = world.account("inspector", world.east)
        Responsibility.objects.create(**fields)
    make(world.station)
    task = tasks_of(world.station, "count")[0]
    assert (task.assignee.name if task.assignee else "", task.assigned_role) == expected


def test_horizon_reads_a_constant_number_of_times(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count", "report", "rectify")
    queries = []
    for number in (1, 3, 30):
        places = [
            Premises.objects.create(name=f"place {place}", organisation=world.east, search="")
            for place in range(number)
        ]
        for place in places:
            Occasion.objects.create(organisation=world.east, premises=place, name="order", at=NOON)
        work = list(Premises.objects.filter(pk__in=[place.pk for place in places]).select_related("organisation"))
        with CaptureQueriesContext(
            connection,
        ) as context:
            make_tasks(work, DAY)
        queries.append(len([one for one in context if one["sql"].startswith("SELECT")]))
    assert len(set(queries)) == 1


def test_horizon_job_decides_anew_when_an_act_ends(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "count", until=date(2026, 6, 15))
    assert horizon.run(NOON) == Made(made=4)  # of two places: what opens after the end is not to be done
    assert horizon.run(NOON + timedelta(days=42)) == Made()
    assert world.station.bindings.count() == 1
    horizon.run(NOON + timedelta(days=43))
    assert world.station.bindings.count() == 0
    assert [task.state for task in tasks_of(world.station, "count")] == ["open", "waived"]


def test_horizon_job_decides_by_an_edition_that_left_it_to_do(world: World, tmp_path: Path) -> None:
    work_by(world, tmp_path, "check")
    horizon.run(timezone.now() - timedelta(days=1))
    Binding.objects.all().delete()
    horizon.run(timezone.now())
    assert Binding.objects.filter(premises=world.station).count() == 1
    Binding.objects.all().delete()
    horizon.run(timezone.now() + timedelta(hours=1))
    assert Binding.objects.count() == 0

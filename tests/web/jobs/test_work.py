"""The loop, the signs of life, and the alarm when one is missing."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from tests.web.conftest import World
from tests.web.working import NOON

from dutybook_web.jobs import work
from dutybook_web.jobs.heartbeat import beat
from dutybook_web.models import Heartbeat
from dutybook_web.queries.heartbeat import EXPECTED, silent_jobs


def test_turn_runs_each_job_when_its_time_has_come(world: World) -> None:
    tried: dict[str, Any] = {}
    assert work.turn(NOON, tried) == list(work.JOBS)
    assert work.turn(NOON + timedelta(seconds=20), tried) == []
    assert work.turn(NOON + timedelta(minutes=1), tried) == ["outbox"]
    daily = ("head", "forget", "reconcile")
    assert work.turn(NOON + timedelta(hours=1), tried) == [job for job in work.JOBS if job not in daily]
    assert work.turn(NOON + timedelta(days=1), tried) == list(work.JOBS)


def test_turn_goes_on_after_the_clock_was_put_back(world: World) -> None:
    work.turn(NOON, {})
    assert work.turn(NOON - timedelta(days=40), {}) == list(work.JOBS)


def test_turn_outlives_a_job_that_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: Any) -> None:
        raise OSError("no disk")

    monkeypatch.setattr(work, "JOBS", {"horizon": (timedelta(hours=1), broken), "outbox": work.JOBS["outbox"]})
    tried: dict[str, Any] = {}
    assert work.turn(NOON, tried) == ["horizon", "outbox"]
    assert list(Heartbeat.objects.values_list("job", flat=True)) == ["outbox"]
    assert work.turn(NOON + timedelta(seconds=20), tried) == []


def test_every_job_is_expected() -> None:
    assert work.JOBS.keys() <= EXPECTED.keys()


def test_silence_is_found(world: World) -> None:
    assert silent_jobs(NOON) == list(EXPECTED)
    for job in EXPECTED:
        beat(job, NOON, "")
    assert silent_jobs(NOON + timedelta(minutes=15)) == []
    assert silent_jobs(NOON + timedelta(minutes=16)) == ["outbox"]
    assert silent_jobs(NOON + timedelta(hours=51)) == list(EXPECTED)


def test_heartbeat_verb_fails_on_silence(world: World) -> None:
    with pytest.raises(CommandError, match="silent: forget, hazards"):
        call_command("heartbeat", stdout=StringIO())


def test_work_once_runs_all_and_leaves_nothing_silent(world: World) -> None:
    out = StringIO()
    call_command("work", "--once", stdout=out)
    beat_of_others(out.getvalue().split())
    call_command("heartbeat", stdout=out)
    assert "SILENT" not in out.getvalue()


def beat_of_others(ran: list[str]) -> None:
    for job in EXPECTED.keys() - set(ran):
        beat(job, timezone.now(), "")


@pytest.mark.parametrize("verb", ["horizon", "outbox", "reminders"])
def test_verbs_run_their_job(world: World, verb: str) -> None:
    call_command(verb, stdout=StringIO())
    assert Heartbeat.objects.get().job == verb


def test_silence_is_shown_to_administrators_alone(world: World) -> None:
    words = "These jobs have not run as they should"
    assert words in world.client("administrator").get("/tasks/").content.decode()
    assert words not in world.client("manager").get("/tasks/").content.decode()


def test_health_tells_of_silence(world: World) -> None:
    assert Client().get("/health/").json() == {"status": "ok", "silent_jobs": list(EXPECTED)}

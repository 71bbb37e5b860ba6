"""Reconciling: what agrees is said to, each kind of fault is told, orphans go only when asked."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.web.conftest import World
from tests.web.faults.attacker import allow_changes

from dutybook_web.jobs.reconcile import reconcile, run
from dutybook_web.models import Event, Heartbeat
from dutybook_web.queries.evidence import store


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def told(*options: str) -> list[str]:
    out = io.StringIO()
    try:
        call_command("reconcile", *options, stdout=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), f"Error: {error}"]
    return out.getvalue().splitlines()


def old_orphan() -> Path:
    path = store().path(store().add(io.BytesIO(b"broken off")).sha256)
    os.utime(path, (0, 0))
    return path


def test_reconcile_of_what_agrees(world: World) -> None:
    world.evidence()
    assert told() == ["All agrees."]


def test_reconcile_tells_each_kind_of_fault(world: World) -> None:
    lost, damaged, orphan = world.evidence(b"lost"), world.evidence(b"damaged"), old_orphan()
    store().path(lost.digest).unlink()
    store().path(damaged.digest).write_bytes(b"changed")
    assert told() == [
        f"file without a row: {orphan}",
        f"row without a file: {lost.digest}",
        f"file that was changed: {damaged.digest}",
        "Error: 3 faults: get back from a backup what is missing or was changed",
    ]


def test_reconcile_tells_of_events_that_are_shown_otherwise_than_they_were_hashed(world: World) -> None:
    world.evidence()
    world.evidence()
    allow_changes()
    Event.objects.filter(number=1).update(action="evidence.withdraw")
    assert told()[0] == "event shown otherwise than it was hashed: 1"


def test_reconcile_removes_orphans_only_when_asked(world: World) -> None:
    orphan = old_orphan()
    assert (reconcile().orphans, orphan.exists()) == ((orphan,), True)
    assert told("--remove-orphans") == [f"removed: {orphan}", "All agrees."]
    assert not orphan.exists()


def test_reconcile_of_the_day_leaves_a_sign_of_life_with_what_it_found(world: World) -> None:
    store().path(world.evidence().digest).unlink()
    assert run(timezone.now()) == "0 orphans, 1 missing, 0 changed, 0 events altered"
    assert Heartbeat.objects.get().outcome == "0 orphans, 1 missing, 0 changed, 0 events altered"

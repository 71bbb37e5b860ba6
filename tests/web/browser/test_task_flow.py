"""Flow 3: my tasks; refused without evidence, handed in with it, reviewed by another; the calendar and its address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fill, fits, press, shot
from tests.web.conftest import World
from tests.web.working import work_by

from dutybook_web.actions.horizon import make_tasks
from dutybook_web.models import Account, Task


@pytest.fixture
def task(world: World, tmp_path: Path) -> Task:
    """The half-yearly report of the station, for a duty officer, with a review."""
    work_by(world, tmp_path, "report", on=world.east.today)
    make_tasks([world.station], world.east.today)
    found = Task.objects.filter(premises=world.station).order_by("due")[0]
    found.assigned_role, found.needs_review = "duty_officer", True
    found.save()
    return found


@pytest.fixture
def officer(world: World) -> Account:
    return world.account("duty_officer", world.east)


def test_task_is_done_with_evidence_and_reviewed_by_another(
    browse: Open, world: World, task: Task, officer: Account, seen: dict[str, str]
) -> None:
    page = browse(officer, "/tasks/mine/", **seen)
    assert fits(page)
    press(page, f"main a[href='/tasks/{task.key}/']")
    press(page, "main a[href$='/complete/']")
    press(page)
    expect(page.locator("main [role=alert], main .field-error").first).to_be_visible()
    press(page, f"main a[href^='/evidence/add/?task={task.key}']")
    page.locator("[name=uploads]").set_input_files(
        {"name": "report.txt", "mimeType": "text/plain", "buffer": b"Guards: 140.\n"}
    )
    fill(page, kind="report")
    press(page)
    expect(page).to_have_url(re.compile("/complete/$"))
    press(page)
    assert fits(page)
    shot(page, f"task-{seen['width']}")
    task.refresh_from_db()
    assert task.state == "submitted"
    page = browse(world.account("manager", world.east), "/tasks/mine/", **seen)
    press(page, f"main a[href='/tasks/{task.key}/']")
    press(page, "main a[href$='/review/']")
    page.locator("[name=decision][value=accept]").check()
    press(page)
    task.refresh_from_db()
    assert (task.state, task.completed_by) == ("done", officer)


def test_calendar_shows_the_task_here_and_by_its_address(
    browse: Open, task: Task, officer: Account, seen: dict[str, str]
) -> None:
    page = browse(officer, f"/calendar/?month={task.due:%Y-%m}", **seen)
    expect(page.locator(f"main a[href='/tasks/{task.key}/']:visible")).to_have_count(1)
    assert fits(page)
    shot(page, f"calendar-{seen['width']}")
    page.goto("/feed/")
    press(page)
    found = re.search(r"/feed/\S+\.ics", page.locator("main .callout").first.inner_text())
    assert found
    assert f"DTSTART;VALUE=DATE:{task.due:%Y%m%d}" in page.request.get(found[0]).text()

"""The training plan of a year, and a session that was held for it: numbers, never names."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fill, fits, press, shot
from tests.web.conftest import World

from dutybook_web.models import Account, TrainingSession


def test_training_is_planned_approved_and_held(
    browse: Open, manager: Account, world: World, seen: dict[str, str]
) -> None:
    today = world.east.today
    page = browse(manager, "/training/add/", **seen)
    fill(page, organisation=world.east.key, year=str(today.year), goal="Everybody knows the ways out.")
    press(page)
    press(page, "main a[href$='/add/']:not([href*='session'])")
    fill(page, topic="Ways out", due=today.isoformat(), hours="2")
    press(page)
    press(page, "main a[href$='/approve/']")
    press(page)
    press(page, "main td a[href*='training-sessions/add']")
    fill(page, held_on=today.isoformat(), topic="Ways out", hours="2", count="41")
    press(page)
    assert fits(page)
    shot(page, f"sessions-{seen['width']}")
    session = TrainingSession.objects.get()
    assert (session.organisation, session.count, session.item is not None) == (world.east, 41, True)
    page.goto("/training/")
    press(page, "main tbody a")
    expect(page.locator("main .badge-good").first).to_be_visible()
    assert fits(page)
    shot(page, f"training-{seen['width']}")

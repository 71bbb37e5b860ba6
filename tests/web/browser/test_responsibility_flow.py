"""Flow 5: a leading body with its member unit and a meeting; which unit answers for which provision."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fill, fits, press, shot
from tests.web.conftest import World
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Account, Body, Responsibility


def test_body_is_set_up_with_its_units_and_meetings(
    browse: Open, manager: Account, world: World, seen: dict[str, str]
) -> None:
    page = browse(manager, "/bodies/", **seen)
    press(page, "main a[href='/bodies/add/']")
    fill(page, name="Leading group", organisation=world.group.key, meets_every_months="6", since="2026-01-05")
    press(page)
    page.locator("summary", has=page.locator("xpath=..//*[@name='unit']")).or_(
        page.locator("main summary")
    ).first.click()
    fill(page, unit=world.east.key, start="2026-01-05")
    press(page, "main details[open] .button-primary")
    page.locator("main details:has([name=subject]) summary").click()
    fill(page, held_on="2026-03-02", subject="Spring work")
    press(page, "main details[open] .button-primary")
    expect(page.get_by_text("Spring work")).to_be_visible()
    assert fits(page)
    shot(page, f"body-{seen['width']}")
    body = Body.objects.get()
    assert [one.unit for one in body.memberships.all()] == [world.east]


def test_unit_is_named_for_a_provision(
    browse: Open, manager: Account, world: World, tmp_path: Path, seen: dict[str, str]
) -> None:
    apply_edition(None, world.group, model_files(tmp_path), "")
    page = browse(manager, "/responsibility-list/?act=model-act", **seen)
    fill(page, unit=world.west.key)
    press(page, "main form:has([name=unit]) button")
    assert fits(page)
    shot(page, f"provisions-{seen['width']}")
    row = Responsibility.objects.get()
    assert (row.act, row.unit, row.organisation) == ("model-act", world.west, world.group)

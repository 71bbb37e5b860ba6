"""Flow: a duty officer reports a hazard in two fields; it is graded, fixed and re-checked by another account."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fits, press, shot
from tests.web.conftest import World

from dutybook_web.models import Hazard


def test_hazard_is_reported_fixed_and_rechecked(browse: Open, world: World, seen: dict[str, str]) -> None:
    officer = world.account("duty_officer", world.east)
    page = browse(officer, f"/hazards/report/?premises={world.station.key}", **seen)
    page.locator("[name=what]").fill("B出口疏散门被锁")
    page.locator("[name=place]").fill("站厅层")
    press(page)
    expect(page.locator("h1")).to_have_text("B出口疏散门被锁")
    address = page.url[page.url.index("/hazards/") :]

    page = browse(world.account("manager", world.east), address, **seen)
    page.locator("[name=grade][value=general]").check()
    page.locator("[name=kind]").select_option("escape")
    press(page)
    page.locator("[name=post]").fill("安保二岗")
    page.locator("[name=responsible]").select_option(officer.key)
    page.locator("[name=measure]").fill("更换推杠锁")
    page.locator("[name=money]").fill("800")
    page.locator("[name=deadline]").fill((timezone.now() + timedelta(days=9)).date().isoformat())
    page.locator("[name=interim]").fill("专岗值守")
    press(page)
    assert fits(page)
    shot(page, f"hazard-fixing-{seen['width']}")

    page = browse(officer, address, **seen)
    page.locator("[name=note]").fill("已更换")
    press(page)

    page = browse(world.account("inspector", world.east), address, **seen)
    page.locator("[name=passed][value=yes]").check()
    page.locator("[name=note]").fill("开启正常")
    press(page)
    assert fits(page)
    shot(page, f"hazard-closed-{seen['width']}")
    assert Hazard.objects.get().state == "closed"

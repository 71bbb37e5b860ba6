"""Flow 1: a manager enters premises and finds them again."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fits, shot

from dutybook_web.models import Account, Premises


def test_premises_are_entered_and_found(browse: Open, manager: Account, width: str, language: str) -> None:
    page = browse(manager, "/premises/add/", width, language)
    page.locator("[name=name]").fill("北岸客运站")
    page.locator("[name=organisation]").select_option(index=1)
    page.locator("[name=kind]").select_option("coach_station")
    page.locator("[name=jurisdiction]").fill("410105")
    page.locator("form.form button").first.click()
    expect(page.locator("h1")).to_have_text("北岸客运站")
    assert fits(page)
    shot(page, f"premises-{width}-{language}")
    page.goto("/premises/?text=北岸")
    expect(page.get_by_role("link", name="北岸客运站")).to_be_visible()
    assert Premises.objects.get(name="北岸客运站").jurisdiction == "410105"

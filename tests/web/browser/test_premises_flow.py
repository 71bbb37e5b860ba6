"""Flow 1: premises are entered, their facts told, gaps shown, questions answered, a table imported."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fill, fits, press, shot
from tests.web.conftest import World

from dutybook_web.models import Account, Fact, Premises

FACTS = {"adopted_plans": "plan-2026", "footfall_daily": "6000", "floor_area_m2": "19901"}


def test_premises_are_entered_and_found(browse: Open, manager: Account, width: str, language: str) -> None:
    page = browse(manager, "/premises/add/", width, language)
    fill(page, name="北岸客运站", kind="coach_station", jurisdiction="410105")
    page.locator("[name=organisation]").select_option(index=1)
    press(page)
    expect(page.locator("h1")).to_have_text("北岸客运站")
    assert fits(page)
    page.goto("/premises/?text=北岸")
    expect(page.get_by_role("link", name="北岸客运站")).to_be_visible()
    shot(page, f"premises-{width}-{language}")
    assert Premises.objects.get(name="北岸客运站").jurisdiction == "410105"


def test_facts_make_a_tier_and_the_tier_shows_gaps(
    browse: Open, manager: Account, world: World, seen: dict[str, str]
) -> None:
    place = f"/premises/{world.station.key}"
    page = browse(manager, f"{place}/facts/", **seen)
    for name, value in FACTS.items():
        press(page, f"a[href$='fact={name}']")
        fill(page, value=value, source="2025 count")
        press(page)
    page.goto(f"{place}/measures/")
    change = "a[href$='measure=plan-2026-classes/c1-guards']"
    press(page, change)
    fill(page, in_place="140", justification="Hiring.", due="2127-12-31")
    press(page)
    numbers = page.locator("tr", has=page.locator(change)).locator("td.number")
    expect(numbers).to_have_text(["200", "140", "60"])
    assert fits(page)
    shot(page, f"gaps-{seen['width']}")


def test_interview_asks_one_question_after_another(
    browse: Open, manager: Account, world: World, seen: dict[str, str]
) -> None:
    page = browse(manager, f"/premises/{world.station.key}/interview/", **seen)
    first = page.locator("main .panel h2").first.inner_text()
    fill(page, value="true")
    press(page)
    expect(page.locator("main .panel h2").first).not_to_have_text(first)
    press(page, "main form a[href*='fact=']")
    expect(page.locator("main .panel h2").first).to_have_text(first)
    assert fits(page)
    shot(page, f"interview-{seen['width']}")
    assert [fact.value for fact in Fact.objects.all()] == [True]


def test_table_is_checked_mended_and_imported(
    browse: Open, manager: Account, world: World, seen: dict[str, str]
) -> None:
    page = browse(manager, "/premises/import/", **seen)
    for kind in ("no such kind", "mall"):
        table = f"name,organisation,kind,jurisdiction\nNorth mall,{world.east.key},{kind},410105\n"
        sent = {"name": "places.csv", "mimeType": "text/csv", "buffer": table.encode()}
        page.locator("[name=file]").set_input_files(sent)
        press(page)
        if kind != "mall":
            expect(page.locator("tbody tr")).to_have_count(1)
            assert fits(page)
            shot(page, f"import-{seen['width']}")
            press(page, "main a.button-primary")
    assert not Premises.objects.filter(name="North mall").exists()
    press(page)
    assert Premises.objects.get(name="North mall").organisation == world.east

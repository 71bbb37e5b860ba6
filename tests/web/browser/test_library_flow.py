"""Two versions of an act come into the library, are found, read and compared."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.web.actions.test_act import TEXT
from tests.web.browser.conftest import Open, fill, fits, press, shot

from dutybook_web.models import Account, Act

LATER = TEXT.replace("每半年", "每季度").replace("2025年5月1日", "2026年5月1日")


def test_acts_are_imported_found_read_and_compared(browse: Open, manager: Account, seen: dict[str, str]) -> None:
    page = browse(manager, "/library/", **seen)
    press(page, "main .empty a")
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in (("old.txt", TEXT), ("new.txt", LATER), ("none.txt", ""))
    ]
    page.locator("[name=file]").set_input_files(files)
    page.locator("main form .button-primary").click()
    expect(page.locator(".outcome")).to_have_count(3)
    expect(page.locator(".outcome .badge-bad")).to_have_count(1)
    assert fits(page)
    page.goto("/library/")
    fill(page, text="每季度")
    page.locator("[name=text]").press("Enter")
    expect(page.locator("main mark")).to_have_text(["每季度"])
    shot(page, f"library-{seen['width']}")
    press(page, "main .hits a[href*='#art_2']")
    expect(page.locator("#art_2")).to_be_in_viewport()
    assert fits(page)
    shot(page, f"act-{seen['width']}")
    press(page, "main a[href$='/versions/']")
    if page.locator("main ins").count() == 0:
        with page.expect_navigation():
            page.locator("[name=with]").select_option(Act.objects.get(file_name="old.txt").key)
    expect(page.locator("main ins")).to_have_text(["季度", "2026"])
    assert fits(page)
    shot(page, f"versions-{seen['width']}")

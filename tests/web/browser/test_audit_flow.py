"""The audit record: who did what, the proof of one event, and the exported record checked in the browser."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fits, press, shot
from tests.web.conftest import World

from dutybook_web.jobs import head


def test_record_is_read_proved_exported_and_checked(browse: Open, world: World, seen: dict[str, str]) -> None:
    world.evidence()
    head.run(timezone.now())
    page = browse(world.account("auditor", world.group), "/", **seen)
    page.goto("/audit/")
    assert fits(page)
    shot(page, f"audit-{seen['width']}")
    with page.expect_download() as downloaded:
        page.locator("main a[href='/audit/export/']").click()
    exported = downloaded.value.path().read_bytes()
    press(page, "main tbody a")
    expect(page.locator("main pre")).to_be_visible()
    assert fits(page)
    shot(page, f"proof-{seen['width']}")
    for sound in (True, False):
        page.goto("/audit/check/")
        content = exported if sound else exported.replace(b"evidence.add", b"evidence.odd")
        sent = {"name": "record.jsonl", "mimeType": "application/jsonl", "buffer": content}
        page.locator("[name=file]").set_input_files(sent)
        press(page)
        expect(page.locator(f"main .callout-{'success' if sound else 'error'}")).to_be_visible()
    assert fits(page)

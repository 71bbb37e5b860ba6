"""Flows 5 and 6: units are scored with a trace; a report is made, looked at, sent and its receipt recorded."""

from __future__ import annotations

from zipfile import is_zipfile

from playwright.sync_api import expect
from tests.web import reporting
from tests.web.browser.conftest import Open, fits, shot
from tests.web.conftest import World

from dutybook_web.models import Account, Report, Score


def test_report_is_made_sent_and_acknowledged(
    browse: Open, manager: Account, world: World, seen: dict[str, str]
) -> None:
    page = browse(manager, f"/reports/make/?kind=premises&premises={world.station.key}&half=2026-H1", **seen)
    with page.context.expect_page() as opened:
        page.locator("a[target=_blank]").click()
    expect(opened.value.locator(".subtitle")).to_have_text("East station")
    opened.value.close()
    page.locator("form[method=post] button.button-primary").click()
    with page.expect_download() as downloaded:
        page.locator("main a[href$='?form=docx']").click()
    assert is_zipfile(downloaded.value.path())
    page.locator("[name=addressee]").fill("Anling authority")
    page.locator("[name=sent_on]").fill("2026-07-03")
    page.locator("form.form button").first.click()
    page.locator("[name=received_on]").fill("2026-07-06")
    page.locator("form.form button").first.click()
    expect(page.locator(".badge-good")).to_be_visible()
    assert fits(page)
    shot(page, f"report-{seen['width']}")
    made = Report.objects.get()
    assert (made.state, made.addressee, made.evidence is not None) == ("received", "Anling authority", True)


def test_units_are_scored_with_a_trace(browse: Open, manager: Account, world: World, seen: dict[str, str]) -> None:
    reporting.scheme(world)
    page = browse(manager, "/assessments/run/", **seen)
    page.locator("[name=scheme]").select_option(index=1)
    page.get_by_label("East company").check()
    page.locator("[name=start]").fill("2026-01-01")
    page.locator("[name=end]").fill("2026-06-30")
    page.locator("form.form button").first.click()
    page.get_by_role("link", name="East company").click()
    page.locator("#trace summary").first.click()
    expect(page.locator("#trace td .badge-bad").first).to_be_visible()
    assert fits(page)
    shot(page, f"assessment-{seen['width']}")
    assert Score.objects.get().trace["in-time"][0]["key"] == world.task.key

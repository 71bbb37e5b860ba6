"""Flow 2: why a duty binds; an exception that two accounts make; another catalogue, applied and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.catalogue.files import changed
from tests.web.browser.conftest import Open, fill, fits, press, shot
from tests.web.conftest import World
from tests.web.decided import REPORT
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Edition, Exemption
from dutybook_web.queries.edition import edition_in_use, files_of


@pytest.fixture
def applied(world: World, tmp_path: Path) -> World:
    apply_edition(None, world.group, model_files(tmp_path), "first")
    return world


def test_exception_is_asked_for_beside_the_reasons_and_approved_by_another(
    browse: Open, applied: World, seen: dict[str, str]
) -> None:
    page = browse(applied.account("manager", applied.east), f"/duties/{applied.station.key}/", **seen)
    duty = page.locator(f"article[id='{REPORT}']")
    duty.locator("summary").click()
    expect(duty.locator(".reasons")).to_be_visible()
    assert fits(page)
    shot(page, f"reasons-{seen['width']}")
    press(page, f"article[id='{REPORT}'] a[href*='/exemptions/add/']")
    fill(page, reason="The hall is being rebuilt.", expires_on="2127-01-01")
    press(page)
    row = Exemption.objects.get()
    page.goto("/exemptions/")
    approve = f"main a[href$='/{row.key}/approve/']"
    expect(page.locator(approve)).to_have_count(0)
    other = applied.account("administrator", applied.east)
    page = browse(other, "/exemptions/", **seen)
    press(page, approve)
    press(page)
    assert fits(page)
    shot(page, f"exceptions-{seen['width']}")
    row.refresh_from_db()
    assert (row.requested_by, row.approved_by) == (applied.account("manager", applied.east), other)


def test_catalogue_is_compared_applied_and_taken_back(browse: Open, applied: World, seen: dict[str, str]) -> None:
    before = files_of(edition_in_use(applied.group.pk))
    page = browse(applied.account("administrator", applied.group), "/editions/", **seen)
    press(page, "main a[href='/editions/upload/']")
    fill(page, text=changed("period: P6M", "period: P1Y"))
    press(page)
    expect(page.get_by_text("period: P1Y").or_(page.get_by_text("P1Y")).first).to_be_visible()
    assert fits(page)
    shot(page, f"difference-{seen['width']}")
    press(page)
    assert Edition.objects.count() == 2
    press(page, "main a[href$='?number=1']")
    press(page)
    assert files_of(edition_in_use(applied.group.pk)) == before
    assert [edition.number for edition in Edition.objects.order_by("number")] == [1, 2, 3]

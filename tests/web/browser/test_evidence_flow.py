"""Flow 4: a picture and a record come in; an inspector's bundle goes out and is sound without the server."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import expect
from tests.web.browser.conftest import Open, fill, fits, press, shot
from tests.web.conftest import World

from dutybook.ledger.bundle_verification import verify
from dutybook_web.models import Evidence


def picture() -> bytes:
    """A small photograph."""
    file = BytesIO()
    Image.new("RGB", (64, 48), "#2a6f6f").save(file, "PNG")
    return file.getvalue()


def test_evidence_comes_in_and_goes_out_as_a_sound_bundle(browse: Open, world: World, seen: dict[str, str]) -> None:
    place = f"premises={world.station.key}"
    page = browse(world.account("manager", world.east), f"/evidence/add/?{place}", **seen)
    page.locator("[name=uploads]").set_input_files({"name": "闸机.png", "mimeType": "image/png", "buffer": picture()})
    fill(page, kind="photo", title="闸机")
    press(page)
    expect(page.locator("main img")).to_have_js_property("naturalWidth", 64)
    assert fits(page)
    shot(page, f"evidence-{seen['width']}")
    page.goto(f"/evidence/record/?{place}&kind=log_extract")
    fill(page, record_on="2026-03-02", record_reading="7.5", record_within_limits="yes")
    press(page)
    assert {(one.kind, one.premises) for one in Evidence.objects.all()} == {
        ("photo", world.station),
        ("log_extract", world.station),
    }
    page.goto(f"/evidence/bundle/?{place}")
    with page.expect_download() as downloaded:
        page.locator("main form .button-primary").click()
    with downloaded.value.path().open("rb") as file:
        report = verify(file)
    assert (report.faults, report.pieces, report.files) == ((), 2, 1)

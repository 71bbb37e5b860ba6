"""Flow: an inspection on a phone; the network is cut in the middle, the browser closed and reopened, all sent once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.attacks.others import png
from tests.web.browser.conftest import CHROMIUM, QUIET, WIDTHS, fits, shot
from tests.web.conftest import World
from tests.web.inspecting import inspection_at

from dutybook_web.models import Account, Answer, Evidence, Hazard, Inspection, Photo

Launch = Callable[[], Page]


@pytest.fixture
def inspector(world: World, language: str, settings: Any, tmp_path: Path) -> Account:
    """Somebody at the station, with the store of files in a folder of its own."""
    settings.FILES_FOLDER = tmp_path / "files"
    account = world.account("duty_officer", world.east)
    account.language = language
    account.save(update_fields=["language"])
    return account


@pytest.fixture
def phone(
    chromium: Browser, live_server: Any, transactional_db: None, tmp_path: Path, width: str, inspector: Account
) -> Iterator[Launch]:
    """Opens the browser on a folder of its own, as it lies on a phone; closes the one that was open before."""
    running: list[BrowserContext] = []
    complaints: list[str] = []
    client = Client()
    client.force_login(inspector)
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}

    def launch() -> Page:
        for context in running:
            context.close()
        running.clear()
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=CHROMIUM,
            args=list(QUIET),
            viewport=WIDTHS[width],
            base_url=live_server.url,
            locale=inspector.language,
        )
        context.set_default_timeout(10_000)
        context.add_cookies([cookie])  # type: ignore[list-item]
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        running.append(context)
        return context.pages[0]

    yield launch
    for context in running:
        context.close()
    assert complaints == []


def answer(page: Page, number: int, result: str, *photos: bytes) -> None:
    """Answer an item, with photographs."""
    box = page.locator("[data-item]").nth(number)
    box.locator(f"[value={result}]").check(force=True)
    for place, picture in enumerate(photos):
        file = {"name": f"{number}-{place}.png", "mimeType": "image/png", "buffer": picture}
        box.locator("[name=photo]").set_input_files(file)  # type: ignore[arg-type]
        expect(box.locator("li img")).to_have_count(place + 1)


def installed(page: Page) -> None:
    """Wait until the page would open without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => caches.keys())")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def test_inspection_survives_the_network_and_the_browser(  # noqa: PLR0915 — one story, told in its order
    phone: Launch, world: World, inspector: Account, width: str, language: str
) -> None:
    planned = inspection_at(world.station)
    page = phone()
    page.goto("/inspect/")
    expect(page.locator(".inspect-list a")).to_have_count(1)
    installed(page)
    assert fits(page)
    shot(page, f"inspect-day-{width}-{language}")
    page.locator(".inspect-list a").click()
    answer(page, 0, "failed", png(3, 2), png(4, 2))

    page.context.set_offline(True)
    page.locator("[data-item]").nth(0).locator("[name=place]").fill("Gate B")
    answer(page, 1, "ok")
    page.locator("[data-item]").nth(1).locator("[name=number]").fill("4")
    expect(page.locator("[data-part=saved]")).not_to_be_empty()
    assert fits(page)
    shot(page, f"inspect-form-{width}-{language}")

    page = phone()
    page.context.set_offline(True)
    page.goto("/inspect/")
    page.locator(".inspect-list a").click()
    expect(page.locator("[data-item]").nth(0).locator("li img")).to_have_count(2)
    assert page.locator("[data-item]").nth(1).locator("[name=number]").input_value() == "4"
    page.locator(".inspect-foot .button-primary").click()
    expect(page.locator("[data-part=missing]:not([hidden])")).to_have_count(1)
    answer(page, 2, "failed", png(5, 2))
    page.locator(".inspect-foot .button-primary").click()
    expect(page.locator("[data-state=ready]")).to_be_visible()
    shot(page, f"inspect-kept-{width}-{language}")
    assert (Inspection.objects.filter(state="submitted").count(), Photo.objects.count()) == (0, 0)

    page = phone()
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.post_data or "") if _is_submit(request) else None)
    page.goto("/inspect/")
    expect(page.locator("[data-state=sent]")).to_be_visible()
    shot(page, f"inspect-sent-{width}-{language}")
    again = page.evaluate(RESEND, [f"/api/inspections/{planned.key}/submit", sent[0]])

    done = Inspection.objects.get()
    assert (again, done.state, done.account) == ([200, done.key], "submitted", inspector)
    assert [(one.result, one.place, one.photos.count()) for one in done.answers.all()] == [
        ("failed", "Gate B", 2),
        ("ok", "", 0),
        ("failed", "", 1),
    ]
    assert (Evidence.objects.count(), Photo.objects.count()) == (3, 3)
    assert [hazard.evidence.count() for hazard in Hazard.objects.order_by("pk")] == [2, 1]
    assert page.evaluate(LEFT) == 0


RESEND = """async ([address, body]) => {
  const { csrf } = await (await fetch("/api/inspections/day")).json();
  const headers = { "X-CSRFToken": csrf, "Content-Type": "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body });
  return [answer.status, (await answer.json()).key];
}"""

LEFT = """() => new Promise((resolve) => {
  indexedDB.open("dutybook-inspections").onsuccess = ({ target }) => {
    const all = target.result.transaction("photos").objectStore("photos").count();
    all.onsuccess = () => resolve(all.result);
  };
})"""


def _is_submit(request: Any) -> bool:
    return bool(request.url.endswith("/submit"))


ONCE = pytest.mark.parametrize(("width", "language"), [("phone", "en")])
"""For what does not depend on how wide the page is, and in which language."""


def answered(page: Page) -> None:
    """Answer all of the one inspection, with a photograph, and finish."""
    page.goto("/inspect/")
    page.locator(".inspect-list a").click()
    answer(page, 0, "failed", png(3, 2))
    answer(page, 1, "none")
    answer(page, 2, "none")
    page.locator(".inspect-foot .button-primary").click()


@ONCE
def test_answer_of_the_server_that_is_lost_doubles_nothing(phone: Launch, world: World) -> None:
    inspection_at(world.station)
    page = phone()
    lost: dict[str, int] = {}

    def lose(route: Route) -> None:
        what = route.request.url.rpartition("/")[2]
        if what in lost:
            return route.continue_()
        lost[what] = route.fetch().status
        return route.abort()

    for name in ("photos", "submit"):
        page.context.route(f"**/api/inspections/*/{name}", lose)
    answered(page)
    expect(page.locator("[data-state=sent]")).to_be_visible(timeout=30_000)
    assert lost == {"photos": 201, "submit": 200}
    assert (Inspection.objects.count(), Photo.objects.count(), Hazard.objects.count()) == (1, 1, 1)


@ONCE
def test_session_that_ended_keeps_everything_until_one_signs_in(phone: Launch, world: World) -> None:
    inspection_at(world.station)
    page = phone()
    page.goto("/inspect/")
    expect(page.locator(".inspect-list a")).to_have_count(1)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    answered(page)
    expect(page.locator("#signin")).to_be_visible()
    expect(page.locator("[data-state=ready]")).to_be_visible()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.locator("[data-act=refresh]").click()
    expect(page.locator("[data-state=sent]")).to_be_visible()
    assert Inspection.objects.get().state == "submitted"


@ONCE
def test_what_one_account_began_is_not_sent_by_another(phone: Launch, world: World, live_server: Any) -> None:
    inspection_at(world.station)
    page = phone()
    page.context.set_offline(False)
    page.goto("/inspect/")
    expect(page.locator(".inspect-list a")).to_have_count(1)
    page.context.set_offline(True)
    page.locator(".inspect-list a").click()
    answer(page, 0, "ok")
    answer(page, 1, "none")
    answer(page, 2, "none")
    page.locator(".inspect-foot .button-primary").click()
    other = world.client("manager").cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": other, "url": live_server.url}])
    page.context.set_offline(False)
    expect(page.locator("#network")).to_have_attribute("data-kind", "online")
    expect(page.get_by_text("Saved here for another account")).to_be_visible()
    assert Inspection.objects.get().state in ("planned", "in_progress")


@ONCE
def test_signing_out_asks_before_it_deletes_what_was_not_sent(phone: Launch, world: World) -> None:
    inspection_at(world.station)
    page = phone()
    page.goto("/inspect/")
    page.locator(".inspect-list a").click()
    answer(page, 0, "ok")
    expect(page.locator("[data-part=saved]")).not_to_be_empty()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/inspections/")
    page.locator(".menu summary").click()
    page.locator(".menu form button").click()
    page.wait_for_timeout(300)
    assert (asked, page.url.endswith("/inspections/")) == (["confirm"], True)


def test_two_submissions_stand_side_by_side(phone: Launch, world: World, width: str, language: str) -> None:
    planned = inspection_at(world.station)
    page = phone()
    page.goto("/inspect/")
    page.locator(".inspect-list a").click()
    page.context.set_offline(True)
    for number, result in enumerate(("ok", "none", "none")):
        answer(page, number, result)
    other = world.client("manager")
    items = planned.checklist.items.values_list("key", flat=True)
    told = {"client": "11111111-1111-4111-8111-111111111111", "checklist": planned.checklist.key}
    told |= dict.fromkeys(("started_at", "finished_at", "sent_at"), "2026-11-29T08:00:00+08:00")
    answers = [{"item": key, "result": "failed" if not place else "none"} for place, key in enumerate(items)]
    response = other.post(
        f"/api/inspections/{planned.key}/submit", {**told, "answers": answers}, content_type="application/json"
    )
    assert response.status_code == 200
    page.locator(".inspect-foot .button-primary").click()
    page.context.set_offline(False)
    page.locator("[data-state=choose]").click()
    expect(page.locator(".inspect-differs")).to_have_count(1)
    assert fits(page)
    shot(page, f"inspect-choose-{width}-{language}")
    page.locator("[data-act=mine]").click()
    expect(page.locator("[data-state=sent]")).to_be_visible()
    states = list(Inspection.objects.order_by("pk").values_list("state", flat=True))
    assert (states, Answer.objects.filter(inspection__state="submitted", result="ok").count()) == (
        ["superseded", "submitted"],
        1,
    )

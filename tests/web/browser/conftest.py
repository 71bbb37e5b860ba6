"""A real browser (the system's Chromium) on a live server: the flows of users, in both languages and both widths."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.web.conftest import World

from dutybook_web.models import Account

# Playwright's loop runs in the thread of the tests, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; without one they are skipped, but not in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: CI needs one")
        pytest.skip("no Chromium on this machine: install it to walk the flows in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _on_sqlite_alone() -> None:
    """A browser sees nothing of the database: the run on PostgreSQL need not pay for it again."""
    if connection.vendor != "sqlite":
        pytest.skip("the flows are walked on SQLite")


@pytest.fixture(params=["wide", "phone"])
def width(request: pytest.FixtureRequest) -> str:
    """Both widths."""
    return str(request.param)


@pytest.fixture(params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Both languages."""
    return str(request.param)


@pytest.fixture
def browse(chromium: Browser, live_server: Any, transactional_db: None) -> Iterator[Open]:
    """Opens a page of the live server in which an account has signed in.

    Every message on the console and every failed request fails the test: a policy that blocks something shows there.
    """
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def opening(account: Account, path: str = "/", width: str = "wide", language: str = "en") -> Page:
        account.language = language
        account.save(update_fields=["language"])
        client = Client()
        client.force_login(account)
        cookie = client.cookies["session"]
        context = chromium.new_context(viewport=WIDTHS[width], base_url=live_server.url, has_touch=width == "phone")
        opened.append(context)
        context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield opening
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture(params=[("wide", "zh-hans"), ("phone", "en")], ids=["wide-zh", "phone-en"])
def seen(request: pytest.FixtureRequest) -> dict[str, str]:
    """Each width and each language once: enough for a long flow."""
    width, language = request.param
    return {"width": width, "language": language}


def press(page: Page, button: str = "main form .button-primary") -> None:
    """Press a button, or follow a link, that leads to another page."""
    with page.expect_navigation():
        page.locator(button).first.click()


def fill(page: Page, **values: str) -> None:
    """Fill in fields of a form by their names; of a choice, the value."""
    for name, value in values.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def shot(page: Page, name: str) -> None:
    """Keep a picture of the page where DUTYBOOK_SHOTS names a folder for them, to be looked at."""
    folder = os.environ.get("DUTYBOOK_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Whether nothing hangs over the right edge of the page."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture
def manager(world: World) -> Account:
    """Somebody who manages the whole group."""
    return world.account("manager", world.group)

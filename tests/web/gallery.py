"""Renders every template part with sample data into build/gallery-*.html, to be looked at; --shoot photographs them.

Run: `python tests/web/gallery.py [--shoot]`. Needs gettext's msgfmt; --shoot needs Playwright and /usr/bin/chromium.
"""

import calendar
import datetime
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import django
import django.conf
import yaml
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "dutybook_web"
HERE = Path(__file__).parent / "gallery"
BUILD = ROOT / "build"
TODAY = datetime.date(2026, 11, 29)
FLAGS = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-sync")

urlpatterns = [
    path("language", lambda request: None, name="set_language"),
    path("sign-out", lambda request: None, name="account_logout"),
]


def configure() -> None:
    """Just enough of Django to render templates."""
    compiled = BUILD / "locale" / "zh_Hans" / "LC_MESSAGES"
    compiled.mkdir(parents=True, exist_ok=True)
    source = WEB / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    subprocess.run(["msgfmt", "-o", compiled / "django.mo", source], check=True)
    django.conf.settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx"],
        LANGUAGES=[("zh-hans", "中文"), ("en", "English")],
        LOCALE_PATHS=[BUILD / "locale"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="a gallery has no secret",
        STATIC_URL=f"{WEB}/static/",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [WEB / "templates", HERE],
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "libraries": {"states": "dutybook_web.templatetags.states"},
                },
            }
        ],
        TIME_ZONE="Asia/Shanghai",
    )
    django.setup()


class Filters(forms.Form):
    """What a list is narrowed by."""

    q = forms.CharField(label=_("Search"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", "—"), ("open", "…")])
    due = forms.DateField(label=_("Due"), required=False, widget=forms.DateInput({"type": "date"}))


class Completion(forms.Form):
    """A form with every kind of field."""

    done_on = forms.DateField(
        label=_("Done on"), help_text=_("When it was done."), widget=forms.DateInput({"type": "date"})
    )
    count = forms.IntegerField(label=_("Guards on duty"), min_value=0)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect, choices=[("a", "PDF"), ("b", "XLSX")])
    file = forms.FileField(label=_("Evidence"))
    review = forms.BooleanField(label=_("Ask for a review"), help_text=_("By a second account."), required=False)


class User(str):
    """Somebody who is signed in."""

    __slots__ = ()
    is_authenticated = True


def in_language(sample: Any, side: str) -> Any:
    """The sample data with each {zh, en} replaced by its side."""
    if isinstance(sample, dict):
        if set(sample) == {"zh", "en"}:
            return sample[side]
        return {key: in_language(value, side) for key, value in sample.items()}
    return [in_language(value, side) for value in sample] if isinstance(sample, list) else sample


def tasks(sample: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        sample["work"][n % 4]
        | {"premises": sample["places"][n % 2], "due": TODAY + datetime.timedelta(7 * n - 20), "state": state}
        for n, state in enumerate(sample["states"])
    ]


def month(sample: dict[str, Any]) -> list[list[dict[str, Any]]]:
    entries = [{"url": "#", "label": task["title"], "state": task["state"]} for task in tasks(sample)]

    def day(date: datetime.date) -> dict[str, Any]:
        busy = date.day == 20
        some = entries[date.day % 8 :][:1] if date.day % 5 == 0 else []
        shown = entries[:3] if busy else some
        known = {"date": date, "in_month": date.month == TODAY.month, "today": date == TODAY, "url": "#"}
        return known | {"entries": shown, "more": 4 if busy else 0}

    return [[day(date) for date in week] for week in calendar.Calendar().monthdatescalendar(TODAY.year, TODAY.month)]


def bars() -> list[dict[str, Any]]:
    """Twelve months, stacked: done in time, done late, overdue."""
    found = []
    for n in range(12):
        parts, y = [], 170.0
        values = {"good": 60 + (n * 37) % 50, "warn": 8 + (n * 13) % 17, "bad": (n * 7) % 14}
        for tone, value in values.items():
            y -= value * 1.1
            parts.append({"tone": tone, "y": round(y, 1), "height": round(value * 1.1, 1)})
        total = sum(values.values())
        found.append({"x": 44 + n * 46, "label": n + 1, "parts": parts, "total": total, "top": round(y - 5, 1)})
    return found


def context(sample: dict[str, Any]) -> dict[str, Any]:
    """The sample data and what is made from them."""
    sprite = (WEB / "templates" / "components" / "icons.html").read_text(encoding="utf-8")
    return sample | {
        "tasks": tasks(sample),
        "weeks": month(sample),
        "bars": bars(),
        "page": Paginator(range(1204), 50).page(3),
        "filters": Filters({"state": "open"}),
        "clean": Completion(auto_id="clean_%s"),
        "faulty": Completion({"count": "-3", "note": "2026"}, {}),
        "icons": sorted(re.findall(r'id="i-(\w+)"', sprite)),
    }


def render(language: str) -> list[Path]:
    """The gallery's pages in one language."""
    side = "zh" if language == "zh-hans" else "en"
    sample = in_language(yaml.safe_load((HERE / "samples.yaml").read_text(encoding="utf-8")), side)
    request = RequestFactory().get("/premises/7/", {"page": "3"})
    request.user = User("chen@example.org")  # type: ignore[assignment]
    request.organisation = sample["organisation"]  # type: ignore[attr-defined]
    written = []
    with translation.override(language):
        for name in ("parts", "sign_in"):
            file = BUILD / f"gallery-{name}-{language}.html"
            text = render_to_string(f"{name}.html", context(sample) | {"zh": side == "zh"}, request)
            file.write_text(text, encoding="utf-8")
            written.append(file)
    return written


def shoot(pages: list[Path]) -> None:
    """A picture of each page at 1440 and 390 pixels, light and dark."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=[f"--{flag}" for flag in FLAGS])
        for width, scheme in ((1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")):
            sheet = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
            for page in pages:
                sheet.goto(page.as_uri())
                beyond = sheet.evaluate("document.documentElement.scrollWidth - innerWidth")
                sheet.screenshot(path=page.with_name(f"{page.stem}-{width}-{scheme}.png"), full_page=True)
                print(page.stem, width, scheme, "beyond the edge:", beyond)  # noqa: T201 — a script for eyes
        browser.close()


if __name__ == "__main__":
    configure()
    PAGES = [page for language in ("zh-hans", "en") for page in render(language)]
    if "--shoot" in sys.argv:
        shoot(PAGES)

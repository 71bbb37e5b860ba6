"""Renders every template part with sample data into build/gallery-*.html, to be looked at; --shoot photographs them.

Run: `python tests/web/gallery.py [--shoot]`. Needs gettext's msgfmt; --shoot needs Playwright and /usr/bin/chromium.
"""

import calendar
import datetime
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext_lazy

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "dutybook_web"
BUILD = ROOT / "build"
TODAY = datetime.date(2026, 11, 29)
STATES = ("open", "due_soon", "overdue", "submitted", "rejected", "done", "done_late", "waived")

urlpatterns = [
    path("language", lambda request: None, name="set_language"),
    path("sign-out", lambda request: None, name="account_logout"),
]


def configure() -> None:
    """Just enough of Django to render templates."""
    messages = BUILD / "locale" / "zh_Hans" / "LC_MESSAGES"
    messages.mkdir(parents=True, exist_ok=True)
    source = WEB / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    subprocess.run(["msgfmt", "-o", messages / "django.mo", source], check=True)
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx"],
        LANGUAGES=[("zh-hans", "中文"), ("en", "English")],
        LOCALE_PATHS=[BUILD / "locale"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="a gallery has no secret",
        STATIC_URL=f"{WEB}/static/",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [WEB / "templates", Path(__file__).parent / "gallery"],
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "libraries": {"states": "dutybook_web.templatetags.states"},
                },
            }
        ],
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
    )
    django.setup()


def both(zh: str, en: str) -> str:
    return zh if translation.get_language() == "zh-hans" else en


def thing(**fields: Any) -> SimpleNamespace:
    return SimpleNamespace(**fields)


def navigation() -> list[SimpleNamespace]:
    entries = (
        ("工作台", "Dashboard", "home", None),
        ("任务", "Tasks", "task", 12),
        ("场所", "Premises", "premises", None),
        ("隐患", "Hazards", "hazard", 3),
        ("义务", "Duties", "duty", None),
        ("日历", "Calendar", "calendar", None),
        ("证据", "Evidence", "evidence", None),
        ("检查", "Inspections", "inspection", None),
        ("预案", "Plans", "plan", None),
        ("责任分工", "Responsibility", "unit", None),
        ("培训宣传", "Training", "training", None),
        ("报告", "Reports", "report", None),
        ("法规库", "Library", "library", None),
        ("审计", "Audit", "audit", None),
        ("设置", "Settings", "settings", None),
    )
    return [
        thing(url="#", label=both(zh, en), icon=icon, count=count, current=icon == "premises")
        for zh, en, icon, count in entries
    ]


class Filters(forms.Form):
    """What a list is narrowed by."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=[("", "—"), ("open", "…")])
    due = forms.DateField(label=gettext_lazy("Due until"), required=False, widget=forms.DateInput({"type": "date"}))


class Completion(forms.Form):
    """A form with every kind of field, and with faults."""

    done_on = forms.DateField(
        label=gettext_lazy("Done on"),
        help_text=gettext_lazy("The day it was done, not the day it is entered."),
        widget=forms.DateInput({"type": "date"}),
    )
    count = forms.IntegerField(label=gettext_lazy("Guards on duty"), min_value=0)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        widget=forms.RadioSelect,
        choices=[("a", gettext_lazy("File")), ("b", gettext_lazy("Record"))],
    )
    file = forms.FileField(label=gettext_lazy("Evidence"))
    review = forms.BooleanField(
        label=gettext_lazy("A second person has to look at it"),
        help_text=gettext_lazy("Asked for by the duty."),
        required=False,
    )


def tasks() -> list[SimpleNamespace]:
    what = (
        ("核对技防系统录像保存期限", "Check how long recordings are kept", "示范办法 第十八条"),
        ("组织半年一次的应急演练", "Hold the half-yearly drill", "Measures art. 24"),
        ("报送上半年防范工作情况", "Report the half-year's work", "Measures art. 31"),
        ("复核重要部位清单", "Review the list of key parts", "Measures art. 12"),
    )
    return [
        thing(
            title=both(*what[n % 4][:2]),
            provision=what[n % 4][2],
            premises=both("紫荆山地铁站", "Zijingshan metro station")
            if n % 2
            else both("黄河国际饭店", "Yellow River Hotel"),
            due=TODAY + datetime.timedelta(days=7 * n - 20),
            state=state,
        )
        for n, state in enumerate(STATES)
    ]


def month() -> list[list[SimpleNamespace]]:
    def day(date: datetime.date) -> SimpleNamespace:
        here = [t for t in tasks() if t.due == date] or ([tasks()[date.day % 8]] if date.day % 5 == 0 else [])
        entries = [thing(url="#", label=t.title, state=t.state) for t in here]
        busy = date.day == 20
        return thing(
            date=date,
            in_month=date.month == 11,
            today=date == TODAY,
            entries=entries * (3 if busy else 1),
            more=4 if busy else 0,
            url="#",
        )

    return [[day(date) for date in week] for week in calendar.Calendar().monthdatescalendar(2026, 11)]


def bars() -> list[SimpleNamespace]:
    """Twelve months, stacked: done, done late, overdue."""
    found = []
    for n in range(12):
        done, late, overdue = 60 + (n * 37) % 50, 8 + (n * 13) % 17, (n * 7) % 14
        parts, y = [], 170.0
        for tone, value in (("good", done), ("warn", late), ("bad", overdue)):
            height = value * 1.1
            y -= height
            parts.append(thing(tone=tone, y=round(y, 1), height=round(height, 1)))
        found.append(
            thing(x=44 + n * 46, label=f"{n + 1}", parts=parts, total=done + late + overdue, top=round(y - 5, 1))
        )
    return found


def sample() -> dict[str, Any]:
    moment = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC)
    zh = translation.get_language() == "zh-hans"
    return {
        "navigation": navigation(),
        "account_navigation": [thing(url="#", label=both("登录与安全", "Sign-in and security"), icon="settings")],
        "zh": zh,
        "crumbs": [
            thing(url="#", label=both("河南交通集团", "Henan Transport")),
            thing(url="#", label=both("场所", "Premises")),
        ],
        "actions": [
            thing(url="#", label=both("导出", "Export"), icon="download", primary=False),
            thing(url="#", label=both("登记证据", "Add evidence"), icon="plus", primary=True),
        ],
        "tabs": [
            thing(url="#", label=both("概况", "Overview"), current=True, count=None),
            thing(url="#", label=both("义务", "Duties"), current=False, count=86),
            thing(url="#", label=both("任务", "Tasks"), current=False, count=12),
            thing(url="#", label=both("措施差距", "Measures"), current=False, count=3),
            thing(url="#", label=both("记录", "History"), current=False, count=None),
        ],
        "states": STATES,
        "verdicts": ("binds", "may_bind", "does_not_bind"),
        "grades": ("general", "major", "closed", "in_place", "missing", "expiring"),
        "tones": ("info", "good", "warn", "bad", "maybe", "quiet"),
        "tasks": tasks(),
        "page": Paginator(range(1204), 50).page(3),
        "filters": Filters({"state": "open"}),
        "clean": Completion(auto_id="clean_%s"),
        "faulty": Completion({"count": "-3", "note": both("已核对", "Checked")}, {}),
        "facts": [
            thing(
                label=both("类型", "Kind"),
                value=both("地铁站", "Metro station"),
                source=both("由管理员填写", "entered by an administrator"),
                date=TODAY,
            ),
            thing(
                label=both("日均客流", "Daily footfall"),
                value="48,200",
                unit=both("人次", "visits"),
                source=both("闸机统计", "gate counters"),
                date=TODAY,
            ),
            thing(
                label=both("反恐重点目标等级", "Tier"),
                value=None,
                source=both("访谈未答", "not answered in the interview"),
                date=None,
            ),
        ],
        "weekdays": list("一二三四五六日") if zh else ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        "weeks": month(),
        "bars": bars(),
        "events": [
            thing(
                at=moment,
                actor="chen@example.org",
                text=both("任务已提交复核", "Task submitted for review"),
                detail=both("附 2 份证据", "with 2 pieces of evidence"),
                url="#",
            ),
            thing(
                at=moment - datetime.timedelta(days=3),
                actor="wang@example.org",
                text=both("退回：缺少签收页", "Sent back: the receipt is missing"),
                detail=None,
                url=None,
            ),
            thing(
                at=moment - datetime.timedelta(days=9),
                actor=None,
                text=both("由每日任务生成", "Made by the daily job"),
                detail=None,
                url=None,
            ),
        ],
        "files": [
            thing(
                url="#",
                name=both("2026年上半年演练记录.pdf", "drill-2026-h1.pdf"),
                kind="PDF",
                size=2_480_112,
                period="2026-01-01 – 2026-06-30",
                received=moment,
                digest="9f2b6c1d" * 8,
            ),
            thing(
                url="#",
                name=both("现场照片-02.jpg", "photo-02.jpg"),
                kind="JPEG",
                size=884_120,
                period=None,
                received=moment,
                digest=None,
            ),
        ],
        "changes": [
            thing(
                kind="changed",
                label=both("视频资料保存期限", "Retention of video"),
                before=both("不少于60日", "at least 60 days"),
                after=both("不少于90日", "at least 90 days"),
                url="#",
            ),
            thing(
                kind="added",
                label=both("每半年评估一次", "Assess every half-year"),
                before=None,
                after=both("重点目标管理单位每半年组织一次自评估", "The operator assesses itself twice a year"),
                url=None,
            ),
            thing(
                kind="removed",
                label=both("纸质台账", "Paper register"),
                before=both("须保存纸质台账", "Keep a register on paper"),
                after=None,
                url=None,
            ),
        ],
        "icons": sorted(set(symbol_names())),
    }


def symbol_names() -> list[str]:
    source = (WEB / "templates" / "components" / "icons.html").read_text(encoding="utf-8")
    return [piece.split('"')[0] for piece in source.split('id="i-')[1:]]


def render(language: str) -> list[Path]:
    """The gallery's pages in one language."""
    request = RequestFactory().get("/premises/7/", {"page": "3"})
    BUILD.mkdir(exist_ok=True)
    written = []
    with translation.override(language):
        request.user = User("chen@example.org")  # type: ignore[assignment]
        request.organisation = both("郑州地铁运营分公司", "Zhengzhou Metro, operations branch")  # type: ignore[attr-defined]
        for name in ("parts", "sign_in"):
            file = BUILD / f"gallery-{name}-{language}.html"
            file.write_text(render_to_string(f"{name}.html", sample(), request), encoding="utf-8")
            written.append(file)
    return written


class User(str):
    """Somebody who is signed in."""

    __slots__ = ()
    is_authenticated = True


def shoot(pages: list[Path]) -> None:
    """A picture of each page at 1440 and 390 pixels, light and dark."""
    from playwright.sync_api import sync_playwright

    flags = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-sync"
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=[f"--{flag}" for flag in flags.split()]
        )
        for width, scheme in ((1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            sheet = context.new_page()
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

"""The page that a phone installs for inspections without a network: a shell with nothing in it of anybody's, its
manifest, and the worker that keeps it on the phone. What the shell shows comes by the API, to those who signed in."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dutybook_web.access import ANYONE, requires
from dutybook_web.inspect_words import WORDS

_STATIC: Final = Path(__file__).parent.parent / "static"
_STYLES: Final = ("tokens", "base", "layout", "components", "inspect")
_ICONS: Final = (("192", "any"), ("512", "any"), ("512-maskable", "maskable"))
_WORKER: Final = "dutybook_web/js/inspect_worker.js"


@require_safe
@requires(ANYONE)
def inspect(request: Any) -> HttpResponse:
    """The shell."""
    return render(request, "inspect_offline/page.html", {"words": {name: str(word) for name, word in WORDS.items()}})


@require_safe
@requires(ANYONE)
def inspect_manifest(request: Any) -> HttpResponse:
    """What makes the page one that can be installed."""
    icons = [
        {"src": static(f"dutybook_web/icons/inspect-{name}.png"), "sizes": _sizes(name), "purpose": purpose}
        for name, purpose in _ICONS
    ]
    told = {
        "name": _("Dutybook inspections"),
        "short_name": _("Inspections"),
        "lang": get_language(),
        "start_url": reverse("inspect"),
        "scope": reverse("inspect"),
        "display": "standalone",
        "background_color": "#f4f5f2",
        "theme_color": "#0d5466",
        "icons": [*icons, {"src": static("dutybook_web/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
@requires(ANYONE)
def inspect_worker(_request: Any) -> HttpResponse:
    """The worker, told which files to keep; it may look after this page alone, which its address sees to."""
    kept = {"version": _version(), "page": reverse("inspect"), "files": [static(name) for name in _names()]}
    body = f"self.KEPT = {json.dumps(kept)};\n{(_STATIC / _WORKER).read_text('utf-8')}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


def _names() -> list[str]:
    scripts = sorted(
        file.relative_to(_STATIC).as_posix() for file in (_STATIC / "dutybook_web/js/inspect").glob("*.js")
    )
    return [*(f"dutybook_web/css/{name}.css" for name in _STYLES), "dutybook_web/icon.svg", *scripts]


def _version() -> str:
    """A name for what is kept, that changes with it."""
    return _digest.__wrapped__() if settings.DEBUG else _digest()


@cache
def _digest() -> str:
    digest = hashlib.sha256()
    for name in [*_names(), _WORKER]:
        digest.update((_STATIC / name).read_bytes())
    return digest.hexdigest()[:16]


def _sizes(name: str) -> str:
    side = name.partition("-")[0]
    return f"{side}x{side}"


urlpatterns = [
    path("inspect/", inspect, name="inspect"),
    path("inspect/manifest.webmanifest", inspect_manifest, name="inspect_manifest"),
    path("inspect/worker.js", inspect_worker, name="inspect_worker"),
]

"""What is shown when something is not there, not allowed or broken. Not there and not yours look the same."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dutybook_web.access import ANYONE, requires


@requires(ANYONE)
def not_found(request: Any, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "failures/not_found.html", status=404)


@requires(ANYONE)
def not_allowed(request: Any, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "failures/not_allowed.html", status=403)


@requires(ANYONE)
def too_many(request: Any) -> HttpResponse:
    """429, where allauth counts requests."""
    return render(request, "failures/too_many.html", status=429)


@requires(ANYONE)
def broken(request: Any) -> HttpResponse:
    """500: nothing of the failure is told."""
    return render(request, "failures/broken.html", status=500)

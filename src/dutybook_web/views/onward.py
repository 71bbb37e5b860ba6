"""Back to where one came from, once something is done: the `next` of an address, if it is one of our own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def onward(request: Any, otherwise: str, *keys: str) -> HttpResponse:
    """To the `next` of the address; without one, or with one that leads elsewhere, to a page of ours by its name."""
    wanted = request.GET.get("next", "")
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted) if local else redirect(otherwise, *keys)

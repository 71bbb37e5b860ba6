"""Who is asking, in which language and within which tenants; and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django_scopes import scope

from dutybook_web import access
from dutybook_web.actions import account as accounts
from dutybook_web.models import Account

Respond = Callable[[HttpRequest], HttpResponse]

OUTSIDE = ("allauth.", "django.views.i18n", "django.contrib.staticfiles", "ninja.")
"""Modules whose views have rules of their own: allauth's say what they need, the API's operations are declared."""


class HeadersMiddleware:
    """No page behind the sign-in is kept by a browser or a proxy; nothing may use devices or be embedded."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what Django's own middleware does not."""
        response = self.respond(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ActorMiddleware:
    """Puts `request.actor` in place, its language and the scope of its tenants; denies views without a rule."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponse:
        """Answer as the account that signed in, or that the token in the request stands for."""
        account = accounts.bearer_of(request.headers.get("Authorization", "")) or _signed_in(request)
        request.actor = request.organisation = None
        if account is None:
            with scope(tenant=[]):
                return self.respond(request)
        request.actor = access.actor_of(account)
        request.organisation = account.tenant
        translation.activate(account.language)
        request.LANGUAGE_CODE = account.language
        zone = ZoneInfo(account.tenant.time_zone) if account.tenant else None
        with timezone.override(zone), scope(tenant=access.tenants_of(request.actor)):
            return self.respond(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Deny what has no rule; send who has not signed in to the sign-in."""
        if view.__module__.startswith(OUTSIDE):
            return None
        rule = getattr(view, "requires", None)
        if rule is None:
            raise Http404
        if rule != access.ANYONE and request.actor is None:
            return redirect_to_login(request.get_full_path())
        return None


def _signed_in(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) and request.user.is_active else None

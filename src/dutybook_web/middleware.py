"""Who is asking, in which language and within which tenants; and the headers that every answer carries."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect
from django_scopes import scope

from dutybook_web import access
from dutybook_web.actions.token import bearer_of
from dutybook_web.cookies import IDLE_SECONDS, mark_seen, seen_at
from dutybook_web.models import Account, Role
from dutybook_web.signals import SIGNED_IN_AT

Respond = Callable[[HttpRequest], HttpResponse]

OUTSIDE = ("allauth.", "django.views.i18n", "django.contrib.staticfiles", "ninja.")
"""Modules whose views have rules of their own: allauth's say what they need, the API's operations are declared."""

STAFF = {Role.ADMINISTRATOR, Role.MANAGER}
"""Roles that are not held without a second factor."""

_NO_STRAY_DATA = '"cache", "cookies", "storage"'


class HeadersMiddleware:
    """No page behind the sign-in is kept by a browser or a proxy; nothing may use devices or be embedded."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what Django's own middleware does not."""
        if request.method == "TRACE":  # it would repeat the cookies of a request to whoever made a browser send it
            return HttpResponseNotAllowed(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        response = self.respond(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = _NO_STRAY_DATA
        return response


class SessionAgeMiddleware:
    """Ends a session that nobody used for half an hour, or that is twelve hours old. It is put aside, not deleted:
    reading a page writes nothing, and `clearsessions` takes what is old."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponse:
        """Go on with the session, or with an empty one in its place."""
        if request.session.session_key and self._is_over(request):
            request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        response = self.respond(request)
        if SIGNED_IN_AT in request.session:
            mark_seen(request, response)
        return response

    def _is_over(self, request: Any) -> bool:
        began = request.session.get(SIGNED_IN_AT)
        if began is None:
            return SESSION_KEY in request.session  # what was signed in must tell when
        now = time.time()
        idle = now - max(began, seen_at(request)) > IDLE_SECONDS
        return bool(idle or now - began > settings.SESSION_COOKIE_AGE)


class ActorMiddleware:
    """Puts `request.actor` in place, its language and the scope of its tenants; denies views without a rule."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: Any) -> HttpResponse:
        """Answer as the account that signed in, or that the token in the request stands for."""
        by_token = bearer_of(request.headers.get("Authorization", ""))
        request.by_token = by_token is not None
        account = by_token or _signed_in(request)
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
        """Deny what has no rule; send who has not signed in to the sign-in, and who lacks a second factor to it."""
        rule = getattr(view, "requires", None)
        ours = rule is not None and rule != access.ANYONE
        if (ours or view.__module__.startswith("ninja.")) and _lacks_second_factor(request):
            return _second_factor_first(request)
        if view.__module__.startswith(OUTSIDE):
            return None
        if rule is None:
            raise Http404
        if ours and request.actor is None:
            return _sign_in_first(request)
        return None


def _signed_in(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) and request.user.is_active else None


def _sign_in_first(request: Any) -> HttpResponse:
    """The sign-in, and back; a part of a page takes the whole page there."""
    if not request.htmx:
        return redirect_to_login(request.get_full_path())
    there = redirect_to_login(request.htmx.current_url_abs_path or "/")
    return HttpResponseClientRedirect(there.headers["Location"])


def _lacks_second_factor(request: Any) -> bool:
    """Whether the role asks for one and the account has none; a token was made by someone who had."""
    if not settings.SECOND_FACTOR_COMPULSORY or request.actor is None or request.by_token:
        return False
    if not any(grant.role in STAFF for grant in request.actor.grants):
        return False
    factors = Authenticator.objects.filter(user=request.actor.account).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return not factors.exists()


def _second_factor_first(request: Any) -> HttpResponse:
    message = gettext("Your role needs a second factor: set one up first.")
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "second_factor", "message": message, "field": None}, status=403)
    messages.warning(request, message)
    return redirect("mfa_index")

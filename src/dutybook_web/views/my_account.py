"""One's own account: name and language, tokens, sessions."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from dutybook_web.access import ANYONE, SIGNED_IN, requires
from dutybook_web.actions.account import change_account, sign_out_everywhere
from dutybook_web.actions.token import make_token, revoke_token
from dutybook_web.forms.account import ProfileForm, TokenForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.queries.account import own_token, roles_held, tokens_held
from dutybook_web.refusals import Refused


@require_http_methods(["GET", "POST"])
@requires(SIGNED_IN)
def my_account(request: Any) -> HttpResponse:
    """Name and language, and the ways to the rest."""
    account = request.actor.account
    form = ProfileForm(request.POST or None, instance=account)
    if form.is_valid():
        change_account(request.actor, form.save(commit=False), form.changed_data)
        messages.success(request, _("Your account was changed."))
        return redirect("my_account")
    held = {"roles": roles_held(account), "has_second_factor": is_mfa_enabled(account)}
    return render(request, "account/mine.html", {"form": form, **held})


@require_http_methods(["GET", "POST"])
@requires(SIGNED_IN)
def my_tokens(request: Any) -> HttpResponse:
    """Tokens for the API; a new one is shown in the answer and never again."""
    if not did_recently_reauthenticate(request):
        return _confirmed_first(request)
    form, secret = TokenForm(request.POST or None), None
    if form.is_valid():
        try:
            _token, secret = make_token(request.actor, **form.cleaned_data)
            form = TokenForm()
        except Refused as refused:
            add_refusal(form, refused)
    shown = {"form": form, "secret": secret, "tokens": tokens_held(request.actor.account)}
    return render(request, "account/tokens.html", shown)


@require_POST
@requires(SIGNED_IN)
def my_token_revoke(request: Any) -> HttpResponse:
    """End a token."""
    revoke_token(request.actor, own_token(request.actor.account, request.POST.get("token", "")))
    messages.success(request, _("The token was revoked."))
    return redirect("my_tokens")


@require_POST
@requires(SIGNED_IN)
def my_sessions_end(request: Any) -> HttpResponse:
    """End all sessions, this one too."""
    sign_out_everywhere(request.actor)
    logout(request)
    return redirect(settings.LOGIN_URL)


@require_POST
@requires(ANYONE)
def language(request: Any) -> HttpResponse:
    """Choose a language: in a cookie, and in the account of one who is signed in."""
    chosen = request.POST.get("language", "")
    if request.actor and chosen in dict(settings.LANGUAGES) and chosen != request.actor.account.language:
        request.actor.account.language = chosen
        change_account(request.actor, request.actor.account, ["language"])
    return set_language(request)


def _confirmed_first(request: Any) -> HttpResponse:
    """Ask for the password or the second factor; what was sent is not kept meanwhile."""
    if request.method == "POST":
        return redirect(request.path)
    if not get_reauthentication_flows(request.user):
        raise PermissionDenied  # signs in elsewhere and has no second factor here
    raise ReauthenticationRequired


urlpatterns = [
    path("account/", my_account, name="my_account"),
    path("account/tokens/", my_tokens, name="my_tokens"),
    path("account/tokens/revoke/", my_token_revoke, name="my_token_revoke"),
    path("account/sessions/end/", my_sessions_end, name="my_sessions_end"),
    path("language/", language, name="set_language"),
]

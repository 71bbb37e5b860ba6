"""Pages on which administrators look after the accounts of their subtree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import Actor, find, requires, visible
from dutybook_web.actions import account as actions
from dutybook_web.forms.account import AccountForm, InviteForm, RoleForm, SearchForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Account, Organisation
from dutybook_web.queries.account import accounts_listed, role_held, roles_held
from dutybook_web.refusals import Refused
from dutybook_web.views.paging import page_of

MANAGE = "accounts.manage"


@require_safe
@requires(MANAGE)
def account_list(request: Any) -> HttpResponse:
    """The accounts whose home is in the actor's subtree."""
    text = request.GET.get("text", "")[:100]
    rows = accounts_listed(visible(request.actor, Account, MANAGE), text)
    invite = {"url": reverse("account_add"), "label": _("Invite someone"), "icon": "plus", "primary": True}
    shown = {"page": page_of(request, rows), "form": SearchForm(request.GET), "actions": [invite]}
    return render(request, "account/list.html", shown)


@require_safe
@requires(MANAGE)
def account_page(request: Any, key: str) -> HttpResponse:
    """One account, its roles and what can be done with it."""
    account = find(request.actor, Account, key, MANAGE, "organisation")
    shown = {"account": account, "roles": roles_held(account), "acts": acts_for(request.actor, account)}
    return render(request, "account/page.html", shown)


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def account_invite(request: Any) -> HttpResponse:
    """Make an account and send it a link."""
    form = InviteForm(request.POST or None, organisations=visible(request.actor, Organisation, MANAGE))
    if form.is_valid():
        account = actions.invite_account(request.actor, form.save(commit=False), form.cleaned_data["role"])
        messages.success(request, _("%(name)s was invited by e-mail.") % {"name": account.name})
        return redirect("account_page", account.key)
    return render(request, "account/form.html", {"form": form, "title": _("Invite someone"), "submit": _("Invite")})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def account_change(request: Any, key: str) -> HttpResponse:
    """Change name, language or home."""
    account = find(request.actor, Account, key, MANAGE)
    choices = visible(request.actor, Organisation, MANAGE)
    form = AccountForm(request.POST or None, instance=account, organisations=choices)
    if form.is_valid():
        actions.change_account(request.actor, form.save(commit=False), form.changed_data)
        return redirect("account_page", key)
    return render(request, "account/form.html", {"form": form, "title": account.name, "account": account})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def account_role(request: Any, key: str) -> HttpResponse:
    """Give a role."""
    account = find(request.actor, Account, key, MANAGE)
    form = RoleForm(request.POST or None, organisations=visible(request.actor, Organisation, MANAGE))
    if form.is_valid():
        try:
            actions.give_role(request.actor, account, **form.cleaned_data)
            return redirect("account_page", key)
        except Refused as refused:
            add_refusal(form, refused)
    return render(request, "account/form.html", {"form": form, "title": _("Give a role"), "account": account})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def account_role_withdraw(request: Any, key: str) -> HttpResponse:
    """Take a role away."""
    account = find(request.actor, Account, key, MANAGE)
    if request.method == "POST":
        held = role_held(request.actor, account, request.POST.get("role", ""), MANAGE)
        _tried(request, lambda: actions.withdraw_role(request.actor, held))
    return redirect("account_page", key)


def _confirmed(act: str) -> Callable[..., HttpResponse]:
    """A page that asks, then does one of `ACTS`."""
    title, text, _danger, action = ACTS[act]

    @require_http_methods(["GET", "POST"])
    @requires(MANAGE)
    def confirm(request: Any, key: str) -> HttpResponse:
        account = find(request.actor, Account, key, MANAGE, "organisation")
        if request.method == "POST":
            _tried(request, lambda: action(request.actor, account))
            return redirect("account_page", key)
        shown = {"account": account, "title": title, "text": text, "danger": ACTS[act][2]}
        return render(request, "account/confirm.html", shown)

    return confirm


def _tried(request: Any, act: Callable[[], None]) -> None:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.message))


ACTS: dict[str, tuple[Any, Any, bool, Callable[[Actor, Account], None]]] = {
    "invite": (
        gettext_lazy("Send a new link"),
        gettext_lazy(
            "A link to set a password is sent by e-mail. It is good for a day; it does not skip the second factor."
        ),
        False,
        actions.invite_again,
    ),
    "factor": (
        gettext_lazy("Take away the second factor"),
        gettext_lazy(
            "For a lost telephone or key. All sessions end; a role that needs a second factor asks for a new one."
        ),
        True,
        actions.reset_second_factor,
    ),
    "disable": (
        gettext_lazy("Disable"),
        gettext_lazy("All sessions and tokens end at once. Nothing is lost; the account can be enabled again."),
        True,
        actions.disable_account,
    ),
    "enable": (gettext_lazy("Enable"), gettext_lazy("The account can sign in again."), False, actions.enable_account),
    "erase": (
        gettext_lazy("Erase"),
        gettext_lazy("Name, address and all ways to sign in are destroyed for good. What it did stays on record."),
        True,
        actions.erase_account,
    ),
}
"""What can be done with an account on a page that asks first: title, text, whether it is hard to undo, the action."""


def acts_for(actor: Actor, account: Account) -> list[tuple[str, Any, bool]]:
    """The acts that fit the state of the account: the name of the page, its title, whether it is hard to undo."""
    own = actor.account.pk == account.pk
    fitting = ["invite", "factor", "disable", "erase"] if account.is_active else ["enable", "erase"]
    fitting = [] if account.erased_at else ["invite"] if own else fitting
    return [(f"account_{act}", ACTS[act][0], ACTS[act][2]) for act in fitting]


urlpatterns = [
    path("accounts/", account_list, name="accounts"),
    path("accounts/invite/", account_invite, name="account_add"),
    path("accounts/<slug:key>/", account_page, name="account_page"),
    path("accounts/<slug:key>/change/", account_change, name="account_change"),
    path("accounts/<slug:key>/roles/", account_role, name="account_role"),
    path("accounts/<slug:key>/roles/withdraw/", account_role_withdraw, name="account_role_withdraw"),
    *(path(f"accounts/<slug:key>/{act}/", _confirmed(act), name=f"account_{act}") for act in ACTS),
]

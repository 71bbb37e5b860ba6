"""Accounts and one's own account by the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from django.db.models import prefetch_related_objects
from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import SIGNED_IN, Actor, find, requires, visible
from dutybook_web.actions import account as actions
from dutybook_web.api.checked import checked, merged
from dutybook_web.api.schemas import OfOrganisation, Problem
from dutybook_web.forms.account import AccountForm, InviteForm, ProfileForm, RoleForm
from dutybook_web.models import Account, Organisation
from dutybook_web.queries.account import accounts_listed, role_held

MANAGE = "accounts.manage"
REFUSALS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}
own = Router()
router = Router()


class RoleOut(OfOrganisation):
    """A role at a node."""

    key: str
    role: str


class AccountOut(Schema):
    """An account. Second factors and passwords are not told."""

    key: str
    email: str
    name: str
    language: str
    organisation: str
    is_active: bool
    created_at: datetime
    roles: list[RoleOut]

    @staticmethod
    def resolve_organisation(row: Account) -> str:
        """The key of its home."""
        return row.home.key

    @staticmethod
    def resolve_roles(row: Account) -> Any:
        """All that it holds; lists have fetched them already."""
        prefetch_related_objects([row], "assignments__organisation")
        return row.assignments.all()


class ProfileIn(Schema):
    """What is to change of one's own account."""

    name: str | None = None
    language: str | None = None


class AccountChangeIn(ProfileIn):
    """What is to change of an account; `organisation` is the key of its home."""

    organisation: str | None = None


class InviteIn(Schema):
    """An account to be made; it is sent a link by e-mail."""

    email: str
    name: str
    organisation: str
    role: str
    language: str = "zh-hans"


class RoleIn(Schema):
    """A role to be given at a node, by its key."""

    role: str
    organisation: str


@own.get("", response=AccountOut)
@requires(SIGNED_IN)
def my_account(request: Any) -> Any:
    """Read one's own account."""
    return request.actor.account


@own.patch("", response={200: AccountOut, **REFUSALS})
@requires(SIGNED_IN)
def my_account_change(request: Any, data: ProfileIn) -> Any:
    """Change one's name or language."""
    form = merged(ProfileForm, request.actor.account, data.dict(exclude_none=True))
    return actions.change_account(request.actor, form.save(commit=False), form.changed_data)


@own.post("/sessions/end", response={204: None, **REFUSALS})
@requires(SIGNED_IN)
def my_sessions_end(request: Any) -> Any:
    """End all one's sessions; tokens stay."""
    actions.sign_out_everywhere(request.actor)
    return Status(204, None)


@router.get("", response=list[AccountOut])
@paginate
@requires(MANAGE)
def account_list(request: Any, text: str = "") -> Any:
    """List the accounts that one looks after."""
    return accounts_listed(visible(request.actor, Account, MANAGE), text[:100])


@router.post("", response={201: AccountOut, **REFUSALS})
@requires(MANAGE)
def account_invite(request: Any, data: InviteIn) -> Any:
    """Make an account and send it a link."""
    form = checked(InviteForm(data.dict(), organisations=visible(request.actor, Organisation, MANAGE)))
    return Status(201, actions.invite_account(request.actor, form.save(commit=False), form.cleaned_data["role"]))


@router.get("/{key}", response={200: AccountOut, **REFUSALS})
@requires(MANAGE)
def account_read(request: Any, key: str) -> Any:
    """Read an account."""
    return find(request.actor, Account, key, MANAGE, "organisation")


@router.patch("/{key}", response={200: AccountOut, **REFUSALS})
@requires(MANAGE)
def account_change(request: Any, key: str, data: AccountChangeIn) -> Any:
    """Change name, language or home."""
    account = find(request.actor, Account, key, MANAGE, "organisation")
    changes = {"organisation": account.home.key} | data.dict(exclude_none=True)
    choices = visible(request.actor, Organisation, MANAGE)
    form = merged(AccountForm, account, changes, organisations=choices)
    return actions.change_account(request.actor, form.save(commit=False), form.changed_data)


@router.post("/{key}/roles", response={201: RoleOut, **REFUSALS})
@requires(MANAGE)
def account_role(request: Any, key: str, data: RoleIn) -> Any:
    """Give a role."""
    account = find(request.actor, Account, key, MANAGE)
    form = checked(RoleForm(data.dict(), organisations=visible(request.actor, Organisation, MANAGE)))
    return Status(201, actions.give_role(request.actor, account, **form.cleaned_data))


@router.delete("/{key}/roles/{role}", response={204: None, **REFUSALS})
@requires(MANAGE)
def account_role_withdraw(request: Any, key: str, role: str) -> Any:
    """Take a role away, by its key."""
    account = find(request.actor, Account, key, MANAGE)
    actions.withdraw_role(request.actor, role_held(request.actor, account, role, MANAGE))
    return Status(204, None)


ACTS: dict[str, Callable[[Actor, Account], None]] = {
    "invite": actions.invite_again,
    "factor": actions.reset_second_factor,
    "disable": actions.disable_account,
    "enable": actions.enable_account,
    "erase": actions.erase_account,
}


@router.post("/{key}/acts/{act}", response={204: None, **REFUSALS})
@requires(MANAGE)
def account_act(request: Any, key: str, act: Literal["invite", "factor", "disable", "enable", "erase"]) -> Any:
    """Send a new link, take away the second factor, disable, enable or erase."""
    ACTS[act](request.actor, find(request.actor, Account, key, MANAGE, "organisation"))
    return Status(204, None)

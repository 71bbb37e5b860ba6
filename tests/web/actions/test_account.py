"""Accounts: who is invited, what roles do, what disabling and erasing leave behind."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.test import Client
from tests.web.conftest import World
from tests.web.refused import refused

from dutybook.ledger.verification import verify
from dutybook_web.access import actor_of
from dutybook_web.actions import account as actions
from dutybook_web.actions.installation import first_administrator
from dutybook_web.actions.ledger import sign_head, signing_key
from dutybook_web.actions.token import make_token
from dutybook_web.models import Account, ApiToken, Assignment, Event, Message, Organisation
from dutybook_web.queries.ledger import write_export


def invited(world: World) -> Account:
    account = Account(email="bob@example.org", name="Bob", language="en", organisation=world.east)
    return actions.invite_account(world.actor("administrator"), account, "inspector")


def actions_recorded() -> list[str]:
    return [event.action for event in Event.objects.order_by("number")]


def test_invited_account_sets_its_password_by_the_link_and_signs_in(world: World) -> None:
    account = invited(world)
    message = Message.objects.get(account=account)
    link = message.body.splitlines()[2]
    assert (message.subject, link.startswith(f"{django_settings.ORIGIN}/account/password/reset/key/")) == (
        "Your account in Dutybook",
        True,
    )
    client = Client()
    address = client.get(link.removeprefix(django_settings.ORIGIN)).headers["Location"]
    client.post(address, {"password1": "quite another one", "password2": "quite another one"})
    answer = client.post("/account/login/", {"login": "bob@example.org", "password": "quite another one"})
    assert answer.headers["Location"] == "/"
    assert Client().get(link.removeprefix(django_settings.ORIGIN)).status_code == 200  # the link is used up
    assert [grant.role for grant in actor_of(account).grants] == ["inspector"]
    assert actions_recorded() == ["account.invite"]


def test_invitation_can_be_sent_again_while_the_account_is_enabled(world: World) -> None:
    account, admin = invited(world), world.actor("administrator")
    actions.invite_again(admin, account)
    assert Message.objects.filter(account=account).count() == 2
    account.is_active = False
    with refused("account_disabled"):
        actions.invite_again(admin, account)


def test_role_is_given_once_and_withdrawn(world: World) -> None:
    account, admin = invited(world), world.actor("administrator", world.group)
    held = actions.give_role(admin, account, "viewer", world.west)
    with refused("role_held"):
        actions.give_role(admin, account, "viewer", world.west)
    actions.withdraw_role(admin, held)
    assert [one.role for one in Assignment.objects.filter(account=account)] == ["inspector"]
    assert actions_recorded() == ["account.invite", "account.give_role", "account.withdraw_role"]


def test_change_of_home_moves_the_tenant_along_and_nothing_else(world: World) -> None:
    account = invited(world)
    actions.disable_account(world.actor("administrator"), Account.objects.get(pk=account.pk))
    account.organisation = world.west
    actions.change_account(world.actor("administrator", world.group), account, ["organisation"])
    account.refresh_from_db()
    assert (account.home, account.tenant, account.is_active) == (world.west, world.group, False)


@pytest.mark.parametrize("act", [actions.disable_account, actions.reset_second_factor, actions.erase_account])
def test_nobody_locks_oneself_out(world: World, act: Any) -> None:
    admin = world.actor("administrator")
    with refused("own_account"):
        act(admin, admin.account)
    with refused("own_account"):
        actions.withdraw_role(admin, Assignment.objects.get(account=admin.account))


def test_disabling_and_enabling_twice_is_a_conflict(world: World) -> None:
    account, admin = invited(world), world.actor("administrator")
    actions.disable_account(admin, account)
    with refused("account_disabled"):
        actions.disable_account(admin, account)
    actions.enable_account(admin, account)
    with refused("account_enabled"):
        actions.enable_account(admin, account)


def test_second_factor_is_reset_and_sessions_end(world: World) -> None:
    account = invited(world)
    epoch = account.session_epoch
    Authenticator.objects.create(user=account, type="totp", data={})
    actions.reset_second_factor(world.actor("administrator"), account)
    account.refresh_from_db()
    assert (Authenticator.objects.count(), account.session_epoch == epoch) == (0, False)


def test_erased_account_leads_to_nobody_and_the_ledger_still_verifies(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    account = invited(world)
    make_token(actor_of(account), "export", 1)
    assert EmailAddress.objects.get().email == account.email  # allauth keeps it beside
    sign_head()
    actions.erase_account(world.actor("administrator"), account)
    sign_head()
    account.refresh_from_db()
    left = (account.email, account.name, bytes(account.salt), account.is_active, account.has_usable_password())
    assert left == (f"erased-{account.key}@invalid", "—", b"", False, False)
    assert [model.objects.filter(account=account).count() for model in (Assignment, ApiToken, Message)] == [0, 0, 0]
    assert EmailAddress.objects.count() == 0
    file = io.BytesIO()
    write_export(file, [world.group.pk])
    file.seek(0)
    assert (verify(file, [signing_key().verifier]).size, b"bob" in file.getvalue().lower()) == (3, False)
    with refused("account_erased"):
        actions.erase_account(world.actor("administrator"), account)
    with refused("account_enabled"):
        actions.enable_account(world.actor("administrator"), account)


def test_first_administrator_is_made_once(db: None) -> None:
    asked = {"organisation": "Haizhou", "email": "Ada@Example.org", "name": "Ada", "kind": "group", "language": "en"}
    account = first_administrator(**asked)
    assert first_administrator(**asked) == account
    held = Assignment.objects.get(account=account)
    assert (account.email, held.role, held.organisation, Organisation.objects.count()) == (
        "ada@example.org",
        "administrator",
        account.tenant,
        1,
    )
    assert actions_recorded() == ["installation.setup"]

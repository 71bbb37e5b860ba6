"""Pages of accounts, organisations and one's own: Alice looks after east, Bob is of it, Charlie of another tenant."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World

from dutybook_web.models import Account, ApiToken, Assignment, Message, Organisation

ACTS = ("invite", "factor", "disable", "erase")


def bob(world: World) -> Account:
    return world.account("duty_officer", world.east)


def confirmed(account: Account) -> Client:
    """A browser that has just confirmed who it is."""
    cache.clear()
    client = Client()
    client.post("/account/login/", {"login": account.email, "password": "a long password"})
    client.post("/account/reauthenticate/", {"password": "a long password"})
    return client


def test_alice_sees_bob_and_nobody_from_elsewhere(world: World) -> None:
    alice = world.client("administrator")
    for account in (bob(world), world.account("viewer", world.west), world.account("viewer", world.foreign)):
        assert account.pk
    page = alice.get("/accounts/").content.decode()
    named = [email in page for email in (bob(world).email, f"viewer-{world.west.key}", f"viewer-{world.foreign.key}")]
    assert named == [True, False, False]
    assert bob(world).email not in alice.get("/accounts/?text=nobody").content.decode()


def test_alice_invites_and_charlie_cannot_into_her_unit(world: World) -> None:
    asked = {"email": "New@Example.org", "name": "New", "language": "en", "role": "viewer"}
    asked["organisation"] = world.east.key
    refused = world.client("administrator", world.foreign).post("/accounts/invite/", asked)
    assert (refused.status_code, Account.objects.filter(name="New").count()) == (200, 0)
    done = world.client("administrator").post("/accounts/invite/", asked)
    new = Account.objects.get(name="New")
    assert (done.headers["Location"], new.email) == (f"/accounts/{new.key}/", "new@example.org")
    assert Message.objects.filter(account=new).count() == 1


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("role", "where", "status"), [("administrator", "foreign", 404), ("manager", "east", 403)])
def test_others_can_do_nothing_to_bob(world: World, act: str, role: str, where: str, status: int) -> None:
    client = world.client(role, getattr(world, where))
    assert client.post(f"/accounts/{bob(world).key}/{act}/").status_code == status
    assert bob(world).is_active


@pytest.mark.parametrize("act", ACTS)
def test_alice_is_asked_before_she_does_it(world: World, act: str) -> None:
    alice, address = world.client("administrator"), f"/accounts/{bob(world).key}/{act}/"
    before = Account.objects.filter(is_active=True).count()
    assert alice.get(address).status_code == 200
    assert Account.objects.filter(is_active=True).count() == before
    number = bob(world).pk
    answer = alice.post(address)
    done = Account.objects.get(pk=number)
    assert (answer.headers["Location"], done.is_active) == (f"/accounts/{done.key}/", act in ("invite", "factor"))


def test_alice_gives_and_withdraws_roles_only_where_she_may(world: World) -> None:
    alice, key = world.client("administrator"), bob(world).key
    alice.post(f"/accounts/{key}/roles/", {"role": "viewer", "organisation": world.west.key})
    alice.post(f"/accounts/{key}/roles/", {"role": "auditor", "organisation": world.east.key})
    held = {one.role: one for one in Assignment.objects.filter(account=bob(world))}
    assert held.keys() == {"duty_officer", "auditor"}
    elsewhere = Assignment.objects.create(account=bob(world), organisation=world.west, role="viewer")
    answers = [
        alice.post(f"/accounts/{key}/roles/withdraw/", {"role": one.key}).status_code
        for one in (held["auditor"], elsewhere)
    ]
    assert answers == [302, 404]
    assert Assignment.objects.filter(account=bob(world)).count() == 2


def test_account_changes_its_own_name_and_language_at_once(world: World) -> None:
    client = world.client("viewer")
    client.post("/account/", {"name": "Vera", "language": "zh-hans"})
    assert '<html lang="zh-hans">' in client.get("/account/").content.decode()
    client.post("/language/", {"language": "en", "next": "/account/"})
    account = world.account("viewer", world.east)
    assert (account.name, account.language) == ("Vera", "en")


def test_token_is_shown_once_works_and_is_revoked(world: World) -> None:
    client = confirmed(bob(world))
    page = client.post("/account/tokens/", {"name": "export", "days": "30"})
    secret = page.context["secret"]
    assert (secret in page.content.decode(), secret in client.get("/account/tokens/").content.decode()) == (True, False)
    header = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/account", headers=header).json()["key"] == bob(world).key
    token = ApiToken.objects.get()
    assert (
        confirmed(world.account("viewer", world.foreign))
        .post("/account/tokens/revoke/", {"token": token.key})
        .status_code
        == 404
    )
    client.post("/account/tokens/revoke/", {"token": token.key})
    assert Client().get("/api/account", headers=header).status_code == 401


def test_token_is_not_made_long_after_the_password_was_confirmed(world: World) -> None:
    client = world.client("viewer")
    client.post("/account/tokens/", {"name": "export", "days": "30"})
    assert ApiToken.objects.count() == 0


def test_organisation_grows_and_moves_by_its_administrator(world: World) -> None:
    alice = world.client("administrator", world.group)
    told = {"name": "Line 1", "kind": "branch", "jurisdiction": "410105", "time_zone": "Asia/Shanghai"}
    alice.post(f"/organisations/{world.east.key}/add/", told)
    line = Organisation.objects.get(name="Line 1")
    alice.post(f"/organisations/{line.key}/change/", told | {"time_zone": "Asia/Urumqi"})
    alice.post(f"/organisations/{line.key}/move/", {"parent": world.west.key})
    line.refresh_from_db()
    assert (line.parent, line.time_zone) == (world.west, "Asia/Urumqi")
    refused = alice.post(f"/organisations/{world.west.key}/move/", {"parent": line.key})
    assert len(refused.context["form"].non_field_errors()) == 1
    assert alice.post(f"/organisations/{world.foreign.key}/change/", told).status_code == 404


@pytest.mark.parametrize("address", ["/accounts/", "/organisations/", "/api/accounts", "/api/organisations"])
def test_lists_ask_as_often_for_many_as_for_few(world: World, address: str) -> None:
    client, counts = world.client("administrator", world.group), set()
    for many in (1, 3, 30):
        for number in range(many):
            _grow(world, f"{many}-{number}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        counts.add(len(asked))
    assert (len(counts), max(counts) <= 8) == (1, True), counts


def _grow(world: World, name: str) -> None:
    node: Any = Organisation.objects.create(name=name, kind="branch", parent=world.east)
    account = Account.objects.create_user(f"{name}@example.org", name=name, organisation=node)
    Assignment.objects.create(account=account, organisation=node, role="viewer")


def test_alice_changes_bob_and_his_home(world: World) -> None:
    alice, key = world.client("administrator", world.group), bob(world).key
    changed = {"name": "Robert", "language": "en", "organisation": world.west.key}
    assert alice.post(f"/accounts/{key}/change/", changed).headers["Location"] == f"/accounts/{key}/"
    moved = Account.objects.get(key=key)
    assert (moved.name, moved.home) == ("Robert", world.west)
    assert alice.post(f"/accounts/{key}/change/", {**changed, "organisation": world.foreign.key}).status_code == 200


def test_what_is_refused_is_told_on_the_next_page(world: World) -> None:
    alice, address = world.client("administrator"), f"/accounts/{bob(world).key}"
    alice.post(f"{address}/disable/")
    assert "This account is disabled already." not in alice.get(f"{address}/").content.decode()
    page = alice.post(f"{address}/disable/", follow=True)
    assert [str(message) for message in page.context["messages"]] == ["This account is disabled already."]
    held = {"role": "duty_officer", "organisation": world.east.key}
    assert len(alice.post(f"{address}/roles/", held).context["form"].non_field_errors()) == 1


def test_too_many_tokens_are_told_in_the_form(world: World) -> None:
    client = confirmed(bob(world))
    told = {"name": "export", "days": "30"}
    pages = [client.post("/account/tokens/", told) for _number in range(21)]
    assert [len(page.context["form"].non_field_errors()) for page in pages[-2:]] == [0, 1]


def test_who_can_confirm_nothing_makes_no_token(world: World) -> None:
    account = bob(world)
    account.set_unusable_password()
    account.save()
    client = Client()
    client.force_login(account)
    assert client.get("/account/tokens/").status_code == 403

"""Signing in: what lets one in, what throttles, what ends a session, and what a second factor guards."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from tests.web.conftest import World

from dutybook_web.actions.account import disable_account, enable_account
from dutybook_web.actions.token import make_token
from dutybook_web.cookies import SEEN
from dutybook_web.models import Account, Message

PASSWORD = "a long password"
HALF_AN_HOUR = 30 * 60


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is verified."""

    verified = 0

    def verify(self, password: str, encoded: str) -> bool:
        """Count, then verify."""
        CountingHasher.verified += 1
        return super().verify(password, encoded)


@pytest.fixture(autouse=True)
def _no_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(account: Account, password: str = PASSWORD, client: Client | None = None, **more: str) -> Any:
    """The answer to the sign-in form; its client has the session."""
    client = client or Client()
    answer = client.post("/account/login/", {"login": account.email, "password": password, **more})
    answer.client = client
    return answer


def is_in(client: Client) -> bool:
    """Whether somebody has signed in there."""
    return bool(client.get("/account/").status_code == 200)


def back_date(client: Client, seconds: int) -> None:
    """Make the session as if it had begun earlier and not been used since."""
    session = client.session
    session["signed_in_at"] -= seconds
    session.save()
    client.cookies.pop(SEEN, None)


def code(secret: str) -> str:
    """What an authenticator shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_totp(account: Account) -> str:
    """Give an account an authenticator; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def test_sign_in_lets_in(world: World) -> None:
    answer = sign_in(world.account("viewer", world.east))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_in(answer.client)


def test_part_of_a_page_takes_the_page_to_the_sign_in(db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/tasks/?page=2"}
    answer = Client().get("/premises/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/account/login/?next=/tasks/%3Fpage%3D2"


@pytest.mark.asvs("V2.4.1", "V6.3.1")
def test_throttle_refuses_before_hashing_and_refuses_the_right_password_alike(world: World, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["tests.web.test_sign_in.CountingHasher"]
    account = world.account("viewer", world.east)
    CountingHasher.verified = 0
    wrong = [sign_in(account, "not this one").status_code for _attempt in range(10)]
    hashed = CountingHasher.verified
    late, right = sign_in(account, "not this one"), sign_in(account)
    assert (wrong, hashed, CountingHasher.verified) == ([200] * 10, 10, 10)
    assert late.context["form"].errors == right.context["form"].errors
    assert not is_in(right.client)


@pytest.mark.asvs("V2.4.1", "V6.3.1")
def test_throttle_counts_addresses_too(world: World) -> None:
    accounts = [world.account("viewer", node) for node in (world.east, world.west, world.group, world.foreign)]
    for account in accounts[:3]:
        for _attempt in range(10):
            sign_in(account, "not this one")
    assert not is_in(sign_in(accounts[3]).client)


@pytest.mark.asvs("V3.7.2")
@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_next_to_another_host_is_refused(world: World, address: str) -> None:
    answer = sign_in(world.account("viewer", world.east), next=address)
    assert answer.headers["Location"] == "/"
    chosen = answer.client.post("/language/", {"language": "en", "next": address})
    assert chosen.headers["Location"] == "/"


@pytest.mark.asvs("V7.2.4")
def test_session_id_changes_at_sign_in(world: World) -> None:
    client = Client()
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    planted = client.cookies["session"].value
    sign_in(world.account("viewer", world.east), client=client)
    assert client.cookies["session"].value != planted


@pytest.mark.asvs("V7.3.1")
def test_session_ends_after_half_an_hour_unused(world: World) -> None:
    client = sign_in(world.account("viewer", world.east)).client
    back_date(client, HALF_AN_HOUR - 60)
    assert is_in(client)
    back_date(client, 120)
    assert not is_in(client)


@pytest.mark.asvs("V7.3.1")
def test_session_goes_on_while_it_is_used(world: World) -> None:
    client = sign_in(world.account("viewer", world.east)).client
    seen = client.cookies[SEEN].value
    back_date(client, HALF_AN_HOUR + 60)
    client.cookies[SEEN] = seen
    assert is_in(client)
    client.cookies[SEEN] = seen + "x"
    assert not is_in(client)


@pytest.mark.asvs("V7.3.2")
def test_session_ends_after_twelve_hours(world: World) -> None:
    client = sign_in(world.account("viewer", world.east)).client
    seen = client.cookies[SEEN].value
    back_date(client, 12 * 3600 + 60)
    client.cookies[SEEN] = seen
    assert not is_in(client)


@pytest.mark.asvs("V7.4.1", "V14.3.1")
def test_sign_out_by_post_ends_the_session_at_the_server(world: World) -> None:
    client = sign_in(world.account("viewer", world.east)).client
    stolen = client.cookies["session"].value
    client.get("/account/logout/")
    assert is_in(client)
    answer = client.post("/account/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    thief = Client()
    thief.cookies["session"] = stolen
    assert not is_in(thief)


@pytest.mark.asvs("V7.4.2")
def test_disabled_account_is_out_and_its_sessions_stay_dead(world: World) -> None:
    account, admin = world.account("viewer", world.east), world.actor("administrator")
    client = sign_in(account).client
    disable_account(admin, account)
    assert not is_in(client)
    enable_account(admin, account)
    assert not is_in(client)


@pytest.mark.asvs("V7.4.3")
def test_new_password_ends_all_sessions(world: World) -> None:
    account = world.account("viewer", world.east)
    other, client = sign_in(account).client, sign_in(account).client
    new = {"oldpassword": PASSWORD, "password1": "quite another one", "password2": "quite another one"}
    client.post("/account/password/change/", new)
    assert (is_in(other), is_in(client), is_in(sign_in(account, "quite another one").client)) == (False, False, True)


def test_sign_out_everywhere_ends_all_sessions(world: World) -> None:
    account = world.account("viewer", world.east)
    other, client = sign_in(account).client, sign_in(account).client
    client.post("/account/sessions/end/")
    assert (is_in(other), is_in(client)) == (False, False)


@pytest.mark.asvs("V6.3.3")
@pytest.mark.parametrize(("role", "sent"), [("administrator", True), ("manager", True), ("viewer", False)])
def test_second_factor_is_compulsory_for_staff(world: World, settings: Any, role: str, sent: bool) -> None:
    settings.SECOND_FACTOR_COMPULSORY = True
    client = world.client(role)
    page, api = client.get("/premises/"), client.get("/api/premises")
    assert (page.status_code, api.status_code) == ((302, 403) if sent else (200, 200))
    assert not sent or (page.headers["Location"], api.json()["code"]) == ("/account/mfa/", "second_factor")
    with_totp(world.account(role, world.east))
    assert client.get("/premises/").status_code == 200


def test_second_factor_that_was_removed_is_asked_for_again_at_once(world: World, settings: Any) -> None:
    settings.SECOND_FACTOR_COMPULSORY = True
    account = world.account("manager", world.east)
    client = sign_in(account).client
    with_totp(account)
    assert client.get("/premises/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/premises/").headers["Location"] == "/account/mfa/"


def test_second_factor_is_not_asked_of_a_token(world: World, settings: Any) -> None:
    settings.SECOND_FACTOR_COMPULSORY = True
    _token, secret = make_token(world.actor("manager"), "export", 1)
    assert Client().get("/api/premises", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


@pytest.mark.asvs("V6.3.3", "V6.5.1")
def test_second_factor_is_asked_for_and_a_code_works_once(world: World) -> None:
    account = world.account("manager", world.east)
    secret = with_totp(account)
    first, second = sign_in(account), sign_in(account)
    assert first.headers["Location"] == "/account/mfa/authenticate/"
    assert not is_in(first.client)
    now = code(secret)
    for answer in (first, second):
        answer.client.post("/account/mfa/authenticate/", {"code": now})
    assert (is_in(first.client), is_in(second.client)) == (True, False)


def test_second_factors_are_encrypted_in_the_database(world: World) -> None:
    account = world.account("manager", world.east)
    secret = with_totp(account)
    kept = Authenticator.objects.get(user=account).data["secret"]
    assert (secret in kept, kept.startswith("gAAAA")) == (False, True)


@pytest.mark.asvs("V6.4.3", "V14.2.1")
def test_password_reset_asks_for_the_second_factor_and_hides_its_key(world: World) -> None:
    account = world.account("manager", world.east)
    with_totp(account)
    client = Client()
    client.post("/account/password/reset/", {"email": account.email})
    body = Message.objects.get(account=account).body
    link = next(line for line in body.splitlines() if "/password/reset/key/" in line)
    address = client.get("/" + link.split("/", 3)[3]).headers["Location"]
    assert address.endswith("-set-password/")
    new = {"password1": "quite another one", "password2": "quite another one"}
    answer = client.post(address, new)
    assert (answer.status_code, is_in(client)) == (302, False)
    assert sign_in(account, "quite another one").headers["Location"] == "/account/mfa/authenticate/"


def test_password_reset_tells_nobody_whether_an_account_exists(world: World) -> None:
    known, unknown = world.account("viewer", world.east).email, "nobody@example.org"
    answers = [Client().post("/account/password/reset/", {"email": email}) for email in (known, unknown)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Message.objects.count() == 1


@pytest.mark.asvs("V6.3.2")
def test_nobody_signs_up_and_nobody_is_there_at_first(db: None) -> None:
    assert Account.objects.count() == 0
    assert Client().get("/account/signup/").status_code == 404


@pytest.mark.asvs("V7.5.1")
def test_tokens_and_factors_ask_for_the_password_again(world: World) -> None:
    client = sign_in(world.account("viewer", world.east)).client
    for address in ("/account/tokens/", "/account/mfa/totp/activate/", "/account/mfa/webauthn/add/"):
        assert client.get(address).headers["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get("/account/tokens/").status_code == 200


@pytest.mark.asvs("V16.2.5", "V16.3.1")
def test_log_tells_of_sign_ins_and_of_no_secret(world: World, caplog: pytest.LogCaptureFixture) -> None:
    account = world.account("viewer", world.east)
    with caplog.at_level("DEBUG", "dutybook.security"):
        sign_in(account, "canary-in-the-wrong-field")
        sign_in(account)
        Client().get("/api/account", headers={"Authorization": "Bearer canary-token"})
    assert "a sign-in failed" in caplog.text
    assert f"signed in: account {account.key}" in caplog.text
    assert [word for word in ("canary", PASSWORD, account.email) if word in caplog.text] == []


@pytest.mark.asvs("V16.3.2", "V16.3.3")
def test_log_tells_of_denials(world: World, caplog: pytest.LogCaptureFixture) -> None:
    client = world.client("viewer")
    for path in ("/accounts/", "/api/accounts", "/premises/aaaaaaaaaaaaaa/"):
        client.get(path)
    denied = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert denied == [
        "Forbidden (Permission denied): /accounts/",
        "Forbidden: /api/accounts",
        "Not Found: /premises/aaaaaaaaaaaaaa/",
    ]

"""Signing in by OpenID Connect, against a provider on this machine that says what it is told to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from tests.web.conftest import World
from tests.web.test_sign_in import is_in, with_totp

from dutybook_web.adapters import AccountAdapter
from dutybook_web.models import Account, Message


class Provider(ThreadingHTTPServer):
    """Answers discovery, tokens and who it is."""

    person: dict[str, Any]

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    """What the provider says."""

    server: Provider

    def do_GET(self) -> None:
        """Discovery, or who it is."""
        url = self.server.url
        ends = {name: f"{url}/{name}" for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint")}
        discovery = {"issuer": url, "jwks_uri": f"{url}/keys", **ends}
        self._tell(self.server.person if self.path == "/userinfo_endpoint" else discovery)

    def do_POST(self) -> None:
        """A token for a code."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._tell({"access_token": "x", "token_type": "Bearer"})

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def _tell(self, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider that the settings name."""
    with Provider(("127.0.0.1", 0), Answers) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        app = {"provider_id": "oidc", "name": "Head office", "client_id": "dutybook", "secret": "s"}
        ours = django_settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        apps = [{**app, "settings": {"server_url": server.url}}]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**ours, "APPS": apps}}
        yield server
        server.shutdown()
        thread.join()


def sign_in_at(provider: Provider, email: str, *, verified: bool = True) -> tuple[Client, Any]:
    """A browser that went to the provider and came back as somebody, and the last answer."""
    provider.person = {"sub": "1", "email": email, "email_verified": verified}
    client = Client()
    sent = client.post("/account/oidc/oidc/login/").headers["Location"]
    asked = parse_qs(urlsplit(sent).query)
    assert (sent.startswith(provider.url), asked["code_challenge_method"]) == (True, ["S256"])
    return client, client.get("/account/oidc/oidc/login/callback/", {"code": "c", "state": asked["state"][0]})


def test_account_is_found_by_its_verified_address(world: World, provider: Provider) -> None:
    assert "Head office" in Client().get("/account/login/").content.decode()
    client, answer = sign_in_at(provider, world.account("viewer", world.east).email)
    assert (answer.headers["Location"], is_in(client)) == ("/", True)
    assert not Account.objects.get(name="viewer").has_usable_password()


def test_address_that_is_not_verified_opens_nothing(world: World, provider: Provider) -> None:
    client, _answer = sign_in_at(provider, world.account("viewer", world.east).email, verified=False)
    assert not is_in(client)


def test_stranger_gets_no_account(world: World, provider: Provider) -> None:
    client, answer = sign_in_at(provider, "stranger@example.org")
    assert (is_in(client), Account.objects.filter(email="stranger@example.org").count()) == (False, 0)
    assert answer.templates[0].name == "account/signup_closed.html"


def test_disabled_account_stays_out(world: World, provider: Provider) -> None:
    account = world.account("viewer", world.east)
    account.is_active = False
    account.save()
    assert not is_in(sign_in_at(provider, account.email)[0])


def test_second_factor_is_asked_for_all_the_same(world: World, provider: Provider) -> None:
    account = world.account("manager", world.east)
    with_totp(account)
    client, answer = sign_in_at(provider, account.email)
    assert (answer.headers["Location"], is_in(client)) == ("/account/mfa/authenticate/", False)


def test_without_a_provider_there_is_no_button(world: World) -> None:
    assert "/account/oidc/" not in Client().get("/account/login/").content.decode()
    assert Client().post("/account/oidc/oidc/login/").status_code == 404


def test_mail_to_nobody_is_not_written(db: None) -> None:
    AccountAdapter().send_mail("account/email/password_changed", "nobody@example.org", {})
    assert Message.objects.count() == 0

"""What OWASP ASVS 5.0.0 asks of an application as a whole, tried as in production: in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.conftest import ROOT
from tests.web.addresses import Address, operations, pages
from tests.web.conftest import World

from dutybook_web.access import ANYONE
from dutybook_web.models import Account, Organisation
from dutybook_web.passwords import MOST_AT_ONCE
from dutybook_web.views.failures import broken

SECRET = "not-the-demo's-secret-but-one-of-more-than-fifty-characters"
WRITES = [one for one in [*pages(), *operations()] if one.rule != ANYONE]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with nothing of this process's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DUTYBOOK_", "DJANGO_"))}
    env = kept | {"DJANGO_SETTINGS_MODULE": "dutybook_web.settings", "PYTHONPATH": str(ROOT)} | environment
    return subprocess.run([sys.executable, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def production(folder: Path) -> dict[str, str]:
    """The environment of an installation behind HTTPS."""
    return {
        "DUTYBOOK_SECRET_KEY": SECRET,
        "DUTYBOOK_ORIGIN": "https://dutybook.example",
        "DUTYBOOK_ALLOWED_HOSTS": "dutybook.example",
        "DUTYBOOK_DATA": str(folder),
        "DUTYBOOK_OIDC_URL": "https://id.example/realms/haizhou",
        "DUTYBOOK_OIDC_CLIENT_ID": "dutybook",
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What production.py saw."""
    folder = tmp_path_factory.mktemp("production")
    (folder / "static").mkdir()
    environment = production(folder)
    collected = run("-m", "dutybook_web", "collectstatic", "--noinput", **environment)
    assert collected.returncode == 0, collected.stderr
    done = run("tests/web/production.py", **environment)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_production_signs_in(told: dict[str, Any]) -> None:
    assert (told["status"], len(told["answers"]) > 60) == (302, True)


@pytest.mark.asvs("V3.3.1", "V3.3.2", "V3.3.3", "V3.3.4")
def test_cookies_keep_to_the_host_and_to_https(told: dict[str, Any]) -> None:
    names = {"__Host-session", "__Host-csrf", "__Host-seen", "__Host-language", "__Host-messages"}
    assert told["cookies"].keys() <= names
    assert told["cookies"].keys() >= names - {"__Host-messages"}
    assert set(map(tuple, told["cookies"].values())) == {(True, True, "Lax", "/", "")}


@pytest.mark.asvs("V3.4.1", "V3.4.2", "V3.4.3", "V3.4.4", "V3.4.5", "V3.4.6")
def test_every_answer_carries_the_headers(told: dict[str, Any]) -> None:
    for address, headers in [*told["answers"].items(), ("static", told["static"])]:
        assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload", address
        policy = headers["Content-Security-Policy"]
        assert "form-action 'self' https://id.example;" in f"{policy};", address
        assert ("unsafe" in policy, "default-src 'none'" in policy, "frame-ancestors 'none'" in policy) == (
            False,
            True,
            True,
        ), address
        rest = [headers[name] for name in ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options")]
        assert (rest, headers["Access-Control-Allow-Origin"]) == (["nosniff", "same-origin", "DENY"], ""), address


@pytest.mark.asvs("V14.3.2")
def test_nothing_behind_the_sign_in_is_stored(told: dict[str, Any]) -> None:
    kept = [address for address, headers in told["answers"].items() if "no-store" not in headers["Cache-Control"]]
    assert kept == []


@pytest.mark.asvs("V13.4.2", "V13.4.4")
def test_production_has_no_debug_no_trace_and_no_plain_http(told: dict[str, Any]) -> None:
    assert (told["debug"], told["trace"], told["plain"]) == (False, 405, "https://dutybook.example/")


@pytest.mark.asvs("V11.4.2")
def test_passwords_are_hashed_by_argon2id(told: dict[str, Any]) -> None:
    assert told["password"] == ["argon2", "argon2id", "v=19"]
    hashed = make_password("x", hasher=_argon2())
    assert (MOST_AT_ONCE, "m=19456,t=2,p=1" in hashed) == (2, True)


def _argon2() -> Any:
    from dutybook_web.passwords import Argon2Hasher

    return Argon2Hasher()


@pytest.mark.asvs("V13.4.5")
def test_reference_of_the_api_needs_a_sign_in(world: World) -> None:
    addresses = ("/api/docs/", "/api/openapi.json")
    assert [Client().get(address).status_code for address in addresses] == [302, 302]
    assert [world.client("viewer").get(address).status_code for address in addresses] == [200, 200]


def test_deployment_check_has_no_warning(tmp_path: Path) -> None:
    done = run("-m", "dutybook_web", "check", "--deploy", "--fail-level", "WARNING", **production(tmp_path))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_start_without_a_secret_key_is_refused(tmp_path: Path) -> None:
    environment = production(tmp_path)
    del environment["DUTYBOOK_SECRET_KEY"]
    done = run("-m", "dutybook_web", "check", **environment)
    assert (done.returncode, "DUTYBOOK_SECRET_KEY is not set" in done.stderr) == (1, True)


@pytest.mark.asvs("V3.5.1", "V3.5.3")
@pytest.mark.parametrize("address", WRITES, ids=lambda one: f"{one.method} {one.route or '/'}")
def test_nothing_is_written_without_the_csrf_token(address: Address, world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.account("administrator", world.group))
    method = "POST" if address.method == "GET" and not address.route.startswith("api/") else address.method
    if method != "GET":
        assert client.generic(method, address.path("unknown")).status_code == 403


@pytest.mark.asvs("V6.2.1", "V6.2.4", "V6.2.5", "V6.2.9", "V6.2.11", "V6.2.12")
@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("elevenchars", False),
        ("twelve chars", True),
        ("only small letters", True),
        ("x y" * 42 + "zz", True),
        ("qwertyuiop123", False),
        ("we love Dutybook", False),
        ("haizhou group 2026", False),
        ("ada@example.org", False),
    ],
)
def test_passwords_are_long_and_not_to_be_guessed(password: str, good: bool) -> None:
    account = Account(email="ada@example.org", name="Ada", tenant=Organisation(name="Haizhou group"))
    try:
        validate_password(password, account)
    except ValidationError:
        assert not good
    else:
        assert good


@pytest.mark.asvs("V16.4.1")
def test_log_lines_stay_one_line() -> None:
    formatter = logging.Formatter(settings.LOGGING["formatters"]["line"]["format"])
    record = logging.LogRecord("x", logging.INFO, "", 0, "path %s", ("/a\r\n2026 INFO forged",), None)
    assert re.search("[\r\n]", formatter.format(record)) is None


@pytest.mark.asvs("V16.5.1", "V16.5.3")
def test_failure_tells_nothing_of_itself(rf: Any) -> None:
    request = rf.get("/")
    request.actor = request.user = None
    answer = broken(request)
    assert (answer.status_code, b"Traceback" in answer.content) == (500, False)


@pytest.mark.asvs("V16.5.2")
@pytest.mark.parametrize(
    "header", ["Bearer ", "Bearer x", "Basic YTpi", "Bearer \x00", "bearer", "Bearer " + "x" * 9000]
)
def test_what_is_no_token_is_denied(header: str, db: None) -> None:
    assert Client().get("/api/account", headers={"Authorization": header}).status_code == 401

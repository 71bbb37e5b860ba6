"""Run as a program with a production's environment: asks every address and tells as JSON what each answer carries."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import django

HEADERS = (
    "Strict-Transport-Security",
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
    "Cache-Control",
    "Access-Control-Allow-Origin",
)
PASSWORD = "a long passphrase"


def main() -> None:
    """Asks as one who has signed in and as one who has not."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    account = _account()
    inside, outside = (Client(headers={"host": "dutybook.example"}) for _who in range(2))
    signed_in = inside.post("/account/login/", {"login": account.email, "password": PASSWORD}, secure=True)
    inside.post("/language/", {"language": "en"}, secure=True)
    told = {
        "status": signed_in.status_code,
        "answers": _answers(inside, "inside") | _answers(outside, "outside"),
        "cookies": {name: _cookie(morsel) for name, morsel in inside.cookies.items() if morsel.value},
        "password": account.password.split("$")[:3],
        "trace": inside.trace("/", secure=True).status_code,
        "static": _headers(inside.get("/static/dutybook_web/icon.svg", secure=True)),
        "plain": outside.get("/").headers["Location"],
        "debug": settings.DEBUG,
    }
    sys.stdout.write(json.dumps(told))


def _account() -> Any:
    from django.core.management import call_command

    from dutybook_web.models import Account

    call_command("setup", organisation="Haizhou", email="ada@example.org", stdout=io.StringIO())
    account = Account.objects.get()
    account.set_password(PASSWORD)
    account.save()
    return account


def _answers(client: Any, who: str) -> dict[str, dict[str, str]]:
    from tests.web.addresses import operations, pages

    ours = [one.path("unknown") for one in [*pages(), *operations()]]
    answers = {}
    for path in [*ours, "/accounts", "/nothing/", "/account/login/", "/account/mfa/"]:
        answers[f"{who} {path}"] = _headers(client.get(path, secure=True))
    return answers


def _headers(answer: Any) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in HEADERS}


def _cookie(morsel: Any) -> list[Any]:
    return [bool(morsel["secure"]), bool(morsel["httponly"]), morsel["samesite"], morsel["path"], morsel["domain"]]


if __name__ == "__main__":
    main()

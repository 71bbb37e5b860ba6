"""Every address × every role × own, parent, sibling and foreign organisation, as the URLconf has them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.web.addresses import OBJECTS, SHARED, Address, operations, pages
from tests.web.conftest import World

from dutybook_web.access import ANYONE, CAPABILITIES, ROLES, SIGNED_IN

EVERY = [*pages(), *operations()]
READS = [address for address in EVERY if address.method == "GET"]
UNKNOWN = "aaaaaaaaaaaaaa"
pytestmark = pytest.mark.asvs("V8.2.1", "V8.2.2", "V8.2.3", "V8.3.1", "V8.4.1")


def test_every_address_declares_its_rule() -> None:
    assert [address for address in EVERY if address.rule not in CAPABILITIES | {ANYONE, SIGNED_IN}] == []


@pytest.mark.parametrize("address", EVERY, ids=lambda address: f"{address.method} {address.route or '/'}")
def test_nobody_gets_in_without_signing_in(address: Address, world: World) -> None:
    if address.rule == ANYONE:
        return
    response = Client().generic(address.method, address.path(UNKNOWN))
    assert response.status_code in (302, 401)
    assert response.status_code == 401 or response.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", READS, ids=lambda address: address.route or "/")
def test_roles_reach_what_they_should(address: Address, role: str, world: World) -> None:
    """Own and parent reach it; sibling and foreign get, byte for byte, what an unknown key gets."""
    expected = _expected(address, role)
    away = ("foreign",) if _noun(address) in SHARED else ("sibling", "foreign")
    found = {}
    for where, node in [
        ("own", world.east),
        ("parent", world.group),
        ("sibling", world.west),
        ("foreign", world.foreign),
    ]:
        response = world.client(role, node).get(address.path(_key(address, world)))
        found[where] = _outcome(response)
        if address.has_object and where in away and expected == "yes":
            unknown = world.client(role, node).get(address.path(UNKNOWN))
            assert (response.status_code, _body(response)) == (unknown.status_code, _body(unknown))
        if response.streaming:
            list(response.streaming_content)  # read, since closing it would close PostgreSQL's connection
    hidden = "no such thing" if address.has_object and expected == "yes" else expected
    assert found == {where: hidden if where in away else expected for where in found}


def _expected(address: Address, role: str) -> str:
    allowed = address.rule in (ANYONE, SIGNED_IN) or address.rule in ROLES[role]
    return "yes" if allowed else "not allowed"


def _key(address: Address, world: World) -> str:
    if not address.has_object:
        return ""
    noun = _noun(address)
    assert noun in OBJECTS, f"say in addresses.OBJECTS which object {address.route} is about"
    return str(OBJECTS[noun](world).key)


def _noun(address: Address) -> str:
    return address.route.removeprefix("api/").split("/")[0]


def _outcome(response: Any) -> str:
    # 405: the address is allowed and only written to.
    return {200: "yes", 302: "yes", 405: "yes", 403: "not allowed", 404: "no such thing"}.get(
        response.status_code, f"status {response.status_code}"
    )


def _body(response: Any) -> str:
    """The body without what every request has of its own: its path and its token against forged forms."""
    content = response.content.decode().replace(response.wsgi_request.path, "")
    return re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")\w+', r"\1", content)

"""Every address × every role × own, parent, sibling and foreign organisation, as the URLconf has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django_scopes import scopes_disabled
from tests.web.addresses import OBJECTS, SHARED, Address, operations, pages
from tests.web.conftest import make_world

from dutybook_web.access import ANYONE, CAPABILITIES, ROLES, SIGNED_IN

EVERY = [*pages(), *operations()]
READS = [address for address in EVERY if address.method == "GET"]
UNKNOWN = "aaaaaaaaaaaaaa"
WHERE = {"own": "east", "parent": "group", "sibling": "west", "foreign": "foreign"}
pytestmark = [pytest.mark.asvs("V8.2.1", "V8.2.2", "V8.2.3", "V8.3.1", "V8.4.1"), pytest.mark.django_db]


def test_every_address_declares_its_rule() -> None:
    assert [address for address in EVERY if address.rule not in CAPABILITIES | {ANYONE, SIGNED_IN}] == []


@pytest.mark.parametrize("address", EVERY, ids=lambda address: f"{address.method} {address.route or '/'}")
def test_nobody_gets_in_without_signing_in(address: Address, standing: Standing) -> None:
    if address.rule == ANYONE:
        return
    response = Client().generic(address.method, address.path(UNKNOWN))
    assert response.status_code in (302, 401)
    assert response.status_code == 401 or response.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("address", READS, ids=lambda address: address.route or "/")
def test_roles_reach_what_they_should(address: Address, standing: Standing) -> None:
    """Own and parent reach it; sibling and foreign get, byte for byte, what an unknown key gets."""
    away = ("foreign",) if _noun(address) in SHARED else ("sibling", "foreign")
    path = address.path(standing.key(address))
    for role in ROLES:
        expected = _expected(address, role)
        found = {}
        for where in WHERE:
            response = standing.client(role, where).get(path)
            found[where] = _outcome(response)
            if address.has_object and where in away and expected == "yes":
                unknown = standing.client(role, where).get(address.path(UNKNOWN))
                assert (response.status_code, _body(response)) == (unknown.status_code, _body(unknown))
            if response.streaming:
                list(response.streaming_content)  # read, since closing it would close PostgreSQL's connection
        hidden = "no such thing" if address.has_object and expected == "yes" else expected
        wanted = {where: hidden if where in away else expected for where in found}
        if _noun(address) in SHARED and address.has_object and address.rule != "library.read":
            wanted["sibling"] = "not allowed"  # it reads what belongs to all, and changes what is its own
        assert (role, found) == (role, wanted)


@dataclass(frozen=True)
class Standing:
    """A world that stands for all addresses, since reading changes nothing in it.

    Args:
        keys: of the objects at `east`, by the first part of the addresses that are about them.
        clients: a browser for each role at each of the nodes of `WHERE`.
    """

    keys: dict[str, str]
    clients: dict[tuple[str, str], Client]

    def client(self, role: str, where: str) -> Client:
        """The browser of an account with a role at a node, without what an earlier page left to be told."""
        client = self.clients[role, where]
        client.cookies.pop("messages", None)
        return client

    def key(self, address: Address) -> str:
        """The key of the object that an address is about."""
        if not address.has_object:
            return ""
        assert _noun(address) in self.keys, f"say in addresses.OBJECTS which object {address.route} is about"
        return self.keys[_noun(address)]


@pytest.fixture(scope="module")
def standing(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """Made once, in a transaction that is taken back."""
    folder = tmp_path_factory.mktemp("standing")
    with django_db_blocker.unblock(), scopes_disabled(), override_settings(FILES_FOLDER=folder), transaction.atomic():
        world = make_world()
        keys = {noun: str(made(world).key) for noun, made in OBJECTS.items()}
        clients = {(role, here): world.client(role, getattr(world, WHERE[here])) for role in ROLES for here in WHERE}
        yield Standing(keys, clients)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _files_of_its_own(standing: Standing) -> None:
    """The files of the standing world, in place of a folder for each test."""


def _expected(address: Address, role: str) -> str:
    allowed = address.rule in (ANYONE, SIGNED_IN) or address.rule in ROLES[role]
    return "yes" if allowed else "not allowed"


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

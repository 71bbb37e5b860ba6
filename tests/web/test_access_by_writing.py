"""Writing by the API to what is foreign, by its key in the address or in the body: answered like an unknown key."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from django.test import Client
from tests.web.addresses import OBJECTS, SHARED, Address, operations
from tests.web.conftest import World

from dutybook_web.access import ROLES
from dutybook_web.api import api

UNKNOWN = "aaaaaaaaaaaaaa"
WRITES = [address for address in operations() if address.method != "GET"]
TO_OBJECTS = [address for address in WRITES if address.has_object and not address.route.startswith("api/tokens")]
FOREIGN = {
    "organisation": lambda world: world.foreign,
    "parent": lambda world: world.foreign,
    "unit": lambda world: world.foreign,
    "premises": lambda world: world.mall,
    "authority": lambda world: world.foreign,
    "account": lambda world: world.account("manager", world.foreign),
    "responsible": lambda world: world.account("manager", world.foreign),
}
"""Fields of bodies that hold a key, and a foreign thing for each."""
WORDS: dict[str, dict[str, Any]] = {
    "accounts": {"email": "somebody@example.org", "role": "viewer"},
    "evidence": {"kind": "inspection_record"},
    "reports": {"kind": "premises"},
    "training": {"year": 2026},
}
"""What operations look at before they look at keys, by the first part of their address."""

FORMATS = {
    "date": "2026-03-02",
    "date-time": "2026-03-02T08:00:00+08:00",
    "uuid": "11111111-1111-4111-8111-111111111111",
}

pytestmark = pytest.mark.asvs("V8.2.2", "V8.3.1", "V8.4.1")


@pytest.mark.parametrize("address", TO_OBJECTS, ids=lambda one: f"{one.method} {one.route}")
def test_writing_to_a_foreign_object_is_answered_like_an_unknown_one(address: Address, world: World) -> None:
    noun = address.route.split("/")[1]
    key = str(OBJECTS[noun](world).key)
    for role in ("administrator", "authority_reader"):
        expected = 404 if address.rule in ROLES[role] else 403
        for node in (world.foreign,) if noun in SHARED else (world.west, world.foreign):
            client = world.client(role, node)
            foreign, unknown = _send(client, address, key), _send(client, address, UNKNOWN)
            assert (foreign, foreign[0]) == (unknown, expected)


@pytest.mark.parametrize("address", WRITES, ids=lambda one: f"{one.method} {one.route}")
def test_naming_a_foreign_object_is_answered_like_an_unknown_one(address: Address, world: World) -> None:
    named = FOREIGN.keys() & _body_of(address).get("properties", {}).keys()
    key = str(OBJECTS[address.route.split("/")[1]](world).key) if named and address.has_object else ""
    for name in sorted(named):
        client, there = world.client("administrator"), str(FOREIGN[name](world).key)
        least = {} if name == "premises" or "organisation" not in named else {"organisation": world.east.key}
        foreign, unknown = (_send(client, address, key, **(least | {name: one})) for one in (there, UNKNOWN))
        assert (name, foreign[0], foreign[1].replace(there, UNKNOWN)) == (name, *unknown)
        assert foreign[0] in (403, 404, 409, 422)


def _send(client: Client, address: Address, key: str, **told: str) -> tuple[int, str]:
    words = WORDS.get(address.route.split("/")[1], {})
    taken = _body_of(address)
    least = _least(taken) | {name: word for name, word in words.items() if name in taken.get("properties", {})}
    body = json.dumps(least | told)
    path = address.path(key).replace("{role}", UNKNOWN).replace("{act}", "disable")
    response = client.generic(address.method, path, body, content_type="application/json")
    return response.status_code, response.content.decode()


@cache
def _described() -> Any:
    return api.get_openapi_schema()


def _body_of(address: Address) -> dict[str, Any]:
    """The schema of the JSON that an operation takes; empty for one that takes none."""
    told = _described()["paths"]["/" + address.route.rstrip("/")][address.method.lower()]
    schema = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return _resolved(schema)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    found: dict[str, Any] = _described()["components"]["schemas"][name] if name else schema
    return found


def _least(schema: dict[str, Any]) -> dict[str, Any]:
    """The least that a schema takes."""
    fields = schema.get("properties", {})
    return {name: _value(_resolved(fields[name])) for name in schema.get("required", [])}


def _value(schema: dict[str, Any]) -> Any:
    """A value of a field: the first of its kinds."""
    first = next(iter(schema.get("anyOf", [])), schema)
    if "enum" in first:
        return first["enum"][0]
    if first.get("type") == "object":
        return _least(first)
    if first.get("format") in FORMATS:
        return FORMATS[first["format"]]
    return {"integer": 1, "number": 1, "boolean": True, "array": []}.get(first.get("type", ""), "x")

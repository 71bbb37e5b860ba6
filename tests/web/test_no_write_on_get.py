"""No GET writes: every address is read with the database refusing writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from tests.web.addresses import OBJECTS, Address, operations, pages
from tests.web.conftest import World

from dutybook_web.access import ROLES

READS = [address for address in [*pages(), *operations()] if address.method == "GET"]


@contextmanager
def read_only() -> Iterator[None]:
    """Until the end of the test's transaction on PostgreSQL, of the block on SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            connection.check_constraints()  # now: a check that is put off to the end is refused
            cursor.execute("SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA query_only = OFF")


@pytest.mark.parametrize("address", READS, ids=lambda address: address.route or "/")
def test_get_writes_nothing(address: Address, world: World) -> None:
    role = next((role for role, allowed in ROLES.items() if address.rule in allowed), "administrator")
    client = world.client(role, world.group)
    noun = address.route.removeprefix("api/").split("/")[0]
    key = OBJECTS[noun](world).key if address.has_object else ""
    with read_only():
        response = client.get(address.path(key))
        assert response.status_code in (200, 302, 405)
        if response.streaming:
            list(response.streaming_content)  # read, since closing it would close PostgreSQL's connection


def test_read_only_refuses_writes(world: World) -> None:
    with pytest.raises(DatabaseError, match=r"read-?only"), read_only(), connection.cursor() as cursor:
        cursor.execute("UPDATE dutybook_web_premises SET name = 'other'")

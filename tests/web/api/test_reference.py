"""The reference tells every operation, by names that stand on the page."""

from __future__ import annotations

import re

from tests.web.addresses import operations
from tests.web.conftest import World

from dutybook_web.api import api


def test_reference_has_every_operation(world: World) -> None:
    page = world.client("viewer").get("/api/docs/").content.decode()
    told = set(re.findall(r"<code>([A-Z]+ /api/[^<]*)</code>", page))
    assert told == {f"{one.method} /{one.route.rstrip('/')}" for one in operations()}


def test_reference_leads_to_every_schema_that_is_taken(world: World) -> None:
    page = world.client("viewer").get("/api/docs/").content.decode()
    assert set(re.findall(r'href="#(\w+In)"', page)) <= set(re.findall(r'<section class="panel" id="(\w+)"', page))


def test_schema_is_the_one_of_the_api(world: World) -> None:
    assert (
        world.client("viewer").get("/api/openapi.json").json()["paths"].keys()
        == api.get_openapi_schema()["paths"].keys()
    )

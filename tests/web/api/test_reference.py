"""The reference tells every operation, by names that stand on the page."""

from __future__ import annotations

import json
import re
from typing import Any

from ninja.openapi.schema import OpenAPISchema
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


def test_no_two_schemas_share_a_name() -> None:
    """One of them would be told as the other."""

    shared: set[str] = set()

    class Watched(OpenAPISchema):
        def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
            shared.update(name for name, told in definitions.items() if self.schemas.get(name, told) != told)
            super().add_schema_definitions(definitions)

    used = re.findall(r"#/components/schemas/(\w+)", json.dumps(Watched(api, "")))
    assert shared & set(used) == set()  # those of addresses are told field by field


def test_every_operation_tells_its_failures() -> None:
    told = {
        status
        for methods in api.get_openapi_schema()["paths"].values()
        for one in methods.values()
        for status in {"400", "401", "403", "404", "422"} - one["responses"].keys()
    }
    assert told == set()

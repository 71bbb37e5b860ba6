"""Every page and list, as the URLconf has them: as many queries for 30 rows of everything as for 3."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.addresses import Address, operations, pages
from tests.web.conftest import World
from tests.web.crowd import Crowd
from tests.web.model_acts import many_duties

from dutybook_web.actions.binding import decide_tenant
from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Assignment

SIZES = (1, 3, 30)
FEW = 4
"""How many more queries there may be for 3 rows than for 1, which may lack something that others have."""

GROWING: dict[str, str] = {}
"""Addresses that cannot keep to it, with the reason."""


def test_queries_are_as_many_for_thirty_rows_as_for_three(world: World, tmp_path: Path) -> None:
    crowd = Crowd(world)
    for role in ("administrator", "authority_reader"):
        Assignment.objects.get_or_create(account=crowd.reader, organisation=world.east, role=role)
    counted: dict[str, list[int]] = {}
    for size in SIZES:
        crowd.grow(size)
        apply_edition(None, world.group, [many_duties(tmp_path, size)], "")
        decide_tenant(world.group, crowd.objects["hazards"].found_on)
        for address in [*pages(), *operations()]:
            if address.method == "GET":
                counted.setdefault(address.route, []).append(_queries(crowd, address))
    grown = {route: counts for route, counts in counted.items() if _grows(counts)}
    assert {route: counts for route, counts in grown.items() if route not in GROWING} == {}
    assert GROWING.keys() - grown.keys() == set()


def _grows(counts: list[int]) -> bool:
    one, three, thirty = counts
    return thirty != three or three > one + FEW


def _queries(crowd: Crowd, address: Address) -> int:
    client = crowd.world.client("administrator")
    noun = address.route.removeprefix("api/").split("/")[0]
    path = address.path(str(crowd.objects[noun].key) if address.has_object else "")
    with CaptureQueriesContext(connection) as found:
        response = client.get(path)
    if response.streaming:
        list(response.streaming_content)
    assert response.status_code in (200, 302, 405, 409), (path, response.status_code)
    return len(found)

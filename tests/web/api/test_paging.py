"""Pages of a list: no more rows than are good for one answer, and no number that a database does not bear."""

from __future__ import annotations

import pytest
from tests.web.conftest import World


@pytest.mark.parametrize(
    ("asked", "status"),
    [("limit=1000&offset=10000000", 200), ("limit=1001", 422), ("limit=0", 422), ("offset=99999999999999999999", 422)],
)
def test_list_is_given_in_pages_of_a_bearable_size(world: World, asked: str, status: int) -> None:
    assert world.client("viewer").get(f"/api/premises?{asked}").status_code == status


def test_list_begins_after_the_offset(world: World) -> None:
    client = world.client("viewer", world.group)
    names = [one["name"] for one in client.get("/api/premises").json()["items"]]
    page = client.get("/api/premises?limit=1&offset=1").json()
    assert ([one["name"] for one in page["items"]], page["count"]) == (names[1:2], 2)

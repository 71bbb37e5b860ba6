"""Where the navigation says that one stands, and what it offers to whom."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.conftest import World

from dutybook_web.navigation import BELOW


def context(world: World, path: str, role: str = "administrator") -> Any:
    return world.client(role).get(path).context


def offered(world: World, role: str) -> tuple[list[str], list[str]]:
    found = context(world, "/premises/", role)
    return [place.url for place in found["navigation"]], [place.url for place in found["more_navigation"]]


def test_bottom_bar_is_for_whoever_is_on_duty(world: World) -> None:
    assert offered(world, "duty_officer")[0][:4] == ["/", "/tasks/mine/", "/hazards/", "/evidence/"]


def test_audit_record_is_offered_to_those_who_may_read_it(world: World) -> None:
    assert ["/audit/" in offered(world, role)[1] for role in ("administrator", "duty_officer")] == [True, False]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "/"),
        ("/tasks/", "/tasks/"),
        ("/tasks/mine/", "/tasks/mine/"),
        ("/exemptions/", "/duties/"),
        ("/editions/", "/duties/"),
        ("/responsibilities/", "/duties/"),
        ("/report-templates/", "/reports/"),
        ("/training-sessions/", "/training/"),
    ],
)
def test_page_highlights_the_place_that_it_belongs_to(world: World, path: str, place: str) -> None:
    found = context(world, path)
    assert [one.url for one in [*found["navigation"], *found["more_navigation"]] if one.current] == [place]


def test_every_address_without_a_place_of_its_own_has_a_parent(world: World) -> None:
    found = context(world, "/premises/")
    places = {place.url for place in [*found["navigation"], *found["more_navigation"]]}
    assert {parent for _start, parent in BELOW} - places == set()

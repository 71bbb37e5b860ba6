"""Who answers: the nearer first, the more particular first, for many places in one query."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World

from dutybook_web.models import Premises, Responsibility
from dutybook_web.queries.responsibility import answering_of

REPORT, ACT, PROVISION = "model-act/7-report", "model-act", "art_2__para_1__item_2"


@pytest.mark.parametrize(
    ("group", "east", "station", "expected"),
    [
        ([], [], [], None),
        ([{}], [], [], "group"),
        ([{"duty": REPORT}], [{}], [], "east"),
        ([{"duty": REPORT}], [{"act": "another"}], [], "group"),
        ([], [{"act": ACT}], [{"duty": "model-act/8-identity"}], "east"),
        ([], [{"duty": REPORT}], [{"act": ACT, "provision": PROVISION}], "station"),
        ([], [{"duty": REPORT}], [{"act": ACT, "provision": "art_9"}], "east"),
    ],
)
def test_responsibility_of_the_nearest_node_counts(
    world: World,
    group: list[dict[str, str]],
    east: list[dict[str, str]],
    station: list[dict[str, str]],
    expected: str | None,
) -> None:
    for role, node, premises, told in (
        ("viewer", world.group, None, group),
        ("manager", world.east, None, east),
        ("inspector", world.east, world.station, station),
        ("auditor", world.west, None, [{}]),
        ("auditor", world.west, world.hotel, [{}]),
    ):
        for about in told:
            Responsibility.objects.create(organisation=node, premises=premises, role=role, **about)
    found = answering_of([world.station])[world.station.pk].of(REPORT, ACT, PROVISION)
    roles = {"group": "viewer", "east": "manager", "station": "inspector", None: None}
    assert (found.role if found else None) == roles[expected]


def test_responsibility_at_one_node_the_more_particular_counts(world: World) -> None:
    abouts = ({}, {"act": ACT}, {"act": ACT, "provision": PROVISION}, {"duty": REPORT})
    roles = ("viewer", "auditor", "inspector", "manager")
    for about, role in zip(abouts, roles, strict=True):
        Responsibility.objects.create(organisation=world.east, role=role, **about)
        found = answering_of([world.station])[world.station.pk].of(REPORT, ACT, PROVISION)
        assert found
        assert found.role == role


def test_responsibilities_of_many_places_take_one_query(world: World) -> None:
    places = list(Premises.objects.select_related("organisation"))
    with CaptureQueriesContext(connection) as queries:
        answering_of(places)
    assert (len(queries), len(places)) == (1, 3)

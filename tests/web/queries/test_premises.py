"""The list of premises walked both ways, narrowed and counted; the map of it; the interview."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.web.conftest import World

from dutybook_web.models import Fact, Organisation, Premises
from dutybook_web.queries import premises as queries
from dutybook_web.queries.fact import facts_of, operator_facts
from dutybook_web.queries.interview import asked
from dutybook_web.queries.map import map_around, map_of
from dutybook_web.queries.premises import SORTS, Wanted, counted, narrowed, walked


def add(world: World, count: int, **fields: Any) -> list[Premises]:
    made = [
        Premises(name=f"Place {number % 3}", organisation=world.east, tenant=world.group, search="place", **fields)
        for number in range(count)
    ]
    return Premises.objects.bulk_create(made)


@pytest.mark.parametrize("sort", SORTS)
def test_walk_meets_each_once_both_ways(world: World, monkeypatch: pytest.MonkeyPatch, sort: str) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 3)
    add(world, 10, jurisdiction="41")
    rows, wanted = Premises.objects.filter(organisation=world.east), Wanted(sort=sort)
    whole = list(rows.order_by(*SORTS[sort]))
    forward, stretch = [], walked(rows, wanted)
    forward += stretch.rows
    while stretch.after:
        stretch = walked(rows, wanted, after=stretch.after)
        forward += stretch.rows
    back = list(stretch.rows)
    while stretch.before:
        stretch = walked(rows, wanted, before=stretch.before)
        back = [*stretch.rows, *back]
    assert (forward, back) == (whole, whole)


def test_walk_from_an_unknown_row_begins_anew(world: World) -> None:
    rows = Premises.objects.filter(organisation=world.east)
    assert walked(rows, Wanted(), after="nothing").rows == [world.station]
    assert walked(rows, Wanted(), after=world.station.key).rows == []
    assert walked(rows, Wanted(), before=world.station.key).rows == []


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["East station", "West hotel"]),
        (Wanted(text="stat EAST"), ["East station"]),
        (Wanted(kind="lodging"), ["West hotel"]),
        (Wanted(jurisdiction="41"), ["East station"]),
        (Wanted(tier="none"), ["East station", "West hotel"]),
        (Wanted(tier="plan-2026-classes/class-1"), []),
        (Wanted(closed="closed"), ["Old depot"]),
        (Wanted(closed="all"), ["East station", "Old depot", "West hotel"]),
        (Wanted(organisation="nothing"), []),
    ],
)
def test_list_is_narrowed(world: World, wanted: Wanted, names: list[str]) -> None:
    Premises.objects.create(name="Old depot", organisation=world.west, search="old depot", closed_on="2026-01-01")
    rows = Premises.objects.filter(tenant=world.group)
    assert [place.name for place in narrowed(rows, wanted).order_by("name")] == names


def test_list_is_narrowed_by_organisation_and_authority(world: World) -> None:
    rows = Premises.objects.all()
    assert list(narrowed(rows, Wanted(organisation=world.west.key))) == [world.hotel]
    assert list(narrowed(rows, Wanted(authority=world.authority.key))) == [world.hotel]


def test_count_stops_where_it_would_cost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "COUNTED", 5)
    add(world, 5)
    rows = Premises.objects.filter(organisation=world.east)
    assert counted(rows, Wanted(text="place")) == (5, False)
    assert counted(rows, Wanted()) == (5, True)


def test_map_draws_one_spot_for_places_close_together(world: World) -> None:
    add(world, 3, latitude=34.0, longitude=113.0)
    add(world, 1, latitude=36.0, longitude=115.0)
    drawn = map_of(Premises.objects.all())
    assert drawn is not None
    assert [(spot.count, bool(spot.key)) for spot in drawn.spots] == [(3, False), (1, True)]
    assert drawn.places == 4
    assert [line.label for line in drawn.parallels] == ["34° N", "35° N", "36° N"]


def test_map_of_nothing_is_none(world: World) -> None:
    assert (map_of(Premises.objects.all()), map_around(world.station)) == (None, None)


def test_map_shows_the_layer_of_the_operator(world: World, tmp_path: Path, settings: Any) -> None:
    ring = [[113.6, 34.7], [113.7, 34.7], [113.7, 34.8], [113.6, 34.7]]
    far = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    shapes = [
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}},
        {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": [ring]}},
        {"type": "GeometryCollection", "geometries": [far]},
    ]
    layer = tmp_path / "layer.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    settings.MAP_LAYER = str(layer)
    world.station.put_at(34.75, 113.65, "wgs84")
    drawn = map_around(world.station)
    assert drawn is not None
    assert [shape.endswith("Z") for shape in drawn.shapes] == [True, True, False]
    assert [(spot.x, spot.y) for spot in drawn.spots] == [(450.0, 280.0)]


def test_map_keeps_what_was_entered(world: World) -> None:
    world.station.put_at(39.90560334, 116.41364225, "gcj02")
    assert (round(world.station.latitude, 6), round(world.station.longitude, 6)) == (39.9042, 116.4074)
    assert (world.station.entered_latitude, world.station.entered_in) == (39.90560334, "gcj02")


def test_nearest_operator_tells(world: World) -> None:
    for node, value in ((world.group, True), (world.east, False)):
        Fact.objects.create(operator=node, name="network_operator", value=value, as_of=world.east.today)
    Fact.objects.create(operator=world.group, name="works_abroad", value=True, as_of=world.east.today)
    known = {one.name: (one.value, one.of) for one in operator_facts(world.east) if one.asked}
    assert known == {"network_operator": (False, None), "works_abroad": (True, world.group)}


def test_facts_of_the_row_stand_among_the_others(world: World) -> None:
    with translation.override("zh-hans"):
        known = {one.name: one.words for one in facts_of(world.station) if one.value is not None}
    assert known == {"jurisdiction": "410105", "kind": "城市轨道交通站点"}


def test_interview_asks_what_settles_most_and_nothing_twice(world: World) -> None:
    first = asked(world.station)
    assert first.entry is not None
    assert (first.touches > 0, first.settles is not None, first.settled < first.duties) == (True, True, True)
    Fact.objects.create(premises=world.station, name=first.entry.name, value=None, as_of=world.east.today)
    second = asked(world.station)
    assert (second.entry != first.entry, second.not_known) == (True, (first.entry,))
    chosen = asked(world.station, "capacity")
    assert (chosen.entry and chosen.entry.name, chosen.settles) == ("capacity", None)


@pytest.mark.parametrize("path", ["/premises/", "/premises/map/", "/api/premises"])
def test_list_costs_the_same_for_1_3_and_30(world: World, path: str) -> None:
    client, costs = world.client(), []
    for count in (0, 2, 27):
        add(world, count, latitude=34.0, longitude=113.0)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(path).status_code == 200
        costs.append(len(taken))
    assert (costs[1] - costs[0], costs[2] - costs[1]) in ((0, 0), (1, 0))  # an empty map needs no clusters


def test_authorities_of_other_tenants_are_offered(world: World) -> None:
    page = world.client().get("/premises/add/").content.decode()
    assert (world.authority.key in page, world.foreign.key in page) == (True, False)
    assert Organisation.objects.count() == 5

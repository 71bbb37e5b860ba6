"""A map of premises without any map service: a grid of degrees, the operator's own layer, the places on top.

Equal degrees are drawn as equal lengths, narrowed by the cosine of the middle latitude: right for a city or a country.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, floor, log10, radians
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Avg, Count, F, Max, Min, QuerySet
from django.db.models.functions import Floor

from dutybook_web.models import Premises

WIDTH: Final = 900
HEIGHT: Final = 560
CELLS: Final = 30
"""Places in one of so many columns of the map are drawn as one."""

MOST_POINTS: Final = 50_000
"""Points of the layer that are drawn; a finer layer is cut off there."""

_LEAST_SPAN: Final = 0.02
_NARROWEST: Final = 0.1


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world that is shown, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def x(self, longitude: float) -> float:
        """Where a longitude is drawn."""
        return round((longitude - self.west) / (self.east - self.west) * WIDTH, 1)

    def y(self, latitude: float) -> float:
        """Where a latitude is drawn."""
        return round((self.north - latitude) / (self.north - self.south) * HEIGHT, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with what is written at it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, or several that stand close together. `key` where it is one."""

    x: float
    y: float
    radius: float
    count: int
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Map:
    """All that is drawn."""

    meridians: Sequence[Line]
    parallels: Sequence[Line]
    shapes: Sequence[str]
    spots: Sequence[Spot]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def places(self) -> int:
        """How many places it shows."""
        return sum(spot.count for spot in self.spots)


def map_of(rows: QuerySet[Premises]) -> Map | None:
    """The map of the premises that have a position; None if none has. Two queries, however many there are."""
    rows = rows.filter(latitude__isnull=False, longitude__isnull=False).order_by()
    ends = rows.aggregate(Min("latitude"), Min("longitude"), Max("latitude"), Max("longitude"))
    if ends["latitude__min"] is None:
        return None
    window = _window(ends["latitude__min"], ends["longitude__min"], ends["latitude__max"], ends["longitude__max"])
    return _drawn(window, list(_spots(rows, window)))


def map_around(premises: Premises) -> Map | None:
    """The map of one place; None if it has no position."""
    if premises.latitude is None or premises.longitude is None:
        return None
    at = premises.latitude, premises.longitude
    window = _window(*at, *at)
    return _drawn(window, [Spot(window.x(at[1]), window.y(at[0]), 8, 1, premises.name, premises.key)])


def _spots(rows: QuerySet[Premises], window: Window) -> Iterator[Spot]:
    step = (window.east - window.west) / CELLS
    tall = (window.north - window.south) / ceil(CELLS * HEIGHT / WIDTH)
    cells = (
        rows.annotate(
            column=Floor((F("longitude") - window.west) / step), row=Floor((F("latitude") - window.south) / tall)
        )
        .values("column", "row")
        .annotate(n=Count("pk"), y=Avg("latitude"), x=Avg("longitude"), one=Min("key"), name=Min("name"))
        .order_by("row", "column")
    )
    for cell in cells:
        alone = cell["n"] == 1
        label = cell["name"] if alone else ""
        # The area of a spot tells how many it stands for.
        radius = round(min(7 + 2 * (cell["n"] - 1) ** 0.5, 26), 1)
        yield Spot(window.x(cell["x"]), window.y(cell["y"]), radius, cell["n"], label, cell["one"] if alone else "")


def _drawn(window: Window, spots: list[Spot]) -> Map:
    step = _grid_step(max(window.east - window.west, window.north - window.south) / 5)
    meridians = [Line(window.x(at), _degrees(at, step, "E", "W")) for at in _steps(window.west, window.east, step)]
    parallels = [Line(window.y(at), _degrees(at, step, "N", "S")) for at in _steps(window.south, window.north, step)]
    return Map(meridians, parallels, list(_shapes(window)), spots)


def _window(south: float, west: float, north: float, east: float) -> Window:
    """Around the corners, with a margin, in the proportion of the picture."""
    middle, centre = (south + north) / 2, (west + east) / 2
    narrowing = max(cos(radians(middle)), _NARROWEST)
    tall, wide = max((north - south) * 1.15, _LEAST_SPAN), max((east - west) * 1.15, _LEAST_SPAN)
    tall = max(tall, wide * narrowing * HEIGHT / WIDTH)
    wide = tall * WIDTH / HEIGHT / narrowing
    return Window(middle - tall / 2, centre - wide / 2, middle + tall / 2, centre + wide / 2)


def _grid_step(rough: float) -> float:
    """1, 2 or 5 times a power of ten, near what was asked."""
    power = 10.0 ** floor(log10(rough))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough)


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    for number in range(ceil(start / step), floor(end / step) + 1):
        yield number * step


def _degrees(at: float, step: float, positive: str, negative: str) -> str:
    digits = max(0, -floor(log10(step) + 1e-9))
    return f"{abs(at):.{digits}f}° {positive if at >= 0 else negative}"


def _shapes(window: Window) -> Iterator[str]:
    """What of the operator's layer lies in the window, as the data of SVG paths."""
    left = MOST_POINTS
    for line, closed in _layer():
        xs, ys = [x for x, _ in line], [y for _, y in line]
        if max(xs) < window.west or min(xs) > window.east or max(ys) < window.south or min(ys) > window.north:
            continue
        left -= len(line)
        if left < 0:
            return
        yield _path([(window.x(x), window.y(y)) for x, y in line]) + ("Z" if closed else "")


def _path(points: list[tuple[float, float]]) -> str:
    """Without the points that would fall onto the one before."""
    kept = [points[0], *(here for before, here in pairwise(points) if here != before)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept)


def _layer() -> tuple[tuple[tuple[tuple[float, float], ...], bool], ...]:
    path = Path(settings.MAP_LAYER) if settings.MAP_LAYER else None
    if path is None or not path.is_file():
        return ()
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> tuple[tuple[tuple[tuple[float, float], ...], bool], ...]:
    """The lines of a GeoJSON file, each with whether it is closed."""
    return tuple(
        (tuple((float(point[0]), float(point[1])) for point in line), closed)
        for line, closed in _lines(json.loads(path.read_text("utf-8")))
        if line
    )


def _lines(thing: Any) -> Iterable[tuple[Any, bool]]:
    match thing:
        case {"type": "FeatureCollection", "features": parts} | {"type": "GeometryCollection", "geometries": parts}:
            for part in parts:
                yield from _lines(part)
        case {"type": "Feature", "geometry": part}:
            yield from _lines(part)
        case {"type": "LineString", "coordinates": line}:
            yield line, False
        case {"type": "MultiLineString", "coordinates": lines}:
            yield from ((line, False) for line in lines)
        case {"type": "Polygon", "coordinates": rings}:
            yield from ((ring, True) for ring in rings)
        case {"type": "MultiPolygon", "coordinates": polygons}:
            yield from ((ring, True) for rings in polygons for ring in rings)

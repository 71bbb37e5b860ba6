"""Coordinates of Chinese web maps (GCJ-02) and of everybody else (WGS 84), in degrees, either way.

The shift of GCJ-02 has never been published by those who made it; the formula here is the publicly known one, which
gives the shift of Chinese web maps to within a few metres. Its inverse is found by iteration.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt
from typing import Final, NamedTuple

_AXIS: Final = 6_378_245.0
"""Semi-major axis of the Krasovsky 1940 ellipsoid, in metres."""

_ECCENTRICITY: Final = 0.00669342162296594323
"""Its first eccentricity, squared."""

_NEAR: Final = 1e-10
_MOST_STEPS: Final = 20


class Point(NamedTuple):
    """A place on the earth, in degrees."""

    latitude: float
    longitude: float


def to_gcj02(point: Point) -> Point:
    """Where a Chinese web map shows a place; outside China where it is.

    >>> shifted = to_gcj02(Point(34.7466, 113.6253))
    >>> round(shifted.latitude, 4), round(shifted.longitude, 4)
    (34.7454, 113.6313)
    >>> to_gcj02(Point(51.5, -0.12))
    Point(latitude=51.5, longitude=-0.12)
    """
    if not shifted(point):
        return point
    x, y = point.longitude - 105, point.latitude - 35
    bent = radians(point.latitude)
    magic = 1 - _ECCENTRICITY * sin(bent) ** 2
    north = _north(x, y) * 180 / (_AXIS * (1 - _ECCENTRICITY) / (magic * sqrt(magic)) * pi)
    east = _east(x, y) * 180 / (_AXIS / sqrt(magic) * cos(bent) * pi)
    return Point(point.latitude + north, point.longitude + east)


def to_wgs84(point: Point) -> Point:
    """Where a place is that a Chinese web map shows at a point, to within a millimetre of the formula.

    >>> found = to_wgs84(to_gcj02(Point(34.7466, 113.6253)))
    >>> round(found.latitude, 8), round(found.longitude, 8)
    (34.7466, 113.6253)
    """
    found = point
    for _step in range(_MOST_STEPS):
        shown = to_gcj02(found)
        north, east = point.latitude - shown.latitude, point.longitude - shown.longitude
        found = Point(found.latitude + north, found.longitude + east)
        if max(abs(north), abs(east)) < _NEAR:
            break
    return found


def shifted(point: Point) -> bool:
    """Whether the formula shifts a point: all of the rectangle around China."""
    return 0.8293 <= point.latitude <= 55.8271 and 72.004 <= point.longitude <= 137.8347


def _north(x: float, y: float) -> float:
    drift = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    drift += _waves(x, (20, 6), (20, 2))
    return drift + _waves(y, (20, 1), (40, 1 / 3)) + _waves(y, (160, 1 / 12), (320, 1 / 30))


def _east(x: float, y: float) -> float:
    drift = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    drift += _waves(x, (20, 6), (20, 2))
    return drift + _waves(x, (20, 1), (40, 1 / 3)) + _waves(x, (150, 1 / 12), (300, 1 / 30))


def _waves(along: float, *waves: tuple[float, float]) -> float:
    return sum(height * sin(along * often * pi) for height, often in waves) * 2 / 3

"""GCJ-02 and WGS 84: the shift, and its inverse over all of China."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutybook.interop.coordinates import Point, shifted, to_gcj02, to_wgs84

IN_CHINA = st.builds(Point, st.floats(3, 53.5), st.floats(73.5, 135))


@given(IN_CHINA)
def test_wgs84_of_gcj02_is_where_it_was(point: Point) -> None:
    found = to_wgs84(to_gcj02(point))
    assert max(abs(found.latitude - point.latitude), abs(found.longitude - point.longitude)) < 1e-8


@given(IN_CHINA)
def test_gcj02_shifts_by_less_than_two_kilometres(point: Point) -> None:
    shown = to_gcj02(point)
    assert shown != point
    assert max(abs(shown.latitude - point.latitude), abs(shown.longitude - point.longitude)) < 0.02


def test_gcj02_shifts_a_known_place_as_known() -> None:
    """The gate in the middle of Beijing, as it is published in both systems."""
    shown = to_gcj02(Point(39.9042, 116.4074))
    assert (round(shown.latitude, 4), round(shown.longitude, 4)) == (39.9056, 116.4136)


@given(st.builds(Point, st.floats(-90, 0), st.floats(-180, 180)))
def test_outside_china_nothing_is_shifted(point: Point) -> None:
    assert (shifted(point), to_gcj02(point), to_wgs84(point)) == (False, point, point)

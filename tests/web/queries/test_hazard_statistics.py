"""What is counted, and over which days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from tests.web.addresses import hazard_at
from tests.web.conftest import World

from dutybook_web.models import Hazard
from dutybook_web.queries.hazard_report import report_of
from dutybook_web.queries.hazard_statistics import Figures, Period, statistics

TODAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("", date(2028, 1, 1), date(2028, 12, 31)),
        ("q2", date(2028, 4, 1), date(2028, 6, 30)),
        ("q4", date(2028, 10, 1), date(2028, 12, 31)),
        ("m02", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_period_has_its_days(part: str, first: date, last: date) -> None:
    assert (Period(2028, part).first, Period(2028, part).last) == (first, last)


def test_statistics_count_each_hazard_where_it_stands(world: World) -> None:
    late = {"deadline": TODAY - timedelta(days=9), "fixed_on": TODAY - timedelta(days=8)}
    in_time = {"deadline": TODAY, "fixed_on": TODAY}
    for premises, fields in (
        (world.station, {"state": "closed", "grade": "general", "kind": "fire", "due": None} | late),
        (world.station, {"state": "closed", "grade": "general", "kind": "fire", "due": None} | in_time),
        (world.station, {"state": "fixing", "grade": "major", "kind": "gas", "due": TODAY - timedelta(days=1)}),
        (world.hotel, {"state": "fixing", "grade": "major", "kind": "gas", "due": TODAY, "supervised": True}),
        (world.hotel, {"state": "dismissed", "due": None}),
        (world.hotel, {"found_on": date(2025, 12, 31)}),
    ):
        Hazard.objects.filter(pk=hazard_at(premises).pk).update(**fields)
    found = statistics(Hazard.objects.all(), Period(2026), TODAY)
    assert found.total == Figures("", 4, 2, 1, 2, 1, 2, 1)
    assert found.by_grade == [Figures("General", 2, 2, 1, 0, 0, 0, 0), Figures("Major", 2, 0, 0, 2, 1, 2, 1)]
    assert [(row.label, row.found) for row in found.by_kind] == [("Fire protection", 2), ("Gas and pressure", 2)]
    assert [(row.label, row.found) for row in found.by_organisation] == [("East company", 3), ("West company", 1)]
    assert (found.total.rate, found.by_grade[1].rate) == (Decimal("50.0"), Decimal("0.0"))


def test_share_of_nothing_is_not_known(world: World) -> None:
    found = statistics(Hazard.objects.all(), Period(2026), TODAY)
    assert (found.total.found, found.total.rate, found.by_kind) == (0, None, [])


def test_report_says_what_the_page_says(world: World) -> None:
    hazard_at(world.station)
    report = report_of(statistics(Hazard.objects.all(), Period(2026, "q1"), TODAY), "East company")
    assert (report.issuer, report.period) == ("East company", "2026-01-01 to 2026-03-31")
    assert {fact.name: fact.value for fact in report.facts} == {
        "found": 1,
        "major": 0,
        "supervised": 0,
        "fixed": 0,
        "rate": "0.0 %",
        "late": 0,
        "open": 1,
        "overdue": 1,
    }
    assert [table.totals for table in report.tables] == [("Total", 1, 0, "0.0", 0, 1, 1)] * 3

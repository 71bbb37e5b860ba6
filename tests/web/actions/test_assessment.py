"""Schemes kept by version, assessments scored with the trace of each point and frozen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.web import reporting
from tests.web.conftest import World

from dutybook_web.actions.assessment import keep_scheme, run_assessment
from dutybook_web.actions.report import send_report
from dutybook_web.models import Assessment, AssessmentScheme, Hazard, Task
from dutybook_web.queries.assessment import ranked
from dutybook_web.queries.assessment_sources import SOURCES
from dutybook_web.refusals import Refused

TWO = """\
scheme: two
title: {zh: 两项考核, en: Two items}
items:
  - {id: in-time, label: {zh: 按时完成, en: In time}, weight: 60, source: tasks_in_time}
  - {id: reports, label: {zh: 报告报送, en: Reports}, weight: 40, source: reports_sent}
"""


def task(world: World, number: int, state: str, **fields: object) -> Task:
    row = {"organisation": world.east, "premises": world.station, "version": world.version, "duty": world.version.duty}
    days = {"opens": date(2026, 1, 1), "due": date(2026, 3, number), "rule": "every P1D"}
    return Task.objects.create(**{**row, **days, "occurrence": f"n{number}", "state": state, **fields})


def run(world: World, text: str = TWO, units: object = None) -> Assessment:
    nodes = units or [world.east]
    return run_assessment(world.actor("manager"), reporting.scheme(world, text), world.east, nodes, reporting.SPAN)


def test_points_are_weight_times_share(world: World) -> None:
    """Of four tasks (with the one of the world) two are done in time; the half-yearly report was not sent."""
    for number, state in enumerate(["done", "done", "done_late"], 1):
        task(world, number, state)
    score = run(world).scores.get()
    assert score.items == [
        {"item": "in-time", "weight": 60, "points": "30.00", "good": 2, "counted": 4},
        {"item": "reports", "weight": 40, "points": "0.00", "good": 0, "counted": 1},
    ]
    assert score.points == Decimal("30.00")


def test_every_point_has_its_trace(world: World) -> None:
    world.task.delete()
    done, late = task(world, 1, "done"), task(world, 2, "done_late")
    report = reporting.report(world, "unit")
    send_report(world.actor("manager"), report, date(2026, 7, 3), "post", "The group")
    score = run(world).scores.get()
    assert [(mark["key"], mark["day"], mark["good"]) for mark in score.trace["in-time"]] == [
        (done.key, "2026-03-01", True),
        (late.key, "2026-03-02", False),
    ]
    assert [(mark["kind"], mark["key"], mark["good"]) for mark in score.trace["reports"]] == [
        ("report", report.key, True)
    ]
    assert score.points == Decimal("70.00")


def test_item_with_nothing_to_count_is_left_out(world: World) -> None:
    world.task.delete()
    report = reporting.report(world, "unit")
    send_report(world.actor("manager"), report, date(2026, 7, 3), "post", "The group")
    score = run(world).scores.get()
    assert (score.points, score.items[0]["points"]) == (Decimal("100.00"), None)


def test_thirds_of_full_marks_make_full_marks(world: World) -> None:
    world.task.delete()
    for number in (1, 2, 3):
        task(world, number, "done")
    text = TWO.replace("source: reports_sent", "source: tasks_not_overdue").replace("60", "1").replace("40", "2")
    assert run(world, text).scores.get().points == Decimal("100.00")


def test_waived_tasks_and_those_of_others_are_not_counted(world: World) -> None:
    task(world, 1, "waived")
    task(world, 2, "done", organisation=world.west, premises=world.hotel)
    score = run(world).scores.get()
    assert [mark["key"] for mark in score.trace["in-time"]] == [world.task.key]


def test_task_counts_for_every_organisation_above_it(world: World) -> None:
    manager = world.actor("manager", world.group)
    scheme = keep_scheme(manager, world.group, TWO)
    made = run_assessment(manager, scheme, world.group, [world.east, world.group], reporting.SPAN)
    traces = {score.unit: [mark["key"] for mark in score.trace["in-time"]] for score in made.scores.all()}
    assert traces == {world.group: [world.task.key], world.east: [world.task.key]}


def test_assessment_stays_what_it_was(world: World) -> None:
    made = run(world)
    before = made.scores.values_list("points", "items", "trace").get()
    Task.objects.update(state="done")
    assert made.scores.values_list("points", "items", "trace").get() == before


def test_equal_points_share_a_rank(world: World) -> None:
    manager = world.actor("manager", world.group)
    world.task.delete()
    task(world, 1, "done")
    task(world, 2, "done", organisation=world.west, premises=world.hotel)
    scheme = keep_scheme(manager, world.group, reporting.EXAMPLE)
    made = run_assessment(manager, scheme, world.group, [world.east, world.west, world.group], reporting.SPAN)
    assert [rank for rank, _ in ranked(made.scores.all())] == [1, 1, 1]


def test_assessment_of_nobody_or_of_days_to_come_is_refused(world: World) -> None:
    scheme, manager = reporting.scheme(world), world.actor("manager")
    with pytest.raises(Refused) as nobody:
        run_assessment(manager, scheme, world.east, [], reporting.SPAN)
    later = type(reporting.SPAN)(date(2027, 1, 1), date(2027, 6, 30), date(2026, 8, 1))
    with pytest.raises(Refused) as early:
        run_assessment(manager, scheme, world.east, [world.east], later)
    assert (nobody.value.code, early.value.code) == ("no_units", "in_the_future")


def test_scheme_kept_again_is_its_next_version(world: World) -> None:
    first = reporting.scheme(world, TWO)
    second = reporting.scheme(world, TWO.replace("60", "70"))
    assert [(row.number, row.body["items"][0]["weight"]) for row in (first, second)] == [(1, 60), (2, 70)]
    assert AssessmentScheme.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        ("source: tasks_of_people", 4, "known are"),
        ("source: reports_sent, note: x", 4, "delete it"),
        ("source: [", 4, "this is not YAML"),
    ],
)
def test_mistake_in_a_scheme_is_told_with_its_line(world: World, wrong: str, line: int, words: str) -> None:
    with pytest.raises(Refused) as refused:
        reporting.scheme(world, TWO.replace("source: tasks_in_time", wrong))
    message = str(refused.value.message)
    assert (refused.value.field, f"scheme.yaml:{line}" in message, words in message) == ("text", True, True), message


def test_every_source_counts_for_each_unit(world: World) -> None:
    units = [world.east, world.west]
    found = {
        name: set(one.marks(world.actor("manager", world.group), units, reporting.SPAN))
        for name, one in SOURCES.items()
    }
    assert found == {name: {world.east.pk, world.west.pk} for name in SOURCES}


@pytest.mark.parametrize(("source", "marks"), [("hazards_fixed", "TTFF"), ("hazards_in_time", "TF")])
def test_hazards_count_once_they_were_checked(world: World, source: str, marks: str) -> None:
    """Closed in time, closed late, being fixed, only reported; one that was none, and one of the half-year before."""
    closed = {"state": "closed", "deadline": date(2026, 3, 10), "closed_on": date(2026, 3, 12)}
    rows: list[dict[str, Any]] = [
        closed | {"fixed_on": date(2026, 3, 10)},
        closed | {"fixed_on": date(2026, 3, 11)},
        {"state": "fixing", "deadline": date(2026, 8, 1)},
        {"state": "found"},
        {"state": "dismissed"},
        {"state": "found", "found_on": date(2025, 12, 31)},
    ]
    place = {"organisation": world.east, "premises": world.station, "what": "The door is locked.", "place": "Exit B"}
    for number, row in enumerate(rows, 1):
        Hazard.objects.create(**{"found_on": date(2026, 3, number), **place, **row})
    score = run(world, TWO.replace("tasks_in_time", source)).scores.get()
    trace = score.trace["in-time"]
    assert "".join("T" if mark["good"] else "F" for mark in trace) == marks
    assert {mark["label_zh"] for mark in trace} == {"East station: The door is locked."}

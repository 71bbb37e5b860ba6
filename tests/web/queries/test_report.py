"""What stands in reports, who has reported and who has not, which are due."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web import reporting
from tests.web.conftest import World

from dutybook.interop.documents import Report as Document
from dutybook_web.actions.report import send_report
from dutybook_web.half_year import HalfYear, latest
from dutybook_web.models import Binding, DutyVersion, Evidence, Hazard, Premises, Task
from dutybook_web.queries.report import KINDS, asked_for, document, due, names_of, standing, standing_counts

H1 = reporting.H1


def written(world: World, kind: str = "premises", language: Any = "en", **more: Any) -> Document:
    premises = None if kind == "unit" else world.station
    return document(kind, asked_for(kind, world.east, premises, H1, language=language, **more))


def figures(found: Document) -> dict[str, object]:
    return {fact.name: fact.value for fact in found.facts if fact.name}


def table(found: Document, name: str) -> tuple[tuple[object, ...], ...]:
    return next(one.rows for one in found.tables if one.name == name)


def task(world: World, number: int, state: str = "open", **fields: Any) -> Task:
    row = {"organisation": world.east, "premises": world.station, "version": world.version, "duty": world.version.duty}
    days = {"opens": date(2026, 1, 1), "due": date(2026, 3, number), "rule": "every P1D"}
    return Task.objects.create(**{**row, **days, "occurrence": f"n{number}", "state": state, **fields})


def test_report_counts_tasks_by_where_they_stand(world: World) -> None:
    for number, state in enumerate(["done", "done", "done_late", "waived", "submitted"], 1):
        task(world, number, state)
    task(world, 9, "done", due=date(2026, 7, 1))
    found = figures(written(world))
    names = ("tasks", "tasks-done", "tasks-late", "tasks-overdue", "tasks-open", "tasks-waived")
    assert [found[name] for name in names] == [6, 2, 1, 2, 0, 1]


def test_every_figure_of_a_report_names_its_source(world: World) -> None:
    for kind in KINDS:
        found = written(world, kind)
        assert [fact.label for fact in found.facts if not fact.source] == []
        assert [one.name for one in found.tables if not one.source] == []


@pytest.mark.parametrize("kind", KINDS)
def test_names_for_templates_do_not_hang_on_the_data(world: World, kind: str) -> None:
    from dutybook.interop.documents.template import names

    assert names(written(world, kind)) == names_of(kind)


def test_report_lists_evidence_of_the_period_in_the_time_zone_of_the_organisation(world: World) -> None:
    def piece(title: str, at: datetime, **fields: Any) -> None:
        row = {"organisation": world.east, "premises": world.station, "kind": "photo", "received_at": at}
        Evidence.objects.create(title=title, **{**row, **fields})

    piece("first minute in Shanghai", datetime(2025, 12, 31, 16, 0, tzinfo=UTC))
    piece("a minute too early", datetime(2025, 12, 31, 15, 59, tzinfo=UTC))
    piece("withdrawn", datetime(2026, 2, 1, tzinfo=UTC), withdrawn_at=datetime(2026, 2, 2, tzinfo=UTC))
    days = {"period_start": date(2026, 6, 1), "period_end": date(2026, 7, 31)}
    piece("covers days of it", datetime(2026, 8, 1, tzinfo=UTC), **days)
    assert [row[0] for row in table(written(world), "evidence")] == ["first minute in Shanghai", "covers days of it"]


def test_report_rests_on_the_duties_to_report_that_bind_and_never_on_what_is_only_read(world: World) -> None:
    read = DutyVersion.objects.create(
        **{**_plain(world.version), "digest": "1" * 64, "duty": "model-act/2-read", "reading_only": "expression"}
    )
    for version in (world.version, read):
        row = {"organisation": world.east, "premises": world.station, "verdict": "binds"}
        Binding.objects.create(version=version, decided_on=date(2026, 1, 1), since=date(2026, 1, 1), **row)
    assert [row[1] for row in table(written(world), "basis")] == ["Report every six months."]
    assert [row[1] for row in table(written(world, "register"), "binds")] == ["Report every six months."]
    assert figures(written(world, "register"))["binds"] == 1


def test_report_tells_what_comes(world: World) -> None:
    for number in (1, 2):
        task(world, number, due=date(2026, 9, number))
    task(world, 3, due=date(2027, 1, 1))
    assert table(written(world), "coming") == (("Report every six months.", 2, date(2026, 9, 1)),)
    assert table(written(world, language="zh"), "coming") == (("每半年报告一次", 2, date(2026, 9, 1)),)


def test_unit_report_tells_which_premises_have_reported(world: World) -> None:
    assert table(written(world, "unit"), "places") == (("East station", 0, 0, 1, 0, "No"),)
    send_report(world.actor("manager"), reporting.report(world), date(2026, 7, 3), "post", "One")
    assert table(written(world, "unit"), "places") == (("East station", 0, 0, 1, 0, "Yes"),)


def test_report_of_a_place_with_many_tasks_costs_as_many_queries(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            written(world)
        return len(queries)

    written(world)
    first = cost()
    for number in range(1, 30):
        task(world, number, "done_late")
    assert cost() == first


def test_standing_tells_who_has_reported_and_who_has_not(world: World) -> None:
    other = Premises.objects.create(name="Aardvark hall", organisation=world.east, search="aardvark hall")
    made = reporting.report(world, premises=other)
    send_report(world.actor("manager"), made, date(2026, 7, 3), "post", "One")
    reporting.report(world)
    actor = world.actor("manager")
    assert [(one.name, one.report) for one in standing(actor, "premises", H1, sent=False)] == [("East station", None)]
    assert [(one.name, one.report, one.sent_on) for one in standing(actor, "premises", H1, sent=True)] == [
        ("Aardvark hall", made.key, date(2026, 7, 3))
    ]
    assert standing_counts(world.actor("manager"), "premises", H1) == (1, 1)


def test_standing_of_an_authority_is_about_what_it_supervises(world: World) -> None:
    reader = world.actor("authority_reader", world.authority)
    assert [one.name for one in standing(reader, "premises", H1, sent=False)] == ["West hotel"]
    assert [one.name for one in standing(world.actor("manager", world.group), "unit", H1, sent=False)] == [
        "East company",
        "Haizhou group",
        "West company",
    ]


def test_due_are_open_tasks_that_a_report_fulfils(world: World) -> None:
    task(world, 1, "done")
    assert list(due(world.actor("manager"))) == [world.task]
    assert list(due(world.actor("viewer"))) == []
    assert list(due(world.actor("manager", world.west))) == []


def test_half_years_go_back_from_today() -> None:
    assert [one.name for one in latest(date(2026, 7, 1), 3)] == ["2026-H2", "2026-H1", "2025-H2"]
    assert (HalfYear.read("2026-H3"), HalfYear.read("2026-H2")) == (None, HalfYear(2026, 2))


def _plain(version: DutyVersion) -> dict[str, Any]:
    return {field.name: getattr(version, field.name) for field in version._meta.fields if field.name != "id"}


@pytest.mark.parametrize("kind", ["premises", "unit"])
def test_report_counts_hazards_by_grade_and_by_what_became_of_them(world: World, kind: str) -> None:
    def hazard(day: date, state: str, grade: str = "", **fields: Any) -> None:
        row = {"organisation": world.east, "premises": world.station, "what": "x", "place": "y", "found_on": day}
        Hazard.objects.create(state=state, grade=grade, **row, **fields)

    hazard(date(2026, 1, 1), "closed", "general", deadline=date(2026, 2, 1), fixed_on=date(2026, 2, 2))
    hazard(date(2026, 6, 30), "fixing", "major", due=date(2026, 7, 1))
    hazard(date(2026, 3, 1), "found")
    hazard(date(2026, 3, 1), "dismissed")
    hazard(date(2025, 12, 31), "fixing", "general")
    hazard(date(2026, 7, 1), "found")
    found = written(world, kind)
    assert table(found, "hazards") == (
        ("Not graded yet", 1, 0, 0, 1, 0),
        ("General", 1, 1, 1, 0, 0),
        ("Major", 1, 0, 0, 1, 1),
    )
    names = ("", "-major", "-fixed", "-open", "-overdue", "-before")
    assert [figures(found)[f"hazards{name}"] for name in names] == [3, 1, 1, 2, 1, 1]

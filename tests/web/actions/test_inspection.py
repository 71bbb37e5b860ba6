"""Inspections: submitted once however often they are sent; a hazard for each fault; conflicts told, never settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import File
from tests.attacks.others import png
from tests.web.conftest import World
from tests.web.inspecting import checklist_at, inspection_at
from tests.web.refused import refused

from dutybook_web.actions.checklist import next_version, publish_checklist, withdraw_checklist
from dutybook_web.actions.inspection import (
    attach_inspection,
    begin_inspection,
    cancel_inspection,
    plan_inspection,
    submit_inspection,
)
from dutybook_web.actions.inspection_answers import Given, Submission
from dutybook_web.actions.inspection_photo import take_photo
from dutybook_web.models import Answer, Event, Evidence, Hazard, Inspection, Photo

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def photo(world: World, client: UUID | None = None, content: bytes = b"") -> Photo:
    file = File(BytesIO(content or png(3, 3)), "a.png")
    return take_photo(world.actor("duty_officer"), world.station, client or uuid4(), file)


def found(inspection: Inspection, *results: str, photos: tuple[UUID, ...] = (), **more: Any) -> Submission:
    """Answers in the order of the checklist; the number is 4, the photographs are of the last item."""
    items = list(inspection.checklist.items.all())
    answers = [
        Given(
            item.key,
            result,
            number=Decimal(4) if item.answer == "number" else None,
            note="Lock" if result == "failed" else "",
            photos=photos if item.answer == "photo" else (),
        )
        for item, result in zip(items, results, strict=False)
    ]
    times = {"started_at": AT - timedelta(minutes=9), "finished_at": AT, "sent_at": AT}
    fields = {"client": uuid4(), "checklist": inspection.checklist.key, "answers": answers, **times, **more}
    return Submission(**fields)


def send(world: World, inspection: Inspection, sent: Submission, role: str = "duty_officer") -> Inspection:
    row = Inspection.objects.select_related("checklist", "premises__organisation", "task").get(pk=inspection.pk)
    return submit_inspection(world.actor(role), row, sent, now=AT)


def test_submission_keeps_answers_and_makes_a_hazard_of_each_fault(world: World) -> None:
    inspection, picture = inspection_at(world.station), photo(world)
    done = send(world, inspection, found(inspection, "failed", "ok", "failed", photos=(picture.client,)))
    rows = done.answers.values_list("item__text_en", "result", "number", "note")
    assert list(rows) == [
        ("Point 1", "failed", None, "Lock"),
        ("Point 2", "ok", Decimal(4), ""),
        ("Point 3", "failed", None, "Lock"),
    ]
    hazards = Hazard.objects.order_by("pk")
    assert [(one.what, one.place, one.source, one.source_reference) for one in hazards] == [
        ("Point 1: Lock", "East station", "inspection", inspection.key),
        ("Point 3: Lock", "East station", "inspection", inspection.key),
    ]
    assert [list(one.evidence.all()) for one in hazards] == [[], [picture.evidence]]
    assert (done.state, done.received_at, done.account) == ("submitted", AT, world.account("duty_officer", world.east))
    assert [event.action for event in Event.objects.order_by("number")] == [
        *("evidence.add", "hazard.report", "hazard.report", "inspection.submit"),
    ]


def test_same_submission_again_changes_nothing(world: World) -> None:
    inspection = inspection_at(world.station)
    sent = found(inspection, "failed", "ok", "none")
    first, again = send(world, inspection, sent), send(world, inspection, sent)
    assert (first.pk, Inspection.objects.count(), Hazard.objects.count()) == (again.pk, 1, 1)
    assert (Answer.objects.count(), Event.objects.filter(action="inspection.submit").count()) == (3, 1)


def test_same_answers_from_another_device_are_no_conflict(world: World) -> None:
    inspection = inspection_at(world.station)
    first = send(world, inspection, found(inspection, "ok", "ok", "none"))
    again = send(world, inspection, found(inspection, "ok", "ok", "none"))
    assert (again.pk, again.client, Inspection.objects.count()) == (first.pk, first.client, 1)


def test_other_answers_are_a_conflict_until_one_is_chosen(world: World) -> None:
    inspection = inspection_at(world.station)
    first = send(world, inspection, found(inspection, "failed", "ok", "none"))
    mine = found(inspection, "failed", "none", "failed", photos=(photo(world).client,))
    with refused("already_submitted"):
        send(world, inspection, mine)
    chosen = found(inspection, "failed", "none", "none", client=mine.client, instead=True)
    second, again = send(world, inspection, chosen), send(world, inspection, chosen)
    first.refresh_from_db()
    assert (first.state, second.state, second.replaces, again.pk) == ("superseded", "submitted", first, second.pk)
    assert Hazard.objects.count() == 1, "the same fault is the same hazard"
    assert first.answers.get(result="failed").hazard == second.answers.get(result="failed").hazard


def test_number_of_a_phone_is_of_one_place(world: World) -> None:
    inspection = inspection_at(world.station)
    sent = found(inspection, "ok", "ok", "none")
    send(world, inspection, sent)
    other = inspection_at(world.hotel, checklist_at(world.west))
    with refused("client_used"):
        submit_inspection(world.actor("duty_officer", world.west), other, sent)


def _replaced(world: World, inspection: Inspection) -> None:
    publish_checklist(world.actor("manager"), next_version(world.actor("manager"), inspection.checklist))


def _withdrawn(world: World, inspection: Inspection) -> None:
    begin_inspection(world.actor("duty_officer"), inspection)
    withdraw_checklist(world.actor("manager"), inspection.checklist)


def _cancelled(world: World, inspection: Inspection) -> None:
    cancel_inspection(world.actor("manager"), inspection)


@pytest.mark.parametrize(
    ("happened", "code"),
    [(_replaced, "checklist_ended"), (_withdrawn, "checklist_ended"), (_cancelled, "inspection_cancelled")],
)
def test_what_ended_meanwhile_is_taken_only_anyway(
    world: World, happened: Callable[[World, Inspection], None], code: str
) -> None:
    inspection = inspection_at(world.station)
    answered = inspection.checklist
    sent = found(inspection, "ok", "ok", "none")
    happened(world, inspection)
    with refused(code):
        send(world, inspection, sent)
    anyway = Submission(**{name: getattr(sent, name) for name in sent.__slots__} | {"anyway": True})
    done = send(world, inspection, anyway)
    assert (done.state, done.checklist) == ("submitted", answered)


@pytest.mark.parametrize(
    ("results", "change", "code"),
    [
        (("ok", "ok"), {}, "answer_missing"),
        (("ok", "ok", "ok"), {}, "photo_missing"),
        (("ok", "ok", "ok"), {"photos": (UUID(int=7),)}, "photo_unknown"),
        (("ok", "ok", "other"), {}, "result_unknown"),
        (("ok", "ok", "none"), {"checklist": "other"}, "checklist_unknown"),
    ],
)
def test_submission_that_does_not_fit_is_refused_whole(
    world: World, results: tuple[str, ...], change: dict[str, Any], code: str
) -> None:
    inspection = inspection_at(world.station)
    with refused(code):
        send(world, inspection, found(inspection, *results, anyway=True, **change))
    inspection.refresh_from_db()
    assert (inspection.state, Answer.objects.count()) == ("planned", 0)


def test_answer_without_its_number_is_refused(world: World) -> None:
    inspection = inspection_at(world.station)
    answers = [Given(item.key, "ok") for item in inspection.checklist.items.all()]
    with refused("number_missing"):
        send(world, inspection, found(inspection, answers=answers))


def test_answer_of_another_checklist_is_refused(world: World) -> None:
    inspection = inspection_at(world.station)
    with refused("item_unknown"):
        send(world, inspection, found(inspection, answers=[Given("other", "ok")]))


def test_clocks_of_phone_and_server_are_both_kept(world: World) -> None:
    inspection = inspection_at(world.station)
    ahead = AT + timedelta(days=400)
    done = send(world, inspection, found(inspection, "ok", "ok", "none", sent_at=ahead))
    done.refresh_from_db()
    assert (done.sent_at, done.received_at, done.skew) == (ahead, AT, timedelta(days=400))


def test_photo_sent_twice_is_one(world: World) -> None:
    client = uuid4()
    first, again = photo(world, client), photo(world, client)
    assert (first, Photo.objects.count(), Evidence.objects.count()) == (again, 1, 1)
    with refused("client_used"):
        take_photo(world.actor("manager", world.west), world.hotel, client, File(BytesIO(png()), "a.png"))


def test_photo_must_be_a_picture(world: World) -> None:
    with refused("not_a_picture"):
        take_photo(world.actor("manager"), world.station, uuid4(), File(BytesIO(b"words\n"), "a.txt"))
    assert (Photo.objects.count(), Evidence.objects.count()) == (0, 0)


def test_plan_begin_cancel_are_recorded_once(world: World) -> None:
    checklist = checklist_at(world.east)
    actor = world.actor("manager")
    inspection = plan_inspection(actor, world.station, checklist, AT, AT + timedelta(hours=1))
    begin_inspection(actor, inspection)
    begin_inspection(actor, inspection)
    cancel_inspection(actor, inspection)
    with refused("inspection_moved"):
        cancel_inspection(actor, inspection)
    actions = ["inspection.plan", "inspection.begin", "inspection.cancel"]
    assert [event.action for event in Event.objects.order_by("number")] == actions


def test_plan_needs_a_checklist_in_use_and_an_end_after_its_beginning(world: World) -> None:
    checklist = checklist_at(world.east)
    with refused("ends_before"):
        plan_inspection(world.actor("manager"), world.station, checklist, AT, AT)
    withdraw_checklist(world.actor("manager"), checklist)
    with refused("checklist_not_in_use"):
        plan_inspection(world.actor("manager"), world.station, checklist, AT, AT + timedelta(hours=1))


def test_inspection_planned_for_a_task_becomes_its_evidence(world: World) -> None:
    checklist, actor = checklist_at(world.east), world.actor("manager")
    inspection = plan_inspection(actor, world.station, checklist, AT, AT + timedelta(hours=1), world.task)
    done = send(world, inspection, found(inspection, "failed", "ok", "none"))
    piece = world.task.evidence.get()
    assert (piece.kind, piece.record) == (
        "inspection_record",
        {"on": "2026-03-02", "points": 2, "faults": 1, "result": "open"},
    )
    assert attach_inspection(actor, done, [world.task]) == piece
    assert Evidence.objects.count() == 1


def test_attach_needs_a_submission(world: World) -> None:
    with refused("not_submitted"):
        attach_inspection(world.actor("manager"), inspection_at(world.station), [world.task])

"""Reports made and frozen, sent, acknowledged; templates, hostile ones too."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.web import reporting
from tests.web.conftest import World

from dutybook.interop.documents import official
from dutybook_web.access import find, visible
from dutybook_web.actions import report as actions
from dutybook_web.actions.blob import keep
from dutybook_web.half_year import HalfYear
from dutybook_web.models import Blob, Body, Event, Evidence, Letterhead, Report, ReportState, Task
from dutybook_web.queries.evidence import store
from dutybook_web.refusals import Conflict, Refused

DAY = date(2026, 7, 3)


def with_document(change: Any) -> bytes:
    """The built-in template with its document changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(official())) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, change(data) if name == "word/document.xml" else data)
    return out.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(official())) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.namelist():
            made.writestr(part, given.read(part))
        made.writestr(name, data)
    return out.getvalue()


def text_of(report: Report, form: str = "html") -> str:
    with store().open(report.files.get(form=form).blob_id) as file:
        return file.read().decode()


@pytest.mark.parametrize("kind", ["premises", "unit", "register"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_report_is_frozen_in_every_form(world: World, kind: str, language: str) -> None:
    made = reporting.report(world, kind, language)
    assert [file.form for file in made.files.all()] == ["docx", "html", "xlsx"]
    assert all(store().verify(file.blob_id) for file in made.files.all())
    assert ("盖章" in text_of(made)) == (language == "zh")
    assert Event.objects.filter(action="report.make", object=f"report/{made.key}").count() == 1


def test_report_says_the_same_after_the_task_was_done(world: World) -> None:
    made = reporting.report(world)
    before = text_of(made)
    Task.objects.update(state="done")
    assert text_of(made) == before
    assert text_of(reporting.report(world)) != before


def test_report_of_a_half_year_to_come_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        reporting.report(world, half=HalfYear(2099, 1))
    assert (refused.value.code, refused.value.field) == ("in_the_future", "half")
    assert (Report.objects.count(), Blob.objects.count()) == (0, 0)


def test_report_becomes_evidence_of_its_task_when_it_is_sent(world: World) -> None:
    made = reporting.report(world, task=world.task)
    assert Evidence.objects.count() == 0
    sent = actions.send_report(world.actor("manager"), made, DAY, "platform", "Anling authority")
    assert (sent.state, sent.sent_on, sent.addressee) == (ReportState.SENT, DAY, "Anling authority")
    piece = sent.evidence
    assert piece is not None
    assert (piece.kind, piece.blob, piece.period_end) == ("report", made.files.get(form="docx").blob, date(2026, 6, 30))
    assert list(piece.tasks.all()) == [world.task]


def test_sending_does_the_task_that_the_report_was_made_for(world: World) -> None:
    in_time = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
    made, actor = reporting.report(world, task=world.task), world.actor("manager")
    actions.send_report(actor, made, date(2026, 6, 30), "platform", "Anling authority", now=in_time)
    world.task.refresh_from_db()
    assert (world.task.state, world.task.completed_by) == ("done", actor.account)


def test_sending_leaves_a_task_that_asks_for_more_open(world: World) -> None:
    world.version.body = {"duty": {"evidence": ["report", "minutes"]}}
    world.version.save()
    made = reporting.report(world, task=world.task)
    sent = actions.send_report(world.actor("manager"), made, DAY, "platform", "Anling authority")
    world.task.refresh_from_db()
    assert (sent.state, world.task.state, world.task.evidence.count()) == (ReportState.SENT, "open", 1)


def test_report_is_sent_once(world: World) -> None:
    made = reporting.report(world)
    actor = world.actor("manager")
    actions.send_report(actor, made, DAY, "post", "One")
    with pytest.raises(Conflict) as refused:
        actions.send_report(actor, made, DAY, "post", "Another")
    assert refused.value.code == "sent_already"
    assert [Report.objects.get().addressee, Evidence.objects.count()] == ["One", 1]


@pytest.mark.parametrize("day", [date(2099, 1, 1), date(2025, 12, 31)])
def test_report_is_not_sent_on_an_impossible_day(world: World, day: date) -> None:
    made = reporting.report(world)
    with pytest.raises(Refused) as refused:
        actions.send_report(world.actor("manager"), made, day, "post", "One")
    assert refused.value.field == "sent_on"


def test_receipt_follows_the_sending(world: World) -> None:
    made, actor = reporting.report(world), world.actor("manager")
    with pytest.raises(Conflict) as early:
        actions.record_receipt(actor, made, DAY)
    assert early.value.code == "not_sent"
    sent = actions.send_report(actor, made, DAY, "post", "One")
    with pytest.raises(Refused) as before:
        actions.record_receipt(actor, sent, date(2026, 7, 2))
    assert before.value.field == "received_on"
    assert actions.record_receipt(actor, sent, DAY).state == ReportState.RECEIVED
    with pytest.raises(Conflict) as twice:
        actions.record_receipt(actor, sent, DAY)
    assert twice.value.code == "received_already"


def test_authority_sees_a_report_once_it_was_sent(world: World) -> None:
    made = reporting.report(world, premises=world.hotel)
    theirs = visible(world.actor("authority_reader", world.authority), Report, "reports.read")
    assert list(theirs) == []
    actions.send_report(world.actor("manager", world.west), made, DAY, "platform", "Anling authority")
    assert list(theirs.all()) == [made]


def test_authority_sees_what_a_member_unit_sent_to_its_body(world: World) -> None:
    body = Body.objects.create(organisation=world.authority, name="Leading group", since=date(2026, 1, 1))
    mine, other = reporting.report(world, "unit"), reporting.report(world, "unit", organisation=world.foreign)
    actions.send_report(world.actor("manager"), mine, DAY, "platform", body.name, body)
    actions.send_report(world.actor("manager", world.foreign), other, DAY, "platform", "Somebody else")
    theirs = visible(world.actor("authority_reader", world.authority), Report, "reports.read")
    assert list(theirs) == [mine]


def test_authority_does_not_write_reports_of_others(world: World) -> None:
    made = reporting.report(world, premises=world.hotel)
    reader = world.actor("authority_reader", world.authority)
    actions.send_report(world.actor("manager", world.west), made, DAY, "platform", "Anling authority")
    assert find(reader, Report, made.key, "reports.read") == made
    assert visible(reader, Report, "reports.write").count() == 0


def test_template_of_the_nearest_organisation_is_used(world: World) -> None:
    manager = world.actor("manager", world.group)
    actions.set_template(manager, world.group, "premises", with_document(lambda data: data), "group.docx")
    own = with_document(lambda data: data.replace(b"{{title}}", b"LETTERHEAD {{title}}"))
    actions.set_template(world.actor("manager"), world.east, "premises", own, "east.docx")
    made = reporting.report(world)
    with store().open(made.files.get(form="docx").blob_id) as file, zipfile.ZipFile(file) as docx:
        assert "LETTERHEAD" in docx.read("word/document.xml").decode()
    assert [row.file_name for row in Letterhead.objects.order_by("pk")] == ["group.docx", "east.docx"]


def test_template_set_again_takes_the_place_of_the_first(world: World) -> None:
    first = reporting.template(world)
    actions.set_template(world.actor("manager"), world.east, "premises", official(), "second.docx")
    assert [(row.pk, row.file_name) for row in Letterhead.objects.all()] == [(first.pk, "second.docx")]
    actions.remove_template(world.actor("manager"), first)
    assert Letterhead.objects.count() == 0


def test_template_with_an_unknown_placeholder_is_refused_with_those_there_are(world: World) -> None:
    wrong = with_document(lambda data: data.replace(b"{{title}}", b"{{fact:guards}}"))
    with pytest.raises(Refused) as refused:
        actions.set_template(world.actor("manager"), world.east, "premises", wrong, "x.docx")
    assert (refused.value.code, refused.value.field) == ("template", "file")
    message = str(refused.value.message)
    assert ("{{fact:guards}}" in message, "{{fact:measures-missing}}" in message) == (True, True)
    assert Letterhead.objects.count() == 0


def test_template_that_cannot_be_filled_is_refused_when_it_comes(world: World) -> None:
    wrong = with_document(lambda data: data.replace(b"{{body}}", b"see {{body}}"))
    with pytest.raises(Refused) as refused:
        actions.set_template(world.actor("manager"), world.east, "premises", wrong, "x.docx")
    assert ("a paragraph of its own" in str(refused.value.message), Letterhead.objects.count()) == (True, 0)


def test_report_is_not_made_into_a_template_that_no_longer_fits(world: World) -> None:
    row = reporting.template(world)
    row.blob = keep(with_document(lambda data: data.replace(b"{{title}}", b"{{gone}}")), "x")
    row.save()
    with pytest.raises(Refused) as refused:
        reporting.report(world)
    assert (refused.value.code, Report.objects.count()) == ("template", 0)


HOSTILE = {
    "no document": b"MZ\x90\x00",
    "nothing": b"",
    "macros": with_part("word/vbaProject.bin", b"x"),
    "embedded object": with_part("word/embeddings/oleObject1.bin", b"x"),
    "activex": with_part("word/activeX/activeX1.xml", b"<x/>"),
    "outside": with_part("../../evil.xml", b"<x/>"),
    "entities": with_document(lambda data: b'<!DOCTYPE w [<!ENTITY a "b">]>' + data),
    "a bomb": with_part("word/media/image1.png", b"\0" * 40_000_000),
    "remote template": with_part(
        "word/_rels/settings.xml.rels",
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="https://example.org/a.dotm" TargetMode="External"/></Relationships>',
    ),
    "too large": b"PK" + b"\0" * 5_000_001,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_template_is_refused(world: World, name: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.set_template(world.actor("manager"), world.east, "premises", HOSTILE[name], "x.docx")
    assert refused.value.field == "file"
    assert (Letterhead.objects.count(), Blob.objects.count()) == (0, 0)


def test_placeholder_in_the_data_of_a_report_is_not_read_again(world: World) -> None:
    world.station.name = "{{body}} <script>alert(1)</script>"
    world.station.save()
    made = reporting.report(world)
    assert "<script" not in text_of(made)
    with store().open(made.files.get(form="docx").blob_id) as file, zipfile.ZipFile(file) as docx:
        assert "{{body}} &lt;script&gt;" in docx.read("word/document.xml").decode()

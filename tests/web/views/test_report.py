"""Pages and operations of reports, bodies and assessments, as a browser and a client of the API use them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web import reporting
from tests.web.conftest import World

from dutybook.interop.documents import content_security_policy, official
from dutybook_web.actions.body import add_body
from dutybook_web.actions.report import send_report
from dutybook_web.models import Assessment, AssessmentScheme, Body, Letterhead, Premises, Report

MAKE = {"kind": "premises", "half": "2026-H1", "language": "en", "addressee": "Anling authority"}


def test_report_is_chosen_looked_at_and_made(world: World) -> None:
    client = world.client()
    asked = {**MAKE, "premises": world.station.key, "task": world.task.key}
    assert "Make it" in client.get(reverse("report_make"), asked).content.decode()
    preview = client.get(reverse("report_preview"), asked)
    assert preview.headers["Content-Security-Policy"] == content_security_policy()
    assert ("East station" in preview.content.decode(), Report.objects.count()) == (True, 0)
    client.post(reverse("report_make"), asked)
    made = Report.objects.get()
    assert (made.kind, made.premises, made.task, made.language) == ("premises", world.station, world.task, "en")
    page = client.get(reverse("report_file", args=[made.key]))
    assert page.headers["Content-Security-Policy"] == content_security_policy()
    assert page.content == preview.content


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_report_is_downloaded_as_it_was_frozen(world: World, form: str) -> None:
    made = reporting.report(world)
    response = world.client().get(reverse("report_file", args=[made.key]), {"form": form})
    data = b"".join(response.streaming_content)
    assert (len(data), data[:2]) == (made.files.get(form=form).blob.size, b"PK")
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_pdf_that_was_not_made_is_not_there(world: World) -> None:
    made = reporting.report(world)
    if not made.files.filter(form="pdf").exists():
        assert world.client().get(reverse("report_file", args=[made.key]), {"form": "pdf"}).status_code == 404


def test_report_is_sent_and_received_from_its_page(world: World) -> None:
    client, made = world.client(), reporting.report(world)
    client.post(reverse("report_send", args=[made.key]), {"sent_on": "2026-07-03", "channel": "post", "addressee": "A"})
    client.post(reverse("report_receipt", args=[made.key]), {"received_on": "2026-07-05"})
    made.refresh_from_db()
    assert (made.sent_on, made.received_on, made.addressee) == (date(2026, 7, 3), date(2026, 7, 5), "A")


def test_form_that_is_wrong_says_so_and_changes_nothing(world: World) -> None:
    client, made = world.client(), reporting.report(world)
    response = client.post(
        reverse("report_send", args=[made.key]), {"sent_on": "2099-01-01", "channel": "post", "addressee": "A"}
    )
    assert (response.status_code, "check it" in response.content.decode()) == (422, True)
    assert Report.objects.get().sent_on is None


def test_report_on_foreign_premises_or_of_another_task_cannot_be_made(world: World) -> None:
    client = world.client()
    for asked in ({"premises": world.mall.key}, {"premises": world.station.key, "task": "aaaaaaaaaaaaaa"}):
        client.post(reverse("report_make"), {**MAKE, **asked})
    assert Report.objects.count() == 0


def test_authority_makes_no_report_for_those_that_it_supervises(world: World) -> None:
    client = world.client("manager", world.authority)
    client.post(reverse("report_make"), {**MAKE, "premises": world.hotel.key})
    assert Report.objects.count() == 0


def test_template_is_uploaded_and_comes_back(world: World) -> None:
    client = world.client()
    file = SimpleUploadedFile("letterhead.docx", official())
    client.post(reverse("report_templates"), {"organisation": world.east.key, "kind": "unit", "file": file})
    row = Letterhead.objects.get()
    response = client.get(reverse("report_template_file", args=[row.key]))
    assert b"".join(response.streaming_content) == official()
    client.post(reverse("report_template_remove", args=[row.key]))
    assert Letterhead.objects.count() == 0


def test_scheme_and_run_by_pages_end_in_a_workbook(world: World) -> None:
    client = world.client()
    client.post(reverse("scheme_add"), {"organisation": world.east.key, "text": reporting.EXAMPLE})
    scheme = AssessmentScheme.objects.get()
    asked = {"scheme": scheme.key, "units": [world.east.key], "start": "2026-01-01", "end": "2026-06-30"}
    client.post(reverse("assessment_run"), asked)
    made = Assessment.objects.get()
    page = client.get(reverse("assessment_page", args=[made.key]), {"unit": world.east.key}).content.decode()
    assert "Report every six months. (East station)" in page
    response = client.get(reverse("assessment_export", args=[made.key]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert ("East company" in cells, "Report every six months. (East station)" in cells) == (True, True)


def test_unit_of_another_assessment_is_not_found(world: World) -> None:
    made = reporting.assessment(world)
    assert world.client().get(reverse("assessment_page", args=[made.key]), {"unit": world.west.key}).status_code == 404


def test_scheme_with_mistakes_tells_each_with_its_line(world: World) -> None:
    wrong = reporting.EXAMPLE.replace("weight: 50", "weight: 0").replace("tasks_not_overdue", "nothing")
    response = world.client().post(reverse("scheme_add"), {"organisation": world.east.key, "text": wrong})
    page = response.content.decode()
    assert ("scheme.yaml:4" in page, "scheme.yaml:5" in page, AssessmentScheme.objects.count()) == (True, True, 0)


def test_body_by_pages(world: World) -> None:
    client = world.client()
    client.post(reverse("body_add"), {"name": "Leading group", "organisation": world.east.key, "since": "2026-01-01"})
    body = Body.objects.get()
    client.post(
        reverse("body_member_add", args=[body.key]), {"unit": world.east.key, "function": "lead", "start": "2026-01-01"}
    )
    client.post(reverse("body_meeting_add", args=[body.key]), {"held_on": "2026-05-01", "subject": "Plans"})
    client.post(
        reverse("body_member_end", args=[body.key]), {"member": body.memberships.get().key, "end": "2026-05-02"}
    )
    change = {"name": "Leading body", "organisation": world.east.key, "since": "2026-01-01"}
    client.post(reverse("body_change", args=[body.key]), change)
    body.refresh_from_db()
    found = (body.name, body.memberships.get().end, body.meetings.get().subject)
    assert found == ("Leading body", date(2026, 5, 2), "Plans")


LISTS = [
    ("reports", lambda world, n: reporting.report(world, "register")),
    (
        "bodies",
        lambda world, n: add_body(
            world.actor("manager"), Body(organisation=world.east, name=f"B{n}", since=date(2026, 1, 1))
        ),
    ),
    ("assessments", lambda world, n: reporting.assessment(world)),
    ("report_standing", lambda world, n: Premises.objects.create(name=f"P{n}", organisation=world.east, search="p")),
]


@pytest.mark.parametrize(("name", "add"), LISTS, ids=lambda value: value if isinstance(value, str) else "")
def test_list_costs_the_same_for_1_3_and_30_rows(world: World, name: str, add: Any) -> None:
    client, found = world.client(), []
    number = 0
    for rows in (1, 3, 30):
        while number < rows:
            add(world, number)
            number += 1
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        found.append(len(queries))
    assert found == [found[0]] * 3


def test_assessment_costs_the_same_for_1_and_30_organisations(world: World) -> None:
    from dutybook_web.models import Organisation
    from dutybook_web.queries.assessment import compute, scheme_of

    actor, scheme = world.actor("manager", world.group), scheme_of(reporting.scheme(world))
    found = []
    for count in (0, 29):
        for number in range(count):
            Organisation(name=f"Unit {number}", kind="branch", parent=world.east).save()
        units = list(Organisation.objects.filter(path__startswith=world.group.path))
        with CaptureQueriesContext(connection) as queries:
            compute(actor, scheme, units, reporting.SPAN)
        found.append(len(queries))
    assert found == [3, 3]


def test_api_makes_sends_and_acknowledges(world: World) -> None:
    client = world.client()

    def post(path: str, data: dict[str, Any]) -> Any:
        return client.post(f"/api/{path}", data, content_type="application/json")

    made = post("reports", {"kind": "premises", "premises": world.station.key, "half": "2026-H1"})
    key = made.json()["key"]
    assert (made.status_code, sorted(file["form"] for file in made.json()["files"])) == (201, ["docx", "html", "xlsx"])
    assert client.get("/api/reports", {"half": "2026-H1", "state": "made"}).json()["count"] == 1
    sent = post(f"reports/{key}/send", {"sent_on": "2026-07-03", "channel": "post", "addressee": "A"})
    assert (sent.status_code, sent.json()["state"]) == (200, "sent")
    assert (
        post(f"reports/{key}/send", {"sent_on": "2026-07-03", "channel": "post", "addressee": "A"}).status_code == 409
    )
    assert post(f"reports/{key}/receipt", {"received_on": "2026-07-04"}).json()["state"] == "received"
    standing = client.get("/api/reports/standing", {"half": "2026-H1", "sent": "true"}).json()["items"]
    assert [(one["name"], one["report"]) for one in standing] == [("East station", key)]
    assert client.get("/api/reports/standing", {"half": "2026-H1"}).json()["items"] == []
    assert [one["key"] for one in client.get("/api/reports/due").json()["items"]] == [world.task.key]
    assert post("reports", {"kind": "gossip"}).json()["field"] == "kind"
    assert post("reports", {"kind": "premises", "premises": world.mall.key}).json()["field"] == "premises"


def test_api_keeps_bodies_schemes_and_assessments(world: World) -> None:
    client = world.client()

    def post(path: str, data: dict[str, Any]) -> Any:
        return client.post(f"/api/{path}", data, content_type="application/json")

    body = post("bodies", {"name": "Leading group", "organisation": world.east.key, "since": "2026-01-01"})
    key = body.json()["key"]
    member = post(f"bodies/{key}/members", {"unit": world.east.key, "start": "2026-01-01"}).json()["members"][0]
    assert (body.status_code, member["unit"], member["function"]) == (201, world.east.key, "member")
    assert post(f"bodies/{key}/meetings", {"held_on": "2026-05-01", "subject": "Plans"}).status_code == 201
    scheme = post("assessment-schemes", {"organisation": world.east.key, "text": reporting.EXAMPLE}).json()
    asked = {"scheme": scheme["key"], "units": [world.east.key], "start": "2026-01-01", "end": "2026-06-30"}
    made = post("assessments", asked)
    assert (made.status_code, made.json()["scores"][0]["points"]) == (201, "0.00")


def test_api_takes_a_template_and_says_what_is_wrong_with_another(world: World) -> None:
    client = world.client()
    node = {"organisation": world.east.key, "kind": "premises"}
    good = client.post("/api/report-templates", {**node, "file": SimpleUploadedFile("a.docx", official())})
    bad = client.post("/api/report-templates", {**node, "file": SimpleUploadedFile("a.docx", b"MZ")})
    assert (good.status_code, bad.status_code, bad.json()["field"]) == (201, 422, "file")


def test_sent_report_is_read_by_the_authority_and_no_other(world: World) -> None:
    made = reporting.report(world, premises=world.hotel)
    reader = world.client("authority_reader", world.authority)
    address = reverse("report_page", args=[made.key])
    assert reader.get(address).status_code == 404
    send_report(world.actor("manager", world.west), made, date(2026, 7, 3), "post", "Anling authority")
    assert (reader.get(address).status_code, world.client("authority_reader").get(address).status_code) == (200, 404)


def test_scheme_comes_as_a_file_too(world: World) -> None:
    client, node = world.client(), {"organisation": world.east.key}
    for data in (b"\xff\xfe", b"x" * 100_001):
        client.post(reverse("scheme_add"), {**node, "file": SimpleUploadedFile("scheme.yaml", data)})
    assert AssessmentScheme.objects.count() == 0
    file = SimpleUploadedFile("scheme.yaml", reporting.EXAMPLE.encode())
    client.post(reverse("scheme_add"), {**node, "file": file})
    assert AssessmentScheme.objects.get().number == 1


def test_template_that_is_wrong_says_so_on_the_page(world: World) -> None:
    file = SimpleUploadedFile("a.docx", b"MZ")
    told = {"organisation": world.east.key, "kind": "unit", "file": file}
    page = world.client().post(reverse("report_templates"), told).content.decode()
    assert ("The template cannot be used" in page, Letterhead.objects.count()) == (True, 0)


def test_report_of_a_half_year_to_come_is_refused_on_the_page(world: World) -> None:
    asked = {**MAKE, "half": "2099-H1", "premises": world.station.key}
    page = world.client().post(reverse("report_make"), asked)
    assert (page.status_code, Report.objects.count()) == (200, 0)

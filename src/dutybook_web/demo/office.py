"""What the demo does besides the daily work: bodies, reports, an assessment, a library and inspections."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import transaction
from django_scopes import scopes_disabled

from dutybook.demo import model_act_path
from dutybook_web.access import Actor
from dutybook_web.actions.act import take_act
from dutybook_web.actions.assessment import keep_scheme, run_assessment
from dutybook_web.actions.body import add_body, add_meeting, add_member
from dutybook_web.actions.checklist import draft_checklist, publish_checklist
from dutybook_web.actions.exemption import approve_exemption, request_exemption
from dutybook_web.actions.inspection import begin_inspection, plan_inspection, submit_inspection
from dutybook_web.actions.inspection_answers import Given, Submission
from dutybook_web.actions.report import make_report, send_report
from dutybook_web.demo.clock import at
from dutybook_web.demo.places import Demo, Place
from dutybook_web.demo.year import Life, morning
from dutybook_web.half_year import HalfYear
from dutybook_web.models import Body, Checklist, Exemption, Meeting, Organisation, Task
from dutybook_web.models.checklist import AnswerKind
from dutybook_web.models.inspection import Result
from dutybook_web.queries.assessment_scheme import EXAMPLE
from dutybook_web.queries.assessment_sources import Span
from dutybook_web.queries.report import asked_for

HOUSES: Final = (("metro", "metro"), ("yunqi", "hospitality"))
ADDRESSEE: Final = "属地公安机关（示范）"
TIERS: Final = ("class-1", "class-2", "class-3")


def furnish(demo: Demo, last: date, life: Life) -> None:
    """Do it all; after the year was lived."""
    with scopes_disabled():
        for house, root in HOUSES:
            manager, organisation = demo.actors[f"manager@{house}.example"], demo.organisations[root]
            with at(morning(last - timedelta(days=200))), transaction.atomic():
                _body(manager, organisation, last)
                with model_act_path().open("rb") as file:
                    take_act(manager, organisation, file, "示范办法.md")
            with at(morning(last - timedelta(days=130))), transaction.atomic():
                _reports(manager, demo.of(root), last)
            with at(morning(last - timedelta(days=60))), transaction.atomic():
                _checklists(manager, organisation)
            with at(morning(last)), transaction.atomic():
                _assess(manager, organisation, last)
        for week in range(8, 0, -1):
            day = last - timedelta(days=7 * week)
            with at(morning(day)), transaction.atomic():
                for place in demo.places:
                    _inspect(life, place, morning(day))
        with at(morning(last)), transaction.atomic():
            _exempt(life, demo.places, last)


def _body(manager: Actor, organisation: Organisation, last: date) -> None:
    since = last - timedelta(days=330)
    body = Body(organisation=organisation, name="反恐防范工作领导小组", meets_every_months=6, since=since)
    add_body(manager, body)
    for number, unit in enumerate(Organisation.objects.filter(parent=organisation).order_by("path")):
        add_member(manager, body, unit, "lead" if number == 0 else "member", since)
    add_meeting(manager, Meeting(body=body, held_on=last - timedelta(days=205)))


def _reports(manager: Actor, places: list[Place], last: date) -> None:
    """The last half-year's report of the designated places; the poor ones have not sent theirs."""
    half = HalfYear(last.year, 1) if last.month > 6 else HalfYear(last.year - 1, 2)
    for place in places:
        if not place.premises.designations.exists():
            continue
        asked = asked_for("premises", place.premises.organisation, place.premises, half, addressee=ADDRESSEE)
        report = make_report(manager, "premises", asked, _task_of(place, half))
        if place.style != "poor":
            send_report(manager, report, report.organisation.today, "platform", ADDRESSEE)


def _task_of(place: Place, half: HalfYear) -> Task | None:
    rows = Task.objects.filter(premises=place.premises, version__workflow="report", due=half.end, state="open")
    found: Task | None = rows.select_related("organisation", "premises", "version").first()
    return found


def _assess(manager: Actor, organisation: Organisation, last: date) -> None:
    scheme = keep_scheme(manager, organisation, EXAMPLE)
    start = date(last.year, 1 if last.month < 7 else 7, 1)
    end = date(last.year, 6, 30) if last.month < 7 else date(last.year, 12, 31)
    units = Organisation.objects.filter(parent=organisation)
    run_assessment(manager, scheme, organisation, units, Span(start, end, last))


def _checklists(manager: Actor, organisation: Organisation) -> None:
    for tier in TIERS:
        publish_checklist(manager, draft_checklist(manager, organisation, "plan-2026-classes", tier))


def _inspect(life: Life, place: Place, now: datetime) -> None:
    published = Checklist.objects.filter(organisation__tenant=place.premises.tenant, state="published")
    checklist = published.filter(tier=place.premises.tier).first()
    if checklist is None or life.chance.random() > {"good": 0.95, "fair": 0.7, "poor": 0.4}[place.style]:
        return
    due = now + timedelta(hours=8)
    inspection = plan_inspection(place.officer, place.premises, checklist, now, due)
    begin_inspection(place.officer, inspection)
    done = now + timedelta(minutes=25)
    client, answers = uuid.UUID(int=life.chance.getrandbits(128)), tuple(_answers(life, place, checklist))
    sent = Submission(client, checklist.key, now, done, done, answers)
    submit_inspection(place.officer, inspection, sent, now=done)


def _answers(life: Life, place: Place, checklist: Checklist) -> Iterator[Given]:
    fails = {"good": 0.005, "fair": 0.02, "poor": 0.05}[place.style]
    for item in checklist.items.all():
        if item.answer == AnswerKind.PHOTO:
            yield Given(item.key, Result.NOT_APPLICABLE, note="示范数据不含照片")
            continue
        failed = life.chance.random() < fails
        count = Decimal(0 if failed else life.chance.randrange(20, 140)) if item.answer == AnswerKind.NUMBER else None
        if failed:
            yield Given(item.key, Result.FAILED, count, "需要整改", "主入口")
        else:
            yield Given(item.key, Result.OK, count)


def _exempt(life: Life, places: Sequence[Place], last: date) -> None:
    place = next(place for place in places if place.style == "poor")
    task = Task.objects.filter(premises=place.premises, state="open").order_by("-due").first()
    if task is None:
        return
    wanted = Exemption(premises=place.premises, organisation=place.premises.organisation, duty=task.duty)
    wanted.reason, wanted.expires_on = "场所改造期间部分区域停用", last + timedelta(days=90)
    approve_exemption(life.reviewer(place), request_exemption(life.manager(place), wanted, last), last)

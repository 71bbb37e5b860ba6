"""Rows in any number, each with rows of its own behind it: an account, a unit, a place, a version of a duty.

A page that asks the database for each row asks more often the more there are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from tests.web.addresses import OBJECTS
from tests.web.conftest import World
from tests.web.inspecting import inspection_at, round_at

from dutybook_web.actions.record import record
from dutybook_web.models import (
    Account,
    Answer,
    ApiToken,
    Assessment,
    AssessmentScheme,
    Assignment,
    Binding,
    BindingChange,
    Body,
    ChecklistItem,
    Classification,
    Designation,
    DutyVersion,
    Evidence,
    Exemption,
    Hazard,
    HazardEvidence,
    HazardLimit,
    HazardStep,
    ImportDraft,
    Inspection,
    MeasureStatus,
    Meeting,
    Membership,
    Occasion,
    Organisation,
    Premises,
    RecordSystem,
    Report,
    Responsibility,
    Task,
    TrainingItem,
    TrainingPlan,
    TrainingSession,
)

NOON = timezone.now()
DAY = NOON.date()
"""Today, which calendars and lists of changes begin with."""


@dataclass
class Crowd:
    """What there is at `east`: one object of each noun, and around it as many rows of each as were asked for."""

    world: World
    objects: dict[str, Any] = field(default_factory=dict)
    size: int = 0

    def __post_init__(self) -> None:
        self.objects = {noun: make(self.world) for noun, make in OBJECTS.items()}
        self.reader = self.world.account("administrator", self.world.east)

    def grow(self, size: int) -> None:
        """Add rows until there are as many of each."""
        for number in range(self.size, size):
            self._add(number)
        self.size = size

    def _add(self, number: int) -> None:
        east, name = self.world.east, f"No. {number}"
        unit = Organisation(name=name, kind="company", parent=east, jurisdiction="41")
        unit.save()
        account = Account.objects.create_user(f"{number}@example.org", "a long password", name=name, organisation=unit)
        for node in (unit, east):
            Assignment.objects.create(account=account, organisation=node, role="manager")
        place = Premises.objects.create(
            name=name, organisation=unit, search=name, authority=self.world.authority, kind="mall", latitude=30 + number
        )
        version = DutyVersion.objects.get(pk=self.world.version.pk)
        version.pk, version.digest, version.duty, version.act = (
            None,
            f"{number + 1:064}",
            f"act-{number}/1",
            f"act-{number}",
        )
        version.save()
        piece = Evidence.objects.create(
            organisation=east, premises=self.world.station, kind="notice", title=name, record={"number": name},
            received_at=NOON, added_by=account,
        )  # fmt: skip
        record(account, "test.look", self.world.station, east)
        self._of_duties(number, unit, account, place, version, piece)
        self._of_hazards(number, unit, account, place, piece)
        self._of_units(number, unit, account, piece)
        self._of_station(number, unit, account, piece)
        self._of_inspections(number, unit, account, place, piece)

    def _of_duties(self, number: int, unit: Any, account: Any, place: Any, version: Any, piece: Any) -> None:
        told = {"duty": version.duty, "opens": DAY, "rule": "x", "version": version}
        for at, owner in ((place, unit), (self.world.station, self.world.east)):
            row = {"organisation": owner, "premises": at}
            task = Task.objects.create(
                **row, **told, due=DAY, occurrence="a", assignee=account if number % 2 else self.reader
            )
            Task.objects.create(
                **row, **told, due=DAY, occurrence="b", state="done", completed_at=NOON, completed_by=account
            )
            piece.tasks.add(task, self.objects["tasks"])
            self.objects["evidence"].tasks.add(task)
            verdict = {"decided_on": DAY, "since": DAY, "verdict": "binds"}
            Binding.objects.create(**row, version=version, **verdict)
            BindingChange.objects.create(**row, version=version, before="", after="binds", on=DAY)
            asked = {"reason": "Works.", "expires_on": date(2030, 1, 1), "requested_by": account}
            Exemption.objects.create(**row, duty=version.duty, **asked)
            Responsibility.objects.create(**row, duty=version.duty, account=account)
            Occasion.objects.create(**row, name="order", at=NOON + timedelta(hours=number), recorded_by=account)
        Responsibility.objects.create(organisation=self.world.east, act=version.act, unit=unit)

    def _of_hazards(self, number: int, unit: Any, account: Any, place: Any, piece: Any) -> None:
        people = {"found_by": account, "responsible": account, "fixed_by": account, "planned_by": account}
        told = {"place": "Hall", "what": "Blocked.", "found_on": DAY, "due": DAY, "grade": "general", "kind": "fire"}
        for at, owner in ((place, unit), (self.world.station, self.world.east)):
            Hazard.objects.create(organisation=owner, premises=at, **people, **told)
        step = HazardStep.objects.create(
            hazard=self.objects["hazards"], act="grade", after="graded", at=NOON, account=account
        )
        HazardEvidence.objects.create(hazard=self.objects["hazards"], evidence=piece, step=step, role="found")
        HazardLimit.objects.create(organisation=unit, step="general", days=number, source="own rule")

    def _of_units(self, number: int, unit: Any, account: Any, piece: Any) -> None:
        east, plan = self.world.east, self.objects["training"]
        TrainingPlan.objects.create(organisation=unit, year=2026)
        item = TrainingItem.objects.create(organisation=east, plan=plan, topic=unit.name, hours=2, due=DAY)
        held = {"topic": unit.name, "hours": 2, "count": 3, "held_on": DAY, "added_by": account}
        TrainingSession.objects.create(organisation=east, item=item, **held).material.add(piece)
        Body.objects.create(organisation=unit, name=unit.name, since=DAY, meets_every_months=6)
        body = self.objects["bodies"]
        Membership.objects.create(body=body, unit=unit, function="member", start=DAY)
        Meeting.objects.create(body=body, held_on=DAY, subject=unit.name, agenda=piece)
        scheme = AssessmentScheme.objects.get(pk=self.objects["assessment-schemes"].pk)
        scheme.pk, scheme.key, scheme.scheme = None, f"scheme{number}", f"scheme-{number}"
        scheme.save()
        span = {"period_start": DAY, "period_end": DAY, "as_of": DAY}
        Assessment.objects.create(organisation=east, scheme=scheme, run_by=account, **span)
        one = self.objects["assessments"].scores.first()
        one.pk, one.key, one.unit = None, f"score{number}", unit
        one.save()

    def _of_station(self, number: int, unit: Any, account: Any, piece: Any) -> None:
        station, name = self.world.station, f"No. {number}"
        ApiToken.objects.create(account=self.reader, name=name, prefix=name[:8], digest=f"{number:064}")
        for holder in (self.objects["accounts"], self.reader):
            Assignment.objects.create(account=holder, organisation=unit, role="viewer")
        RecordSystem.objects.create(premises=station, kind="video", name=name, required_days=90)
        Designation.objects.create(premises=station, step="proposed", on=DAY, document=piece)
        MeasureStatus.objects.create(premises=station, measure=f"measure-{number}", updated_by=account)
        Classification.objects.create(premises=station, scheme=f"scheme-{number}", tier="a", basis="rule", start=DAY)
        ImportDraft.objects.create(organisation=self.world.east, added_by=account, file_name="a.csv", table=[["name"]])
        report = Report.objects.get(pk=self.objects["reports"].pk)
        report.pk, report.key, report.made_by = None, f"report{number}", account
        report.sent_on, report.sent_by, report.evidence = DAY, account, piece
        report.save()

    def _of_inspections(self, number: int, unit: Any, account: Any, place: Any, piece: Any) -> None:
        sent = self.objects["inspections"]
        Inspection.objects.filter(pk=sent.pk).update(state="submitted", received_at=NOON, account=account)
        item = ChecklistItem.objects.create(checklist=sent.checklist, position=number, text_en="Gate", checks="people")
        hazard = Hazard.objects.filter(organisation=unit).first()
        Answer.objects.create(inspection=sent, item=item, result="failed", hazard=hazard).photos.add(piece)
        ChecklistItem.objects.create(checklist=self.objects["checklists"], position=number, checks="people")
        own = inspection_at(place)
        Answer.objects.create(inspection=own, item=own.checklist.items.first(), result="ok")
        round_at(place)

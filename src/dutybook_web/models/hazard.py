"""Hazards: what is wrong with a thing or a place, until it is put right and checked. Never about a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook_web.models.evidence import Evidence
from dutybook_web.models.premises import Premises
from dutybook_web.models.row import Owned, Row


class HazardGrade(models.TextChoices):
    """How grave it is; what is not graded yet has none."""

    GENERAL = "general", pgettext_lazy("hazard", "General")
    MAJOR = "major", pgettext_lazy("hazard", "Major")


class HazardSource(models.TextChoices):
    """How it became known."""

    REPORT = "report", _("Report")
    INSPECTION = "inspection", _("Inspection")
    NOTICE = "notice", _("Notice of an authority")


class HazardKind(models.TextChoices):
    """What is wrong; all are things, places or papers of the organisation."""

    FIRE = "fire", _("Fire protection")
    ESCAPE = "escape", _("Ways out and gathering places")
    ELECTRICAL = "electrical", _("Electrical installation")
    GAS = "gas", _("Gas and pressure")
    STRUCTURE = "structure", _("Building and structure")
    BARRIER = "barrier", _("Barriers, gates and locks")
    DETECTION = "detection", _("Video, alarm and detection equipment")
    SUPPLIES = "supplies", _("Protective equipment and supplies")
    GOODS = "goods", _("Dangerous goods")
    SYSTEMS = "systems", _("Information systems and data")
    RULES = "rules", _("Rules, plans and records")
    OTHER = "other", _("Other")


class HazardState(models.TextChoices):
    """Where it stands. Overdue is not a state: it is told from the date."""

    FOUND = "found", pgettext_lazy("hazard", "Found")
    GRADED = "graded", pgettext_lazy("hazard", "Graded")
    REPORTED = "reported", pgettext_lazy("hazard", "Reported upwards")
    PLANNED = "planned", pgettext_lazy("hazard", "Plan handed in")
    APPROVED = "approved", pgettext_lazy("hazard", "Plan approved")
    FIXING = "fixing", pgettext_lazy("hazard", "Being fixed")
    RECHECK = "recheck", pgettext_lazy("hazard", "Re-check asked for")
    REOPENED = "reopened", pgettext_lazy("hazard", "Reopened")
    CLOSED = "closed", pgettext_lazy("hazard", "Closed")
    DISMISSED = "dismissed", pgettext_lazy("hazard", "No hazard")


ENDED = (HazardState.CLOSED, HazardState.DISMISSED)
"""States in which nothing is left to do, and nothing may be changed."""


class Hazard(Owned):
    """Something wrong with a thing or a place of premises.

    Args (fields):
        place: where in the premises. source_reference: the notice's number, or the inspection's key.
        due: the last day for the next step, in the organisation's time zone; none when it has ended.
        post, responsible, measure, money, deadline, interim: the five fixes 五落实 — who answers (a post or unit in
            words, and the account that does it), how, with what money, until when, and what protects meanwhile.
        supervised: listed by the authority 挂牌, which alone closes it.
        fixed_by, fixed_on: who asked for the re-check last, and when.
        reopened: how often. escalated: to how many nodes of the tree it has been told that it is overdue.
    """

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="hazards")
    place = models.CharField(max_length=200)
    what = models.CharField(max_length=1000)
    kind = models.CharField(max_length=12, choices=HazardKind.choices, blank=True)
    source = models.CharField(max_length=12, choices=HazardSource.choices, default=HazardSource.REPORT)
    source_reference = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=8, choices=HazardGrade.choices, blank=True)
    state = models.CharField(max_length=12, choices=HazardState.choices, default=HazardState.FOUND)
    found_on = models.DateField()
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    due = models.DateField(null=True)
    reported_to = models.CharField(max_length=200, blank=True)
    plan = models.TextField(blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    post = models.CharField(max_length=120, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="hazards"
    )
    measure = models.CharField(max_length=1000, blank=True)
    money = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    deadline = models.DateField(null=True)
    interim = models.CharField(max_length=1000, blank=True)
    fixed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    fixed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    supervised = models.BooleanField(default=False)
    reopened = models.PositiveSmallIntegerField(default=0)
    escalated = models.PositiveSmallIntegerField(default=0)
    evidence: Any = models.ManyToManyField(Evidence, through="HazardEvidence", related_name="hazards")

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "state", "due"], name="hazard_by_due"),
            models.Index(fields=["organisation", "state", "due"], name="hazard_of_organisation"),
            models.Index(fields=["premises", "state", "due"], name="hazard_of_premises"),
            models.Index(fields=["tenant", "found_on", "state"], name="hazard_by_day"),
            models.Index(fields=["tenant", "closed_on", "state"], name="hazard_by_end"),
            # Holds all that the dashboard asks of the open ones.
            models.Index(fields=["organisation", "state", "grade", "found_on", "tenant"], name="hazard_by_age"),
            models.Index(fields=["responsible", "state", "due"], name="hazard_of_responsible"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"

    @property
    def has_ended(self) -> bool:
        """Whether nothing is left to do: it is then read-only."""
        return self.state in ENDED

    @property
    def was_fixed_late(self) -> bool:
        """Whether it was fixed after its deadline."""
        return bool(self.deadline and self.fixed_on and self.fixed_on > self.deadline)

    def is_overdue(self, today: date) -> bool:
        """Whether the next step should have been done before today."""
        return not self.has_ended and self.due is not None and self.due < today

    def age_on(self, today: date) -> int:
        """The days since it was found, until it ended."""
        return ((self.closed_on or today) - self.found_on).days


class HazardStep(Row):
    """One step of a hazard's way, never changed: what was done, from which state to which, when and by whom.

    Args (fields):
        note: the reason, or what is to be known besides; the audit record itself holds no free text.
    """

    hazard = models.ForeignKey(Hazard, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=12)
    before = models.CharField(max_length=12, choices=HazardState.choices, blank=True)
    after = models.CharField(max_length=12, choices=HazardState.choices)
    at = models.DateTimeField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-pk"]


class EvidenceRole(models.TextChoices):
    """What a piece of evidence shows of a hazard."""

    BEFORE = "before", _("Before")
    AFTER = "after", _("After")
    PLAN = "plan", _("Plan")
    NOTICE = "notice", _("Notice")
    OTHER = "other", _("Other")


class HazardEvidence(models.Model):
    """A piece of evidence that stands at a hazard, and the step that it came with, if any."""

    hazard = models.ForeignKey(Hazard, on_delete=models.CASCADE, related_name="pieces")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(HazardStep, on_delete=models.CASCADE, null=True, related_name="pieces")
    role = models.CharField(max_length=8, choices=EvidenceRole.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hazard", "evidence", "role"], name="hazard_evidence_once")]


class LimitName(models.TextChoices):
    """The steps that have a time limit of their own; the limit for fixing is the deadline of the hazard."""

    GRADE = "grade", _("Grading, from the day it was found")
    REPORT = "report", _("Reporting a major hazard upwards, from grading")
    PLAN = "plan", _("Handing in the plan, from reporting")
    APPROVE = "approve", _("Approving the plan, from handing in")
    FIXES = "fixes", _("Settling the five fixes, from grading, approval or reopening")
    RECHECK = "recheck", _("Re-check, from the day it was asked for")
    ESCALATE = "escalate", _("Telling the next level up, each time so many days overdue")


class HazardLimit(Owned):
    """A time limit as an organisation sets it for itself and all below; the nearest above a hazard holds."""

    step = models.CharField(max_length=12, choices=LimitName.choices)
    days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "step"], name="hazard_limit_once")]

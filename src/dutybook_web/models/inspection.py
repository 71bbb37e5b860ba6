"""Inspections: planned, done on a phone with or without a network, sent once. About things and places, never people."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook_web.models.checklist import Checklist, ChecklistItem
from dutybook_web.models.evidence import Evidence
from dutybook_web.models.hazard import Hazard
from dutybook_web.models.premises import Premises
from dutybook_web.models.row import Owned, Row
from dutybook_web.models.task import Task

NOTED_SKEW = timedelta(minutes=2)
"""What a phone's clock may be off before a page says so."""


class InspectionState(models.TextChoices):
    """Where it stands. Missed is not a state: it is told from the time."""

    PLANNED = "planned", pgettext_lazy("inspection", "Planned")
    IN_PROGRESS = "in_progress", pgettext_lazy("inspection", "In progress")
    SUBMITTED = "submitted", pgettext_lazy("inspection", "Submitted")
    SUPERSEDED = "superseded", pgettext_lazy("inspection", "Another was chosen")
    CANCELLED = "cancelled", pgettext_lazy("inspection", "Cancelled")


TO_DO = (InspectionState.PLANNED, InspectionState.IN_PROGRESS)
"""States in which it can still be done."""


class Result(models.TextChoices):
    """What was found of an item."""

    OK = "ok", _("In order")
    FAILED = "failed", _("Not in order")
    NOT_APPLICABLE = "none", _("Does not apply")


class Round(Owned):
    """Inspections of premises that come back by the clock: one interval by day, one by night.

    Args (fields):
        lineage: of the checklist; the version that is published then is used.
        day_minutes, night_minutes: the intervals; none: no rounds at that time.
        day_from, night_from: when day and night begin at the place.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="rounds")
    lineage = models.CharField(max_length=14)
    day_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    night_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    day_from = models.TimeField(default=time(7))
    night_from = models.TimeField(default=time(22))
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "ended_on"], name="round_in_use")]


class Inspection(Owned):
    """An inspection of premises by a version of a checklist.

    Args (fields):
        planned_from, due_at: between which it is to be done.
        client: the number that the phone gave it; sent twice, it is still one.
        started_at, finished_at, sent_at: by the phone's clock. received_at: by ours; both are kept, neither mended.
        replaces: the one that was sent before with other answers, where somebody chose this one.
        record: the structured record made of it as evidence.
    """

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="inspections")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="inspections")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="inspections")
    planned_from = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=InspectionState.choices, default=InspectionState.PLANNED)
    client = models.UUIDField(null=True, blank=True, unique=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=1000, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    record = models.OneToOneField(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "planned_from"], name="round_once")]
        indexes = [
            models.Index(fields=["tenant", "-planned_from"], name="inspection_by_time"),
            models.Index(fields=["organisation", "-planned_from"], name="inspection_of_organisation"),
            models.Index(fields=["premises", "state", "due_at"], name="inspection_of_premises"),
        ]

    def is_missed(self, now: datetime) -> bool:
        """Whether its time is over, and it was not done."""
        return self.state in TO_DO and self.due_at < now

    @property
    def skew(self) -> timedelta | None:
        """By how much the phone's clock was ahead of ours, where that is worth a word."""
        if self.sent_at is None or self.received_at is None:
            return None
        off = self.sent_at - self.received_at
        return off if abs(off) > NOTED_SKEW else None


class Photo(Owned):
    """A picture that a phone sent, under the number that the phone gave it: sent twice, it is still one."""

    client = models.UUIDField(unique=True)
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")


class Answer(Row):
    """What was found of one item.

    Args (fields):
        place: where exactly, of what is not in order. hazard: what it became.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=6, choices=Result.choices)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    photos: Any = models.ManyToManyField(Evidence, related_name="+", blank=True)

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "item"], name="answer_once")]

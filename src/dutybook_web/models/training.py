"""Training and awareness: a plan for the year, days that recur, sessions as counts. No row is about who took part."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dutybook_web.models.evidence import Evidence
from dutybook_web.models.row import Owned


class Audience(models.TextChoices):
    """For which functions a training is held; never who they are."""

    ALL = "all", _("All functions")
    MANAGEMENT = "management", _("Management")
    GUARDING = "guarding", _("Guarding")
    DUTY = "duty", _("Posts on duty")
    NEW = "new", _("Newly filled posts")
    PUBLIC = "public", _("The public at the premises")


class TrainingPlan(Owned):
    """The plan of an organisation for a year."""

    year = models.PositiveSmallIntegerField()
    goal = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="training_plan_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


class TrainingItem(Owned):
    """What the plan wants to be held, by when and how many hours.

    Args (fields):
        campaign: the fixed day that it belongs to (queries/campaign.py), if any.
        basis: the provision or rule that it rests on.
    """

    plan = models.ForeignKey(TrainingPlan, on_delete=models.CASCADE, related_name="items")
    topic = models.CharField(max_length=200)
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.ALL)
    due = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    campaign = models.CharField(max_length=40, blank=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.topic


class TrainingSession(Owned):
    """A session that was held: when, on what, how long, how many took part. The material stands as evidence."""

    item = models.ForeignKey(TrainingItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions")
    held_on = models.DateField()
    topic = models.CharField(max_length=200)
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.ALL)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    count = models.PositiveIntegerField()
    campaign = models.CharField(max_length=40, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    material: Any = models.ManyToManyField(Evidence, related_name="sessions", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "-held_on"], name="session_by_day"),
            models.Index(fields=["organisation", "-held_on"], name="session_of_organisation"),
        ]

    def __str__(self) -> str:
        return self.topic

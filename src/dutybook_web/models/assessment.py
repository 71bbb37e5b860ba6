"""Assessment of organisations by a scheme of weighted items, each point with its trace. Never of persons."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dutybook_web.models.organisation import Organisation
from dutybook_web.models.row import Owned, Row


class AssessmentScheme(Owned):
    """One version of a scheme: never changed, since assessments rest on it; a change is the next version.

    Args (fields):
        scheme: its name through all versions. body: checked by `queries.assessment_scheme.SchemeFile`.
    """

    scheme = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    body = models.JSONField()

    class Meta:
        ordering = ["scheme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "scheme", "number"], name="assessment_scheme_version_once"),
        ]


class Assessment(Owned):
    """One run of a scheme over organisations for a period: computed once, then frozen.

    Args (fields):
        as_of: the day up to which was looked, in the organisation's time zone.
    """

    scheme = models.ForeignKey(AssessmentScheme, on_delete=models.PROTECT, related_name="assessments")
    period_start = models.DateField()
    period_end = models.DateField()
    as_of = models.DateField()
    run_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="assessment_of_organisation")]


class Score(Row):
    """What one organisation got in one assessment.

    Args (fields):
        points: of 100, over the items that there was something to measure for; null where there was for none.
        items: for each item its weight, points and counts (`queries.assessment.ItemScore`).
        trace: for each item the things that were counted, each with what it counted for.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    items = models.JSONField()
    trace = models.JSONField()

    class Meta:
        ordering = [models.F("points").desc(nulls_last=True), "unit__path", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "unit"], name="score_once")]

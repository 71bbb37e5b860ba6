"""Evidence: what shows that a duty was done. Stored by content, never changed, withdrawn only with a reason."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from dutybook_web.models.premises import Premises
from dutybook_web.models.row import Owned
from dutybook_web.models.task import Task


class Blob(models.Model):
    """The contents of a file, under the hash of them (files/store.py)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)


class Evidence(Owned):
    """A document, or a structured record (counts, dates, readings; never rows of people).

    Args (fields):
        kind: one of the catalogue's kinds of evidence.
        period_start, period_end: the days that it covers, which are not the day on which it was received.
        expires_on: the last day on which it counts.
    """

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    kind = models.CharField(max_length=24)
    title = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    record = models.JSONField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    tasks: Any = models.ManyToManyField(Task, related_name="evidence", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-received_at"], name="evidence_of_organisation"),
            models.Index(fields=["tenant", "expires_on"], name="evidence_by_expiry"),
        ]

    def __str__(self) -> str:
        return self.title

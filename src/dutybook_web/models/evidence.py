"""Evidence: what shows that a duty was done. Stored by content, never changed, withdrawn only with a reason."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models

from dutybook.ledger.canonical import canonical
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
        title: what it is; a file's name unless somebody says it better.
        record: the values of a structured record by name of the field (evidence_record.RECORDS); numbers with places
            as text, so that they stay exact.
        period_start, period_end: the days that it covers, which are not the day on which it was received.
        received_at: when it came in; never changed.
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
            models.Index(fields=["premises", "-received_at"], name="evidence_of_premises"),
            models.Index(fields=["tenant", "expires_on"], name="evidence_by_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(blob=None) | models.Q(record__isnull=True), name="evidence_file_or_record"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def digest(self) -> str:
        """What stands for the contents in the audit record: the hash of the file, or of the record's canonical form."""
        return self.blob_id or record_digest(self.record)

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown in a page."""
        return self.blob is not None and self.blob.media_type.startswith("image/")

    def counts_on(self, day: date) -> bool:
        """Whether it still shows something on a day: neither withdrawn nor expired."""
        return self.withdrawn_at is None and (self.expires_on is None or self.expires_on >= day)


def record_digest(record: Any) -> str:
    """The SHA-256 of a structured record as JSON with sorted names and no blanks (dutybook.ledger.canonical)."""
    return sha256(canonical(record)).hexdigest()

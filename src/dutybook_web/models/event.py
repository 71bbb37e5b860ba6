"""The audit record: events that are never changed, and the Merkle tree over them (docs/ledger.md)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dutybook_web.models.organisation import Organisation


class Event(models.Model):
    """Something that was done. `leaf` is what is hashed; the other fields repeat it for filtering.

    The database refuses to change or delete a row of this table.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    key = models.CharField(max_length=36, unique=True)
    time = models.DateTimeField()
    tenant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, db_constraint=False)
    action = models.CharField(max_length=60)
    object = models.CharField(max_length=200)
    leaf = models.BinaryField()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["tenant", "-number"], name="event_of_tenant"),
            models.Index(fields=["object", "-number"], name="event_of_object"),
        ]


class Node(models.Model):
    """A complete node of the tree, which never changes."""

    level = models.PositiveSmallIntegerField()
    position = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "position"], name="node_once")]


class Ledger(models.Model):
    """How far the tree has grown: one row, which whoever appends locks."""

    size = models.PositiveBigIntegerField(default=0)
    peaks = models.BinaryField(default=bytes)


class Head(models.Model):
    """A signed head of the tree."""

    size = models.PositiveBigIntegerField()
    note = models.TextField()
    time = models.DateTimeField()

    class Meta:
        ordering = ["-time"]

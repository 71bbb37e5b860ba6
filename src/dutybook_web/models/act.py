"""Acts that a tenant has brought into its library: the text as it was read, and its provisions for searching."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dutybook_web.models.row import Owned


class Act(Owned):
    """An act in one version. Its tree is read anew from `text` when it is shown (dutybook.law).

    Args (fields):
        act: the id of the catalogue's act that this is the text of; empty if it is none of them.
        kind, jurisdiction: as `dutybook.law.metadata` tells them.
        plain_title: the title as it is searched (queries/search.py).
        start, end: the days on which this version is in force; an end that is not known is null.
    """

    act = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    plain_title = models.CharField(max_length=300)
    kind = models.CharField(max_length=30, blank=True)
    jurisdiction = models.CharField(max_length=12, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    file_name = models.CharField(max_length=200)
    file_format = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    articles = models.PositiveIntegerField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["title", "-start"]
        constraints = [models.UniqueConstraint(fields=["tenant", "digest"], name="act_once")]
        indexes = [models.Index(fields=["tenant", "title"], name="act_by_title")]

    def __str__(self) -> str:
        return self.title


class Provision(models.Model):
    """An article, an annex or what stands before them, as a search finds it.

    Args (fields):
        text: as it is shown. plain: the same as it is searched (queries/search.py).
    """

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="provisions")
    tenant = models.ForeignKey("dutybook_web.Organisation", on_delete=models.CASCADE, related_name="+")
    eid = models.CharField(max_length=120)
    number = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    plain = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "eid"], name="provision_once")]

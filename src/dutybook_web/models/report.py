"""Reports to authorities and headquarters: frozen when made, then sent, then acknowledged. And their templates."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dutybook_web.models.body import Body
from dutybook_web.models.evidence import Blob, Evidence
from dutybook_web.models.premises import Premises
from dutybook_web.models.row import Owned, Row
from dutybook_web.models.task import Task


class ReportKind(models.TextChoices):
    """What is reported on; `queries.report.KINDS` says how each is made."""

    PREMISES = "premises", _("Six-month report of premises")
    UNIT = "unit", _("Half-yearly report of a member unit")
    REGISTER = "register", _("Extract from the register of duties")


class ReportState(models.TextChoices):
    """Where a report stands; told from its dates."""

    MADE = "made", _("Not sent yet")
    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Receipt recorded")


class Channel(models.TextChoices):
    """How a report was sent."""

    PLATFORM = "platform", _("By the authority's platform")
    DELIVERY = "delivery", _("Handed in on paper")
    POST = "post", _("By post")
    NETWORK = "network", _("By the network of the authorities")
    OTHER = "other", _("Otherwise")


class Report(Owned):
    """A report as it was made; its files never change.

    Args (fields):
        premises: what it is about; null where it is about the organisation.
        task: the task that it fulfils, if it was made for one.
        evidence: the report as evidence, once it was sent.
        addressee: the body or authority that it was sent to, in words; body: where it is one that is kept here.
        receipt: the document that shows that it was received.
    """

    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    task = models.ForeignKey(Task, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    language = models.CharField(max_length=2, choices=[("zh", _("Chinese")), ("en", _("English"))], default="zh")
    title = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(
        max_length=12,
        blank=True,
        choices=Channel.choices,
    )
    addressee = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    receipt = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(received_on=None) | Q(sent_on__isnull=False), name="report_sent_first"),
        ]
        indexes = [
            models.Index(fields=["tenant", "-period_end", "-id"], name="report_newest"),
            models.Index(fields=["tenant", "kind", "-period_end"], name="report_by_period"),
            models.Index(fields=["premises", "kind", "-period_end"], name="report_of_premises"),
            models.Index(fields=["organisation", "kind", "-period_end"], name="report_of_organisation"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> ReportState:
        """Where it stands."""
        if self.received_on is not None:
            return ReportState.RECEIVED
        return ReportState.MADE if self.sent_on is None else ReportState.SENT

    @staticmethod
    def seen_by_authority(path: str) -> Q:
        """What an authority sees: what was sent, of the premises assigned to it and what was sent to its bodies."""
        theirs = Q(premises__authority__path__startswith=path) | Q(body__organisation__path__startswith=path)
        return Q(sent_on__isnull=False) & theirs


class ReportFile(Row):
    """One form of a report, with the bytes that it was frozen in."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(
        max_length=4, choices=[("html", "HTML"), ("docx", "DOCX"), ("xlsx", "XLSX"), ("pdf", "PDF")]
    )
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["form"]
        constraints = [models.UniqueConstraint(fields=["report", "form"], name="report_file_once")]


class Letterhead(Owned):
    """The DOCX into which an organisation, and all below it, has its reports of a kind written."""

    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="letterhead_once")]

"""Tasks: one occurrence each of a duty that binds, and the events from which duties are counted."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dutybook_web.models.account import Role
from dutybook_web.models.duty import DutyVersion
from dutybook_web.models.premises import Premises
from dutybook_web.models.row import Owned

SOON = timedelta(days=7)
"""How long before its last day a task is due soon, and its assignee reminded."""


class TaskState(models.TextChoices):
    """Where a task stands. Overdue is not a state: it is told from the date."""

    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Awaiting review")
    DONE = "done", _("Done")
    DONE_LATE = "done_late", _("Done late")
    WAIVED = "waived", _("Waived")


class Waiver(models.TextChoices):
    """Why the application itself waives a task that nobody has touched."""

    NO_LONGER_BINDS = "no_longer_binds", _("The duty no longer binds here")
    EXEMPTION = "exemption", _("An exemption was approved")
    CLOSED = "closed", _("The premises are closed")


class Occasion(Owned):
    """An event of the catalogue (data/events.csv) that happened at premises, from which duties count."""

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="occasions")
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    has_time = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["premises", "name", "at"], name="occasion_once")]
        indexes = [models.Index(fields=["tenant", "-at"], name="occasion_by_time")]

    def when(self) -> str:
        """Its day at the place, and its hour where that is known."""
        at = self.at.astimezone(ZoneInfo(self.organisation.time_zone))
        return f"{at:%Y-%m-%d %H:%M}" if self.has_time else f"{at:%Y-%m-%d}"


class Task(Owned):
    """One occurrence of a duty at premises. It keeps the wording, the provision and the assignee it was made with.

    Args (fields):
        occurrence: the schedule's key of it, which stays when a table of working days moves the date.
        due: the last day in the organisation's time zone. due_at: the last instant, where hours count.
        rule, explanation_zh, explanation_en: why it is due then.
        waived_for: why the application waived it; it is opened again when that no longer holds.
        returned_because: why the last review sent it back.
        reopened: how often expired evidence or a review has opened it again.
        reminded: the last stage that its assignee was told of (jobs/reminders.py). escalated: how far up the tree.
    """

    premises = models.ForeignKey(Premises, on_delete=models.PROTECT, related_name="tasks")
    version = models.ForeignKey(DutyVersion, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=100)
    occurrence = models.CharField(max_length=120)
    opens = models.DateField()
    due = models.DateField()
    due_at = models.DateTimeField(null=True, blank=True)
    rule = models.CharField(max_length=120)
    explanation_zh = models.TextField(blank=True)
    explanation_en = models.TextField(blank=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="tasks")
    assigned_role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    needs_review = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=TaskState.choices, default=TaskState.OPEN)
    waived_for = models.CharField(max_length=16, choices=Waiver.choices, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    returned_because = models.TextField(blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    reminded = models.PositiveSmallIntegerField(default=0)
    escalated = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["premises", "duty", "occurrence"], name="task_once")]
        # The last field of the first two is for the dashboard, which counts from the index alone.
        indexes = [
            models.Index(fields=["tenant", "state", "due", "organisation"], name="task_by_due"),
            models.Index(fields=["organisation", "state", "due", "tenant"], name="task_of_organisation"),
            models.Index(fields=["assignee", "state", "due"], name="task_of_assignee"),
            models.Index(fields=["premises", "state", "due"], name="task_of_premises"),
            models.Index(fields=["state", "due"], name="task_waiting"),
        ]

    def title(self) -> str:
        """What is to be done, in the language of the moment."""
        return self.version.summary_zh if get_language() == "zh-hans" else self.version.summary_en

    def status(self, today: date) -> str:
        """Its state as it is shown: open ones are told apart by their date."""
        if self.state not in (TaskState.OPEN, TaskState.SUBMITTED):
            return self.state
        if self.due < today:
            return "overdue"
        if self.state == TaskState.SUBMITTED:
            return self.state
        return "due_soon" if self.due <= today + SOON else "open"

    @property
    def expected(self) -> list[str]:
        """The kinds of evidence that the wording it was made with expects."""
        return list(self.version.body.get("duty", {}).get("evidence", ()))

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done by the assignee."""
        return self.state == TaskState.OPEN

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.state in (TaskState.OPEN, TaskState.SUBMITTED) and self.due < today

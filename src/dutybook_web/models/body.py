"""Bodies that lead the work (领导机构), the units in them and their meetings. Units, never persons."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dutybook_web.models.evidence import Evidence
from dutybook_web.models.organisation import Organisation
from dutybook_web.models.row import Owned, Row


class Body(Owned):
    """A body of an organisation or an authority, such as a leading group.

    Args (fields):
        act, provision: what it rests on: the title of the act, and the place in it.
        meets_every_months: how often it is to meet; null where nothing says so.
        since: the day from which the first meeting is counted.
    """

    name = models.CharField(max_length=200)
    act = models.CharField(max_length=200, blank=True)
    provision = models.CharField(max_length=120, blank=True)
    meets_every_months = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "name"], name="body_of_organisation")]

    def __str__(self) -> str:
        return self.name

    def next_meeting(self, last: date | None) -> date | None:
        """The last day for the next meeting, counted from the last one; None where no cadence was set."""
        if self.meets_every_months is None or self.ended_on is not None:
            return None
        # From a first day, a period ends on the day before the same day of its last month.
        return (last or self.since - timedelta(days=1)) + relativedelta(months=self.meets_every_months)


class UnitFunction(models.TextChoices):
    """What a unit is in a body."""

    LEAD = "lead", _("Lead unit")
    MEMBER = "member", _("Member unit")
    LIAISON = "liaison", _("Contact unit")


class Membership(Row):
    """A unit that belongs to a body, or that is the contact unit (联络单位) of it: an organisation, never a person."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    function = models.CharField(
        max_length=12,
        choices=UnitFunction.choices,
        default=UnitFunction.MEMBER,
    )
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit__path", "start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "unit"], condition=models.Q(end=None), name="membership_open_once"),
        ]


class Meeting(Row):
    """A meeting of a body: when, on what, and what work was decided on; not who was there or what anybody said."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    subject = models.CharField(max_length=200)
    agenda = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decisions = models.TextField(blank=True, max_length=4000)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["body", "held_on", "subject"], name="meeting_once")]

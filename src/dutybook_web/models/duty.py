"""Duties: the wording that each edition of the catalogue gave them, and which of them bind which premises."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from dutybook_web.models.account import Role
from dutybook_web.models.organisation import Organisation
from dutybook_web.models.premises import Premises
from dutybook_web.models.row import Owned, Row


class DutyVersion(models.Model):
    """A duty in one wording, under the digest of it: never changed, shared by all tenants, pointed to by tasks.

    Args (fields):
        reading_only: why it is only read and never worked; empty for a duty that is worked.
        exposure: what a breach brings: `fine` on the organisation, `other` or `none`. fine_most: the largest, in CNY.
        body: the entry of the catalogue with the head of its act.
    """

    digest = models.CharField(max_length=64, unique=True)
    duty = models.CharField(max_length=100, db_index=True)
    act = models.CharField(max_length=60)
    act_title_zh = models.CharField(max_length=400)
    act_title_en = models.CharField(max_length=1000)
    provision = models.CharField(max_length=120)
    role = models.CharField(max_length=60)
    modality = models.CharField(max_length=12)
    workflow = models.CharField(max_length=12)
    reading_only = models.CharField(max_length=20, blank=True)
    summary_zh = models.CharField(max_length=200)
    summary_en = models.CharField(max_length=400)
    exposure = models.CharField(max_length=8, default="none")
    fine_most = models.PositiveBigIntegerField(null=True, blank=True)
    body = models.JSONField()


class Edition(Row):
    """The catalogue as a tenant applied it, on purpose; the newest edition is the one in use."""

    tenant = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    body = models.TextField()
    duties: Any = models.ManyToManyField(DutyVersion, related_name="editions")
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    objects: Any = ScopedManager(tenant="tenant")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="edition_once")]


class Verdict(models.TextChoices):
    """Whether a duty binds."""

    BINDS = "binds", _("Binds")
    MAY_BIND = "may_bind", _("May bind")


class Binding(Owned):
    """A duty that binds premises or may bind them; a duty that does not has no row. The reasons are worked out anew
    from the facts whenever they are asked for.

    Args (fields):
        decided_on: the day on which this row was last written. since: the day from which this verdict has held.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="bindings")
    version = models.ForeignKey(DutyVersion, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    decided_on = models.DateField()
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["premises", "version"], name="binding_once")]
        indexes = [models.Index(fields=["tenant", "version", "verdict"], name="binding_by_duty")]


class BindingChange(Owned):
    """A verdict that came, went or changed at premises: never changed, so that one can tell what was when.

    Args (fields):
        before, after: the verdicts; empty where the duty did not bind. Equal: only the wording changed.
        on: the day for which it was decided.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="binding_changes")
    version = models.ForeignKey(DutyVersion, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    after = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["tenant", "-on", "-id"], name="binding_change_by_day"),
            models.Index(fields=["premises", "-on", "-id"], name="binding_change_of_premises"),
        ]


class Rhythm(models.TextChoices):
    """How often an organisation looks at a duty that holds at all times, for which the act sets no date."""

    MONTH = "P1M", _("Every month")
    QUARTER = "P3M", _("Every quarter")
    HALF = "P6M", _("Every half-year")
    YEAR = "P1Y", _("Every year")


class Responsibility(Owned):
    """Who answers for a duty; with an empty duty for a provision of an act; with that empty too for the act; with all
    three empty for everything. It is a role, a unit or an account, and it holds for one place, or at an organisation
    and all below it; the nearer one wins.

    Args (fields):
        premises: null where it holds for the whole organisation.
        every: the organisation's own rhythm for duties without a date; empty: they make no tasks.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    every = models.CharField(max_length=3, blank=True, choices=Rhythm.choices)
    duty = models.CharField(max_length=100, blank=True)
    act = models.CharField(max_length=60, blank=True)
    provision = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, blank=True, choices=Role.choices)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["premises", "duty", "act", "provision"], name="responsibility_at_premises_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "duty", "act", "provision"],
                condition=models.Q(premises=None),
                name="responsibility_at_organisation_once",
            ),
        ]

    @property
    def who(self) -> str:
        """The account, the unit or the role that answers."""
        return str(self.account or self.unit or self.get_role_display())


class Exemption(Owned):
    """An exception from a duty: why, who approved it, until when. It ends by itself and never hides the duty.

    Args (fields):
        expires_on: the last day on which it holds.
        revoked_at: when it was taken back, or refused where it had not been approved.
    """

    premises = models.ForeignKey(Premises, on_delete=models.CASCADE, related_name="exemptions")
    duty = models.CharField(max_length=100)
    reason = models.TextField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["premises", "duty"], name="exemption_of_duty")]

    def state(self, today: date) -> str:
        """requested, approved, expired, refused or revoked."""
        if self.revoked_at:
            return "revoked" if self.approved_at else "refused"
        if self.expires_on < today:
            return "expired"
        return "approved" if self.approved_at else "requested"

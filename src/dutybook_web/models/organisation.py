"""Organisations: groups, companies, branches, departments; authorities. A tree for each tenant."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from dutybook_web.models.row import Row


class OrganisationKind(models.TextChoices):
    """What a node of the tree is."""

    GROUP = "group", _("Group")
    COMPANY = "company", _("Company")
    BRANCH = "branch", _("Branch")
    DEPARTMENT = "department", _("Department")
    AUTHORITY = "authority", _("Authority")


class Organisation(Row):
    """A node of a tree. The root of the tree is the tenant: nothing of one tenant is ever shown to another, but for
    premises that are assigned to an authority.

    Args (fields):
        path: the numbers of the nodes from the root down to this one, each followed by a slash: `1/4/9/`.
    """

    tenant = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True, editable=False)
    kind = models.CharField(max_length=12, choices=OrganisationKind.choices)
    name = models.CharField(max_length=200)
    jurisdiction = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=60, default="Asia/Shanghai")
    keeps_photo_metadata = models.BooleanField(default=False)

    objects: Any = ScopedManager(tenant="tenant")

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new node its path and its tenant, which need its number."""
        new = self.pk is None
        super().save(*args, **kwargs)
        if new:
            self.path = f"{self.parent.path if self.parent else ''}{self.pk}/"
            self.tenant_id = self.parent.tenant_id if self.parent else self.pk
            super().save(update_fields=["path", "tenant"])

    @property
    def root(self) -> int:
        """The number of the tenant, which only a row that is not saved lacks."""
        assert self.tenant_id is not None  # noqa: S101
        return self.tenant_id

    @property
    def today(self) -> date:
        """The date where it is."""
        return timezone.localdate(timezone=ZoneInfo(self.time_zone))

    @property
    def is_tenant(self) -> bool:
        """Whether this is the root of its tree."""
        return self.parent_id is None

    @property
    def depth(self) -> int:
        """How many nodes stand above this one."""
        return self.path.count("/") - 1

    @property
    def indent(self) -> str:
        """A wide space for each node above, in lists that show the tree."""
        return "　" * self.depth

    def day_at(self, now: datetime) -> date:
        """The day that it is there at an instant, which is not the server's."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

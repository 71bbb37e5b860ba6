"""What every row has, and what every row of a tenant has besides."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models
from django_scopes import ScopedManager

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
KEY_LENGTH = 14


def new_key() -> str:
    """A key that cannot be guessed (69 bits), so that addresses and answers tell nothing of other rows."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(KEY_LENGTH))


class Row(models.Model):
    """A row that is addressed by a random key; its number stays inside the database."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Owned(Row):
    """A row that belongs to a node of an organisation's tree, and so to the tenant at its root.

    Reading or writing one outside a scope of tenants raises (django-scopes); `access` narrows it to what an account
    may see.
    """

    tenant = models.ForeignKey("dutybook_web.Organisation", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("dutybook_web.Organisation", on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(tenant="tenant")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the tenant from the organisation, so that the two can never disagree."""
        self.tenant_id = self.organisation.root
        super().save(*args, **kwargs)

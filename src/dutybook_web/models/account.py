"""Accounts that sign in: the only natural persons in the database (docs/scope.md). And the roles that they hold."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from dutybook_web.models.organisation import Organisation
from dutybook_web.models.row import KEY_LENGTH, Row, new_key

SALT_BYTES = 16


def new_salt() -> bytes:
    """What ties an account to its events; once it is destroyed, nothing does (docs/ledger.md)."""
    return secrets.token_bytes(SALT_BYTES)


class Role(models.TextChoices):
    """What an account may do at a node and below it; `access.ROLES` says what that is."""

    ADMINISTRATOR = "administrator", _("Administrator")
    MANAGER = "manager", _("Manager")
    DUTY_OFFICER = "duty_officer", _("Duty officer")
    INSPECTOR = "inspector", _("Inspector")
    VIEWER = "viewer", _("Viewer")
    AUDITOR = "auditor", _("Auditor")
    AUTHORITY_READER = "authority_reader", _("Authority reader")


class AccountManager(BaseUserManager):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """Make an account; without a password it can only sign in by another way."""
        account: Account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in.

    Args (fields):
        organisation: its home, whose administrators look after it; it may hold roles elsewhere.
        session_epoch: changed to end every session.
        salt: destroyed when the account is erased.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    language = models.CharField(
        max_length=8, default="zh-hans", choices=[("zh-hans", _("Chinese")), ("en", _("English"))]
    )
    tenant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accounts", null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    salt = models.BinaryField(max_length=SALT_BYTES, default=new_salt)
    session_epoch = models.CharField(max_length=KEY_LENGTH, default=new_key, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep home and tenant in step: an account without a home has it at the root of its tenant."""
        if self.organisation is None:
            self.organisation = self.tenant
        elif self.tenant_id != self.organisation.tenant_id:
            self.tenant_id = self.organisation.tenant_id
        super().save(*args, **kwargs)

    @property
    def home(self) -> Organisation:
        """Its organisation, which only an account that is not saved lacks."""
        assert self.organisation is not None  # noqa: S101
        return self.organisation

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be good: it changes with the password and with the epoch."""
        told = f"{self.password}{self.session_epoch}"
        return salted_hmac("dutybook_web.session", told, algorithm="sha256").hexdigest()


class Assignment(Row):
    """A role of an account at a node, for the node and all below it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["account", "organisation", "role"], name="assignment_once")]


class ApiToken(Row):
    """A token for the API: its digest, never itself."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Feed(Row):
    """The secret address of an account's calendar: the digest of its secret part."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

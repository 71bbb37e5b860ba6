"""How allauth is to behave here."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from dutybook_web.models import Account, Message
from dutybook_web.models.row import new_key


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: accounts are made by an administrator. Mail leaves through the outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def send_mail(self, template_prefix: str, email: str, context_: dict[str, Any]) -> None:
        """Write it into the outbox: it is sent at least once, and how long that takes tells nobody of an account."""
        account = Account.objects.filter(email=email.lower(), is_active=True).first()
        if account is None:
            return
        with translation.override(account.language):
            told = {"request": context.request, "email": email, "current_site": _Site(), **context_}
            mail = self.render_mail(template_prefix, email, told)
        Message.objects.create(
            account=account,
            once=f"{template_prefix}/{new_key()}",
            subject=mail.subject[:200],
            body=mail.body,
            next_attempt_at=timezone.now(),
        )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of second factors are encrypted under the secret key: a copy of the database alone has none."""

    def encrypt(self, text: str) -> str:
        """For the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """From the database."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


class _Site:
    """What the texts of allauth's mails name."""

    name = "Dutybook"
    domain = settings.ORIGIN.split("://")[-1]


def _cipher() -> Fernet:
    key = hashlib.sha256(f"second factors {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))

"""How passwords are hashed, and which are refused."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_AT_ONCE = 2
_slots = BoundedSemaphore(MOST_AT_ONCE)


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane (OWASP), two at once in a worker: a flood of attempts can take
    neither its memory nor all its threads' time."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with _slots:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with a hash."""
        with _slots:
            return super().verify(password, encoded)


class ContextValidator:
    """Refuses a password that has the name of the product or of the organisation in it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise if it has."""
        home = getattr(user, "tenant", None)
        words = {"dutybook", *([home.name.lower()] if home else [])}
        if any(word in password.lower() for word in words):
            raise ValidationError(self.get_help_text(), code="password_has_context")

    def get_help_text(self) -> str:
        """What is asked."""
        return _("A password must not have the name of Dutybook or of your organisation in it.")

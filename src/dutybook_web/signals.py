"""What is done when somebody signs in, fails to, or signs out."""

from __future__ import annotations

import logging
import time
from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

SIGNED_IN_AT = "signed_in_at"
log = logging.getLogger("dutybook.security")


@receiver(user_logged_in)
def signed_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """From now on the session's time runs."""
    request.session[SIGNED_IN_AT] = int(time.time())
    log.info("signed in: account %s", user.key)


@receiver(user_login_failed)
def not_signed_in(sender: Any, **kwargs: Any) -> None:
    """Which address was tried is not told: people type their password into the wrong field."""
    log.warning("a sign-in failed")


@receiver(user_logged_out)
def signed_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """The session is gone."""
    log.info("signed out: account %s", user.key if user else None)


@receiver([password_changed, password_reset])
def password_is_new(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Its sessions have ended with the old one."""
    log.info("password changed: account %s", user.key)

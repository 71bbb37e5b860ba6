"""Messages: written in the transaction of what they tell of, sent afterwards by a job (jobs/outbox.py)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import translation

from dutybook_web.models import Account, Message

SUBJECT_LENGTH = 200


class Letter(NamedTuple):
    """A subject and a body."""

    subject: str
    body: str


def tell(account: Account | None, once: str, now: datetime, words: Callable[[], Letter]) -> None:
    """Write a message to an account in its language, never twice under the same key; nothing to nobody.

    Args:
        once: what it tells of, as `task.assign/<key>/3`. words: what says it, called in the account's language.
    """
    if account is not None and account.is_active:
        Message.objects.bulk_create([letter_to(account, once, now, words)], ignore_conflicts=True)


def letter_to(account: Account, once: str, now: datetime, words: Callable[[], Letter]) -> Message:
    """The row of a message, for whoever writes many at once."""
    with translation.override(account.language):
        letter = words()
    subject = " ".join(letter.subject.split())[:SUBJECT_LENGTH]
    return Message(account=account, once=once, subject=subject, body=letter.body, next_attempt_at=now)


def address_of(path: str) -> str:
    """The whole address of a page, for a message."""
    return f"{settings.ORIGIN}{path}"

"""Sends the messages that wait: at least once, one at a time, each under one Message-ID however often it is tried.

A message is claimed by moving its next attempt ahead, sent, and only then marked as sent: whoever dies in between
leaves it to be sent again. What was sent long ago keeps its row, so that it is not written twice, and loses its text.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q

from dutybook_web.jobs.heartbeat import beat
from dutybook_web.models import Message

LONGEST_WAIT = timedelta(days=1)
KEPT = timedelta(days=90)
"""How long the text of a message is kept once it was sent."""

KEPT_WITH_LINK = timedelta(days=1)
"""How long where it may hold a link by which a password is set."""

WITH_LINK = ("account/", "account.invite/")
"""How the keys of such messages begin (adapters.py, actions/account.py)."""

AT_A_TIME = 500
"""Messages that one run sends at most, so that its sign of life is not late."""

logger = logging.getLogger(__name__)


def run(now: datetime) -> int:
    """Send what waits; how many were sent.

    A message that fails is tried again later and keeps no other from leaving; as long as any does leave, or none
    waits, the job is alive. A mail server that takes nothing silences it.
    """
    sent = failed = 0
    for _ in range(AT_A_TIME):
        message = claim(now)
        if message is None:
            break
        if _sent(message, now):
            sent += 1
        else:
            failed += 1
    if sent or not failed:
        beat("outbox", now, f"sent {sent}, failed {failed}")
    return sent


def forget(now: datetime) -> int:
    """Empty what was sent long ago; how many messages."""
    with_link = reduce(or_, (Q(once__startswith=start) for start in WITH_LINK))
    old = Q(sent_at__lt=now - KEPT) | with_link & Q(sent_at__lt=now - KEPT_WITH_LINK)
    emptied = Message.objects.filter(old).exclude(body="").update(body="")
    beat("forget", now, f"emptied {emptied}")
    return emptied


def claim(now: datetime) -> Message | None:
    """Take the message that has waited longest, so that nobody else sends it now; None when none waits."""
    waiting = Message.objects.filter(sent_at=None, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
    while found := waiting.select_related("account").first():
        mine = Message.objects.filter(pk=found.pk, sent_at=None, attempts=found.attempts)
        found.attempts += 1
        if mine.update(attempts=found.attempts, next_attempt_at=now + pause(found.attempts)):
            return found
    return None


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 2, 4, 8 … minutes, a day at most.

    >>> str(pause(1)), str(pause(3)), str(pause(40))
    ('0:02:00', '0:08:00', '1 day, 0:00:00')
    """
    return min(timedelta(minutes=2 ** min(attempts, 12)), LONGEST_WAIT)


def message_id(message: Message) -> str:
    """The same for each attempt, so that a mailbox can tell that it has the message already."""
    return f"<{message.key}@{urlsplit(settings.ORIGIN).hostname}>"


def _sent(message: Message, now: datetime) -> bool:
    try:
        _send(message)
    except Exception:
        logger.exception("message %s was not sent at attempt %d", message.key, message.attempts)
        return False
    Message.objects.filter(pk=message.pk).update(sent_at=now)
    return True


def _send(message: Message) -> None:
    if not message.account.is_active:
        return  # who has left gets no more mail; the message counts as dealt with
    headers = {"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"}
    EmailMessage(message.subject, message.body, to=[message.account.email], headers=headers).send()

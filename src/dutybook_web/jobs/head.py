"""The daily head: signed, so that it can leave this machine; and what has had its time taken away."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore

from dutybook_web.actions.ledger import sign_head
from dutybook_web.jobs.heartbeat import beat


def run(now: datetime) -> int:
    """Sign the head where there are new events; clear sessions that have run out. The size under the new head, or 0."""
    head = sign_head()
    SessionStore.clear_expired()
    beat("head", now, f"signed {head.size} events" if head else "nothing new")
    return head.size if head else 0

"""Whether an account has a calendar to subscribe to."""

from __future__ import annotations

from dutybook_web.models import Account, Feed


def has_feed(account: Account) -> bool:
    """Whether an address of it is in use."""
    return Feed.objects.filter(account=account, revoked_at=None).exists()

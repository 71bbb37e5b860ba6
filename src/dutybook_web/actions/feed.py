"""The secret address of an account's calendar: made, revoked, read. Only a digest of it is kept."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Account, Feed


@transaction.atomic
def make_feed(actor: Actor) -> str:
    """Make a secret, which is told this once, and revoke the one before. Who: the account, for itself.

    Changes: the account has one feed. Recorded: feed.make.
    """
    Feed.objects.filter(account=actor.account, revoked_at=None).update(revoked_at=timezone.now())
    secret = secrets.token_urlsafe(24)
    feed = Feed.objects.create(account=actor.account, digest=_digest(secret))
    _record(actor, "feed.make", feed)
    return secret


@transaction.atomic
def revoke_feed(actor: Actor) -> bool:
    """Revoke the secret; whether there was one. Who: the account, for itself. Recorded: feed.revoke."""
    feed = Feed.objects.filter(account=actor.account, revoked_at=None).first()
    if feed is None:
        return False
    feed.revoked_at = timezone.now()
    feed.save(update_fields=["revoked_at"])
    _record(actor, "feed.revoke", feed)
    return True


def account_of_feed(secret: str) -> Account | None:
    """The account whose calendar a secret opens; None for one that is not good, or not any more."""
    rows = Feed.objects.filter(digest=_digest(secret), revoked_at=None, account__is_active=True)
    feed = rows.select_related("account__tenant").first()
    return feed.account if feed else None


def _record(actor: Actor, action: str, feed: Feed) -> None:
    if actor.account.tenant:
        record(actor.account, action, feed, actor.account.tenant)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

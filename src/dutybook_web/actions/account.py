"""Accounts, their roles and their tokens."""

from __future__ import annotations

import hashlib

from django.db.models import Q
from django.utils import timezone

from dutybook_web.models import Account, ApiToken

_SCHEME = "Bearer "


def bearer_of(header: str) -> Account | None:
    """The account whose token an Authorization header carries; None without one that is good."""
    if not header.startswith(_SCHEME):
        return None
    digest = hashlib.sha256(header.removeprefix(_SCHEME).encode()).hexdigest()
    good = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    found = ApiToken.objects.filter(good, digest=digest, revoked_at=None, account__is_active=True)
    token = found.select_related("account__tenant").first()
    return token.account if token else None

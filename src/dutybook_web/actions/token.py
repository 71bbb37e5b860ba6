"""Tokens for the API: made once, shown once, kept as digests, revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Account, ApiToken
from dutybook_web.refusals import Conflict, Refused

_SCHEME = "Bearer "
_PREFIX = "db_"
_MOST = 20


def bearer_of(header: str) -> Account | None:
    """The account whose token an Authorization header carries; None without one that is good."""
    if not header.startswith(_SCHEME):
        return None
    good = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    digest = _digest(header.removeprefix(_SCHEME))
    found = ApiToken.objects.filter(good, digest=digest, revoked_at=None, account__is_active=True)
    token = found.select_related("account__tenant").first()
    return token.account if token else None


@transaction.atomic
def make_token(actor: Actor, name: str, days: int) -> tuple[ApiToken, str]:
    """Make a token; the secret is told here and never again. Who: the account itself. Recorded: token.make."""
    account = actor.account
    if ApiToken.objects.filter(account=account, revoked_at=None).count() >= _MOST:
        raise Refused("too_many_tokens", _("There are %(most)s tokens already: revoke one.") % {"most": _MOST})
    secret = _PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        account=account,
        name=name,
        prefix=secret[:8],
        digest=_digest(secret),
        expires_at=timezone.now() + timedelta(days=days),
    )
    record(account, "token.make", token, account.home, {"days": days})
    return token, secret


@transaction.atomic
def revoke_token(actor: Actor, token: ApiToken) -> None:
    """End a token. Who: the account itself. Recorded: token.revoke."""
    if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        raise Conflict("token_revoked", _("This token was revoked already."))
    record(actor.account, "token.revoke", token, actor.account.home)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

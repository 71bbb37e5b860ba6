"""Tokens by the API: seen and revoked by any, made only in a browser that has just confirmed who it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import SIGNED_IN, requires
from dutybook_web.actions.token import make_token, revoke_token
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import Problem, Whole
from dutybook_web.forms.account import TokenForm
from dutybook_web.queries.account import own_token, tokens_held
from dutybook_web.refusals import Refused

REFUSALS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}
router = Router()


class NotConfirmed(Refused):
    """A token makes no tokens, nor does a browser that somebody left open."""

    status = 403


class TokenOut(Schema):
    """A token; `prefix` is how it begins."""

    key: str
    name: str
    prefix: str
    created_at: datetime
    expires_at: datetime | None


class TokenMade(TokenOut):
    """A token with its secret, which is told only here."""

    secret: str


class TokenIn(Schema):
    """A token to be made."""

    name: str
    days: Whole = 90


@router.get("", response=list[TokenOut])
@paginate
@requires(SIGNED_IN)
def token_list(request: Any) -> Any:
    """List one's tokens."""
    return tokens_held(request.actor.account)


@router.post("", response={201: TokenMade, **REFUSALS})
@requires(SIGNED_IN)
def token_make(request: Any, data: TokenIn) -> Any:
    """Make a token, in a browser and within five minutes of confirming one's password or second factor."""
    if request.by_token or not did_recently_reauthenticate(request):
        raise NotConfirmed("not_confirmed", _("Make tokens under My account, which asks for your password first."))
    token, secret = make_token(request.actor, **checked(TokenForm(data.dict())).cleaned_data)
    return Status(201, {**TokenOut.from_orm(token).dict(), "secret": secret})


@router.delete("/{key}", response={204: None, **REFUSALS})
@requires(SIGNED_IN)
def token_revoke(request: Any, key: str) -> Any:
    """Revoke a token."""
    revoke_token(request.actor, own_token(request.actor.account, key))
    return Status(204, None)

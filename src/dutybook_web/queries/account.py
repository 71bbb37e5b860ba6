"""The list of accounts, with the roles that each holds."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from dutybook_web.access import Actor
from dutybook_web.models import Account, ApiToken, Assignment


def accounts_listed(rows: QuerySet[Account], text: str = "") -> QuerySet[Account]:
    """The accounts whose name or address has the text in it, of those that the actor looks after; not the erased."""
    text = text.replace("\0", "")  # PostgreSQL refuses to look for it
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(email__icontains=text))
    held = Assignment.objects.select_related("organisation")
    rows = rows.filter(erased_at=None).select_related("organisation")
    return rows.prefetch_related(Prefetch("assignments", queryset=held)).order_by("name", "pk")


def roles_held(account: Account) -> QuerySet[Assignment]:
    """The roles of an account with their nodes."""
    return Assignment.objects.filter(account=account).select_related("organisation")


def role_held(actor: Actor, account: Account, key: str, capability: str) -> Assignment:
    """One of them, at a node where the actor may do something with it; one elsewhere is not there."""
    found = None if "\0" in key else roles_held(account).filter(key=key).first()
    if found is None or not actor.may_at(found.organisation, capability):
        raise Http404
    return found


def tokens_held(account: Account) -> QuerySet[ApiToken]:
    """The tokens of an account that have not been revoked, the newest first."""
    return ApiToken.objects.filter(account=account, revoked_at=None).order_by("-pk")


def own_token(account: Account, key: str) -> ApiToken:
    """One of them; another's is not there."""
    found = None if "\0" in key else ApiToken.objects.filter(account=account, key=key).first()
    if found is None:
        raise Http404
    return found

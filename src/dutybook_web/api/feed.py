"""The calendar to subscribe to, by the API."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from ninja import Router, Schema, Status

from dutybook_web.access import requires
from dutybook_web.actions.feed import make_feed, revoke_feed
from dutybook_web.actions.message import address_of
from dutybook_web.api.schemas import Problem
from dutybook_web.queries.feed import has_feed

router = Router()


class FeedOut(Schema):
    """Whether the account has a calendar; its address only when it has just been made."""

    in_use: bool
    address: str | None = None


@router.get("", response={200: FeedOut, 403: Problem})
@requires("tasks.read")
def feed_read(request: Any) -> Any:
    """Tell whether there is one."""
    return {"in_use": has_feed(request.actor.account)}


@router.post("", response={201: FeedOut, 403: Problem})
@requires("tasks.read")
def feed_make(request: Any) -> Any:
    """Make a new address; the one before stops working."""
    secret = make_feed(request.actor)
    return Status(201, {"in_use": True, "address": address_of(reverse("feed_calendar", args=[secret]))})


@router.delete("", response={200: FeedOut, 403: Problem})
@requires("tasks.read")
def feed_revoke(request: Any) -> Any:
    """Revoke it."""
    revoke_feed(request.actor)
    return {"in_use": False}

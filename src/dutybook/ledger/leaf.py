"""The event, which is one leaf of the tree: what is recorded of an act of business, and its canonical bytes."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from dutybook.errors import LedgerError
from dutybook.ledger.canonical import Json, canonical, check_form, load

VERSION = 1
"""The form of a leaf; it stands in the leaf as `v`, so that a later form can be told from this one."""

SALT_BYTES = 16
"""The least length of the salt of an account."""

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_KEY = re.compile(r"[^\x00-\x20\x7f]{1,200}")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done, and is never taken back.

    Args:
        id: the key of the event; random (a UUID), so that its hash cannot be guessed from what is known of it.
        time: when, with an offset; written in UTC to the microsecond.
        actor: who, as `pseudonym` gives it; None for the application itself.
        organisation: key of the organisation in whose name.
        action: what was done, as `task.complete`.
        object: key of what it was done to.
        payload: the particulars; no personal data, which could then never be erased.
    """

    id: str
    time: datetime
    actor: str | None
    organisation: str
    action: str
    object: str
    payload: Mapping[str, Json]


def pseudonym(account: str, salt: bytes) -> str:
    """Return the salted hash (HMAC-SHA-256) that stands for an account in the leaf.

    With the salt anyone can see that an event is this account's. Once the account's own random salt is destroyed
    nobody can, and the tree still verifies: this is how personal data are erased.

    Raises:
        LedgerError: for a salt under 16 bytes.

    >>> pseudonym("account-7", bytes(16))[:16]
    '67febfdd33d693a5'
    """
    if len(salt) < SALT_BYTES:
        raise LedgerError("salt", f"it has {len(salt)} bytes", f"give each account {SALT_BYTES} random bytes or more")
    return hmac.digest(salt, account.encode(), hashlib.sha256).hex()


def encode(event: Event) -> bytes:
    """Return the canonical bytes of an event, which are hashed into the tree. Keep them as they are.

    Raises:
        LedgerError: for an actor that is no salted hash, a key that is empty, longer than 200 characters or holds
            spaces, a time without offset, and whatever `canonical` refuses.
    """
    for name in ("id", "organisation", "action", "object"):
        if not _KEY.fullmatch(getattr(event, name)):
            raise LedgerError(f"event {event.id!r}", f"{name} is not a key", "give 1 to 200 characters without spaces")
    if event.actor is not None and not _HASH.fullmatch(event.actor):
        raise LedgerError(f"event {event.id!r}", "actor is not a salted hash", "give what pseudonym() returns, or None")
    return canonical(
        {
            "action": event.action,
            "actor": event.actor,
            "id": event.id,
            "object": event.object,
            "organisation": event.organisation,
            "payload": event.payload,
            "time": write_time(event.time),
            "v": VERSION,
        }
    )


def decode(text: bytes) -> Event:
    """Read an event back from its canonical bytes; `encode` gives the very same bytes again.

    Raises:
        LedgerError: for bytes that `encode` cannot have written.
    """
    match load(text):
        case {
            "action": str(action),
            "actor": str() | None as actor,
            "id": str(key),
            "object": str(thing),
            "organisation": str(organisation),
            "payload": Mapping() as payload,
            "time": str(time),
            "v": 1,
            **rest,
        } if not rest:
            event = Event(key, read_time(time), actor, organisation, action, thing, payload)
            check_form(text, encode(event))
            return event
    raise LedgerError("event", "it does not have the fields of an event", "see docs/ledger.md for its form")


def write_time(time: datetime) -> str:
    """Write an instant in its one form: UTC, to the microsecond, with the offset.

    Raises:
        LedgerError: for a time without an offset.

    >>> write_time(datetime.fromisoformat("2026-03-02T10:00+08:00"))
    '2026-03-02T02:00:00.000000+00:00'
    """
    if time.utcoffset() is None:
        raise LedgerError("time", f"{time.isoformat()} has no offset", "give an instant with its offset from UTC")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def read_time(text: str) -> datetime:
    """Read an instant that `write_time` wrote.

    Raises:
        LedgerError: for any other text.
    """
    try:
        time = datetime.fromisoformat(text)
        if write_time(time) == text:
            return time
    except (ValueError, OverflowError):
        pass  # told below, like an instant in another form
    raise LedgerError("time", f"{text[:40]!r} is not an instant", "write it as 2026-03-02T02:00:00.000000+00:00")

"""The cookies besides the session's: what was last seen of a session, and messages for the next page."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import signing

SEEN = settings.COOKIE_PREFIX + "seen"
IDLE_SECONDS = 30 * 60
RENEWED_AFTER_SECONDS = 60


class MessageCookie(CookieStorage):
    """Messages in a cookie that keeps to this host; in the session they would be written when a page is read."""

    cookie_name = settings.COOKIE_PREFIX + "messages"


def seen_at(request: Any) -> float:
    """When the session of the request was last seen, by its cookie; 0 where that is not told or not true."""
    try:
        mark, at = signing.loads(request.COOKIES.get(SEEN, ""), salt=SEEN)
    except (signing.BadSignature, ValueError, TypeError):
        return 0.0
    return float(at) if mark == _mark(request) else 0.0


def mark_seen(request: Any, response: Any) -> None:
    """Tell when the session was seen, in a cookie and not in the database: reading a page writes nothing."""
    if time.time() - seen_at(request) > RENEWED_AFTER_SECONDS:
        response.set_cookie(
            SEEN,
            signing.dumps([_mark(request), int(time.time())], salt=SEEN),
            max_age=IDLE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _mark(request: Any) -> str:
    return hashlib.sha256(str(request.session.session_key).encode()).hexdigest()[:32]

"""What an action says when it does not do what it was asked: a code, the cause and the remedy."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """The action cannot be done as asked; nothing was changed.

    Args:
        code: stable, for machines (docs/errors.md).
        message: the cause and what to do, translated.
        field: of the form, where one is at fault.
        status: of the HTTP answer.
    """

    status = 422

    def __init__(self, code: str, message: Any, field: str | None = None) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.field = field


class Conflict(Refused):
    """Somebody else was faster, or the thing is no longer in a state for it."""

    status = 409

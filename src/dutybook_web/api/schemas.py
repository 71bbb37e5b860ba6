"""What several routers answer with."""

from __future__ import annotations

from ninja import Schema


class Problem(Schema):
    """Why a request was not done: a stable code, the cause with the remedy, and the field at fault."""

    code: str
    message: str
    field: str | None = None

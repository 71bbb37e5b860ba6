"""A page of a list by the API; the settings make it what `@paginate` does."""

from __future__ import annotations

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

MOST = 1000
FURTHEST = 10_000_000


class Pages(LimitOffsetPagination):
    """At most `limit` rows from the one after `offset` on; more than a database bears to be asked is refused."""

    class Input(Schema):
        """Which rows."""

        limit: int = Field(100, ge=1, le=MOST)
        offset: int = Field(0, ge=0, le=FURTHEST)

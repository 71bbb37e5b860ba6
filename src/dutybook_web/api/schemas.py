"""What several routers answer with."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any

from django.forms import BaseForm
from ninja import Field, Schema
from pydantic import BeforeValidator

from dutybook_web.refusals import Refused


def _written(value: Any) -> Any:
    """A date or time as it is written; pydantic takes numbers of seconds as well, which nobody means."""
    if isinstance(value, date | time) or (isinstance(value, str) and not value.replace(".", "").isdigit()):
        return value
    raise ValueError("write a date as 2026-03-01, a time as 09:30")


Day = Annotated[date, BeforeValidator(_written), Field(ge=date(1900, 1, 1), le=date(2999, 12, 31))]
"""A date that comes in; the bounds leave room for counting days from it."""

Hour = Annotated[time, BeforeValidator(_written)]
"""A time of day that comes in."""

Whole = Annotated[int, Field(ge=0, le=2_147_483_647)]
"""A whole number that comes in, and that every database bears."""

CalendarYear = Annotated[int, Field(ge=1900, le=2999)]
"""A year that comes in."""


class Problem(Schema):
    """Why a request was not done: a stable code, the cause with the remedy, and the field at fault."""

    code: str
    message: str
    field: str | None = None


class OfOrganisation(Schema):
    """What belongs to an organisation."""

    organisation: str

    @staticmethod
    def resolve_organisation(row: Any) -> str:
        """Its key."""
        return str(row.organisation.key)


class AtPremises(Schema):
    """What belongs to premises."""

    premises: str

    @staticmethod
    def resolve_premises(row: Any) -> str:
        """Its key."""
        return str(row.premises.key)


def invalid(form: BaseForm) -> Refused:
    """The first mistake of a form, as a page would show it."""
    field, errors = next(iter(form.errors.items()))
    return Refused("invalid", errors[0], None if field == "__all__" else field)


def binary(media_type: str) -> dict[str, Any]:
    """What the description of the API says of an operation that answers with a file."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"description": "The file", "content": content}}}

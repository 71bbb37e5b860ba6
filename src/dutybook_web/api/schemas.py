"""What several routers answer with."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from ninja import Schema

from dutybook_web.refusals import Refused


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

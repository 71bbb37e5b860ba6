"""What several routers answer with."""

from __future__ import annotations

from typing import Any, TypeVar

from django.forms import BaseForm
from ninja import Schema

from dutybook_web.refusals import Refused

AnyForm = TypeVar("AnyForm", bound=BaseForm)


class Problem(Schema):
    """Why a request was not done: a stable code, the cause with the remedy, and the field at fault."""

    code: str
    message: str
    field: str | None = None


def invalid(form: BaseForm) -> Refused:
    """The first mistake of a form, as a page would show it."""
    field, errors = next(iter(form.errors.items()))
    return Refused("invalid", errors[0], None if field == "__all__" else field)


def cleaned(form: AnyForm) -> AnyForm:
    """A form that is sound.

    Raises:
        Refused: it is not; the first field at fault is named.
    """
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused("invalid", errors[0], field)
    return form


def binary(media_type: str) -> dict[str, Any]:
    """What the description of the API says of an operation that answers with a file."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"description": "The file", "content": content}}}

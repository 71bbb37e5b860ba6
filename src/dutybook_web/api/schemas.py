"""What several routers answer with."""

from __future__ import annotations

from django.forms import BaseForm
from ninja import Schema

from dutybook_web.refusals import Refused


class Problem(Schema):
    """Why a request was not done: a stable code, the cause with the remedy, and the field at fault."""

    code: str
    message: str
    field: str | None = None


def invalid(form: BaseForm) -> Refused:
    """The first mistake of a form, as a page would show it."""
    field, errors = next(iter(form.errors.items()))
    return Refused("invalid", errors[0], None if field == "__all__" else field)

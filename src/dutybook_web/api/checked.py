"""A form that the API fills: valid, or refused with its first mistake."""

from __future__ import annotations

from typing import TypeVar

from django.forms import BaseForm

from dutybook_web.refusals import Refused

AnyForm = TypeVar("AnyForm", bound=BaseForm)


def checked(form: AnyForm) -> AnyForm:
    """The form with clean values.

    Raises:
        Refused: with the field at fault; none for a mistake of several together.
    """
    if form.is_valid():
        return form
    field, errors = next(iter(form.errors.items()))
    raise Refused("invalid", errors[0], None if field == "__all__" else field)

"""The forms of the pages, for what comes in by the API."""

from __future__ import annotations

from typing import Any, TypeVar

from django.forms import BaseForm

from dutybook_web.api.schemas import invalid

AnyForm = TypeVar("AnyForm", bound=BaseForm)


def checked(form: AnyForm) -> AnyForm:
    """A form that is valid.

    Raises:
        Refused: it is not; the first fault is told.
    """
    if not form.is_valid():
        raise invalid(form)
    return form


def merged(form: type[BaseForm], instance: Any, changes: dict[str, Any], **more: Any) -> Any:
    """A form of a row with what it has, and what is to change in it."""
    told = {**form(instance=instance, **more).initial, **changes}  # type: ignore[call-arg]
    return checked(form(told, instance=instance, **more))  # type: ignore[call-arg]

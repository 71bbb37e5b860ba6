"""What an action refused, said in the form that asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import BaseForm

from dutybook_web.refusals import Refused


def done(form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether a form is good and what it asks for was done."""
    return form.is_valid() and attempt(form, act) is None


def attempt(form: BaseForm, act: Callable[[], object]) -> Refused | None:
    """Do what a form asks for; what was refused is said in it, and given back."""
    try:
        act()
    except Refused as refused:
        add_refusal(form, refused)
        return refused
    return None


def add_refusal(form: BaseForm, refused: Refused) -> None:
    """Say it beside the field that is at fault; above the form where it has no such field."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, str(refused.message).splitlines())

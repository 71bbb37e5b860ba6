"""What an action refused, said in the form that asked for it."""

from __future__ import annotations

from django.forms import BaseForm

from dutybook_web.refusals import Refused


def add_refusal(form: BaseForm, refused: Refused) -> None:
    """Say it beside the field that is at fault; above the form where it has no such field."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, str(refused.message).splitlines())

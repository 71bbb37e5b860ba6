"""Fields that several forms have: a choice among rows by their key, and a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet


class RowField(forms.ModelChoiceField):
    """A choice among rows by their key; the form is told which rows when it is made."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(None, label=label, to_field_name="key", **kwargs)


class DayField(forms.DateField):
    """A day, picked where the browser can."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


def among(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Offer rows in a field of a form."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 — for the type alone
    field.queryset = rows
    instance = getattr(form, "instance", None)
    if instance is not None and instance.pk:
        form.initial[name] = getattr(instance, name)  # the row: of a number alone the field would not know the key

"""A fact as it is typed in, checked against the dictionary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook.conditions.facts import Fact, Value
from dutybook.conditions.values import read_value
from dutybook.errors import FactError
from dutybook_web.queries.fact import plain
from dutybook_web.words import side

_REMEDIES: dict[str, str | Promise] = {
    "boolean": _("Give yes or no."),
    "integer": _("Give a whole number from %(least)s to %(most)s."),
    "decimal": _("Give a number from %(least)s to %(most)s."),
    "choice": _("Give one of the values of the dictionary, or its label."),
    "choices": _("Give values of the dictionary, with commas between them."),
    "code": _("Give a code of 2, 4 or 6 digits, or an ISO 3166 code such as GB."),
    "text_set": _("Give ids of letters, digits, hyphens and dots, with commas between them; none for an empty set."),
}
_NONE = "none"


def remedy(entry: Fact) -> str:
    """What to write, where what was written is no value of a fact."""
    return str(_REMEDIES[entry.type]) % {"least": entry.minimum, "most": entry.maximum}


class FactForm(forms.Form):
    """A value with its source and the day from which it holds; no value: it is not known.

    Args:
        entry: the fact. value: what is known of it.
    """

    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Where this can be looked up: a licence, a drawing, a year's count."),
    )
    as_of = forms.DateField(
        label=_("Holds from"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ("value", "source", "as_of")

    def __init__(self, *args: Any, entry: Fact, value: Value | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.fields["value"] = _field(entry, value)
        self.order_fields(self.field_order)

    def clean_value(self) -> Value | None:
        """The value as the dictionary reads it."""
        raw = self.cleaned_data["value"]
        if self.entry.type == "choices":
            # Nothing ticked is not known; "none of these" is the empty set.
            raw = None if not raw else [one for one in raw if one != _NONE]
        try:
            return read_value(self.entry, raw)
        except FactError:
            raise forms.ValidationError(remedy(self.entry)) from None


def _field(entry: Fact, value: Value | None) -> forms.Field:
    told: dict[str, Any] = {
        "label": side(entry.question),
        "required": False,
        "help_text": side(entry.explanation),
        "initial": plain(value),
    }
    match entry.type:
        case "boolean":
            told["initial"] = "" if value is None else str(value).lower()
            return forms.ChoiceField(choices=[("", _("Not known")), ("true", _("Yes")), ("false", _("No"))], **told)
        case "choice":
            return forms.ChoiceField(choices=[("", _("Not known")), *_labels(entry)], **told)
        case "choices":
            told["initial"] = [_NONE] if value == frozenset() else plain(value)
            choices = [(_NONE, _("None of these")), *_labels(entry)]
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
        case "integer" | "decimal":
            step = "1" if entry.type == "integer" else "any"
            attrs = {"min": entry.minimum, "step": step, "inputmode": "decimal"}
            if entry.unit:
                told["label"] = f"{told['label']} ({side(entry.unit)})"
            return forms.CharField(widget=forms.NumberInput(attrs=attrs), **told)
        case _:
            if isinstance(value, frozenset):
                told["initial"] = ", ".join(sorted(value)) or _NONE
            return forms.CharField(max_length=300, **told)


def _labels(entry: Fact) -> list[tuple[str, str]]:
    return [(choice.value, side(choice.label)) for choice in entry.values]

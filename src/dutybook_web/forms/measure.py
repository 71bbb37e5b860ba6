"""What is in place at premises, as it is typed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import RecordSystem


def date_field(label: Any, **more: Any) -> forms.DateField:
    """A day, by the browser's own picker."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class MeasureForm(forms.Form):
    """What is in place of a measure: a number where it is counted, yes or no where it is not.

    Args:
        counted: which of the two.
    """

    in_place = forms.DecimalField(label=_("In place"), required=False, min_value=0, max_digits=12, decimal_places=2)
    fulfilled = forms.NullBooleanField(
        label=_("Fulfilled"),
        required=False,
        widget=forms.Select(choices=[("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No"))]),
    )
    justification = forms.CharField(
        label=_("Justification"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why less is in place, or what stands in for it. Name posts and things, not people."),
    )
    due = date_field(_("To be closed by"), required=False)

    def __init__(self, *args: Any, counted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["fulfilled" if counted else "in_place"]


class RecordSystemForm(forms.ModelForm):
    """A system that keeps records: how long it must keep them, and how long it is set to."""

    class Meta:
        model = RecordSystem
        fields = ("kind", "name", "required_days", "configured_days", "checked_on")
        labels = {
            "kind": _("Kind of records"),
            "name": _("Name of the system"),
            "required_days": _("Days required"),
            "configured_days": _("Days configured"),
            "checked_on": _("Checked on"),
        }
        help_texts = {
            "required_days": _("Images of a key target: 90 days. Network logs: six months, that is 184 days."),
            "configured_days": _("As it stands in the settings of the system. Leave it empty if nobody has looked."),
        }
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

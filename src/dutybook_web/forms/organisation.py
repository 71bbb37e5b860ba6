"""What is entered of a node of the tree."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook_web.forms.account import NodeField
from dutybook_web.models import Organisation


class OrganisationForm(forms.ModelForm):
    """What a node is called, what it is and where it is."""

    time_zone = forms.ChoiceField(label=_("Time zone"), initial="Asia/Shanghai")

    class Meta:
        model = Organisation
        fields = ("name", "kind", "jurisdiction", "time_zone")
        labels = {"name": _("Name"), "kind": _("Kind"), "jurisdiction": _("Area code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = [(zone, zone) for zone in sorted(available_timezones())]
        self.fields["time_zone"].choices = zones  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Where a node is to stand.

    Args:
        organisations: under which it may be put.
    """

    parent = NodeField(label=_("Under"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organisations  # type: ignore[attr-defined]

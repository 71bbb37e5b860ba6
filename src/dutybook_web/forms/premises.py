"""What is entered about premises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dutybook.conditions.facts import dictionary
from dutybook_web.models import Organisation, Premises


class PremisesForm(forms.ModelForm):
    """A place: what it is called, where it is, what it is, and who runs it.

    Args:
        organisations: among which it may be put.
    """

    organisation = forms.ModelChoiceField(Organisation._base_manager.none(), label=_("Run by"), to_field_name="key")
    kind = forms.ChoiceField(label=_("Kind of premises"), required=False)

    class Meta:
        model = Premises
        fields = ("name", "organisation", "kind", "jurisdiction", "address")
        labels = {"name": _("Name"), "jurisdiction": _("Area code"), "address": _("Address")}

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, kind = self.fields["organisation"], self.fields["kind"]
        assert isinstance(organisation, forms.ModelChoiceField)  # noqa: S101 — for the type alone, as below
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101
        organisation.queryset = organisations
        chinese = get_language() == "zh-hans"
        kinds = [(one.value, one.label.zh if chinese else one.label.en) for one in dictionary()["kind"].values]
        kind.choices = [("", "—"), *kinds]

"""A step of a designation and a decision on a tier, as they are typed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook.conditions.facts import dictionary
from dutybook_web.forms.measure import date_field
from dutybook_web.models import Classification, Designation, Evidence
from dutybook_web.queries.tier import tier_choices
from dutybook_web.words import side


class DesignationForm(forms.Form):
    """The next step.

    Args:
        steps: that may follow. documents: the evidence that may be linked.
    """

    step = forms.ChoiceField(label=_("Step"))
    on = date_field(_("On"))
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    body = forms.CharField(
        label=_("Body"), required=False, max_length=200, help_text=_("The authority or office that took the step.")
    )
    document = forms.ModelChoiceField(
        Evidence._base_manager.none(),
        label=_("Document"),
        required=False,
        to_field_name="key",
        help_text=_("Evidence of these premises that shows the step. Add it under Evidence first."),
    )

    def __init__(self, *args: Any, steps: tuple[str, ...], documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        words = dict(Designation._meta.get_field("step").flatchoices)
        fields["step"].choices = [(step, words[step]) for step in steps]
        grades = dictionary()["key_target_grade"].values
        fields["grade"].choices = [("", "—"), *((one.value, side(one.label)) for one in grades)]
        fields["document"].queryset = documents


class OverrideForm(forms.Form):
    """A tier that was decided on paper, or the exemption from one."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    tier = forms.ChoiceField(label=_("Tier"), required=False)
    basis = forms.ChoiceField(
        label=_("Basis"),
        choices=[
            choice
            for choice in Classification._meta.get_field("basis").flatchoices
            if choice[0] in ("designation", "exemption")
        ],
    )
    start = date_field(_("From"))
    note = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The document that says so."),
    )

    def __init__(self, *args: Any, schemes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["scheme"].choices = schemes
        offered = {name for name, _label in schemes}
        tiers = [(name, label) for name, label in tier_choices() if name.split("/")[0] in offered]
        fields["tier"].choices = [("", _("In no tier")), *tiers]

    def clean(self) -> dict[str, Any]:
        """The tier is one of the scheme, and comes without its name."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        scheme, _slash, tier = cleaned.get("tier", "").partition("/")
        if tier and scheme != cleaned.get("scheme"):
            self.add_error("tier", _("This tier belongs to another scheme."))
        cleaned["tier"] = tier
        return cleaned

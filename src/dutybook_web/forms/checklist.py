"""What is entered about checklists: from which tier, what for, and the items of a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook.conditions.facts import dictionary
from dutybook_web.actions.checklist import About
from dutybook_web.models import AnswerKind, Checked, Organisation
from dutybook_web.queries.checklist import tiers
from dutybook_web.words import side

MORE_ITEMS = 3
"""Empty rows below the items of a draft."""


class DraftForm(forms.Form):
    """Whose it is, and the tier whose measures it is drafted from; none: it begins empty.

    Args:
        organisations: among which may be chosen.
    """

    organisation = forms.ModelChoiceField(
        Organisation._base_manager.none(), label=_("For which organisation, and all below it"), to_field_name="key"
    )
    tier = forms.ChoiceField(
        label=_("Drafted from the measures of"),
        required=False,
        help_text=_("A draft is a start: read every item before it is published."),
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes, tier = self.fields["organisation"], self.fields["tier"]
        assert isinstance(nodes, forms.ModelChoiceField)  # noqa: S101 — for the type alone, as below
        assert isinstance(tier, forms.ChoiceField)  # noqa: S101
        nodes.queryset = organisations
        tier.choices = [("", _("nothing: begin empty")), *tiers()]


class AboutForm(forms.Form):
    """Its title, in one language at least, and for which places it is meant."""

    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    premises_kind = forms.ChoiceField(label=_("For which kind of premises"), required=False)
    tier = forms.ChoiceField(label=_("For which tier"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, tier = self.fields["premises_kind"], self.fields["tier"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 — for the type alone, as below
        assert isinstance(tier, forms.ChoiceField)  # noqa: S101
        kind.choices = [("", _("all")), *((one.value, side(one.label)) for one in dictionary()["kind"].values)]
        tier.choices = [("", _("all")), *tiers()]

    def clean(self) -> dict[str, Any]:
        """One title is enough."""
        clean = super().clean() or self.cleaned_data
        if not (clean.get("title_zh") or clean.get("title_en")):
            raise forms.ValidationError(_("Give a title in one language at least."))
        return clean

    def about(self) -> About:
        """What was said."""
        return About(**self.cleaned_data)


class ItemForm(forms.Form):
    """One thing to look at: a thing or a place, never a person."""

    text_zh = forms.CharField(label=_("In Chinese"), max_length=200, required=False)
    text_en = forms.CharField(label=_("In English"), max_length=300, required=False)
    checks = forms.ChoiceField(label=_("What it looks at"), choices=Checked.choices)
    answer = forms.ChoiceField(label=_("Answered by"), choices=AnswerKind.choices)
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    measure = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput())
    duty = forms.CharField(label=_("Duty of the catalogue"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """Words in one language are enough."""
        clean = super().clean() or self.cleaned_data
        if not (clean.get("text_zh") or clean.get("text_en")):
            raise forms.ValidationError(_("Say in one language at least what to look at."))
        return clean


class _Items(forms.BaseFormSet):
    def items(self) -> list[dict[str, Any]]:
        """The items in their order, without those that were taken out or left empty."""
        kept = [one.cleaned_data for one in self.ordered_forms if one not in self.deleted_forms]
        names = ItemForm.base_fields
        return [{name: one[name] for name in names} for one in kept if one]


ItemSet: Any = forms.formset_factory(
    ItemForm, formset=_Items, extra=MORE_ITEMS, can_delete=True, can_order=True, max_num=200, absolute_max=200
)
"""The items of a draft with a few empty rows below."""

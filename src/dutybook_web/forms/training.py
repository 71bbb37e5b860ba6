"""What is entered about training: plans, their items, sessions. Numbers of participants, never who they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import Evidence, Organisation, TrainingItem, TrainingPlan, TrainingSession
from dutybook_web.queries.campaign import CAMPAIGNS

DAY = {"type": "date"}


def _campaigns() -> list[tuple[str, Any]]:
    return [("", "—"), *((one.name, one.title) for one in CAMPAIGNS)]


class PlanForm(forms.ModelForm):
    """The plan of a year.

    Args:
        organisations: among which it may be.
    """

    organisation = forms.ModelChoiceField(
        Organisation._base_manager.none(), label=_("Organisation"), to_field_name="key"
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    class Meta:
        model = TrainingPlan
        fields = ("organisation", "year", "goal")
        labels = {"goal": _("Goal")}

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, organisation=organisations)


class ItemForm(forms.ModelForm):
    """What the plan wants to be held."""

    campaign = forms.ChoiceField(label=_("For the day"), choices=_campaigns, required=False)
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_digits=5, decimal_places=1)

    class Meta:
        model = TrainingItem
        fields = ("topic", "audience", "due", "hours", "campaign", "basis")
        labels = {"topic": _("Topic"), "audience": _("Audience"), "due": _("Due"), "basis": _("Basis")}
        widgets = {"due": forms.DateInput(attrs=DAY)}


class SessionForm(forms.ModelForm):
    """A session that was held.

    Args:
        organisations, items, evidence: among which may be chosen.
    """

    organisation = forms.ModelChoiceField(
        Organisation._base_manager.none(), label=_("Organisation"), to_field_name="key"
    )
    item = forms.ModelChoiceField(
        TrainingItem._base_manager.none(), label=_("In the plan"), to_field_name="key", required=False
    )
    campaign = forms.ChoiceField(label=_("For the day"), choices=_campaigns, required=False)
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_digits=5, decimal_places=1)
    count = forms.IntegerField(
        label=_("How many took part"), min_value=0, help_text=_("The number alone: no lists of names.")
    )
    material = forms.ModelMultipleChoiceField(
        Evidence._base_manager.none(),
        label=_("Training material"),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = TrainingSession
        fields = ("organisation", "item", "held_on", "topic", "audience", "hours", "count", "campaign")
        labels = {"held_on": _("Held on"), "topic": _("Topic"), "audience": _("Audience")}
        widgets = {"held_on": forms.DateInput(attrs=DAY)}

    def __init__(self, *args: Any, organisations: Any, items: Any, evidence: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, organisation=organisations, item=items, material=evidence)


class WithdrawForm(forms.Form):
    """Why a session counts no more."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class RemoveForm(forms.Form):
    """Nothing to fill in: only that it is meant."""


class YearForm(forms.Form):
    """The year of a list."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)

    def year_or(self, otherwise: int) -> int:
        """The year that was asked for."""
        self.is_valid()
        return int(self.cleaned_data.get("year") or otherwise)


def _choose(form: Any, **choices: Any) -> None:
    for name, rows in choices.items():
        form.fields[name].queryset = rows

"""What is asked of the register of duties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook.catalogue.load import Catalogue
from dutybook.conditions.facts import dictionary
from dutybook.decisions.profile import read_facts
from dutybook.errors import ProfileError
from dutybook_web.models import Organisation
from dutybook_web.queries.duty_words import EXPOSURES, MODALITIES, WORKFLOWS, role_words
from dutybook_web.queries.register import Wanted
from dutybook_web.words import side

ALL = [("", _("All"))]
VERDICTS = [
    ("some", _("Binds or may bind")),
    ("binds", _("Binds")),
    ("may_bind", _("May bind")),
    ("does_not_bind", _("Does not bind")),
    ("all", _("All")),
]
WHAT_IFS = 3
"""Facts that are changed together at most."""


class RegisterFilter(forms.Form):
    """What the register is narrowed to.

    Args:
        catalogue: whose acts and roles are offered. organisations: the nodes that are offered; none at a place.
    """

    organisation = forms.ModelChoiceField(
        Organisation._base_manager.none(), label=_("Organisation"), to_field_name="key", required=False
    )
    verdict = forms.ChoiceField(label=pgettext_lazy("duty", "Decision"), required=False, choices=VERDICTS)
    act = forms.ChoiceField(label=_("Act"), required=False)
    workflow = forms.ChoiceField(label=_("Kind of duty"), required=False, choices=[*ALL, *WORKFLOWS.items()])
    modality = forms.ChoiceField(label=_("Must or may"), required=False, choices=[*ALL, *MODALITIES.items()])
    role = forms.ChoiceField(label=_("Who is bound"), required=False)
    exposure = forms.ChoiceField(label=_("Exposure"), required=False, choices=[*ALL, *EXPOSURES.items()])

    def __init__(
        self, data: Mapping[str, Any], catalogue: Catalogue | None, organisations: QuerySet[Organisation] | None = None
    ) -> None:
        super().__init__(data)
        acts = [(act.id, side(act.title)) for act in catalogue.acts] if catalogue else []
        roles = {entry.duty.role for entry in catalogue.entries} if catalogue else set()
        _offer(self.fields["act"], acts)
        _offer(self.fields["role"], sorted(((role, role_words(role)) for role in roles), key=lambda pair: pair[1]))
        if organisations is None:
            del self.fields["organisation"]
        else:
            node = self.fields["organisation"]
            assert isinstance(node, forms.ModelChoiceField)  # noqa: S101 — for the type alone
            node.queryset, node.empty_label = organisations, str(_("All"))

    def wanted(self) -> Wanted:
        """What was asked; a field that was filled in wrongly narrows nothing, and says so beside it."""
        self.is_valid()
        told = {name: value for name, value in self.cleaned_data.items() if value and name != "organisation"}
        return Wanted(**{**told, "verdict": {"all": ""}.get(told.get("verdict", "some"), told.get("verdict", "some"))})

    def node(self) -> Organisation | None:
        """The organisation that was asked for, if any."""
        self.is_valid()
        found: Organisation | None = self.cleaned_data.get("organisation")
        return found


class SinceForm(forms.Form):
    """A day that has passed: a month ago, unless told."""

    since = forms.DateField(label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def day(self, today: date) -> date:
        """The day asked for."""
        return _day(self, "since", today - timedelta(days=30))


class ComingForm(forms.Form):
    """A coming day: in a year, unless told."""

    on = forms.DateField(label=_("On"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def day(self, today: date) -> date:
        """The day asked for."""
        return _day(self, "on", today + timedelta(days=365))


class WhatIfForm(forms.Form):
    """Facts as they would be, up to three of them; an empty value takes the fact away."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data or None)
        facts = [("", "—"), *((fact.name, side(fact.label)) for fact in dictionary().values())]
        for number in range(1, WHAT_IFS + 1):
            self.fields[f"fact{number}"] = forms.ChoiceField(label=_("If this fact"), choices=facts, required=False)
            self.fields[f"value{number}"] = forms.CharField(label=_("were"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """The change, each value as its fact takes it."""
        cleaned = super().clean() or self.cleaned_data
        change: dict[str, Any] = {}
        for number in range(1, WHAT_IFS + 1):
            fact, value = cleaned.get(f"fact{number}"), cleaned.get(f"value{number}", "")
            if fact:
                change[fact] = value
                try:
                    read_facts({fact: value})
                except ProfileError as error:
                    self.add_error(f"value{number}", f"{error.cause}: {error.remedy}")
        return {**cleaned, "change": change}


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 — for the type alone
    field.choices = [*ALL, *choices]


def _day(form: forms.Form, name: str, otherwise: date) -> date:
    found: date | None = form.cleaned_data.get(name) if form.is_valid() else None
    return found or otherwise

"""What lists and statistics of hazards are narrowed to, and the time limits that an organisation sets."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dutybook_web.forms.fields import DayField
from dutybook_web.models import HazardGrade, HazardKind, HazardState, Organisation
from dutybook_web.models.hazard import LimitName
from dutybook_web.queries.hazard import Wanted
from dutybook_web.queries.hazard_statistics import Period

ALL = ("", _("All"))
FIRST_YEAR = 2000


def _parts() -> list[tuple[str, str]]:
    quarters = [(f"q{number}", gettext("Quarter %d") % number) for number in range(1, 5)]
    months = [(f"m{number:02}", gettext("Month %d") % number) for number in range(1, 13)]
    return [("", gettext("Whole year")), *quarters, *months]


def _grades() -> list[tuple[Any, Any]]:
    return [("", gettext("All")), *HazardGrade.choices, ("none", gettext("Not graded yet"))]


def _ages() -> list[tuple[str | int, str]]:
    return [("", gettext("All")), *((days, gettext("%d days ago or more") % days) for days in (7, 30, 90, 365))]


class HazardFilter(forms.Form):
    """Which hazards to list."""

    grade = forms.ChoiceField(label=_("Grade"), choices=_grades, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ALL,
            ("open", pgettext_lazy("hazard", "Not ended")),
            ("real", _("All but what was no hazard")),
            *HazardState.choices,
        ],
        required=False,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[ALL, *HazardKind.choices], required=False)
    age = forms.TypedChoiceField(
        label=_("Found"),
        choices=_ages,
        coerce=int,
        required=False,
    )
    start = DayField(_("Found from"), required=False)
    end = DayField(_("Found until"), required=False)
    closed_start = DayField(_("Closed from"), required=False)
    closed_end = DayField(_("Closed until"), required=False)
    organisation = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)
    premises = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)
    overdue = forms.BooleanField(label=_("Overdue"), required=False)
    supervised = forms.BooleanField(label=_("Supervised by the authority"), required=False)

    def wanted(self) -> Wanted:
        """What was asked; a field that was filled in wrongly narrows nothing, and says so beside it."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


class PeriodForm(forms.Form):
    """The period of the statistics; this year unless told otherwise."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=2100, required=False)
    part = forms.ChoiceField(label=_("Part"), choices=_parts, required=False)
    organisation = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)

    def period(self, today: date) -> Period:
        """What was asked, as far as it was filled in well."""
        self.is_valid()
        return Period(self.cleaned_data.get("year") or today.year, self.cleaned_data.get("part") or "")

    def organisation_key(self) -> str:
        """The key of the organisation, empty for all."""
        self.is_valid()
        return str(self.cleaned_data.get("organisation") or "")


class LimitForm(forms.Form):
    """A time limit of an organisation, with its source."""

    organisation = forms.ModelChoiceField(
        Organisation._base_manager.none(), label=_("Organisation"), to_field_name="key"
    )
    step = forms.ChoiceField(label=_("Step"), choices=LimitName.choices)
    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=365)
    source = forms.CharField(label=_("Source (provision or own rule)"), max_length=200)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        assert isinstance(organisation, forms.ModelChoiceField)  # noqa: S101 — for the type alone
        organisation.queryset = organisations

"""What is entered about an event that happened at premises."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook.catalogue.events import events
from dutybook_web.models import Occasion, Premises
from dutybook_web.words import side


class OccasionForm(forms.Form):
    """An event of the catalogue, the day on which it happened, and its hour where hours count.

    Args:
        premises: among which may be chosen.
    """

    premises = forms.ModelChoiceField(Premises._base_manager.none(), label=_("Premises"), to_field_name="key")
    name = forms.ChoiceField(label=_("What happened"))
    day = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.TimeField(
        label=_("At what time"),
        help_text=_("Needed where the law counts hours or minutes."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("About the thing or the place; no names of people."),
        required=False,
        max_length=300,
    )

    def __init__(self, data: Any, *, premises: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        places, name = self.fields["premises"], self.fields["name"]
        assert isinstance(places, forms.ModelChoiceField)  # noqa: S101 — for the type alone, as below
        assert isinstance(name, forms.ChoiceField)  # noqa: S101
        places.queryset = premises
        name.choices = [("", "—"), *((event.name, side(event)) for event in events().values())]

    def clean_day(self) -> date:
        """A year in which dates can be counted."""
        day: date = self.cleaned_data["day"]
        if not 2000 <= day.year < 2100:
            raise forms.ValidationError(_("Give a day from 2000 to 2099."))
        return day

    def occasion(self) -> Occasion:
        """The event, not saved; its day and hour are those of the place."""
        clean = self.cleaned_data
        hour: time | None = clean["hour"]
        zone = ZoneInfo(clean["premises"].organisation.time_zone)
        at = datetime.combine(clean["day"], hour or time(), zone)
        return Occasion(
            premises=clean["premises"], name=clean["name"], at=at, has_time=hour is not None, note=clean["note"]
        )

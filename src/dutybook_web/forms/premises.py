"""What is entered about premises, and what their list is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook.conditions.facts import AREA_CODE, dictionary
from dutybook_web.forms.choosing import Chooser
from dutybook_web.forms.fields import among
from dutybook_web.forms.measure import date_field
from dutybook_web.models import Organisation, OrganisationKind, Premises
from dutybook_web.queries.tier import tier_choices
from dutybook_web.words import side

MOST_CHOICES = 300
"""Organisations that a filter offers; of more, the uppermost."""


class PremisesForm(forms.ModelForm):
    """A place: what it is called, where it is, what it is, and who runs it.

    Args:
        organisations: among which it may be put.
    """

    organisation = forms.ModelChoiceField(Organisation._base_manager.none(), label=_("Run by"), to_field_name="key")
    authority = forms.ModelChoiceField(
        Organisation._base_manager.none(),
        label=_("Authority"),
        required=False,
        to_field_name="key",
        help_text=_("The authority that supervises these premises. Its readers will see them."),
    )
    kind = forms.ChoiceField(label=_("Kind of premises"), required=False)
    jurisdiction = forms.CharField(
        label=_("Area code"),
        required=False,
        max_length=12,
        help_text=_("GB/T 2260, as fine as you know it: 410105 is Jinshui district in Zhengzhou. Abroad: GB, for one."),
    )
    entered_latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    entered_longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)
    entered_in = forms.ChoiceField(
        label=_("Where the coordinates come from"),
        required=False,
        choices=[
            ("", "—"),
            ("wgs84", _("A satellite receiver or a survey (WGS 84)")),
            ("gcj02", _("A Chinese web map (GCJ-02)")),
        ],
        help_text=_("Chinese web maps shift their coordinates by hundreds of metres. Both are kept."),
    )

    class Meta:
        model = Premises
        fields = (
            *("name", "organisation", "authority", "kind", "jurisdiction", "address"),
            *("entered_latitude", "entered_longitude", "entered_in"),
        )
        labels = {"name": _("Name"), "address": _("Address")}

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        among(self, "organisation", organisations)
        among(self, "authority", authorities())
        fields["kind"].choices = [("", "—"), *kind_choices()]

    def clean_jurisdiction(self) -> str:
        """A code as the facts take it."""
        code = str(self.cleaned_data["jurisdiction"]).upper()
        if code and not AREA_CODE.fullmatch(code):
            raise forms.ValidationError(_("Give a code of 2, 4 or 6 digits, or an ISO 3166 code such as GB."))
        return code

    def clean(self) -> dict[str, Any]:
        """A position has both numbers and says where they come from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        position = ("entered_latitude", "entered_longitude", "entered_in")
        given = [name for name in position if cleaned.get(name) not in (None, "")]
        if given and len(given) < len(position) and not self.errors.keys() & set(position):
            missing = next(name for name in position if name not in given)
            self.add_error(missing, _("A position needs both numbers, and where they come from."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """The place with its position in WGS 84 too; the action saves it."""
        told = self.cleaned_data
        self.instance.put_at(told["entered_latitude"], told["entered_longitude"], told["entered_in"])
        return super().save(commit)


class CloseForm(forms.Form):
    """The day on which premises were closed."""

    on = date_field(_("Closed on"))


class WantedForm(forms.Form):
    """What the list of premises is narrowed to.

    Args:
        organisations: that the reader may see.
    """

    text = forms.CharField(label=_("Search"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind of premises"), required=False, widget=Chooser)
    jurisdiction = forms.CharField(label=_("Area code"), required=False)
    tier = forms.ChoiceField(label=_("Tier"), required=False, widget=Chooser)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False, widget=Chooser)
    authority = forms.ChoiceField(label=_("Authority"), required=False, widget=Chooser)
    closed = forms.ChoiceField(
        label=_("Closed"),
        required=False,
        choices=[("", _("Open ones")), ("closed", _("Closed ones")), ("all", _("Open and closed"))],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("name", _("Name")),
            ("-name", _("Name, backwards")),
            ("tier", _("Tier")),
            ("place", _("Area")),
            ("newest", _("Entered last")),
        ],
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", _("All")), *kind_choices()]
        fields["tier"].choices = [("", _("All")), ("none", _("In no tier")), *tier_choices()]
        shown = organisations.order_by("path").values_list("key", "name")[:MOST_CHOICES]
        fields["organisation"].choices = [("", _("All")), *shown]
        fields["authority"].choices = [("", _("All")), *authorities().values_list("key", "name")[:MOST_CHOICES]]


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of premises with their labels, in the order of the dictionary."""
    return [(one.value, side(one.label)) for one in dictionary()["kind"].values]


def authorities() -> Any:
    """All authorities of this installation: premises may be assigned to one of another tenant."""
    return Organisation._base_manager.filter(kind=OrganisationKind.AUTHORITY).order_by("name")

"""What is entered about bodies, their units and their meetings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dutybook_web.forms.fields import DayField, RowField, among
from dutybook_web.models import Body, Evidence, Meeting, Organisation, UnitFunction


class BodyForm(forms.ModelForm):
    """A body: what it is called, what it rests on, how often it meets."""

    organisation = RowField(_("Organisation"))
    since = DayField(_("Set up on"))
    ended_on = DayField(_("Ended on"), required=False)

    class Meta:
        model = Body
        fields = ("name", "organisation", "act", "provision", "meets_every_months", "since", "ended_on")
        labels = {
            "name": _("Name of the body"),
            "act": _("Rests on (act or document)"),
            "provision": _("Provision"),
            "meets_every_months": _("Meets every … months"),
        }

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "organisation", organisations)


class MemberForm(forms.Form):
    """A unit that joins a body."""

    unit = RowField(_("Unit"))
    function = forms.ChoiceField(label=_("Function"), choices=UnitFunction.choices)
    start = DayField(_("From"))

    def __init__(self, *args: Any, units: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "unit", units)


class MemberEndForm(forms.Form):
    """A unit that leaves a body."""

    member = RowField(_("Unit"), widget=forms.HiddenInput)
    end = DayField(_("Last day"))

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "member", body.memberships.select_related("unit"))


class MeetingForm(forms.ModelForm):
    """A meeting that was held."""

    held_on = DayField(_("Held on"))
    agenda = RowField(_("Agenda or minutes (evidence)"), required=False)

    class Meta:
        model = Meeting
        fields = ("held_on", "subject", "agenda", "decisions")
        labels = {"subject": _("Subject"), "decisions": _("Decisions")}
        help_texts = {"decisions": _("What work was decided on. Names of persons do not belong here.")}
        widgets = {"decisions": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, documents: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "agenda", documents)


class ProvisionForm(forms.Form):
    """Which unit answers for a provision."""

    organisation = RowField(_("Organisation"), widget=forms.HiddenInput)
    act = forms.CharField(max_length=60, widget=forms.HiddenInput)
    provision = forms.CharField(max_length=120, widget=forms.HiddenInput)
    unit = RowField(_("Unit that answers"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "organisation", organisations)
        among(self, "unit", organisations)

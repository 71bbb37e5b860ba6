"""What is entered about inspections: one that is planned, rounds by the clock, and what a list is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook_web.models import Checklist, InspectionState, Premises, Round, Task
from dutybook_web.queries.checklist import serves
from dutybook_web.queries.inspection import Wanted
from dutybook_web.templatetags.dutybook import in_language

SHORTEST, LONGEST = 15, 24 * 60
"""Minutes between rounds."""


class _PlaceForm(forms.Form):
    """Premises, and a checklist that serves them.

    Args:
        places, checklists: among which may be chosen.
    """

    premises = forms.ModelChoiceField(Premises._base_manager.none(), label=_("Premises"), to_field_name="key")
    checklist = forms.ModelChoiceField(Checklist._base_manager.none(), label=_("Checklist"), to_field_name="key")

    def __init__(self, *args: Any, places: Any, checklists: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("premises", places), ("checklist", checklists)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 — for the type alone
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """The checklist must be of the premises' organisation or of one above."""
        clean = super().clean() or self.cleaned_data
        premises, checklist = clean.get("premises"), clean.get("checklist")
        if premises and checklist and not serves(checklist, premises):
            self.add_error("checklist", _("This checklist is of another organisation."))
        return clean


class _TaskField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        """The words of the duty, and when it is due."""
        return f"{in_language(obj.version, 'summary')} · {obj.due:%Y-%m-%d} · {obj.premises.name}"


def _moment(label: Any) -> Any:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


class PlanForm(_PlaceForm):
    """One inspection.

    Args:
        tasks: that it may be planned for.
    """

    planned_from = _moment(_("From"))
    due_at = _moment(pgettext_lazy("inspection", "Until"))
    task = _TaskField(
        Task._base_manager.none(),
        label=_("Shows this task done"),
        to_field_name="key",
        required=False,
        help_text=_("What was found becomes evidence at the task."),
    )

    def __init__(self, *args: Any, tasks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["task"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 — for the type alone
        field.queryset = tasks

    def clean(self) -> dict[str, Any]:
        """The task must be of the premises."""
        clean = super().clean()
        premises, task = clean.get("premises"), clean.get("task")
        if premises and task and task.premises_id != premises.pk:
            self.add_error("task", _("This task is of other premises."))
        return clean


class RoundForm(_PlaceForm):
    """Rounds by the clock."""

    day_minutes = forms.IntegerField(
        label=_("By day every (minutes)"), min_value=SHORTEST, max_value=LONGEST, required=False
    )
    night_minutes = forms.IntegerField(
        label=_("By night every (minutes)"), min_value=SHORTEST, max_value=LONGEST, required=False
    )
    day_from = forms.TimeField(label=_("The day begins at"), widget=forms.TimeInput(attrs={"type": "time"}))
    night_from = forms.TimeField(label=_("The night begins at"), widget=forms.TimeInput(attrs={"type": "time"}))

    def clean(self) -> dict[str, Any]:
        """Day comes before night."""
        clean = super().clean()
        day, night = clean.get("day_from"), clean.get("night_from")
        if day and night and day >= night:
            self.add_error("night_from", _("The night must begin after the day."))
        return clean

    def round(self) -> Round:
        """The rounds, not saved."""
        clean = dict(self.cleaned_data)
        return Round(lineage=clean.pop("checklist").lineage, **clean)


class PhotoForm(forms.Form):
    """A picture, and the number that the phone gave it."""

    client = forms.UUIDField()
    photo = forms.FileField(label=_("Photograph"))


class InspectionFilter(forms.Form):
    """What a list is narrowed to."""

    text = forms.CharField(label=_("Premises"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all")), ("missed", pgettext_lazy("inspection", "Missed")), *InspectionState.choices],
    )
    faults = forms.BooleanField(label=_("Not in order only"), required=False)

    def wanted(self) -> Wanted:
        """What is wanted; a value that is not one of the choices narrows nothing."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})

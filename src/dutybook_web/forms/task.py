"""What is entered about tasks: what a list is narrowed to, completion, review, another assignee."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook_web.models import Account, Evidence, Organisation, Premises, TaskState
from dutybook_web.models.evidence_record import KINDS
from dutybook_web.queries.task import ALL, Wanted

_EVERY = pgettext_lazy("filter", "All")
_DAY = forms.DateInput(attrs={"type": "date"})


class TaskFilter(forms.Form):
    """What the list is narrowed to; what is not good narrows nothing.

    Args:
        organisations, premises, accounts: those that may be chosen. acts: identifiers with their titles.
    """

    overdue = forms.BooleanField(label=_("Overdue only"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("To be done")), *TaskState.choices, (ALL, pgettext_lazy("filter", "All"))],
    )
    organisation = forms.ModelChoiceField(
        Organisation._base_manager.none(),
        label=_("Organisation"),
        to_field_name="key",
        required=False,
        empty_label=_EVERY,
    )
    premises = forms.ModelChoiceField(
        Premises._base_manager.none(),
        label=_("Premises"),
        to_field_name="key",
        required=False,
        widget=forms.HiddenInput,
    )
    act = forms.ChoiceField(label=_("Act"), required=False)
    assignee = forms.ModelChoiceField(
        Account.objects.none(), label=_("Assignee"), to_field_name="key", required=False, empty_label=_EVERY
    )
    start = forms.DateField(label=_("Due from"), required=False, widget=_DAY)
    end = forms.DateField(label=_("Due until"), required=False, widget=_DAY)

    def __init__(
        self, data: Any, *, organisations: Any, premises: Any, accounts: Any, acts: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        _choose(self, organisation=organisations, premises=premises, assignee=accounts)
        act = self.fields["act"]
        assert isinstance(act, forms.ChoiceField)  # noqa: S101 — for the type alone
        act.choices = [("", pgettext_lazy("filter", "All")), *acts]

    def wanted(self, today: date) -> Wanted:
        """What is good of it."""
        self.is_valid()
        return Wanted(today, **{name: value for name, value in self.cleaned_data.items() if value})


class CompleteForm(forms.Form):
    """What a task is completed with.

    Args:
        pieces: evidence that may be chosen.
    """

    evidence = forms.ModelMultipleChoiceField(
        Evidence._base_manager.none(),
        label=_("Evidence"),
        help_text=_("What fits of these premises and is not attached yet. What is missing is added under Evidence."),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any, *, pieces: QuerySet[Evidence]) -> None:
        super().__init__(data)
        _choose(self, evidence=pieces)
        chosen: Any = self.fields["evidence"]
        chosen.label_from_instance = lambda piece: (
            f"{piece.title} · {KINDS.get(piece.kind, piece.kind)} · {piece.received_at:%Y-%m-%d}"
        )

    def keys(self) -> list[str]:
        """Of the evidence that was chosen."""
        return [piece.key for piece in self.cleaned_data["evidence"]]


class ReviewForm(forms.Form):
    """What a review says."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("accept", _("Accept")), ("send_back", _("Send back"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed when it is sent back: what is to be done differently."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AssignForm(forms.Form):
    """Who is to do it.

    Args:
        accounts: among whom may be chosen.
    """

    account = forms.ModelChoiceField(Account.objects.none(), label=_("Assignee"), to_field_name="key")

    def __init__(self, data: Any, *, accounts: QuerySet[Account]) -> None:
        super().__init__(data)
        _choose(self, account=accounts)


def _choose(form: forms.Form, **among: Any) -> None:
    for name, rows in among.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 — for the type alone
        field.queryset = rows

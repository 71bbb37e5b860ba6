"""What is entered about hazards: a report in two fields, and a form for each step of `actions.hazard.ACTS`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook_web.models import Account, Evidence, HazardGrade, HazardKind, HazardSource, Premises
from dutybook_web.models.hazard import EvidenceRole

Words: TypeAlias = Any
"""A text that is translated when it is shown; the types of Django have no public name for it."""

YES_OR_NO: Final = {"yes": True, "no": False}


def _text(label: Words, *, required: bool = True, length: int = 1000, help_text: Words = "") -> Any:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=length, widget=widget, help_text=help_text)


class ReportForm(forms.Form):
    """What is wrong, and where.

    Args:
        places: among which the premises are chosen; `fixed` when they are settled, so that two fields are left.
        notices: whether the notice of an authority can be named.
    """

    premises = forms.ModelChoiceField(Premises._base_manager.none(), label=_("Premises"), to_field_name="key")
    what = _text(_("What is wrong?"), help_text=_("Things and places only: do not name or describe anybody."))
    place = forms.CharField(label=_("Where exactly?"), max_length=200)
    source = forms.ChoiceField(label=_("How it became known"), choices=HazardSource.choices, required=False)
    source_reference = forms.CharField(label=_("Number of the notice"), max_length=200, required=False)

    def __init__(self, *args: Any, places: Any, notices: bool, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        premises = self.fields["premises"]
        assert isinstance(premises, forms.ModelChoiceField)  # noqa: S101 — for the type alone
        premises.queryset = places
        if fixed:
            premises.widget = forms.HiddenInput()
        if not notices:
            del self.fields["source"], self.fields["source_reference"]

    def clean_source(self) -> str:
        """A report, unless it is said to be something else."""
        return str(self.cleaned_data["source"] or HazardSource.REPORT)


class StepForm(forms.Form):
    """A step.

    Args:
        evidence: pieces that may be named. accounts: among which the responsible one is chosen.
    """

    def __init__(self, *args: Any, evidence: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("evidence", evidence), ("responsible", accounts)):
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


def _evidence(label: Words, *, required: bool = False) -> Any:
    rows, widget = Evidence._base_manager.none(), forms.CheckboxSelectMultiple
    return forms.ModelMultipleChoiceField(rows, label=label, to_field_name="key", required=required, widget=widget)


class GradeForm(StepForm):
    """How grave, and of what kind."""

    grade = forms.ChoiceField(label=_("Grade"), choices=HazardGrade.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=HazardKind.choices)
    note = _text(_("Reason"), required=False)


class ReasonForm(StepForm):
    """A reason and nothing else."""

    note = _text(_("Reason"))


class MajorForm(StepForm):
    """To whom a major hazard was reported."""

    reported_to = forms.CharField(label=_("Reported to (body)"), max_length=200)
    note = _text(_("Note"), required=False)


class PlanForm(StepForm):
    """The plan for a major hazard."""

    plan = _text(
        _("Plan"),
        length=10_000,
        help_text=_("Aims, method, money, responsible body, time, and what keeps it safe meanwhile."),
    )
    evidence = _evidence(_("The plan as a document"))


class DecisionForm(StepForm):
    """Yes, or no with a reason."""

    approved = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Approve")), ("no", _("Send back"))],
        coerce=YES_OR_NO.get,
        widget=forms.RadioSelect,
    )
    note = _text(_("Reason"), required=False)


class FixesForm(StepForm):
    """The five fixes."""

    post = forms.CharField(label=_("Responsible post or unit"), max_length=120)
    responsible = forms.ModelChoiceField(
        Account.objects.none(), label=_("Account that does it"), to_field_name="key", required=False
    )
    measure = _text(_("Measure"))
    money = forms.DecimalField(label=_("Money"), max_digits=14, decimal_places=2, min_value=0)
    deadline = forms.DateField(label=_("Deadline"), widget=forms.DateInput(attrs={"type": "date"}))
    interim = _text(_("Precaution until then"))
    note = _text(_("Reason for a change"), required=False)


class FixedForm(StepForm):
    """That it is fixed."""

    note = _text(_("What was done"))
    evidence = _evidence(_("Evidence of the state after"))


class CheckForm(StepForm):
    """The outcome of a re-check."""

    passed = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("Fixed: close it")), ("no", _("Not fixed: open it again"))],
        coerce=YES_OR_NO.get,
        widget=forms.RadioSelect,
    )
    note = _text(_("What was seen"))
    evidence = _evidence(_("Evidence"))


class EvidenceForm(StepForm):
    """Evidence in a role."""

    role = forms.ChoiceField(label=_("What it shows"), choices=EvidenceRole.choices)
    evidence = _evidence(_("Evidence"), required=True)


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is shown: its form, the words of its button, and what the timeline says of it."""

    form: type[StepForm]
    button: Words
    done: Words


STEPS: Final[Mapping[str, Step]] = {
    "grade": Step(GradeForm, pgettext_lazy("hazard step", "Grade"), pgettext_lazy("hazard", "Graded")),
    "dismiss": Step(ReasonForm, _("No hazard"), _("Found to be no hazard")),
    "major": Step(MajorForm, _("Report upwards"), pgettext_lazy("hazard", "Reported upwards")),
    "plan": Step(PlanForm, _("Hand in the plan"), pgettext_lazy("hazard", "Plan handed in")),
    "approve": Step(DecisionForm, _("Decide on the plan"), _("Plan decided on")),
    "fixes": Step(FixesForm, _("Settle the five fixes"), _("Five fixes settled")),
    "fixed": Step(FixedForm, _("Ask for the re-check"), _("Fixed, re-check asked for")),
    "recheck": Step(CheckForm, _("Re-check"), _("Re-checked")),
    "release": Step(CheckForm, _("Check for the authority"), _("Checked by the authority")),
    "supervise": Step(ReasonForm, _("Supervise"), _("Put under supervision")),
    "reopen": Step(ReasonForm, _("Open again"), pgettext_lazy("hazard", "Reopened")),
    "evidence": Step(EvidenceForm, _("Add evidence"), _("Evidence added")),
}
"""By the names of `actions.hazard.ACTS`."""

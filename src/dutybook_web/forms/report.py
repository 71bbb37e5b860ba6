"""What is entered about reports: what to make, how it was sent, when it was received; templates."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook_web.access import Actor, visible
from dutybook_web.forms.fields import DayField, RowField, among
from dutybook_web.half_year import HalfYear, latest
from dutybook_web.models import Body, Channel, Evidence, Organisation, Premises, ReportKind, Task
from dutybook_web.queries.report import KINDS, asked_for, due, premises_to_report_on
from dutybook_web.queries.report import Wanted as ReportWanted
from dutybook_web.queries.report_parts import Asked

OFFERED: Final = 200
"""Places that a list offers; more are found by their name."""


def halves(organisation: Organisation) -> list[tuple[str, str]]:
    """The half-years that may be chosen, the newest first."""
    return [(half.name, half.words) for half in latest(organisation.today)]


class ReportFilter(forms.Form):
    """What the list of reports is narrowed to."""

    kind = forms.ChoiceField(label=_("Kind of report"), required=False, choices=[("", _("All")), *ReportKind.choices])
    half = forms.ChoiceField(label=_("Half-year"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("made", _("Not sent yet")), ("sent", _("Sent")), ("received", _("Receipt recorded"))],
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "half", [("", str(_("All"))), *halves(organisation)])

    def wanted(self, **more: str) -> ReportWanted:
        """What was asked; a field that was filled in wrongly narrows nothing."""
        self.is_valid()
        return ReportWanted(**self.cleaned_data, **more)


class StandingFilter(forms.Form):
    """Of which kind and half-year to tell who has reported."""

    kind = forms.ChoiceField(label=_("Kind of report"))
    half = forms.ChoiceField(label=_("Half-year"))
    organisation = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [(kind.value, kind.label) for kind in ReportKind if KINDS[kind].half_yearly])
        _offer(self, "half", halves(organisation))


class MakeForm(forms.Form):
    """What report to make: for a kind, a place or an organisation, and a half-year.

    Args:
        data: what was chosen so far; with the kind alone nothing is wrong yet.
        at: the organisation whose half-years are offered. premises, organisations, tasks: among which to choose.
    """

    kind = forms.ChoiceField(label=_("Kind of report"), choices=ReportKind.choices, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Find premises"), required=False, max_length=100)
    premises = RowField(_("Premises"))
    organisation = RowField(_("Organisation"))
    half = forms.ChoiceField(label=_("Half-year"))
    language = forms.ChoiceField(label=_("Language of the report"), choices=[("zh", "中文"), ("en", "English")])
    addressee = forms.CharField(label=_("To (authority or body)"), required=False, max_length=200)
    task = RowField(_("Task"), required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        at: Organisation,
        premises: QuerySet[Premises],
        organisations: QuerySet[Organisation],
        tasks: QuerySet[Task],
    ) -> None:
        given = data.dict() if hasattr(data, "dict") else dict(data)
        kind = self.about = given["kind"] if given.get("kind") in KINDS else ReportKind.PREMISES.value
        # What most people want, where an address that leads here does not say otherwise.
        usual = {"kind": kind, "language": "zh", "half": HalfYear.of(at.today).before.name}
        super().__init__(usual | given if given.keys() - {"kind"} else None, initial=usual)
        _offer(self, "half", halves(at))
        among(self, "premises", premises)
        among(self, "organisation", organisations)
        among(self, "task", tasks)
        unused = ("organisation",) if KINDS[kind].about_premises else ("premises", "text")
        for name in (*unused, *(() if KINDS[kind].half_yearly else ("half",))):
            del self.fields[name]
        if KINDS[kind].about_premises:
            self._offer_some(premises)

    def half_year(self) -> HalfYear | None:
        """The half-year that was chosen; None for a kind that tells of a day."""
        return HalfYear.read(self.cleaned_data.get("half", ""))

    def asked(self) -> Asked:
        """What is asked for, once it is valid."""
        told = self.cleaned_data
        premises = told.get("premises")
        node = premises.organisation if premises else told["organisation"]
        more = {"addressee": told["addressee"], "language": told["language"]}
        return asked_for(told["kind"], node, premises, self.half_year(), **more)

    def clean(self) -> dict[str, Any]:
        """A task is of the place that the report is about."""
        cleaned = super().clean() or self.cleaned_data
        task, premises = cleaned.get("task"), cleaned.get("premises")
        if task is not None and premises is not None and task.premises_id != premises.pk:
            raise forms.ValidationError(_("This task is of other premises."))
        return cleaned

    def _offer_some(self, premises: QuerySet[Premises]) -> None:
        """A list of 100,000 places helps nobody: those that fit the words, and the one that was chosen."""
        text = str(self.data.get("text") or "").lower()
        some = list(premises.filter(search__contains=text).values_list("key", "name")[:OFFERED])
        chosen = str(self.data.get("premises") or "")
        if chosen and chosen not in dict(some):
            some += premises.filter(key=chosen).values_list("key", "name")
        self.fields["premises"].widget = forms.Select(choices=[("", "—"), *some])


def make_form(actor: Actor, organisation: Organisation, data: Any) -> MakeForm:
    """The form with what an account may choose from."""
    mine = visible(actor, Organisation, "reports.write")
    return MakeForm(data, at=organisation, premises=premises_to_report_on(actor), organisations=mine, tasks=due(actor))


class SendForm(forms.Form):
    """How a report was sent."""

    sent_on = DayField(_("Sent on"))
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    addressee = forms.CharField(label=_("To (authority or body)"), max_length=200, required=False)
    body = forms.ChoiceField(label=pgettext_lazy("group", "Body"), required=False)

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = {body.key: body for body in bodies}
        named = [(body.key, f"{body.name} · {body.organisation.name}") for body in bodies]
        _offer(self, "body", [("", "—"), *named])

    def clean(self) -> dict[str, Any]:
        """To whom: a body that is kept here, or one in words."""
        cleaned = super().clean() or self.cleaned_data
        body = cleaned["body"] = self._bodies.get(cleaned.get("body", ""))
        cleaned["addressee"] = cleaned.get("addressee") or (body.name if body else "")
        if not cleaned["addressee"]:
            raise forms.ValidationError({"addressee": _("Say to whom it was sent.")})
        return cleaned


class ReceiptForm(forms.Form):
    """When a report was received, and the document that shows it."""

    received_on = DayField(_("Received on"))
    receipt = RowField(_("Receipt (evidence)"), required=False)

    def __init__(self, *args: Any, documents: QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "receipt", documents)


class TemplateForm(forms.Form):
    """A template of the organisation's own for a kind of report."""

    organisation = RowField(_("Organisation"))
    kind = forms.ChoiceField(label=_("Kind of report"), choices=ReportKind.choices)
    file = forms.FileField(label=_("Template (DOCX)"), max_length=200)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "organisation", organisations)


def _offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 — for the type alone
    field.choices = choices

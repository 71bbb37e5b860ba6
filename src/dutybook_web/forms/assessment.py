"""What is entered about assessments: a scheme as YAML, and a run of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook_web.forms.fields import DayField, RowField, among
from dutybook_web.models import AssessmentScheme, Organisation
from dutybook_web.queries.assessment_scheme import EXAMPLE, LONGEST


class SchemeForm(forms.Form):
    """A scheme, typed or as a file; the file goes before what is typed."""

    organisation = RowField(_("Organisation"))
    file = forms.FileField(label=_("Scheme as a YAML file"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Scheme (YAML)"),
        max_length=LONGEST,
        required=False,
        initial=EXAMPLE,
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
        help_text=_("Items with a weight each, and the source that is counted. Saving makes the next version."),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "organisation", organisations)

    def clean(self) -> dict[str, Any]:
        """The text of either; a file that is no text says so."""
        cleaned = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            if file.size > LONGEST:
                raise forms.ValidationError({"file": _("This file is too large for a scheme.")})
            try:
                cleaned["text"] = file.read().decode("utf-8")
            except UnicodeDecodeError:
                raise forms.ValidationError({"file": _("This file is not UTF-8: save it as UTF-8.")}) from None
        elif not cleaned.get("text"):
            raise forms.ValidationError({"text": _("Write a scheme, or choose a file.")})
        return cleaned


class RunForm(forms.Form):
    """Which organisations are scored by which scheme for which days."""

    scheme = RowField(pgettext_lazy("assessment", "Scheme"))
    units: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        None, label=_("Organisations"), to_field_name="key", widget=forms.CheckboxSelectMultiple
    )
    start = DayField(_("From"))
    end = DayField(_("To"))

    def __init__(
        self, *args: Any, schemes: QuerySet[AssessmentScheme], units: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        among(self, "scheme", schemes)
        among(self, "units", units)
        scheme = self.fields["scheme"]
        scheme.label_from_instance = _named  # type: ignore[attr-defined]


def _named(row: AssessmentScheme) -> str:
    return f"{row.title_zh} / {row.title_en} · {row.number}"

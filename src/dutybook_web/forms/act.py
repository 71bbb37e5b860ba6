"""What is asked of the library, brought into it, and told of an act in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dutybook.law.sources import SUFFIXES
from dutybook_web.models import Act
from dutybook_web.queries.library import catalogued, kinds_of, places_of
from dutybook_web.queries.search import LONGEST, Sought

ALL = [("", _("All"))]


class SearchForm(forms.Form):
    """What is sought, and where.

    Args:
        acts: of the library; the kinds and places that they have are offered.
    """

    text = forms.CharField(
        label=_("Words, or an article"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "lang": "zh"}),
    )
    jurisdiction = forms.ChoiceField(label=_("Jurisdiction"), required=False)
    kind = forms.ChoiceField(label=_("Kind of act"), required=False)
    on = forms.DateField(label=_("In force on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Mapping[str, Any], acts: QuerySet[Act]) -> None:
        super().__init__(data)
        self.fields["jurisdiction"].choices = [*ALL, *places_of(acts)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [*ALL, *kinds_of(acts)]  # type: ignore[attr-defined]

    def sought(self, tenant: int) -> Sought:
        """What was asked; a field that was filled in wrongly narrows nothing, and says so beside it."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return Sought(**{"text": "", **asked}, tenant=tenant)


class ManyFiles(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class ImportForm(forms.Form):
    """Files with acts, one by one or a folder. They are read by the action, which tells what is wrong with each."""

    file = forms.FileField(
        label=_("Files"),
        required=False,
        widget=ManyFiles(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("Text, Markdown, DOCX, HTML or PDF, an act in each."),
    )
    folder = forms.FileField(label=_("Or a folder"), required=False, widget=ManyFiles(attrs={"webkitdirectory": True}))


class ActForm(forms.ModelForm):
    """What the text did not tell of an act, or told wrongly."""

    act = forms.ChoiceField(
        label=_("Act of the catalogue"),
        required=False,
        help_text=_("Duties of this act lead to this text, and stand in its margin."),
    )

    class Meta:
        model = Act
        fields = ("title", "act", "start", "end")
        labels = {"title": _("Title"), "start": _("In force from"), "end": _("In force until")}
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("start", "end")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", _("None of them"))]
        choices = [*none, *catalogued(self.instance.tenant_id)]
        if self.instance.act and self.instance.act not in dict(choices):
            choices.append((self.instance.act, self.instance.act))
        self.fields["act"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day is before the first: correct one of them."))
        return cleaned

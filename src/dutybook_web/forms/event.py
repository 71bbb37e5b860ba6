"""What is asked of the audit record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook_web.queries.ledger import Wanted


class EventFilter(forms.Form):
    """Which events to list."""

    action = forms.CharField(label=_("What was done"), required=False, max_length=60)
    object = forms.CharField(label=_("To what"), required=False, max_length=200)
    account = forms.CharField(label=_("By which account (key)"), required=False, max_length=14)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)

    def wanted(self) -> Wanted:
        """What was asked; a field that was filled in wrongly narrows nothing, and says so beside it."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


class FileToCheck(forms.Form):
    """An exported record or a bundle, and a head that the reader kept."""

    file = forms.FileField(label=_("Exported record (.jsonl) or bundle of evidence (.zip)"), max_length=200)
    head = forms.CharField(
        label=_("A head that you kept"),
        required=False,
        max_length=16_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Without one, the file is only checked against itself."),
    )

"""What is entered to ask for an exception from a duty."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import Exemption, Premises


class ExemptionForm(forms.Form):
    """Why, and until when."""

    duty = forms.CharField(label=_("Duty"), max_length=100, help_text=_("Its id, as the register has it."))
    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
    expires_on = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def row(self, premises: Premises) -> Exemption:
        """What was entered, not saved yet."""
        return Exemption(organisation=premises.organisation, premises=premises, **self.cleaned_data)

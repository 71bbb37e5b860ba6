"""What is entered of an account, its roles and its tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dutybook_web.models import Account, Organisation, Role

LONGEST_DAYS = 366


class NodeField(forms.ModelChoiceField):
    """A node of the tree by its key, indented by its depth."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organisation._base_manager.none(), to_field_name="key", **kwargs)

    def label_from_instance(self, node: Any) -> str:
        """As the list of the tree shows it."""
        return f"{node.indent}{node.name}"


class SearchForm(forms.Form):
    """What the list of accounts is narrowed to."""

    text = forms.CharField(label=_("Name or address"), max_length=100, required=False)


class ProfileForm(forms.ModelForm):
    """What one changes of one's own account."""

    class Meta:
        model = Account
        fields: tuple[str, ...] = ("name", "language")
        labels = {"name": _("Full name"), "language": _("Language")}


class AccountForm(ProfileForm):
    """What an administrator changes of an account.

    Args:
        organisations: at which it may have its home.
    """

    organisation = NodeField(label=_("Home unit"), help_text=_("Its administrators look after the account."))

    class Meta(ProfileForm.Meta):
        fields: tuple[str, ...] = ("name", "language", "organisation")

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class InviteForm(AccountForm):
    """An account to be made, with its first role at its home."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.DUTY_OFFICER)

    class Meta(AccountForm.Meta):
        fields = ("email", "name", "language", "organisation")
        labels = {**ProfileForm.Meta.labels, "email": _("E-mail address")}

    def clean_email(self) -> str:
        """Addresses are compared in small letters."""
        return str(self.cleaned_data["email"]).lower()


class RoleForm(forms.Form):
    """A role at a node.

    Args:
        organisations: at which it may be given.
    """

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organisation = NodeField(label=_("For this unit and all below it"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    """A token to be made."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    days = forms.IntegerField(label=_("Good for how many days"), min_value=1, max_value=LONGEST_DAYS, initial=90)

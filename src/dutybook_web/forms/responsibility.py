"""Who answers for a duty: what is entered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutybook.catalogue.load import Catalogue
from dutybook_web.access import Actor, visible
from dutybook_web.models import Account, Organisation, Premises, Responsibility, Role
from dutybook_web.models.duty import Rhythm
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.responsibility import accounts_of
from dutybook_web.words import side


class ResponsibilityForm(forms.Form):
    """Where, for what, and who: a role, a unit or an account.

    Args:
        premises: the place that it is for; None for an organisation and all below it.
        catalogue: the one in use. organisations: where it may be set. accounts: those that may be named.
    """

    organisation = forms.ModelChoiceField(
        Organisation._base_manager.none(), label=_("At this organisation and below"), to_field_name="key"
    )
    act = forms.ChoiceField(label=_("Act"), required=False, help_text=_("Leave it empty to mean every act."))
    duty = forms.CharField(
        label=_("Duty"),
        required=False,
        max_length=100,
        help_text=_("Its id, as the register has it. Leave it empty to mean every duty."),
    )
    role = forms.ChoiceField(label=_("Role that answers"), required=False, choices=[("", "—"), *Role.choices])
    unit = forms.ModelChoiceField(
        Organisation._base_manager.none(), label=_("Or the unit"), to_field_name="key", required=False
    )
    account = forms.ModelChoiceField(
        Account._default_manager.none(), label=_("Or the account"), to_field_name="key", required=False
    )
    every = forms.ChoiceField(
        label=_("Look at duties without a date"),
        required=False,
        choices=[("", _("Not at all: make no tasks")), *Rhythm.choices],
        help_text=_("For what must be kept up at all times. The rhythm is your own; the act sets none."),
    )

    def __init__(
        self,
        *args: Any,
        premises: Premises | None,
        catalogue: Catalogue | None,
        organisations: QuerySet[Organisation],
        accounts: QuerySet[Account],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._premises, self._catalogue = premises, catalogue
        acts = [(act.id, side(act.title)) for act in catalogue.acts] if catalogue else []
        _among(self, "organisation", organisations)
        _among(self, "unit", organisations)
        _among(self, "account", accounts)
        act = self.fields["act"]
        assert isinstance(act, forms.ChoiceField)  # noqa: S101 — for the type alone
        act.choices = [("", _("Every act")), *acts]
        if premises is not None:
            del self.fields["organisation"]

    def clean_duty(self) -> str:
        """A duty that the catalogue has."""
        duty: str = self.cleaned_data["duty"].strip()
        if duty and (self._catalogue is None or duty not in self._catalogue.by_id):
            raise forms.ValidationError(gettext("The catalogue in use has no such duty: choose one of the register."))
        return duty

    def clean(self) -> dict[str, Any]:
        """Exactly one that answers."""
        cleaned = super().clean() or self.cleaned_data
        if sum(bool(cleaned.get(name)) for name in ("role", "unit", "account")) != 1:
            raise forms.ValidationError(gettext("Name one that answers: a role, a unit or an account."))
        return cleaned

    def row(self) -> Responsibility:
        """What was entered, not saved yet."""
        told = self.cleaned_data
        organisation = self._premises.organisation if self._premises else told["organisation"]
        return Responsibility(
            organisation=organisation,
            premises=self._premises,
            duty=told["duty"],
            act="" if told["duty"] else told["act"],
            role=told["role"],
            unit=told["unit"],
            account=told["account"],
            every=told["every"],
        )


def responsibility_form(
    actor: Actor, organisation: Organisation, data: Any, premises: Premises | None, initial: Any = None
) -> ResponsibilityForm:
    """The form with what an actor may choose from."""
    edition = edition_in_use(organisation.root)
    return ResponsibilityForm(
        data,
        initial=initial,
        premises=premises,
        catalogue=catalogue_of(edition) if edition else None,
        organisations=visible(actor, Organisation, "responsibility.write"),
        accounts=accounts_of(organisation),
    )


def _among(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 — for the type alone
    field.queryset = rows

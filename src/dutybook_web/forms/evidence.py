"""What is asked of evidence: files, a structured record by the fields of its kind, a reason to withdraw, a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dutybook.ledger.canonical import Json
from dutybook_web.actions.evidence import About
from dutybook_web.files.kinds import KINDS as FILE_KINDS
from dutybook_web.models import Organisation, Premises, Task
from dutybook_web.models.evidence_record import KINDS, RECORDS, RecordField
from dutybook_web.queries.bundle import Scope
from dutybook_web.queries.evidence import Wanted
from dutybook_web.templatetags.dutybook import in_language

MOST_FILES = 20
_ACCEPTED = ",".join(extension for kind in FILE_KINDS for extension in kind.extensions)


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **told: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **{"required": False} | told
        )


class Files(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty list for none."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each by itself."""
        return [super(FilesField, self).clean(one, initial) for one in data or [] if one]


class TaskChoices(forms.ModelMultipleChoiceField):
    """Tasks, told by their duty and their day."""

    def label_from_instance(self, obj: Any) -> str:
        """The words of the duty in the reader's language, and when it is due."""
        return f"{in_language(obj.version, 'summary')} · {obj.due:%Y-%m-%d}"


class AboutForm(forms.Form):
    """What is said of every piece: its kind, the days that it covers, until when it counts, what it shows done.

    Args:
        tasks: that may be chosen. organisations: whose it may be, where it belongs to no premises.
    """

    organisation = forms.ModelChoiceField(Organisation._base_manager.none(), label=_("Whose"), to_field_name="key")
    kind = forms.ChoiceField(label=_("Kind of evidence"))
    title = forms.CharField(label=_("Title"), max_length=200, required=False, help_text=_("Empty: the file's name."))
    period_start = DayField(label=_("Covers from"))
    period_end = DayField(label=_("Covers to"))
    expires_on = DayField(label=_("Counts until"), help_text=_("Empty: it does not expire."))
    tasks = TaskChoices(
        Task._base_manager.none(),
        label=_("Shows done"),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    kinds: Mapping[str, Promise] = KINDS

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation] | None, tasks: QuerySet[Task] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = list(self.kinds.items())
        for name, rows in (("organisation", organisations), ("tasks", tasks)):
            if rows is None:
                del self.fields[name]
            else:
                fields[name].queryset = rows

    def clean(self) -> dict[str, Any]:
        """A period that ends before it begins is a slip."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("It ends before it begins."))
        return cleaned

    def about(self, premises: Premises | None) -> About:
        """What was said."""
        told = self.cleaned_data
        return About(
            organisation=premises.organisation if premises else told["organisation"],
            premises=premises,
            tasks=list(told.get("tasks") or ()),
            **{name: told[name] for name in ("kind", "title", "period_start", "period_end", "expires_on")},
        )


class FilesForm(AboutForm):
    """Files, from the disk or from the camera."""

    uploads = FilesField(
        label=_("Files"), required=False, max_length=200, widget=Files(attrs={"accept": _ACCEPTED, "multiple": True})
    )
    photos = FilesField(
        label=_("Take a photograph"),
        required=False,
        max_length=200,
        widget=Files(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Photograph things, not people: the extinguisher and its tag, the gate, the notice on the wall."),
    )
    field_order = ("uploads", "photos", "organisation", "kind", "title")

    def clean(self) -> dict[str, Any]:
        """At least one file, and not too many at once."""
        cleaned = super().clean()
        given = [*cleaned.get("uploads", ()), *cleaned.get("photos", ())]
        if not given and not self.errors:
            self.add_error("uploads", _("Choose a file, or take a photograph."))
        if len(given) > MOST_FILES:
            self.add_error("uploads", _("At most %(most)s files at once.") % {"most": MOST_FILES})
        cleaned["uploads"] = given
        return cleaned


class RecordForm(AboutForm):
    """A structured record: the fields of its kind.

    Args:
        kind: one of `RECORDS`.
    """

    kinds = {kind: KINDS[kind] for kind in RECORDS}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record_kind = kind
        del self.fields["kind"]
        self.fields["title"].help_text = ""
        for field in RECORDS[kind]:
            self.fields[f"record_{field.name}"] = _field(field)
        self.order_fields([*(f"record_{field.name}" for field in RECORDS[kind]), "organisation"])

    def about(self, premises: Premises | None) -> About:
        """What was said; without a title, its kind is one."""
        self.cleaned_data["kind"] = self.record_kind
        self.cleaned_data["title"] = self.cleaned_data["title"] or str(KINDS[self.record_kind])
        return super().about(premises)

    def values(self) -> dict[str, Json]:
        """The record as it is kept: days and numbers with places as text."""
        found = {field.name: self.cleaned_data[f"record_{field.name}"] for field in RECORDS[self.record_kind]}
        return {name: _kept(value) for name, value in found.items() if value not in (None, "")}


class WithdrawForm(forms.Form):
    """Why a piece no longer shows anything."""

    because = forms.CharField(label=_("Why it is withdrawn"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AttachForm(forms.Form):
    """What else a piece shows done."""

    tasks = TaskChoices(
        Task._base_manager.none(), label=_("Shows done"), to_field_name="key", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, tasks: QuerySet[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tasks"]
        field.queryset = tasks


class BundleForm(forms.Form):
    """What an inspector is to take along.

    Args:
        acts: id and title of each that may be chosen.
    """

    act = forms.ChoiceField(label=_("Act"), required=False)
    since = DayField(label=_("Covers from"))
    until = DayField(label=_("Covers to"))

    def __init__(self, *args: Any, acts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        act: Any = self.fields["act"]
        act.choices = [("", _("All")), *acts]

    def scope(self, premises: Premises | None, zone: str) -> Scope:
        """What was asked."""
        told = self.cleaned_data
        return Scope(premises, told["act"], told["since"], told["until"], zone)


class EvidenceFilter(forms.Form):
    """Which pieces to list."""

    text = forms.CharField(label=_("Title"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind of evidence"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("current", pgettext_lazy("evidence", "Current")),
            ("expiring", _("Expires within 30 days")),
            ("expired", _("Expired")),
            ("withdrawn", _("Withdrawn")),
        ],
    )
    premises = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)
    duty = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    organisation = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("All")), *KINDS.items()]

    def wanted(self) -> Wanted:
        """What was asked; a field that was filled in wrongly narrows nothing, and says so beside it."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


def _field(field: RecordField) -> forms.Field:
    label = f"{field.label} ({field.unit})" if field.unit else field.label
    told: dict[str, Any] = {"label": label, "required": field.required}
    match field.type:
        case "count":
            return forms.IntegerField(min_value=0, max_value=10**9, **told)
        case "number":
            return forms.DecimalField(min_value=0, max_digits=14, decimal_places=2, **told)
        case "date":
            return DayField(**told)
        case "yes_no":
            return forms.TypedChoiceField(
                choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes", **told
            )
        case _:
            return forms.ChoiceField(choices=field.choices, **told)


def _kept(value: Any) -> Json:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    assert isinstance(value, bool | int | str)  # noqa: S101 — what the fields above give
    return value

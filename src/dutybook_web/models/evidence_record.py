"""What can be written down as evidence instead of a file: by kind, its fields, as data.

Counts, dates, hours and readings of the organisation's own work; never rows of people, and no text that could name one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook.catalogue.vocabulary import EvidenceKind

FieldType = Literal["count", "number", "date", "yes_no", "choice"]


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of a structured record.

    Args:
        type: a whole number, a number with up to two places, a day, yes or no, one of the choices.
        unit: of a number. choices: value and label of each.
    """

    name: str
    type: FieldType
    label: Promise
    unit: str | Promise = ""
    required: bool = True
    choices: tuple[tuple[str, Promise], ...] = ()


_RESULT = RecordField(
    "result",
    "choice",
    _("Result"),
    choices=(("sound", _("In order")), ("mended", _("Faults found and mended")), ("open", _("Faults still open"))),
)
_DAY = RecordField("on", "date", _("On"))

RECORDS: Final[Mapping[str, tuple[RecordField, ...]]] = {
    "drill_record": (
        _DAY,
        RecordField("participants", "count", _("Participants, as a number")),
        RecordField("minutes", "number", _("Duration"), _("minutes")),
        RecordField("evacuation_seconds", "number", _("Time until all were out"), _("seconds"), required=False),
        _RESULT,
    ),
    "equipment_list": (
        _DAY,
        RecordField("required", "count", _("Pieces required")),
        RecordField("present", "count", _("Pieces present")),
        RecordField("working", "count", _("Of them working")),
    ),
    "inspection_record": (
        _DAY,
        RecordField("points", "count", _("Points checked")),
        RecordField("faults", "count", _("Faults found")),
        _RESULT,
    ),
    "budget": (
        RecordField("year", "count", _("Year")),
        RecordField("planned", "number", _("Planned"), _("yuan")),
        RecordField("spent", "number", _("Spent"), _("yuan"), required=False),
    ),
    "log_extract": (
        _DAY,
        RecordField("reading", "number", _("Reading")),
        RecordField("within_limits", "yes_no", _("Within the limits")),
    ),
    "retention_setting": (
        _DAY,
        RecordField("required_days", "count", _("Days to be kept"), _("days")),
        RecordField("configured_days", "count", _("Days set"), _("days")),
    ),
    "training_record": (
        _DAY,
        RecordField("participants", "count", _("Participants, as a number")),
        RecordField("hours", "number", _("Duration"), _("hours")),
        RecordField(
            "material",
            "choice",
            _("Material"),
            choices=(
                ("law", _("Laws and measures")),
                ("plan", _("The plan of the premises")),
                ("equipment", _("Use of equipment")),
                ("other", _("Other")),
            ),
        ),
    ),
}
"""The fields of each kind that can be written down."""

KINDS: Final[Mapping[str, Promise]] = {
    "agreement": _("Agreement"),
    "appointment": _("Appointment to an office"),
    "assessment": _("Assessment"),
    "budget": _("Budget"),
    "certificate": _("Certificate"),
    "drill_record": _("Record of a drill"),
    "equipment_list": _("List of equipment"),
    "inspection_record": _("Record of an inspection"),
    "layout": _("Layout plan"),
    "log_extract": _("Extract of a log"),
    "minutes": _("Minutes"),
    "notice": _("Notice"),
    "photo": _("Photograph of a thing"),
    "plan": _("Plan"),
    "policy": _("Policy"),
    "receipt": _("Receipt"),
    "register": _("Register of things"),
    "report": _("Report"),
    "retention_setting": _("Setting of a retention period"),
    "statement": _("Statement"),
    "training_record": _("Record of a training"),
}
"""The words for each kind of evidence of the catalogue."""

EVENTS: Final[Mapping[str, Promise]] = {
    "evidence.add": _("Came in"),
    "evidence.attach": _("Tied to more tasks"),
    "evidence.withdraw": _("Withdrawn"),
}
"""The words for what the audit record tells of a piece."""

assert set(KINDS) == set(get_args(EvidenceKind))  # noqa: S101 — a new kind of the catalogue needs its words here

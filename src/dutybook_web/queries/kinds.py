"""The words for the catalogue's kinds of evidence (dutybook.catalogue.vocabulary), said the same on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

EVIDENCE_KINDS: Final[Mapping[str, Promise]] = {
    "agreement": _("Agreement"),
    "appointment": _("Appointment"),
    "assessment": _("Assessment"),
    "budget": _("Budget"),
    "certificate": _("Certificate"),
    "drill_record": _("Drill record"),
    "equipment_list": _("List of equipment"),
    "inspection_record": _("Inspection record"),
    "layout": _("Layout plan"),
    "log_extract": _("Extract of logs"),
    "minutes": _("Minutes"),
    "notice": _("Notice"),
    "photo": _("Photograph"),
    "plan": _("Plan"),
    "policy": _("Rules"),
    "receipt": _("Receipt"),
    "register": _("Register"),
    "report": _("Report"),
    "retention_setting": _("Retention setting"),
    "statement": _("Statement"),
    "training_record": _("Training record"),
}


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Several kinds as one text."""
    return ("、" if get_language() == "zh-hans" else ", ").join(str(EVIDENCE_KINDS[kind]) for kind in kinds)

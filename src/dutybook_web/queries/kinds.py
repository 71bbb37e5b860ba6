"""Words that are said the same on every page: for kinds of evidence (dutybook.catalogue.vocabulary) and for what the
record tells of tasks."""

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

TASK_EVENTS: Final[Mapping[str, Promise]] = {
    "task.attach": _("Evidence was attached"),
    "task.complete": _("Completed"),
    "task.submit": _("Handed in for review"),
    "task.accept": _("Accepted"),
    "task.send_back": _("Sent back"),
    "task.assign": _("Given to somebody else"),
    "task.waive": _("Waived"),
    "task.reopen": _("Opened again"),
    "task.escalate": _("Told further up, as it is overdue"),
}


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Several kinds as one text."""
    return ("、" if get_language() == "zh-hans" else ", ").join(str(EVIDENCE_KINDS[kind]) for kind in kinds)

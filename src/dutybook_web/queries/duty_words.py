"""The catalogue's words for a duty as a page says them: its kind, cadence, and what a breach brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dutybook.catalogue.cadence import Before, Cadence, Continuous, Every, Once, OnDate, Within
from dutybook.catalogue.model import OperatedDuty, Range, ReadingOnlyDuty, Sanction
from dutybook.catalogue.roles import roles
from dutybook.conditions.facts import Bilingual
from dutybook.decisions.wording import READING_ONLY_REASONS
from dutybook.schedule import explanation
from dutybook_web.words import side

MODALITIES: Final[Mapping[str, str | Promise]] = {
    "obligation": pgettext_lazy("modality", "Must"),
    "prohibition": pgettext_lazy("modality", "Must not"),
    "permission": pgettext_lazy("modality", "May"),
    "sanction": pgettext_lazy("modality", "Sanction"),
}
WORKFLOWS: Final[Mapping[str, str | Promise]] = {
    "report": pgettext_lazy("workflow", "Report"),
    "register": pgettext_lazy("workflow", "Register"),
    "inspection": pgettext_lazy("workflow", "Inspection"),
    "plan": pgettext_lazy("workflow", "Plan"),
    "drill": pgettext_lazy("workflow", "Drill"),
    "training": pgettext_lazy("workflow", "Training"),
    "retention": pgettext_lazy("workflow", "Keeping records"),
    "notice": pgettext_lazy("workflow", "Notice"),
    "posture": pgettext_lazy("workflow", "Alert level"),
    "equipment": pgettext_lazy("workflow", "Equipment"),
    "post": pgettext_lazy("workflow", "Posts and bodies"),
    "meeting": pgettext_lazy("workflow", "Meeting"),
    "none": pgettext_lazy("workflow", "To be noted"),
}
SANCTIONS: Final[Mapping[str, str | Promise]] = {
    "order_correction": gettext_lazy("Order to correct"),
    "warning": gettext_lazy("Warning"),
    "criticism": gettext_lazy("Public criticism"),
    "confiscation": gettext_lazy("Confiscation"),
    "suspension": gettext_lazy("Suspension of business"),
    "revocation": gettext_lazy("Revocation of licence"),
    "detention": gettext_lazy("Detention"),
    "discipline": gettext_lazy("Disciplinary measures"),
    "criminal": gettext_lazy("Criminal liability"),
    "civil": gettext_lazy("Civil liability"),
    "public_security": gettext_lazy("Public security penalty"),
    "other": pgettext_lazy("sanction", "Other"),
}
EXPOSURES: Final[Mapping[str, str | Promise]] = {
    "fine": gettext_lazy("A fine on the organisation"),
    "other": gettext_lazy("Other sanctions"),
    "none": gettext_lazy("No sanction named"),
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a breach brings, in words; a fine that the law does not name is empty.

    Args:
        fine, personal: on the organisation, and on persons responsible in it.
    """

    provision: str
    fine: str
    personal: str
    other: tuple[str, ...]
    note: str


def role_words(name: str) -> str:
    """Who is bound."""
    role = roles().get(name)
    return side(Bilingual(role.zh, role.en)) if role else name


def reading_only_words(reason: str) -> str:
    """Why a duty is only read."""
    return side(READING_ONLY_REASONS[reason]) if reason else ""


def cadence_words(duty: OperatedDuty | ReadingOnlyDuty) -> str:
    """How often and by when it is to be done; empty where the act does not say."""
    cadence = duty.cadence if isinstance(duty, OperatedDuty) else None
    return side(_cadence(cadence)) if cadence else ""


def consequence(sanction: Sanction | None) -> Consequence | None:
    """What a breach brings; None where no sanction is known."""
    if sanction is None:
        return None
    fine = sanction.fine_cny
    return Consequence(
        provision=sanction.provision,
        fine=_range(fine.unit if fine else None),
        personal=_range(fine.person if fine else None),
        other=tuple(str(SANCTIONS[kind]) for kind in sanction.other),
        note=side(sanction.note) if sanction.note else "",
    )


def exposure(sanction: Sanction | None) -> str:
    """What a breach is exposed to, for filtering: `fine` on the organisation, `other` sanctions, or `none`."""
    if sanction is None:
        return "none"
    return "fine" if sanction.fine_cny and sanction.fine_cny.unit else "other"


def _range(found: Range | None) -> str:
    least, most = found or (None, None)
    if least is None and most is None:
        return ""
    if least is None:
        return _("up to %(most)s CNY") % {"most": f"{most:,}"}
    if most is None:
        return _("from %(least)s CNY") % {"least": f"{least:,}"}
    return _("%(least)s to %(most)s CNY") % {"least": f"{least:,}", "most": f"{most:,}"}


def _cadence(cadence: Cadence) -> Bilingual:
    match cadence:
        case Once(by=None):
            return Bilingual("一次", "once")
        case Once(by=day):
            return Bilingual(f"一次，不迟于{day}", f"once, by {day}")
        case Continuous():
            return Bilingual("始终保持", "at all times")
        case Every(period=period, anchor=anchor):
            counted = explanation.event(anchor) if anchor else None
            start = Bilingual(f"自{counted.zh}起算", f"counted from {counted.en}") if counted else None
            return explanation.joined(explanation.every(period), start)
        case OnDate(dates=dates, by=by):
            days = [explanation.day_of_year(text) for text in dates]
            zh, en = "、".join(day.zh for day in days), ", ".join(day.en for day in days)
            return Bilingual(f"每年{zh}{'前' if by else ''}", f"every year {'by' if by else 'on'} {en}")
        case Within(period=period, working_days=working, of=event):
            return explanation.within(period, working, explanation.event(event))
        case Before(period=period, working_days=working, of=event):
            return explanation.before(period, working, explanation.event(event))

"""Checklists: drafted from the measures of a tier, edited, published, withdrawn. What was published never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.catalogue.schemes import Measure, schemes
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import (
    AnswerKind,
    Checklist,
    ChecklistItem,
    ChecklistState,
    Inspection,
    InspectionState,
    Organisation,
)
from dutybook_web.refusals import Conflict, Refused

COUNTED: Final = ("person", "post")
"""Units that an inspector counts on the spot."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a checklist: its title, in one language at least, and the places that it is meant for."""

    title_zh: str = ""
    title_en: str = ""
    premises_kind: str = ""
    tier: str = ""


@transaction.atomic
def draft_checklist(actor: Actor, organisation: Organisation, scheme: str, tier: str) -> Checklist:
    """Draft a checklist from what the catalogue says that a tier requires. Who: inspections.manage there.

    Changes: a draft with an item for each measure; those that ask for rounds give intervals instead
    (queries/round.py). Recorded: checklist.draft with the tier.
    """
    found = next((one for one in schemes().tiers[scheme].tiers if one.id == tier), None)
    if found is None:
        raise Refused("unknown_tier", _("There is no such tier: choose one of the list."), "tier")
    checklist = Checklist(organisation=organisation, tier=f"{scheme}/{tier}")
    checklist.title_zh, checklist.title_en = found.label.zh, found.label.en
    checklist.save()
    looked_at = [measure for measure in found.measures if measure.unit != "round"]
    _keep(checklist, [_item(scheme, measure) for measure in looked_at])
    record(actor.account, "checklist.draft", checklist, organisation, {"tier": checklist.tier})
    return checklist


@transaction.atomic
def add_checklist(actor: Actor, organisation: Organisation, about: About) -> Checklist:
    """Begin an empty draft. Who: inspections.manage there. Recorded: checklist.draft."""
    checklist = Checklist(organisation=organisation)
    _say(checklist, about)
    record(actor.account, "checklist.draft", checklist, organisation)
    return checklist


@transaction.atomic
def edit_checklist(actor: Actor, checklist: Checklist, about: About, items: Sequence[Mapping[str, Any]]) -> Checklist:
    """Change a draft: what is said of it, and its items as a whole. Who: inspections.manage there.

    Recorded: checklist.edit with the number of items. Conflict: it is no longer a draft.
    """
    _claim(checklist, ChecklistState.DRAFT, ChecklistState.DRAFT)
    _say(checklist, about)
    checklist.items.all().delete()
    _keep(checklist, [ChecklistItem(**item) for item in items])
    record(actor.account, "checklist.edit", checklist, checklist.organisation, {"items": len(items)})
    return checklist


@transaction.atomic
def publish_checklist(actor: Actor, checklist: Checklist, *, now: datetime | None = None) -> Checklist:
    """Publish a draft: from now on it never changes. Who: inspections.manage there.

    Changes: the version before is replaced, and what is planned and not begun is done by this one.
    Recorded: checklist.publish with the number. Refused: it has no items. Conflict: it is no longer a draft.
    """
    at = now or timezone.now()
    if not checklist.items.exists():
        raise Refused("no_items", _("There is nothing to look at yet: add an item."))
    before = Checklist.objects.filter(lineage=checklist.lineage, state=ChecklistState.PUBLISHED)
    replaced = list(before.values_list("pk", flat=True))
    before.update(state=ChecklistState.REPLACED, ended_at=at)
    _claim(checklist, ChecklistState.DRAFT, ChecklistState.PUBLISHED, published_at=at, published_by=actor.account)
    planned = Inspection.objects.filter(checklist__in=replaced, state=InspectionState.PLANNED)
    planned.update(checklist=checklist)
    record(actor.account, "checklist.publish", checklist, checklist.organisation, {"number": checklist.number})
    return checklist


@transaction.atomic
def withdraw_checklist(actor: Actor, checklist: Checklist, *, now: datetime | None = None) -> Checklist:
    """Withdraw a published version; what was done by it stays. Who: inspections.manage there.

    Changes: what is planned by it and not begun is cancelled. Recorded: checklist.withdraw.
    """
    at = now or timezone.now()
    _claim(checklist, ChecklistState.PUBLISHED, ChecklistState.WITHDRAWN, ended_at=at)
    planned = Inspection.objects.filter(checklist=checklist, state=InspectionState.PLANNED)
    cancelled = planned.update(state=InspectionState.CANCELLED)
    record(actor.account, "checklist.withdraw", checklist, checklist.organisation, {"cancelled": cancelled})
    return checklist


@transaction.atomic
def next_version(actor: Actor, checklist: Checklist) -> Checklist:
    """Begin a new version as a copy. Who: inspections.manage there. Recorded: checklist.draft.

    Raises: Conflict: there is a draft of it already.
    """
    versions = Checklist.objects.select_for_update().filter(lineage=checklist.lineage)
    if versions.filter(state=ChecklistState.DRAFT).exists():
        raise Conflict("draft_exists", _("There is a draft of the next version already: go on with that one."))
    draft = Checklist(organisation=checklist.organisation, lineage=checklist.lineage)
    draft.number = versions.aggregate(last=Max("number"))["last"] + 1
    _say(draft, About(checklist.title_zh, checklist.title_en, checklist.premises_kind, checklist.tier))
    copied = ("position", "text_zh", "text_en", "checks", "answer", "unit", "measure", "duty")
    _keep(draft, [ChecklistItem(**values) for values in checklist.items.values(*copied)])
    record(actor.account, "checklist.draft", draft, draft.organisation, {"number": draft.number})
    return draft


def _say(checklist: Checklist, about: About) -> None:
    for name in ("title_zh", "title_en", "premises_kind", "tier"):
        setattr(checklist, name, getattr(about, name))
    checklist.save()


def _keep(checklist: Checklist, items: Sequence[ChecklistItem]) -> None:
    for position, item in enumerate(items, 1):
        item.checklist, item.position = checklist, position
    ChecklistItem.objects.bulk_create(items)


def _item(scheme: str, measure: Measure) -> ChecklistItem:
    item = ChecklistItem(text_zh=measure.what.zh, text_en=measure.what.en, checks=measure.kind)
    item.measure = f"{scheme}/{measure.id}"
    if measure.unit in COUNTED:
        item.answer = AnswerKind.NUMBER
    elif measure.kind == "physical":
        item.answer = AnswerKind.PHOTO
    return item


def _claim(checklist: Checklist, before: str, after: str, **changes: Any) -> None:
    rows = Checklist.objects.filter(pk=checklist.pk, state=before)
    if not rows.update(state=after, **changes):
        raise Conflict("checklist_moved", _("This version is no longer in a state for it: look at it again."))
    for name, value in {"state": after, **changes}.items():
        setattr(checklist, name, value)

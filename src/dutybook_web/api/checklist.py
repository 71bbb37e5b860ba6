"""Checklists by the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Field, Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.checklist import (
    About,
    add_checklist,
    draft_checklist,
    edit_checklist,
    next_version,
    publish_checklist,
    withdraw_checklist,
)
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import Problem
from dutybook_web.forms.checklist import AboutForm, DraftForm, ItemForm
from dutybook_web.models import Checklist, Organisation
from dutybook_web.queries.checklist import listed

router = Router()
MANAGE = "inspections.manage"
WRITES: Any = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class ItemSchema(Schema):
    """An item: what to look at, and how it is answered (`yes_no`, `number`, `photo`)."""

    text_zh: str = ""
    text_en: str = ""
    checks: str
    answer: str = "yes_no"
    unit: str = ""
    measure: str = ""
    duty: str = ""


class ChecklistOut(Schema):
    """One version of a checklist; `lineage` is the same in all its versions."""

    key: str
    lineage: str
    number: int
    organisation: str = Field(alias="organisation.key")
    title_zh: str
    title_en: str
    premises_kind: str
    tier: str
    state: str
    published_at: datetime | None
    ended_at: datetime | None


class ChecklistWhole(ChecklistOut):
    """A version with its items."""

    items: list[ItemSchema]

    @staticmethod
    def resolve_items(row: Any) -> Any:
        """In their order."""
        return list(row.items.all())


class DraftIn(Schema):
    """Whose a checklist is, and the tier (`scheme/tier`) that it is drafted from; empty: it begins empty."""

    organisation: str
    tier: str = ""


class EditIn(Schema):
    """A draft as a whole."""

    title_zh: str = ""
    title_en: str = ""
    premises_kind: str = ""
    tier: str = ""
    items: list[ItemSchema]


@router.get("", response=list[ChecklistOut])
@paginate
@requires("inspections.read")
def checklists_list(request: Any) -> Any:
    """List what is in use or being drafted."""
    return listed(visible(request.actor, Checklist, "inspections.read"))


@router.get("/{key}", response={200: ChecklistWhole, 403: Problem, 404: Problem})
@requires("inspections.read")
def checklists_read(request: Any, key: str) -> Any:
    """Read one version."""
    return find(request.actor, Checklist, key, "inspections.read", "organisation")


@router.post("", response={201: ChecklistWhole} | WRITES)
@requires(MANAGE)
def checklists_add(request: Any, data: DraftIn) -> Any:
    """Begin a checklist: empty, or from the measures of a tier."""
    form = checked(DraftForm(data.dict(), organisations=visible(request.actor, Organisation, MANAGE)))
    organisation, tier = form.cleaned_data["organisation"], form.cleaned_data["tier"]
    if tier:
        return Status(201, draft_checklist(request.actor, organisation, *tier.split("/")))
    return Status(201, add_checklist(request.actor, organisation, About()))


@router.put("/{key}", response={200: ChecklistWhole} | WRITES)
@requires(MANAGE)
def checklists_edit(request: Any, key: str, data: EditIn) -> Any:
    """Change a draft as a whole."""
    checklist = find(request.actor, Checklist, key, MANAGE, "organisation")
    about = checked(AboutForm(data.dict(exclude={"items"}))).about()
    items = [checked(ItemForm(item.dict())).cleaned_data for item in data.items]
    return edit_checklist(request.actor, checklist, about, items)


@router.post("/{key}/publish", response={200: ChecklistWhole} | WRITES)
@requires(MANAGE)
def checklists_publish(request: Any, key: str) -> Any:
    """Publish a draft: from now on it never changes."""
    return publish_checklist(request.actor, find(request.actor, Checklist, key, MANAGE, "organisation"))


@router.post("/{key}/withdraw", response={200: ChecklistWhole} | WRITES)
@requires(MANAGE)
def checklists_withdraw(request: Any, key: str) -> Any:
    """Withdraw a published version."""
    return withdraw_checklist(request.actor, find(request.actor, Checklist, key, MANAGE, "organisation"))


@router.post("/{key}/next", response={201: ChecklistWhole} | WRITES)
@requires(MANAGE)
def checklists_next(request: Any, key: str) -> Any:
    """Begin the next version as a copy."""
    return Status(201, next_version(request.actor, find(request.actor, Checklist, key, MANAGE, "organisation")))

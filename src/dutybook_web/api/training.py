"""Training and awareness by the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.training import (
    add_item,
    add_plan,
    add_session,
    approve_plan,
    remove_item,
    withdraw_session,
)
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import CalendarYear, Day, OfOrganisation, Problem, Whole
from dutybook_web.forms.training import ItemForm, PlanForm, SessionForm, WithdrawForm, YearForm
from dutybook_web.models import Evidence, Organisation, TrainingItem, TrainingPlan, TrainingSession
from dutybook_web.queries.training import Year, plans, sessions, usable, year_of

router, items, sessions_router = Router(), Router(), Router()
WRITES: Any = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class TrainingPlanIn(Schema):
    """A plan; `organisation` is the key of one."""

    organisation: str
    year: CalendarYear
    goal: str = ""


class PlanOut(OfOrganisation):
    """A plan."""

    key: str
    year: int
    goal: str
    approved: bool

    @staticmethod
    def resolve_approved(row: TrainingPlan) -> bool:
        """Whether it can only grow."""
        return row.approved_at is not None


class PlanListed(PlanOut):
    """A plan with how many of its items were held, and how many should have been."""

    planned: int
    held: int
    missing: int


class ItemIn(Schema):
    """What the plan wants to be held."""

    topic: str
    audience: str = "all"
    due: Day
    hours: Decimal
    campaign: str = ""
    basis: str = ""


class ItemOut(ItemIn):
    """An item of a plan."""

    key: str


class PlannedOut(Schema):
    """An item with what was held for it."""

    item: ItemOut
    sessions: int
    hours: Decimal
    held: bool
    missing: bool
    short: bool


class DayOut(Schema):
    """A fixed day, and whether a session was held for it."""

    campaign: str
    on: date
    held: bool
    missing: bool


class PlanWhole(Schema):
    """A plan against what was held."""

    plan: PlanOut
    items: list[PlannedOut]
    days: list[DayOut]
    sessions: int
    hours: Decimal
    count: int
    missing: int


class SessionIn(Schema):
    """A session that was held; `item` and `material` are keys. The count alone: no lists of names."""

    organisation: str
    item: str = ""
    held_on: Day
    topic: str
    audience: str = "all"
    hours: Decimal
    count: Whole
    campaign: str = ""
    material: list[str] = []


class SessionOut(OfOrganisation):
    """A session that was held."""

    key: str
    held_on: date
    topic: str
    audience: str
    hours: Decimal
    count: int
    campaign: str
    withdrawn_because: str


class ReasonIn(Schema):
    """A reason."""

    reason: str


class YearIn(Schema):
    """The year of a list."""

    year: CalendarYear | None = None


@router.get("", response=list[PlanListed])
@paginate
@requires("training.read")
def training_plans(request: Any, wanted: Query[YearIn]) -> Any:
    """List the plans of a year; this one unless told otherwise."""
    today = _today(request)
    year = YearForm(wanted.dict()).year_or(today.year)
    return plans(visible(request.actor, TrainingPlan, "training.read"), year, today)


@router.post("", response={201: PlanOut} | WRITES)
@requires("training.write")
def training_plan_add(request: Any, data: TrainingPlanIn) -> Any:
    """Draw up the plan of an organisation for a year."""
    form = PlanForm(data.dict(), organisations=visible(request.actor, Organisation, "training.write"))
    checked(form)
    return Status(201, add_plan(request.actor, form.save(commit=False)))


@router.get("/{key}", response={200: PlanWhole, 403: Problem, 404: Problem})
@requires("training.read")
def training_plan_read(request: Any, key: str) -> Any:
    """Read a plan against what was held."""
    plan = find(request.actor, TrainingPlan, key, "training.read", "organisation")
    return _whole(plan, year_of(plan, _today(request)))


@router.post("/{key}/items", response={201: ItemOut} | WRITES)
@requires("training.write")
def training_plan_extend(request: Any, key: str, data: ItemIn) -> Any:
    """Add to a plan."""
    plan = find(request.actor, TrainingPlan, key, "training.write", "organisation")
    form = ItemForm(data.dict())
    checked(form)
    return Status(201, add_item(request.actor, plan, form.save(commit=False)))


@router.post("/{key}/approve", response={200: PlanOut} | WRITES)
@requires("training.write")
def training_plan_approve(request: Any, key: str) -> Any:
    """Approve a plan; from then on it can only grow."""
    return approve_plan(request.actor, find(request.actor, TrainingPlan, key, "training.write", "organisation"))


@items.delete("/{key}", response={204: None} | WRITES)
@requires("training.write")
def training_item_delete(request: Any, key: str) -> Any:
    """Take something out of a plan that is not approved."""
    remove_item(request.actor, find(request.actor, TrainingItem, key, "training.write", "organisation", "plan"))
    return Status(204, None)


@sessions_router.get("", response=list[SessionOut])
@paginate
@requires("training.read")
def training_sessions(request: Any, wanted: Query[YearIn]) -> Any:
    """List sessions, the newest first."""
    return sessions(visible(request.actor, TrainingSession, "training.read"), wanted.year)


@sessions_router.post("", response={201: SessionOut} | WRITES)
@requires("training.write")
def training_session_add(request: Any, data: SessionIn) -> Any:
    """Note a session that was held."""
    actor = request.actor
    form = SessionForm(
        data.dict(),
        organisations=visible(actor, Organisation, "training.write"),
        items=visible(actor, TrainingItem, "training.write"),
        evidence=usable(visible(actor, Evidence, "evidence.read")),
    )
    checked(form)
    return Status(201, add_session(actor, form.save(commit=False), form.cleaned_data["material"]))


@sessions_router.post("/{key}/withdraw", response={200: SessionOut} | WRITES)
@requires("training.write")
def training_session_withdraw(request: Any, key: str, data: ReasonIn) -> Any:
    """Let a session that was noted wrongly count no more."""
    form = WithdrawForm(data.dict())
    checked(form)
    session = find(request.actor, TrainingSession, key, "training.write", "organisation")
    return withdraw_session(request.actor, session, **form.cleaned_data)


def _today(request: Any) -> date:
    today: date = request.organisation.day_at(timezone.now())
    return today


def _whole(plan: TrainingPlan, year: Year) -> dict[str, Any]:
    days = [
        {"campaign": day.campaign.name, "on": day.on, "held": day.held, "missing": day.missing} for day in year.days
    ]
    sums = {"sessions": year.sessions, "hours": year.hours, "count": year.count, "missing": year.missing}
    return {"plan": plan, "items": year.items, "days": days} | sums

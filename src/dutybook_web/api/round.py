"""Rounds by the clock, by the API."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Field, Router, Schema, Status
from ninja.pagination import paginate
from pydantic import StringConstraints

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.round import end_round, schedule_round
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import Problem
from dutybook_web.forms.inspection import RoundForm
from dutybook_web.models import Premises, Round
from dutybook_web.queries.checklist import usable

router = Router()
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
MANAGE = "inspections.manage"
WRITES: Any = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class RoundOut(Schema):
    """Rounds that come back; `lineage` is of the checklist whose published version is used."""

    key: str
    premises: str = Field(alias="premises.key")
    lineage: str
    day_minutes: int | None
    night_minutes: int | None
    day_from: str
    night_from: str
    ended_on: date | None

    @staticmethod
    def resolve_day_from(row: Round) -> str:
        """By the clock of the place, as `07:00`."""
        return f"{row.day_from:%H:%M}"

    @staticmethod
    def resolve_night_from(row: Round) -> str:
        """By the clock of the place, as `22:00`."""
        return f"{row.night_from:%H:%M}"


class RoundIn(Schema):
    """Rounds to be scheduled; premises and checklist by their keys."""

    premises: str
    checklist: str
    day_minutes: int | None = None
    night_minutes: int | None = None
    day_from: Clock = "07:00"
    night_from: Clock = "22:00"


@router.get("", response=list[RoundOut])
@paginate
@requires("inspections.read")
def rounds_list(request: Any) -> Any:
    """List the rounds, those that have ended included."""
    return visible(request.actor, Round, "inspections.read").select_related("premises").order_by("-pk")


@router.post("", response={201: RoundOut} | WRITES)
@requires(MANAGE)
def rounds_add(request: Any, data: RoundIn) -> Any:
    """Let rounds come back by the clock."""
    places = visible(request.actor, Premises, MANAGE).select_related("organisation")
    form = checked(RoundForm(data.dict(), places=places, checklists=usable(request.actor, MANAGE)))
    return Status(201, schedule_round(request.actor, form.round()))


@router.post("/{key}/end", response={200: RoundOut} | WRITES)
@requires(MANAGE)
def rounds_end(request: Any, key: str) -> Any:
    """Let rounds come back no more."""
    return end_round(request.actor, find(request.actor, Round, key, MANAGE, "premises", "organisation"))

"""Events that happened at premises, by the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import requires, visible
from dutybook_web.actions.occasion import record_occasion
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import AtPremises, Day, Hour, Problem
from dutybook_web.forms.occasion import OccasionForm
from dutybook_web.models import Occasion, Premises
from dutybook_web.queries.occasion import listed

router = Router()


class OccasionOut(AtPremises):
    """An event."""

    key: str
    name: str
    at: datetime
    has_time: bool
    note: str


class OccasionRecorded(Schema):
    """An event, and the number of tasks that it started."""

    occasion: OccasionOut
    made: int


class OccasionIn(Schema):
    """An event of the catalogue; `hour` where the law counts hours."""

    premises: str
    name: str
    day: Day
    hour: Hour | None = None
    note: str = ""


@router.get("", response=list[OccasionOut])
@paginate
@requires("tasks.read")
def occasion_list(request: Any) -> Any:
    """List events, the newest first."""
    return listed(visible(request.actor, Occasion, "tasks.read"))


@router.post("", response={201: OccasionRecorded, 403: Problem, 404: Problem, 409: Problem, 422: Problem})
@requires("tasks.do")
def occasion_add(request: Any, data: OccasionIn) -> Any:
    """Record an event; its tasks are made at once."""
    places = visible(request.actor, Premises, "tasks.do").select_related("organisation")
    form = OccasionForm(data.dict(), premises=places)
    checked(form)
    occasion = form.occasion()
    made = record_occasion(request.actor, occasion).made
    return Status(201, {"occasion": occasion, "made": made})

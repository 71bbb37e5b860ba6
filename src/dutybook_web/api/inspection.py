"""Inspections by the API. The phone speaks it: it takes the day along, sends pictures one by one, then what was found.

Both are sent under numbers that the phone chose, and may be sent again without being doubled.
"""

from __future__ import annotations

from typing import Any

from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.inspection import (
    attach_inspection,
    begin_inspection,
    cancel_inspection,
    plan_inspection,
    submit_inspection,
)
from dutybook_web.actions.inspection_photo import take_photo
from dutybook_web.api.checked import checked
from dutybook_web.api.evidence import EvidenceOut
from dutybook_web.api.inspection_schemas import (
    DayCarried,
    InspectionOut,
    InspectionRow,
    InspectionWhole,
    PhotoOut,
    PlanIn,
    SubmissionIn,
    TasksIn,
    WantedIn,
)
from dutybook_web.api.schemas import Problem
from dutybook_web.forms.evidence import AttachForm
from dutybook_web.forms.inspection import InspectionFilter, PhotoForm, PlanForm
from dutybook_web.models import Inspection, Premises, Task
from dutybook_web.queries.checklist import usable
from dutybook_web.queries.evidence import tasks_for
from dutybook_web.queries.inspection import RELATED, carried, listed, of_the_day, tasks_to_plan

router = Router()
DO, MANAGE = "inspections.do", "inspections.manage"
WRITES: Any = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


@router.get("", response=list[InspectionRow])
@paginate
@requires("inspections.read")
def inspections_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List inspections, the newest first."""
    rows = visible(request.actor, Inspection, "inspections.read")
    return listed(rows, InspectionFilter(wanted.dict()).wanted(), timezone.now())


@router.get("/day", response=DayCarried)
@requires(DO)
def inspections_day(request: Any) -> Any:
    """Take along what is to be done now and within a day, to be done without a network."""
    now = timezone.now()
    rows = of_the_day(visible(request.actor, Inspection, DO), now)
    known = {"account": request.actor.account.key, "now": now, "csrf": get_token(request)}
    return {**known, "inspections": [carried(row) for row in rows]}


@router.post("", response={201: InspectionOut} | WRITES)
@requires(DO)
def inspections_plan(request: Any, data: PlanIn) -> Any:
    """Plan an inspection."""
    places = visible(request.actor, Premises, DO).select_related("organisation")
    tasks = tasks_to_plan(visible(request.actor, Task, "tasks.do"))
    form = checked(PlanForm(data.dict(), places=places, checklists=usable(request.actor, DO), tasks=tasks))
    return Status(201, plan_inspection(request.actor, **form.cleaned_data))


@router.get("/{key}", response={200: InspectionWhole, 403: Problem, 404: Problem})
@requires("inspections.read")
def inspections_read(request: Any, key: str) -> Any:
    """Read one inspection with its answers."""
    return find(request.actor, Inspection, key, "inspections.read", *RELATED, "account")


@router.post("/{key}/begin", response={200: InspectionOut} | WRITES)
@requires(DO)
def inspections_begin(request: Any, key: str) -> Any:
    """Say that somebody is at it; again changes nothing."""
    return begin_inspection(request.actor, find(request.actor, Inspection, key, DO, *RELATED))


@router.post("/{key}/photos", response={201: PhotoOut} | WRITES)
@requires(DO)
def inspections_photo(request: Any, key: str, client: Form[str] = "", photo: File[UploadedFile | None] = None) -> Any:
    """Send a picture under a number (UUID) that the phone chose; again gives the same one. Both are needed."""
    inspection = find(request.actor, Inspection, key, DO, "premises__organisation")
    clean = checked(PhotoForm({"client": client}, MultiValueDict({"photo": [photo] if photo else []}))).cleaned_data
    return Status(201, take_photo(request.actor, inspection.premises, clean["client"], clean["photo"]))


@router.post("/{key}/submit", response={200: InspectionWhole} | WRITES)
@requires(DO)
def inspections_submit(request: Any, key: str, data: SubmissionIn) -> Any:
    """Send what was found; the same submission again gives the same inspection.

    409 tells by its code what there is to choose: `already_submitted` (send again with `instead`, or leave it),
    `checklist_ended` or `inspection_cancelled` (send again with `anyway`, or leave it).
    """
    inspection = find(request.actor, Inspection, key, DO, *RELATED, "account")
    done = submit_inspection(request.actor, inspection, data.submission())
    return find(request.actor, Inspection, done.key, DO, *RELATED, "account")  # as every later answer tells it


@router.post("/{key}/attach", response={200: EvidenceOut} | WRITES)
@requires("evidence.add")
def inspections_attach(request: Any, key: str, data: TasksIn) -> Any:
    """Let an inspection show tasks done."""
    inspection = find(request.actor, Inspection, key, "evidence.add", *RELATED)
    tasks = tasks_for(visible(request.actor, Task, "tasks.do"), inspection.premises)
    form = checked(AttachForm(data.dict(), tasks=tasks))
    return attach_inspection(request.actor, inspection, list(form.cleaned_data["tasks"]))


@router.post("/{key}/cancel", response={200: InspectionOut} | WRITES)
@requires(MANAGE)
def inspections_cancel(request: Any, key: str) -> Any:
    """Cancel what is not done yet."""
    return cancel_inspection(request.actor, find(request.actor, Inspection, key, MANAGE, *RELATED))

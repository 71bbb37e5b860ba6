"""Inspections: planned, begun, submitted once however often they are sent, tied to tasks, cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.evidence import About, add_record, attach_evidence
from dutybook_web.actions.hazard import report_hazard
from dutybook_web.actions.inspection_answers import Submission, checked, same
from dutybook_web.actions.record import record
from dutybook_web.models import (
    Answer,
    Checklist,
    ChecklistState,
    Evidence,
    HazardSource,
    Inspection,
    InspectionState,
    Premises,
    Result,
    Task,
    TaskState,
)
from dutybook_web.models.hazard import EvidenceRole
from dutybook_web.models.inspection import TO_DO
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def plan_inspection(
    actor: Actor,
    premises: Premises,
    checklist: Checklist,
    planned_from: datetime,
    due_at: datetime,
    task: Task | None = None,
) -> Inspection:
    """Plan an inspection. Who: inspections.do at the premises. Recorded: inspection.plan with its times.

    Args:
        task: that it is to show done. Raises: Refused: the checklist is not in use; it is due before it begins.
    """
    if checklist.state != ChecklistState.PUBLISHED:
        raise Refused("checklist_not_in_use", _("This checklist is not in use: choose another."), "checklist")
    if due_at <= planned_from:
        raise Refused("ends_before", _("It must end after it begins."), "due_at")
    times = {"planned_from": planned_from, "due_at": due_at}
    inspection = Inspection(
        premises=premises, organisation=premises.organisation, checklist=checklist, task=task, **times
    )
    inspection.save()
    payload: dict[str, Json] = {name: at.isoformat() for name, at in times.items()}
    record(actor.account, "inspection.plan", inspection, inspection.organisation, payload)
    return inspection


@transaction.atomic
def begin_inspection(actor: Actor, inspection: Inspection) -> Inspection:
    """Say that somebody is at it. Who: inspections.do there. Recorded: inspection.begin, the first time."""
    rows = Inspection.objects.filter(pk=inspection.pk, state=InspectionState.PLANNED)
    if rows.update(state=InspectionState.IN_PROGRESS, account=actor.account):
        inspection.state = InspectionState.IN_PROGRESS
        record(actor.account, "inspection.begin", inspection, inspection.organisation)
    return inspection


@transaction.atomic
def cancel_inspection(actor: Actor, inspection: Inspection) -> Inspection:
    """Cancel what is not done yet. Who: inspections.manage there. Recorded: inspection.cancel. Conflict: it is done."""
    if not Inspection.objects.filter(pk=inspection.pk, state__in=TO_DO).update(state=InspectionState.CANCELLED):
        raise Conflict("inspection_moved", _("It was done or cancelled already."))
    inspection.state = InspectionState.CANCELLED
    record(actor.account, "inspection.cancel", inspection, inspection.organisation)
    return inspection


@transaction.atomic
def submit_inspection(
    actor: Actor, inspection: Inspection, sent: Submission, *, now: datetime | None = None
) -> Inspection:
    """Take what was found. The same submission again changes nothing and gives the same inspection.

    Who: inspections.do there. Changes: the answers; one hazard for each item that is not in order, with its
    photographs; the record as evidence at the task, if it was planned for one. Recorded: inspection.submit.

    Raises:
        Conflict: `already_submitted` with other answers, and not `sent.instead`; `checklist_ended`, and not
            `sent.anyway`; `inspection_cancelled`, likewise.
        Refused: an answer, a number or a photograph is missing.
    """
    at = now or timezone.now()
    if known := _known(inspection, sent):
        return known
    if inspection.state in (InspectionState.SUBMITTED, InspectionState.SUPERSEDED):
        if same(inspection, sent):
            return inspection
        if not sent.instead:
            raise Conflict("already_submitted", _("It was submitted already, with other answers. Choose one of them."))
        return _instead(actor, inspection, sent, at)
    _must_be_in_use(inspection, sent)
    return _taken(actor, inspection, sent, at, (*TO_DO, InspectionState.CANCELLED))


@transaction.atomic
def attach_inspection(actor: Actor, inspection: Inspection, tasks: list[Task]) -> Evidence:
    """Let an inspection show tasks done: its record becomes evidence, once. Who: evidence.add there.

    Recorded: evidence.add, evidence.attach. Raises: Refused: it is not submitted.
    """
    if inspection.state != InspectionState.SUBMITTED:
        raise Refused("not_submitted", _("Only what was submitted shows a task done."))
    if inspection.record is not None:
        return attach_evidence(actor, inspection.record, tasks)
    assert inspection.received_at is not None  # noqa: S101 — what was submitted has its time
    day = inspection.organisation.day_at(inspection.finished_at or inspection.received_at)
    failed = inspection.answers.filter(result=Result.FAILED).count()
    values: dict[str, Json] = {
        "on": day.isoformat(),
        "points": inspection.answers.exclude(result=Result.NOT_APPLICABLE).count(),
        "faults": failed,
        "result": "open" if failed else "sound",
    }
    about = About(inspection.organisation, inspection.premises, "inspection_record", inspection.checklist.title)
    piece = add_record(actor, _about_day(about, day, tasks), values)
    inspection.record = piece
    inspection.save(update_fields=["record"])
    return piece


def _about_day(about: About, day: Any, tasks: list[Task]) -> About:
    return About(about.organisation, about.premises, about.kind, about.title, day, day, tasks=tasks)


def _known(inspection: Inspection, sent: Submission) -> Inspection | None:
    """What the same submission has become already."""
    known: Inspection | None = (
        Inspection.objects.filter(client=sent.client).select_related("premises", "checklist").first()
    )
    if known is not None and known.premises_id != inspection.premises_id:
        raise Refused("client_used", _("This number was used for another inspection."), "client")
    return known


def _must_be_in_use(inspection: Inspection, sent: Submission) -> None:
    if sent.anyway:
        return
    if inspection.state == InspectionState.CANCELLED:
        raise Conflict("inspection_cancelled", _("It was cancelled meanwhile. Send it anyway, or leave it."))
    if inspection.checklist.key != sent.checklist or inspection.checklist.state != ChecklistState.PUBLISHED:
        raise Conflict("checklist_ended", _("Its checklist was replaced or withdrawn. Send it anyway, or leave it."))


def _instead(actor: Actor, former: Inspection, sent: Submission, at: datetime) -> Inspection:
    """Take another submission in the place of the one that was chosen before, which stays to be read."""
    rows = Inspection.objects.filter(pk=former.pk, state=InspectionState.SUBMITTED)
    if not rows.update(state=InspectionState.SUPERSEDED, round=None):
        raise Conflict("inspection_moved", _("Somebody else has just chosen another: look at it again."))
    kept = ("premises", "organisation", "checklist", "round", "task", "planned_from", "due_at")
    inspection = Inspection(replaces=former, **{name: getattr(former, name) for name in kept})
    inspection.save()
    return _taken(actor, inspection, sent, at, (InspectionState.PLANNED,))


def _taken(actor: Actor, inspection: Inspection, sent: Submission, at: datetime, before: tuple[str, ...]) -> Inspection:
    checklist = _checklist(inspection, sent)
    answers = checked(checklist, inspection.premises, sent)
    changes: dict[str, Any] = {
        **{name: getattr(sent, name) for name in ("client", "started_at", "finished_at", "sent_at", "note")},
        "received_at": at,
        "account": actor.account,
        "checklist": checklist,
        "state": InspectionState.SUBMITTED,
    }
    if not Inspection.objects.filter(pk=inspection.pk, state__in=before).update(**changes):
        inspection.refresh_from_db()
        if known := _known(inspection, sent):
            return known
        raise Conflict("already_submitted", _("It was submitted already, with other answers. Choose one of them."))
    for name, value in changes.items():
        setattr(inspection, name, value)
    hazards = [_kept(actor, inspection, answer, photos, at) for answer, photos in answers]
    failed: list[Json] = [key for key in hazards if key]
    payload: dict[str, Json] = {
        "client": str(sent.client),
        "checklist": checklist.key,
        "points": len(answers),
        "hazards": failed,
        "instead_of": inspection.replaces.key if inspection.replaces else None,
    }
    record(actor.account, "inspection.submit", inspection, inspection.organisation, payload, time=at)
    if inspection.task is not None and inspection.task.state == TaskState.OPEN:
        attach_inspection(actor, inspection, [inspection.task])
    return inspection


def _checklist(inspection: Inspection, sent: Submission) -> Checklist:
    """The version that was answered: the planned one, or another of the same checklist."""
    if inspection.checklist.key == sent.checklist:
        return inspection.checklist
    found: Checklist | None = Checklist.objects.filter(key=sent.checklist, lineage=inspection.checklist.lineage).first()
    if found is None:
        raise Refused("checklist_unknown", _("This is not its checklist."), "checklist")
    return found


def _kept(actor: Actor, inspection: Inspection, answer: Answer, photos: list[Evidence], at: datetime) -> str | None:
    """Keep an answer; the key of the hazard that it became."""
    answer.inspection = inspection
    if answer.result == Result.FAILED:
        answer.hazard = _hazard_before(inspection, answer) or report_hazard(
            actor,
            inspection.premises,
            what=": ".join(filter(None, (answer.item.text, answer.note)))[:1000],
            place=answer.place or inspection.premises.name,
            source=HazardSource.INSPECTION,
            source_reference=inspection.key,
            pieces={EvidenceRole.BEFORE: photos},
            now=at,
        )
    answer.save()
    answer.photos.set(photos)
    return answer.hazard.key if answer.hazard else None


def _hazard_before(inspection: Inspection, answer: Answer) -> Any:
    """The hazard that the same item became in the submission that this one stands for."""
    if inspection.replaces_id is None:
        return None
    former = Answer.objects.filter(inspection=inspection.replaces_id, item=answer.item_id).first()
    return former.hazard if former else None

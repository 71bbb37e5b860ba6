"""Evidence as it is listed and looked at; and where the files of it lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models import Q, QuerySet

from dutybook_web.files.limits import Limits
from dutybook_web.files.store import Store
from dutybook_web.models import Event, Evidence, Task, TaskState
from dutybook_web.models.evidence_record import RECORDS
from dutybook_web.queries.subtree import of_key

SOON = timedelta(days=30)
"""How long before its expiry a piece is said to expire soon."""

MOST_TASKS = 100
"""How many tasks are offered to be shown done by a piece."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty for all.

    Args:
        premises, organisation: keys; an organisation stands for its subtree.
        duty: id of it. state: current, expiring, expired or withdrawn.
    """

    text: str = ""
    kind: str = ""
    premises: str = ""
    duty: str = ""
    state: str = ""
    organisation: str = ""


def store() -> Store:
    """The store of this installation."""
    return Store(settings.FILES_FOLDER)


def limits() -> Limits:
    """How large a file may be here."""
    return Limits(file=settings.UPLOAD_LIMIT_BYTES)


def opened(evidence: Evidence) -> BinaryIO:
    """The file of a piece; FileNotFoundError where the store has lost it."""
    return store().open(str(evidence.blob_id))


def listed(rows: QuerySet[Evidence], wanted: Wanted, today: date) -> QuerySet[Evidence]:
    """The pieces that are wanted, of those that the actor may see; the newest first."""
    if wanted.text:
        rows = rows.filter(title__icontains=wanted.text)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.premises:
        rows = rows.filter(premises__key=wanted.premises)
    if wanted.duty:
        shown = Evidence.tasks.through._default_manager.filter(task__duty=wanted.duty)
        rows = rows.filter(pk__in=shown.values("evidence_id"))
    if wanted.state:
        rows = rows.filter(in_state(wanted.state, today))
    rows = of_key(rows, wanted.organisation)
    return rows.select_related("blob", "premises", "organisation").order_by("-received_at", "-pk")


def tasks_of(tasks: QuerySet[Task], evidence: Evidence) -> QuerySet[Task]:
    """The tasks that a piece shows done, of those that the actor may see."""
    return tasks.filter(evidence=evidence).select_related("premises", "version").order_by("-due", "pk")


def tasks_for(tasks: QuerySet[Task], premises: Any, task: Task | None = None) -> QuerySet[Task]:
    """The tasks of premises that a new piece may show done: those still open, and the one that is being worked."""
    wanted = Q(state__in=(TaskState.OPEN, TaskState.SUBMITTED)) | Q(pk=task.pk if task else None)
    found = tasks.filter(wanted, premises=premises).select_related("version").order_by("due", "pk")
    return found.filter(pk__in=list(found.values_list("pk", flat=True)[:MOST_TASKS]))


def events_of(evidence: Evidence) -> QuerySet[Event]:
    """What was done to a piece, the newest first."""
    return Event.objects.filter(object=f"evidence/{evidence.key}").select_related("account").order_by("-number")


def told(evidence: Evidence) -> list[dict[str, Any]]:
    """The values of a structured record with their labels, as `components/facts.html` shows them."""
    values = evidence.record or {}
    found = []
    for field in RECORDS.get(evidence.kind, ()):
        value = values.get(field.name)
        if field.type == "choice":
            value = dict(field.choices).get(str(value), value)
        found.append({"label": field.label, "value": value, "unit": field.unit, "yes_no": field.type == "yes_no"})
    return found


def in_state(state: str, today: date) -> Q:
    """What of evidence is current, expiring, expired or withdrawn on a day."""
    standing = Q(withdrawn_at=None)
    return {
        "current": standing & (Q(expires_on=None) | Q(expires_on__gte=today)),
        "expiring": standing & Q(expires_on__gte=today, expires_on__lte=today + SOON),
        "expired": standing & Q(expires_on__lt=today),
        "withdrawn": ~standing,
    }.get(state, Q())

"""Done tasks that are proven no longer, because the evidence that they rest on has expired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from dutybook_web.models import Binding, Evidence, Organisation, Task, TaskState, Verdict


class Lapsed(NamedTuple):
    """A task, the kinds of evidence that it lacks now, and the last day on which it had them."""

    task: Task
    kinds: tuple[str, ...]
    on: date


def lapsed(tenant: Organisation, today: date) -> Iterator[Lapsed]:
    """The lapsed tasks of a tenant, in two queries; not those whose duty has come round again, or binds no longer."""
    same = {"premises": OuterRef("premises"), "duty": OuterRef("duty")}
    newer = Task.objects.filter(**same, due__gt=OuterRef("due"), opens__lte=today)
    binding = Binding.objects.filter(
        premises=OuterRef("premises"), version__duty=OuterRef("duty"), verdict=Verdict.BINDS
    )
    expired = Evidence.tasks.through.objects.filter(task=OuterRef("pk"), evidence__expires_on__lt=today)
    rows = Task.objects.filter(
        Exists(expired), ~Exists(newer), Exists(binding), tenant=tenant, state__in=(TaskState.DONE, TaskState.DONE_LATE)
    )
    for task in rows.select_related("organisation", "version").prefetch_related("evidence").order_by("pk"):
        found = _lapsed(task, today)
        if found:
            yield found


def _lapsed(task: Task, today: date) -> Lapsed | None:
    held = [piece for piece in task.evidence.all() if piece.withdrawn_at is None]
    good = {piece.kind for piece in held if piece.expires_on is None or piece.expires_on >= today}
    ended: dict[str, date] = {}
    for piece in held:
        if piece.expires_on and piece.expires_on < today and piece.kind not in good:
            ended[piece.kind] = max(piece.expires_on, ended.get(piece.kind, date.min))
    # A duty that names no kind rests on whatever was given.
    lost = [kind for kind in ended if kind in task.expected] if task.expected else list(ended) * (not good)
    return Lapsed(task, tuple(sorted(lost)), min(ended[kind] for kind in lost)) if lost else None

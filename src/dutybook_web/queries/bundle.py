"""The bundle for an inspector: evidence with its files and tasks, and the proofs that the audit record holds them.

The same scope under the same head gives the same bytes. Rows are read in chunks, each in a constant number of queries.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any, BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from dutybook.ledger.bundle import DUTIES, EVIDENCE, HEADS, TASKS, Proof, Writer
from dutybook.ledger.canonical import Json
from dutybook.ledger.leaf import write_time
from dutybook.ledger.merkle import HASH_BYTES, consistency_proof, inclusion_proof
from dutybook_web.files.kinds import KINDS
from dutybook_web.models import DutyVersion, Event, Evidence, Head, Node, Premises, Task
from dutybook_web.queries.bundle_page import index
from dutybook_web.queries.evidence import store
from dutybook_web.queries.ledger import node_at, public_keys

IN_MEMORY = 5_000_000
"""Bytes of a bundle up to which it needs no file."""

_CHUNK = 200
_READ = 1 << 18
_EXTENSIONS = {kind.media_type: kind.extensions[0] for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a bundle is about; empty for all that the actor may see.

    Args:
        act: id of it: the evidence of the duties of one act. since, until: days that the evidence covers, or on which
            it came in where it covers none. zone: in which these are days.
    """

    premises: Premises | None = None
    act: str = ""
    since: date | None = None
    until: date | None = None
    zone: str = "UTC"

    def told(self) -> dict[str, Json]:
        """The scope as the manifest says it."""
        return {
            "premises": self.premises.key if self.premises else None,
            "premises_name": self.premises.name if self.premises else None,
            "act": self.act or None,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }


def acts_of(tasks: QuerySet[Task], *, chinese: bool) -> list[tuple[str, str]]:
    """The acts of the tasks, with their titles in the reader's language."""
    title = f"version__act_title_{'zh' if chinese else 'en'}"
    return sorted(set(tasks.order_by().values_list("version__act", title).distinct()))


def within(rows: QuerySet[Evidence], scope: Scope) -> QuerySet[Evidence]:
    """The evidence that a scope takes in, in the order in which it came."""
    if scope.premises:
        rows = rows.filter(premises=scope.premises)
    if scope.act:
        shown = Evidence.tasks.through._default_manager.filter(task__version__act=scope.act)
        rows = rows.filter(pk__in=shown.values("evidence_id"))
    if scope.since:
        start = datetime.combine(scope.since, time(), ZoneInfo(scope.zone))
        rows = rows.filter(Q(period_end__gte=scope.since) | Q(period_end=None, received_at__gte=start))
    if scope.until:
        end = datetime.combine(scope.until + timedelta(days=1), time(), ZoneInfo(scope.zone))
        rows = rows.filter(Q(period_start__lte=scope.until) | Q(period_start=None, received_at__lt=end))
    return rows.select_related("blob", "premises", "organisation").order_by("received_at", "pk")


def write_bundle(file: BinaryIO, evidence: QuerySet[Evidence], tasks: QuerySet[Task], scope: Scope, head: Head) -> None:
    """Write a bundle; what came in after the head stays out.

    Args:
        file: where to. evidence, tasks: that the actor may see. scope: what is wanted of them. head: signed.
    """
    rows = within(evidence, scope)
    shown = tasks.filter(pk__in=Evidence.tasks.through._default_manager.filter(evidence__in=rows).values("task_id"))
    shown = shown.select_related("version", "premises").order_by("due", "pk")
    writer = Writer(file)
    writer.add("index.html", index(scope.told(), head, _with_tasks(_covered(rows, head), tasks)))
    writer.add_lines(EVIDENCE, (_piece(row, proofs) for row, proofs in _proved(rows, head)))
    writer.add_lines(TASKS, (_task(row, proofs) for row, proofs in _proved(shown, head)))
    versions = DutyVersion.objects.filter(pk__in=shown.order_by().values("version_id")).order_by("duty", "digest")
    writer.add_lines(DUTIES, map(_duty, versions.iterator(_CHUNK)))
    writer.add_lines(HEADS, _heads(head))
    for sha256, media_type in _blobs(rows, head):
        with store().open(sha256) as stored:
            writer.add(_path(sha256, media_type), iter(lambda: stored.read(_READ), b""))
    writer.finish(settings.LEDGER_ORIGIN, public_keys(), head.note, scope.told())


def _proved(rows: QuerySet[Any], head: Head) -> Iterator[tuple[Any, list[Proof]]]:
    """Rows with the proofs of their events; evidence without one under the head came in later, and stays out."""
    noun = str(rows.model._meta.model_name)
    for chunk in _chunks(rows.iterator(_CHUNK)):
        names = {f"{noun}/{row.key}": row for row in chunk}
        events = list(Event.objects.filter(object__in=names, number__lt=head.size).order_by("number"))
        hashes = _proofs([event.number for event in events], head.size)
        proofs = defaultdict(list)
        for event in events:
            proofs[event.object].append(Proof(bytes(event.leaf), event.number, hashes[event.number]))
        for name, row in names.items():
            if noun != "evidence" or proofs[name]:
                yield row, proofs[name]


def bundled(evidence: QuerySet[Evidence], tasks: QuerySet[Task], scope: Scope, head: Head) -> IO[bytes]:
    """A bundle as a file that goes when it is closed; arguments as for `write_bundle`."""
    file: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — the response closes it
    write_bundle(file, evidence, tasks, scope, head)
    file.seek(0)
    return file  # type: ignore[no-any-return]


def _with_tasks(rows: Iterable[Evidence], tasks: QuerySet[Task]) -> Iterator[tuple[Evidence, list[Task]]]:
    """Evidence with the tasks that it shows done."""
    links = Evidence.tasks.through._default_manager.filter(task__in=tasks.order_by()).order_by("task__due", "task_id")
    for chunk in _chunks(rows):
        through = links.filter(evidence__in=chunk)
        found = defaultdict(list)
        for link in through.select_related("task__version"):
            found[link.evidence_id].append(link.task)
        for row in chunk:
            yield row, found[row.pk]


def _covered(rows: QuerySet[Evidence], head: Head) -> Iterator[Evidence]:
    for chunk in _chunks(rows.iterator(_CHUNK)):
        names = [f"evidence/{row.key}" for row in chunk]
        there = set(Event.objects.filter(object__in=names, number__lt=head.size).values_list("object", flat=True))
        yield from (row for row in chunk if f"evidence/{row.key}" in there)


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def _proofs(numbers: list[int], size: int) -> dict[int, list[bytes]]:
    """The proofs of several events, in one query for each level of the tree."""
    wanted: dict[int, set[int]] = defaultdict(set)

    def note(level: int, position: int) -> bytes:
        wanted[level].add(position)
        return bytes(HASH_BYTES)

    for number in numbers:
        inclusion_proof(note, number, size)
    found = {
        (node.level, node.position): bytes(node.hash)
        for level, positions in wanted.items()
        for node in Node.objects.filter(level=level, position__in=sorted(positions))
    }
    return {number: inclusion_proof(lambda *place: found[place], number, size) for number in numbers}


def _piece(row: Evidence, proofs: list[Proof]) -> Json:
    return {
        "key": row.key,
        "kind": row.kind,
        "title": row.title,
        "organisation": row.organisation.name,
        "premises": row.premises.key if row.premises else None,
        "period_start": _day(row.period_start),
        "period_end": _day(row.period_end),
        "expires_on": _day(row.expires_on),
        "received_at": write_time(row.received_at),
        "withdrawn_at": write_time(row.withdrawn_at) if row.withdrawn_at else None,
        "withdrawn_because": row.withdrawn_because,
        "file": _file(row),
        "record": row.record,
        "proofs": [proof.told() for proof in proofs],
    }


def _file(row: Evidence) -> Json:
    if row.blob is None:
        return None
    return {
        "name": row.file_name,
        "path": _path(row.blob.sha256, row.blob.media_type),
        "sha256": row.blob.sha256,
        "size": row.blob.size,
        "media_type": row.blob.media_type,
    }


def _task(row: Task, proofs: list[Proof]) -> Json:
    return {
        "key": row.key,
        "duty": row.duty,
        "wording": row.version.digest,
        "premises": row.premises.key,
        "due": row.due.isoformat(),
        "state": row.state,
        "completed_at": write_time(row.completed_at) if row.completed_at else None,
        "proofs": [proof.told() for proof in proofs],
    }


def _duty(row: DutyVersion) -> Json:
    names = ("duty", "digest", "act", "act_title_zh", "act_title_en", "provision", "summary_zh", "summary_en")
    return {name: getattr(row, name) for name in names}


def _heads(head: Head) -> Iterator[Json]:
    sizes = Head.objects.filter(size__gt=0, size__lt=head.size).order_by("size").values_list("size", flat=True)
    for size in sizes.distinct():
        yield {"size": size, "hashes": [part.hex() for part in consistency_proof(node_at, size, head.size)]}


def _blobs(rows: QuerySet[Evidence], head: Head) -> list[tuple[str, str]]:
    return sorted({(row.blob.sha256, row.blob.media_type) for row in _covered(rows, head) if row.blob})


def _path(sha256: str, media_type: str) -> str:
    return f"files/{sha256}{_EXTENSIONS.get(media_type, '')}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

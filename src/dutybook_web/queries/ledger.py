"""Reading the audit record: events, proofs, and the export that anyone can verify offline."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet

from dutybook.errors import LedgerError
from dutybook.ledger import bundle_verification, export
from dutybook.ledger.bundle_verification import BundleReport
from dutybook.ledger.canonical import Json
from dutybook.ledger.leaf import decode
from dutybook.ledger.merkle import HASH_BYTES, Peaks, inclusion_proof, leaf_hash
from dutybook.ledger.note import VerifierKey, read_signer
from dutybook.ledger.verification import Report, verify
from dutybook_web.models import Event, Head, Ledger, Node


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list of events is narrowed to; empty for all."""

    action: str = ""
    account: str = ""
    object: str = ""
    since: date | None = None
    until: date | None = None


def listed(events: QuerySet[Event], wanted: Wanted, zone: tzinfo) -> QuerySet[Event]:
    """The events that are wanted, of those that the actor may see; the newest first.

    Args:
        events: that the actor may see. wanted: what it asks for. zone: in which `since` and `until` are days.
    """
    if wanted.action:
        events = events.filter(action__startswith=wanted.action)
    if wanted.account:
        events = events.filter(account__key=wanted.account)
    if wanted.object:
        events = events.filter(object=wanted.object)
    if wanted.since:
        events = events.filter(time__gte=datetime.combine(wanted.since, time(), zone))
    if wanted.until:
        events = events.filter(time__lt=datetime.combine(wanted.until + timedelta(days=1), time(), zone))
    return events.select_related("account", "organisation").order_by("-number")


def payload_of(event: Event) -> dict[str, Json]:
    """The particulars of an event, as they were hashed."""
    return dict(decode(bytes(event.leaf)).payload)


def peaks_of(ledger: Ledger) -> Peaks:
    """The peaks of the tree as they are stored."""
    stored = bytes(ledger.peaks)
    hashes = tuple(stored[start : start + HASH_BYTES] for start in range(0, len(stored), HASH_BYTES))
    return Peaks(ledger.size, hashes)


def node_at(level: int, position: int) -> bytes:
    """The hash of a complete node."""
    return bytes(Node.objects.values_list("hash", flat=True).get(level=level, position=position))


def altered() -> Iterator[int]:
    """The numbers of events whose other columns no longer tell what was hashed; no head shows that."""
    rows = Event.objects.order_by("number").values_list("number", "key", "time", "action", "object", "leaf")
    for number, *told, leaf in rows.iterator(chunk_size=2000):
        event = decode(bytes(leaf))
        if told != [event.id, event.time, event.action, event.object]:
            yield number


@dataclass(frozen=True, slots=True)
class Proof:
    """That an event is in the record: its leaf, its number, the tree's size and the hashes beside its way up."""

    number: int
    size: int
    leaf: bytes
    hashes: tuple[bytes, ...]
    head: Head


def proof_of(event: Event) -> Proof | None:
    """The proof that an event is under the newest head; None while no head covers it yet."""
    head = Head.objects.filter(size__gt=event.number).order_by("-size").first()
    if head is None:
        return None
    hashes = inclusion_proof(node_at, event.number, head.size)
    return Proof(event.number, head.size, leaf_hash(bytes(event.leaf)), tuple(hashes), head)


def public_keys() -> list[VerifierKey]:
    """The key with which heads are signed; none before the first one."""
    path: Path = settings.LEDGER_KEY_FILE
    return [read_signer(path.read_text("utf-8").strip(), str(path)).verifier] if path.exists() else []


def write_export(file: BinaryIO, organisations: Collection[int]) -> None:
    """Write the whole record; events of other organisations stand as their leaves alone.

    Args:
        file: where to. organisations: whose events are told.
    """
    size = Ledger.objects.values_list("size", flat=True).first() or 0  # what is appended meanwhile stays out
    heads = list(Head.objects.filter(size__lte=size).order_by("size").values_list("size", "note"))
    header = export.Header(settings.LEDGER_ORIGIN, public_keys())
    export.write(file, header, _leaves(size, frozenset(organisations)), heads)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a file came to: a report, or why there is none."""

    report: Report | None
    fault: LedgerError | None
    bundle: BundleReport | None = None


def check(file: BinaryIO, head: str) -> Checked:
    """Verify an exported record or a bundle of evidence against the keys of this ledger, and a head that somebody kept.

    Args:
        file: the export or the bundle. head: its text; empty for none.
    """
    lines = [line.rstrip() for line in head.strip().splitlines()]  # browsers end lines by \r\n, forms cut margins off
    held = {"head": "\n".join(lines) + "\n"} if lines else None
    is_bundle = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    try:
        if is_bundle:
            found = bundle_verification.verify(file, "file", public_keys(), held)
            return Checked(None, next(iter(found.faults), None), found)
        report = verify(export.lines(file), "file", public_keys(), held)
    except LedgerError as error:
        return Checked(None, error)
    return Checked(report, report.damage)


def _leaves(size: int, organisations: Collection[int]) -> Iterator[bytes | export.Leaf]:
    rows = Event.objects.filter(number__lt=size).order_by("number").values_list("organisation_id", "leaf")
    for organisation, stored in rows.iterator(chunk_size=2000):
        leaf = bytes(stored)
        yield leaf if organisation in organisations else export.Leaf(leaf_hash(leaf), withheld=True)

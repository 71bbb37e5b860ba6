"""A small bundle of one piece of evidence, made with the library alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from types import MappingProxyType

from tests.ledger.attacks import KEY, ORIGIN, START

from dutybook.ledger.bundle import DUTIES, EVIDENCE, HEADS, TASKS, Proof, Writer
from dutybook.ledger.checkpoint import Checkpoint, sign
from dutybook.ledger.leaf import Event, encode, write_time
from dutybook.ledger.merkle import Tree, consistency_proof, inclusion_proof, leaf_hash

FILE = b"Checked: 12 extinguishers.\n"
DIGEST = hashlib.sha256(FILE).hexdigest()
PATH = f"files/{DIGEST}.txt"
SAID = {
    "kind": "inspection_record",
    "premises": "station",
    "period_start": "2026-03-01",
    "period_end": None,
    "expires_on": None,
}


def event(action: str, thing: str, **payload: object) -> bytes:
    return encode(Event(f"{action}-{thing}", START, None, "org-1", action, thing, payload))  # type: ignore[arg-type]


EVENTS = [
    event("premises.add", "premises/station"),
    event("evidence.add", "evidence/piece", digest=DIGEST, **SAID),
    event("task.complete", "task/check"),
]
TREE = Tree(map(leaf_hash, EVENTS))


def head(size: int) -> str:
    tree = Tree(map(leaf_hash, EVENTS[:size]))
    return sign(Checkpoint(ORIGIN, size, tree.peaks.root(), START + timedelta(minutes=size)), KEY)


def proof(number: int) -> object:
    return Proof(EVENTS[number], number, inclusion_proof(TREE.node, number, 3)).told()


def bundle(piece: Mapping[str, object] = MappingProxyType({}), origin: str = ORIGIN) -> bytes:
    """The bundle; what is given is said of the piece, or of the whole."""
    whole = {
        **SAID,
        "key": "piece",
        "file": {"name": "check.txt", "path": PATH, "sha256": DIGEST, "size": len(FILE), "media_type": "text/plain"},
        "record": None,
        "received_at": write_time(START),
        "withdrawn_at": None,
        "proofs": [proof(1)],
        **piece,
    }
    file = BytesIO()
    writer = Writer(file)
    writer.add_lines(EVIDENCE, [whole])  # type: ignore[list-item]
    writer.add_lines(TASKS, [{"key": "check", "proofs": [proof(2)]}])  # type: ignore[list-item]
    writer.add_lines(DUTIES, [])
    grown = [part.hex() for part in consistency_proof(TREE.node, 1, 3)]
    writer.add_lines(HEADS, [{"size": 1, "hashes": grown}])
    writer.add(PATH, [FILE[:5], FILE[5:]])
    writer.finish(origin, [KEY.verifier], head(3), {"premises": "station"})
    return file.getvalue()

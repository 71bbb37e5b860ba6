"""Histories, and what someone who may write everywhere can do to them: for the tests and for the benchmark."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from random import Random

from dutybook.errors import LedgerError
from dutybook.ledger.canonical import canonical
from dutybook.ledger.checkpoint import Checkpoint, sign
from dutybook.ledger.export import Header, write
from dutybook.ledger.leaf import Event, encode, pseudonym
from dutybook.ledger.merkle import Peaks, leaf_hash
from dutybook.ledger.note import SignerKey
from dutybook.ledger.verification import Report, verify

ORIGIN = "haizhou.example/ledger"
START = datetime(2026, 3, 1, tzinfo=UTC)
KEY = SignerKey(ORIGIN, bytes(range(32)))
FOREIGN = SignerKey(ORIGIN, bytes(32))
ACTIONS = ["task.complete", "evidence.add", "fact.change", "drill.hold"]
KINDS = ["edit", "delete", "reorder", "insert", "truncate", "replace"]
HEADS = ["kept", "signed again", "signed with another key"]


@dataclass(frozen=True)
class History:
    """A ledger: the bytes of its events, and the notes of its heads by size."""

    events: list[bytes]
    heads: dict[int, str]


def event(number: int, random: Random) -> bytes:
    actor = pseudonym(f"account-{random.randrange(5)}", b"salt of sixteen.")
    payload = {"n": number, "note": random.choice(["已完成", "late", ""]), "counts": [random.randrange(9)]}
    time = START + timedelta(minutes=number)
    return encode(Event(f"{random.getrandbits(64):016x}", time, actor, "org-1", random.choice(ACTIONS), "t-1", payload))


def head(events: list[bytes], key: SignerKey = KEY) -> str:
    peaks = Peaks()
    for text in events:
        peaks = peaks.append(leaf_hash(text))
    return sign(Checkpoint(ORIGIN, peaks.size, peaks.root(), START + timedelta(minutes=peaks.size)), key)


def history(random: Random, size: int) -> History:
    events = [event(number, random) for number in range(size)]
    sizes = sorted({*random.sample(range(1, size + 1), min(3, size)), size})
    return History(events, {size: head(events[:size]) for size in sizes})


def exported(history: History, key: SignerKey = KEY) -> list[bytes]:
    file = BytesIO()
    write(file, Header(ORIGIN, [key.verifier]), history.events, history.heads.items())
    return file.getvalue().splitlines(keepends=True)


def attacked(history: History, kind: str, under: int, heads: str, random: Random) -> list[bytes]:
    """Change an event under the head of size `under`, then make the heads look as right as the attacker can."""
    events = changed(history.events, kind, under, random)
    key = FOREIGN if heads == "signed with another key" else KEY
    notes = {size: note for size, note in history.heads.items() if size <= len(events)}
    if heads != "kept":
        notes = {size: head(events[:size], key) for size in {*notes, len(events)}}
    return exported(History(events, notes), key)


def changed(events: list[bytes], kind: str, under: int, random: Random) -> list[bytes]:
    events = list(events)
    place = random.randrange(under)
    match kind:
        case "edit":
            told = json.loads(events[place])
            told["payload"]["n"] += random.choice([-1, 1])
            events[place] = canonical(told)
        case "delete":
            del events[place]
        case "reorder":
            other = random.choice([n for n in range(len(events)) if n != place])
            events[place], events[other] = events[other], events[place]
        case "insert":
            events.insert(place, event(place, random))
        case "truncate":
            del events[place:]
        case _:  # another history from here on, of the same length
            events[place:] = [event(number, random) for number in range(place, len(events))]
    return events


def found(lines: list[bytes], held: dict[str, str], keys: list[SignerKey]) -> bool:
    try:
        return judged(lines, held, keys).damage is not None
    except LedgerError:
        return True


def judged(lines: list[bytes], held: dict[str, str], keys: list[SignerKey]) -> Report:
    return verify(lines, "history.jsonl", [key.verifier for key in keys], held)

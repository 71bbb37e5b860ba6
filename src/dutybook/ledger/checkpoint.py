"""The signed head of a ledger (c2sp.org/tlog-checkpoint): so many events, this root, at this time.

Whoever holds one can tell any later change to the events under it. It must leave the machine to be worth anything.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime

from dutybook.errors import LedgerError
from dutybook.ledger.leaf import read_time, write_time
from dutybook.ledger.merkle import EMPTY_ROOT, HASH_BYTES
from dutybook.ledger.note import Keys, SignerKey, check_name, decode_base64, open_note

_TIME = "time "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a ledger at one time.

    Args:
        origin: name of the ledger, which is also the name of its key.
        size: the number of events.
        root: the root of the tree over them.
        time: when it was made, by the clock of whoever signed it.

    Raises:
        LedgerError: for an origin, size, root or time that no head can have.
    """

    origin: str
    size: int
    root: bytes
    time: datetime

    def __post_init__(self) -> None:
        check_name(self.origin)
        write_time(self.time)
        if self.size < 0 or len(self.root) != HASH_BYTES or (self.size == 0 and self.root != EMPTY_ROOT):
            raise LedgerError("checkpoint", "its root cannot be that of its size", "make it from the tree's own peaks")

    def body(self) -> str:
        """Return the text that is signed: origin, size, root in base64, and the time as an extension line."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{_TIME}{write_time(self.time)}\n"


def sign(checkpoint: Checkpoint, key: SignerKey) -> str:
    """Return the head as a signed note.

    Before signing, the caller makes sure that the tree begins with the one under the last head: a ledger that signs
    two heads which do not fit has proved its own falsehood.

    Raises:
        LedgerError: for a key of another name than the origin.
    """
    if key.name != checkpoint.origin:
        raise LedgerError("key", f"it is {key.name}'s, the ledger {checkpoint.origin}", "sign with the ledger's key")
    return key.sign(checkpoint.body())


def open_checkpoint(note: str, keys: Keys, place: str = "checkpoint") -> Checkpoint:
    """Return the head in a note that at least one of the keys signed.

    Raises:
        LedgerError: for a note that none of them signed, or whose text is not a head of ours.
    """
    body = open_note(note, keys, place)
    try:
        origin, size, root, time = body[:-1].split("\n")
        head = Checkpoint(origin, int(size), decode_base64(root), read_time(time.removeprefix(_TIME)))
    except (ValueError, LedgerError):
        head = None
    if head is None or head.body() != body:
        raise LedgerError(place, "its text is not a head of a ledger", "give a checkpoint that Dutybook signed")
    return head

"""The file in which a ledger leaves its machine: JSON Lines of a header, the events, and the heads among them.

An event's line is its canonical bytes, so that SHA-256(0x00 || line) is its leaf; a head stands after the last event
that it covers; an event that the reader may not see stands as its leaf alone, and the tree still verifies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from dutybook.errors import LedgerError
from dutybook.ledger.canonical import MOST_BYTES, canonical, parse
from dutybook.ledger.leaf import decode
from dutybook.ledger.merkle import leaf_hash
from dutybook.ledger.note import Keys, check_name, read_verifier

FORM = "dutybook-ledger/1"
"""The name and version of the file's form; it stands in the header."""

_HASH = re.compile(r"[0-9a-f]{64}")
_HEAD, _WITHHELD = b'{"checkpoint":', b'{"leaf":'


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of an export.

    Args:
        origin: name of the ledger.
        keys: the public keys with which its heads were signed. Whoever makes a false file writes false keys: a
            reader trusts only the keys that came by another way.

    Raises:
        LedgerError: for a name that no ledger can have.
    """

    origin: str
    keys: Keys

    def __post_init__(self) -> None:
        check_name(self.origin)


@dataclass(frozen=True, slots=True)
class Leaf:
    """An event in the file, by its hash.

    Args:
        hash: of the leaf.
        withheld: whether the event itself is not in the file.
    """

    hash: bytes
    withheld: bool = False


Entry: TypeAlias = Leaf | str
"""A line after the header: an event, or the note of a head."""


def write(file: BinaryIO, header: Header, events: Iterable[bytes | Leaf], heads: Iterable[tuple[int, str]]) -> None:
    """Write an export.

    Args:
        file: where to.
        header: the ledger's name and public keys.
        events: all events from the first on, each its canonical bytes as they were hashed, or a withheld leaf.
        heads: the size and the note of each head, in any order.

    Raises:
        LedgerError: for a head of more events than there are.
    """
    waiting = sorted(heads, reverse=True)
    size = 0
    keys = [str(key) for key in header.keys]
    file.write(canonical({"keys": keys, "ledger": FORM, "origin": header.origin}) + b"\n")
    _write_heads(file, waiting, size)
    for size, event in enumerate(events, 1):
        file.write((event if isinstance(event, bytes) else canonical({"leaf": event.hash.hex()})) + b"\n")
        _write_heads(file, waiting, size)
    if waiting:
        cause = f"a head covers {waiting[0][0]} events, but there are {size}"
        raise LedgerError("ledger", cause, "events are missing from the ledger: look for them in a backup")


def lines(file: BinaryIO) -> Iterator[bytes]:
    """Read a file line by line, and never more at once than a line may be long."""
    while line := file.readline(MOST_BYTES + 2):
        yield line


def read_header(line: bytes) -> Header:
    """Read the first line.

    Raises:
        LedgerError: for anything but the header of an export.
    """
    match _value(line) if line.startswith(b"{") else None:
        case {"ledger": str(form)} if form != FORM:
            raise LedgerError("header", f"the form {form[:40]!r} is not known", "verify it with a newer Dutybook")
        case {"keys": list(keys), "ledger": str(), "origin": str(origin), **rest} if not rest:
            return Header(origin, [read_verifier(str(key)) for key in keys])
    raise LedgerError("header", "it is not an export of a ledger", "give the .jsonl file as Dutybook wrote it")


def read_entry(line: bytes) -> Entry:
    """Read a line after the first.

    Raises:
        LedgerError: for a line that is neither an event, a withheld event nor a head, or is not in canonical form.
    """
    if line.startswith(_HEAD):
        match _value(line):
            case {"checkpoint": str(note), **rest} if not rest:
                return note
    if line.startswith(_WITHHELD):
        match _value(line):
            case {"leaf": str(text), **rest} if not rest and _HASH.fullmatch(text):
                return Leaf(bytes.fromhex(text), withheld=True)
    decode(_whole(line))
    return Leaf(leaf_hash(_whole(line)))


def _write_heads(file: BinaryIO, waiting: list[tuple[int, str]], size: int) -> None:
    while waiting and waiting[-1][0] == size:
        file.write(canonical({"checkpoint": waiting.pop()[1]}) + b"\n")


def _value(line: bytes) -> object:
    return parse(_whole(line))


def _whole(line: bytes) -> bytes:
    if not line.endswith(b"\n"):
        raise LedgerError("line", "it is cut short or too long", "copy the file again, whole")
    return line[:-1]

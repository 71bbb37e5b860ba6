"""Is an exported history sound? Its lines, its heads, and the heads that the reader kept, without any server.

Reads line by line in memory that does not grow with the file, and tells the first place of damage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dutybook.errors import LedgerError
from dutybook.ledger.checkpoint import Checkpoint, open_checkpoint
from dutybook.ledger.export import Header, read_entry, read_header
from dutybook.ledger.merkle import Peaks, leaf_hash
from dutybook.ledger.note import Keys

_CHANGED = "trust nothing after the last head that agrees; compare with a backup, and ask who could write to the ledger"


@dataclass(frozen=True, slots=True)
class HeadCheck:
    """What became of one head.

    Args:
        place: the line of the file, or the name under which the reader gave it.
        head: the head; None where the line is no head, or no key in use signed it.
        fault: why it does not fit the events; None if it does.
    """

    place: str
    head: Checkpoint | None
    fault: LedgerError | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an export proves.

    Args:
        origin: name of the ledger.
        size: events in the file.
        root: the root over all of them.
        withheld: how many of them stand as a hash alone.
        covered: how many stand under a head that agrees, before any damage; the others may still be changed unseen.
        heads: each head in the file, in its order.
        held: each head that the reader gave.
        damage: the first fault in the file; None if it is sound.
    """

    origin: str
    size: int
    root: bytes
    withheld: int
    covered: int
    heads: tuple[HeadCheck, ...]
    held: tuple[HeadCheck, ...]
    damage: LedgerError | None


def verify(
    lines: Iterable[bytes], name: str = "export", keys: Keys = (), held: Mapping[str, str] | None = None
) -> Report:
    """Verify an export.

    Args:
        lines: of the file, each with its newline.
        name: of the file, for messages.
        keys: the public keys that the reader trusts; without any, those in the file are used, which then proves only
            that the file agrees with itself and with the heads held.
        held: notes of earlier heads that the reader kept, by name. This is what finds every change under them, even
            one by somebody who has the private key.

    Returns:
        a report; its `damage` is None if all is sound.

    Raises:
        LedgerError: for a file that is no export, or a held head that no key in use signed or of another ledger.
    """
    numbered = enumerate(lines, 1)
    header = _header(next(numbered, (1, b""))[1], name)
    walk = _Walk(name, header.origin, keys or header.keys)
    walk.expect(held or {})
    for number, line in numbered:
        walk.take(number, line)
    return walk.report()


def _header(line: bytes, name: str) -> Header:
    try:
        return read_header(line)
    except LedgerError as error:
        raise LedgerError(f"{name} line 1", error.cause, error.remedy) from None


@dataclass(slots=True)
class _Walk:
    """The state of reading an export from its second line on."""

    name: str
    origin: str
    keys: Keys
    peaks: Peaks = field(default_factory=Peaks)
    line: int = 1
    withheld: int = 0
    covered: int = 0
    agreed: dict[str, int] = field(default_factory=lambda: {"file": 0, "held": 0})
    damage: LedgerError | None = None
    heads: list[HeadCheck] = field(default_factory=list)
    held: list[HeadCheck] = field(default_factory=list)
    waiting: list[tuple[str, Checkpoint]] = field(default_factory=list)

    def expect(self, held: Mapping[str, str]) -> None:
        """Open the heads that the reader gave, and wait for their sizes."""
        for place, note in held.items():
            head = open_checkpoint(note, self.keys, place)
            if head.origin != self.origin:
                cause = f"it is a head of {head.origin}, and {self.name} of {self.origin}"
                raise LedgerError(place, cause, "give the head and the export of the same ledger")
            self.waiting.append((place, head))
        self.waiting.sort(key=lambda waiting: waiting[1].size)
        self.meet()

    def take(self, number: int, line: bytes) -> None:
        """Go on by one line."""
        self.line = number
        try:
            entry = read_entry(line)
        except LedgerError as error:
            self.fault(error.cause, error.remedy)
            self.grow(leaf_hash(line.removesuffix(b"\n")))
            return
        if isinstance(entry, str):
            self.heads.append(self.checked(entry))
        else:
            self.withheld += entry.withheld
            self.grow(entry.hash)

    def grow(self, leaf: bytes) -> None:
        """Add one event."""
        self.peaks = self.peaks.append(leaf)
        self.meet()

    def meet(self) -> None:
        """Compare the heads held that cover exactly the events so far."""
        while self.waiting and self.waiting[0][1].size == self.peaks.size:
            place, head = self.waiting.pop(0)
            self.held.append(self.compared(place, head, "held"))

    def checked(self, note: str) -> HeadCheck:
        """Judge a head in the file."""
        place = f"line {self.line}"
        try:
            head = open_checkpoint(note, self.keys, place)
        except LedgerError as error:
            return HeadCheck(place, None, self.fault(error.cause, error.remedy))
        if head.origin != self.origin:
            cause = f"it is a head of {head.origin}, and the file of {self.origin}"
            return HeadCheck(place, head, self.fault(cause, _CHANGED))
        if head.size != self.peaks.size:
            cause = (
                f"the head covers {head.size} events, but {self.peaks.size} stand before it: some are missing or added"
            )
            return HeadCheck(place, head, self.fault(cause, _CHANGED))
        return self.compared(place, head, "file")

    def compared(self, place: str, head: Checkpoint, kind: str) -> HeadCheck:
        """Hold a head of the present size against the present root."""
        if head.root == self.peaks.root():
            self.agreed[kind] = head.size
            self.covered = self.covered if self.damage else head.size
            return HeadCheck(place, head)
        cause = f"events {self.agreed[kind] + 1} to {head.size} are not those under the head in {place}"
        return HeadCheck(place, head, self.fault(cause, _CHANGED))

    def fault(self, cause: str, remedy: str) -> LedgerError:
        """Tell a fault at the present line, and keep the first."""
        error = LedgerError(f"{self.name} line {self.line}", cause, remedy)
        self.damage = self.damage or error
        return error

    def report(self) -> Report:
        """End the reading."""
        for place, head in self.waiting:
            cause = f"the file ends after {self.peaks.size} events, but the head in {place} covers {head.size}"
            self.held.append(HeadCheck(place, head, self.fault(cause, _CHANGED)))
        if not any(check.fault is None for check in (*self.heads, *self.held)):
            remedy = "ask for an export with its heads, or give one that you hold with --head"
            self.fault("no signed head agrees with the file, so that it proves nothing", remedy)
        return Report(
            self.origin,
            self.peaks.size,
            self.peaks.root(),
            self.withheld,
            self.covered,
            tuple(self.heads),
            tuple(self.held),
            self.damage,
        )

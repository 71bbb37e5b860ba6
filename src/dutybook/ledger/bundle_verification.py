"""Is a bundle sound? Every hash, and every proof against its head, the keys and the heads that the reader kept.

Reads a piece at a time and keeps no more than the manifest and the hashes of the files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from dutybook.errors import LedgerError
from dutybook.ledger import bundle
from dutybook.ledger.canonical import MOST_BYTES, canonical, parse
from dutybook.ledger.checkpoint import Checkpoint, open_checkpoint
from dutybook.ledger.leaf import Event, decode
from dutybook.ledger.merkle import leaf_hash, verify_consistency, verify_inclusion
from dutybook.ledger.note import Keys, read_verifier

_CHUNK: Final = 1 << 18
_MOST_MANIFEST: Final = 64 << 20
_CHANGED: Final = "trust nothing in it; ask for the bundle again, and for an export of the audit record"
_ANEW: Final = "ask for the bundle again"


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What a bundle proves.

    Args:
        origin: name of the ledger. head: that the proofs lead to.
        about: what was asked for, in the words of whoever made the bundle.
        pieces, files, tasks: how many of each were checked. proofs: how many events were proved.
        held: the names of the reader's heads that the bundle's head grew from.
        faults: what is wrong; empty if all is sound.
    """

    origin: str
    head: Checkpoint
    about: Mapping[str, Any]
    pieces: int
    files: int
    tasks: int
    proofs: int
    held: tuple[str, ...]
    faults: tuple[LedgerError, ...]


def verify(
    file: BinaryIO, name: str = "bundle", keys: Keys = (), held: Mapping[str, str] | None = None
) -> BundleReport:
    """Verify a bundle.

    Args:
        file: the ZIP. name: of it, for messages.
        keys: the public keys that the reader trusts; without any, those in the file are used, which then proves only
            that the file agrees with itself and with the heads held.
        held: notes of heads that the reader kept, by name.

    Raises:
        LedgerError: for a file that is no bundle, or a head that no key in use signed.
    """
    try:
        with ZipFile(file) as opened:
            return _Walk(name, opened, keys).report(held or {})
    except (BadZipFile, EOFError, RuntimeError, OSError) as error:
        raise LedgerError(name, f"it cannot be read as a ZIP file ({error})", _ANEW) from None


@dataclass(slots=True)
class _Walk:
    """The state of reading a bundle."""

    name: str
    zip: ZipFile
    keys: Keys
    head: Checkpoint = field(init=False)
    proofs: int = 0
    faults: list[LedgerError] = field(default_factory=list)

    def report(self, held: Mapping[str, str]) -> BundleReport:
        """Check everything, from the manifest to the last proof."""
        manifest = self.manifest()
        self.keys = self.keys or [read_verifier(str(key)) for key in manifest["keys"]]
        self.head = open_checkpoint(manifest["head"], self.keys, f"{self.name} {bundle.MANIFEST}")
        if self.head.origin != manifest["origin"]:
            self.fault(bundle.MANIFEST, "its head is of another ledger")
        listed = self.members(manifest["members"])
        agreeing = self.held(held) if bundle.HEADS in listed else ()
        pieces = self.lines(bundle.EVIDENCE, listed, lambda told: self.piece(told, listed))
        tasks = self.lines(bundle.TASKS, listed, lambda told: self.proved(told, "task"))
        files = sum(path.startswith("files/") for path in listed)
        faults = tuple(self.faults)
        return BundleReport(
            manifest["origin"], self.head, manifest["about"], pieces, files, tasks, self.proofs, agreeing, faults
        )

    def manifest(self) -> dict[str, Any]:
        """Read the manifest."""
        try:
            entry = self.zip.getinfo(bundle.MANIFEST)
            if entry.file_size > _MOST_MANIFEST or entry.compress_type != ZIP_STORED:
                raise ValueError
            match json.loads(self.zip.read(entry)):
                case {
                    "about": dict(),
                    "bundle": bundle.FORM,
                    "head": str(),
                    "keys": list(),
                    "members": list(),
                    "origin": str(),
                    **rest,
                } as manifest if not rest:
                    return dict(manifest)
        except (KeyError, ValueError, RecursionError):
            pass
        raise LedgerError(self.name, "it is not a bundle of evidence", "give the .zip file as Dutybook wrote it")

    def members(self, members: list[Any]) -> dict[str, str]:
        """Check that the file holds what the manifest names, all of it and nothing else; the hash of each path."""
        listed: dict[str, str] = {}
        for member in members:
            match member:
                case {"path": str(path), "sha256": str(sha256), "size": int(size), **rest} if not rest:
                    if self.member(path, sha256, size):
                        listed[path] = sha256
                case _:
                    self.fault(bundle.MANIFEST, "an entry of it names no member")
        names = sorted(entry.filename for entry in self.zip.infolist())
        if names != sorted([*(str(member["path"]) for member in members if "path" in member), bundle.MANIFEST]):
            self.fault(bundle.MANIFEST, "the file holds other members than it names")
        for path in (bundle.EVIDENCE, bundle.TASKS, bundle.DUTIES, bundle.HEADS):
            if path not in names:
                self.fault(path, "it is missing")
        return listed

    def member(self, path: str, sha256: str, size: int) -> bool:
        """Check the size and the hash of one member; whether it can be read at all."""
        entry = self.zip.NameToInfo.get(path)
        if entry is None:
            return False  # told with all that the file holds otherwise than it names
        if entry.compress_type != ZIP_STORED or entry.file_size != size:
            self.fault(path, "it does not have the size that the manifest names")
            return False
        digest = hashlib.sha256()
        try:
            with self.zip.open(entry) as file:
                while part := file.read(_CHUNK):
                    digest.update(part)
        except (BadZipFile, RuntimeError):
            self.fault(path, "it cannot be read")
            return False
        if digest.hexdigest() != sha256:
            self.fault(path, "it was changed: its hash is not the one in the manifest")
        return True

    def lines(self, path: str, listed: Mapping[str, str], check: Any) -> int:
        """Check each line of a list; how many there are."""
        if path not in listed:
            return 0
        number = 0
        for number, told in enumerate(self._told(path), 1):
            place = f"{path} line {number}"
            try:
                check(told)
            except LedgerError as error:
                self.fault(place, error.cause)
            except (KeyError, TypeError, ValueError, AttributeError):
                self.fault(place, "it is not such a line as Dutybook writes")
        return number

    def _told(self, path: str) -> Iterator[Any]:
        """The lines of a list that `member` has read whole already."""
        with self.zip.open(path) as file:
            for number, line in enumerate(iter(lambda: file.readline(MOST_BYTES + 2), b""), 1):
                try:
                    yield parse(line.removesuffix(b"\n"))
                except LedgerError as error:
                    self.fault(f"{path} line {number}", error.cause)

    def piece(self, told: Any, listed: Mapping[str, str]) -> None:
        """Check that a piece of evidence is the one whose addition the record holds, and that its file is there."""
        events = self.proved(told, "evidence")
        added = next((event for event in events if event.action == "evidence.add"), None)
        if added is None:
            raise LedgerError("", "nothing proves when it came in", _CHANGED)
        file, record = told["file"], told["record"]
        digest = file["sha256"] if file else hashlib.sha256(canonical(record)).hexdigest()
        if file and listed.get(file["path"]) != digest:
            raise LedgerError("", "its file is not the one that it names", _CHANGED)
        said = {name: told[name] for name in ("kind", "premises", "period_start", "period_end", "expires_on")}
        if dict(added.payload) | said | {"digest": digest} != dict(added.payload):
            raise LedgerError("", "it is not what the record says came in", _CHANGED)
        withdrawn = any(event.action == "evidence.withdraw" for event in events)
        if withdrawn != (told["withdrawn_at"] is not None):
            raise LedgerError("", "the record says otherwise whether it was withdrawn", _CHANGED)

    def proved(self, told: Any, noun: str) -> list[Event]:
        """Check the proofs of a line; the events that they prove, all of them about the thing in the line."""
        events = []
        for proof in told["proofs"]:
            text = proof["event"].encode()
            hashes = [bytes.fromhex(part) for part in proof["hashes"]]
            if not verify_inclusion(leaf_hash(text), proof["number"], self.head.size, hashes, self.head.root):
                raise LedgerError("", f"event {proof['number']} is not in the audit record under the head", _CHANGED)
            event = decode(text)
            if event.object != f"{noun}/{told['key']}":
                raise LedgerError("", f"event {proof['number']} is about something else", _CHANGED)
            events.append(event)
            self.proofs += 1
        return events

    def held(self, held: Mapping[str, str]) -> tuple[str, ...]:
        """Check that the head grew from each that the reader kept."""
        kept = {place: open_checkpoint(note, self.keys, place) for place, note in held.items()}
        wanted = {head.size for head in kept.values()}
        grown = {told["size"]: told["hashes"] for told in self._told(bundle.HEADS) if told["size"] in wanted}
        agreeing = []
        for place, old in kept.items():
            if old.origin != self.head.origin:
                self.fault(place, "it is a head of another ledger")
            elif self.grew(old, grown.get(old.size)):
                agreeing.append(place)
        return tuple(agreeing)

    def grew(self, old: Checkpoint, hashes: Any) -> bool:
        """Whether the head grew from an older one; tells the fault if not."""
        if old.size > self.head.size:
            self.fault(self.name, f"your head covers {old.size} events, the bundle's only {self.head.size}")
            return False
        proof = [] if old.size == self.head.size else [bytes.fromhex(part) for part in hashes or ()]
        if verify_consistency(old.size, old.root, self.head.size, self.head.root, proof):
            return True
        self.fault(self.name, f"its head did not grow from your head of {old.size} events")
        return False

    def fault(self, place: str, cause: str) -> None:
        """Keep a fault."""
        self.faults.append(LedgerError(f"{self.name} {place}".strip(), cause, _CHANGED))

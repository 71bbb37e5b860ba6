"""The file that an inspector takes along: evidence with its files, and the proofs that the audit record holds it.

A ZIP whose members are stored as they are, so that nothing can unpack to more than it is. Its lists are JSON Lines in
canonical form; `manifest.json`, the last member, names every other with its hash. docs/evidence.md tells the form.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from dutybook.ledger.canonical import Json, canonical
from dutybook.ledger.note import Keys

FORM: Final = "dutybook-bundle/1"
"""The name and version of the file's form; it stands in the manifest."""

MANIFEST, EVIDENCE, TASKS, DUTIES, HEADS = (
    "manifest.json",
    "evidence.jsonl",
    "tasks.jsonl",
    "duties.jsonl",
    "heads.jsonl",
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every member, so that the same contents make the same file."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That an event is under the head of a bundle.

    Args:
        event: its canonical bytes. number: its place in the record.
        hashes: those beside its way up (RFC 9162, 2.1.3.1).
    """

    event: bytes
    number: int
    hashes: Sequence[bytes]

    def told(self) -> Mapping[str, Json]:
        """The proof as it stands in a line."""
        return {
            "event": self.event.decode(),
            "hashes": [part.hex() for part in self.hashes],
            "number": self.number,
        }


class Writer:
    """Writes a bundle member by member; each is read once, a piece at a time.

    Args:
        file: where to; it must be seekable.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_STORED)
        self._members: list[dict[str, Any]] = []

    def add(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write a member."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_entry(path), "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += member.write(piece)
        self._members.append({"path": path, "sha256": digest.hexdigest(), "size": size})

    def add_lines(self, path: str, lines: Iterable[Json]) -> None:
        """Write a list."""
        self.add(path, (canonical(line) + b"\n" for line in lines))

    def finish(self, origin: str, keys: Keys, head: str, about: Mapping[str, Json]) -> None:
        """Write the manifest and end the file.

        Args:
            origin: name of the ledger. keys: its public keys. head: the note of the head that the proofs lead to.
            about: what was asked for.
        """
        manifest = {
            "about": about,
            "bundle": FORM,
            "head": head,
            "keys": [str(key) for key in keys],
            "members": self._members,
            "origin": origin,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
        with self._zip.open(_entry(MANIFEST), "w", force_zip64=True) as member:
            member.write(text)
        self._zip.close()


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _EPOCH)
    entry.external_attr = 0o644 << 16
    return entry

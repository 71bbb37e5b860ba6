"""Files stored by their content: the name of each is the SHA-256 of its bytes.

What is acknowledged survives a power cut. One folder for each of the first two pairs of digits; new files come in
through `incoming` beside them.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Final

_CHUNK: Final = 1 << 18
_DAY: Final = 24 * 3600.0
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What store and database do not agree on."""

    orphans: tuple[Path, ...]
    """Files that no row knows, older than a day; also uploads that were broken off."""

    missing: tuple[str, ...]
    """Hashes that rows know and the store does not have."""

    damaged: tuple[str, ...]
    """Files whose bytes are no longer those of their name."""


class Store:
    """A folder of files that are never changed.

    Args:
        folder: made when the first file comes in.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / "incoming"

    def add(self, file: BinaryIO) -> Stored:
        """Store what is left of a stream, unless it is there already; it is on the disk when this returns.

        A stored file is written anew all the same: that heals damage and makes it young, so that `reconcile` leaves it
        alone until its row is there.
        """
        self._incoming.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._incoming, delete=False) as incoming:
            try:
                digest, size = hashlib.sha256(), 0
                while piece := file.read(_CHUNK):
                    digest.update(piece)
                    size += incoming.write(piece)
                incoming.flush()
                os.fsync(incoming.fileno())
                self._settle(Path(incoming.name), digest.hexdigest())
            except BaseException:
                Path(incoming.name).unlink(missing_ok=True)
                raise
        return Stored(digest.hexdigest(), size)

    def path(self, sha256: str) -> Path:
        """Where a file is, or would be.

        Raises:
            ValueError: no hash, so that no name from outside ever becomes a path.
        """
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256 in small hexadecimal digits")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BufferedReader:
        """A file to read.

        Raises:
            FileNotFoundError: the store does not have it. ValueError: no hash.
        """
        return self.path(sha256).open("rb")

    def verify(self, sha256: str) -> bool:
        """Whether a file is there with the bytes of its name."""
        try:
            with self.open(sha256) as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def reconcile(
        self, known: Collection[str], *, now: float | None = None, remove_orphans: bool = False
    ) -> Reconciled:
        """Compare the store with the hashes that the database knows, both ways.

        Args:
            known: the hashes of all rows, asked for before this begins.
            now: the time in seconds since 1970; the clock's if not given.
            remove_orphans: delete the files that no row knows and that are older than a day.
        """
        rows = frozenset(known)
        limit = (time.time() if now is None else now) - _DAY
        orphans = tuple(path for path in self._files() if not self._is_known(path, rows) and _is_older(path, limit))
        missing = tuple(sorted(sha256 for sha256 in rows if not self.path(sha256).exists()))
        damaged = sorted(sha256 for sha256 in rows.difference(missing) if not self.verify(sha256))
        if remove_orphans:
            for path in orphans:
                path.unlink(missing_ok=True)
        return Reconciled(orphans, missing, tuple(damaged))

    def _settle(self, incoming: Path, sha256: str) -> None:
        """Gives a written file its name, and makes the name last."""
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        incoming.replace(path)
        for folder in (path.parent, path.parent.parent, self.folder):
            _sync(folder)

    def _files(self) -> Iterator[Path]:
        return (path for path in sorted(self.folder.rglob("*")) if path.is_symlink() or path.is_file())

    def _is_known(self, path: Path, rows: frozenset[str]) -> bool:
        return path.name in rows and path == self.path(path.name)


def _is_older(path: Path, limit: float) -> bool:
    """Whether a file was written before a time; one that has gone meanwhile was not."""
    try:
        return path.lstat().st_mtime < limit
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Writing a backup: one state of the database and the files that it knows, in a tar that any later version restores."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from dutybook_web.jobs.snapshot import FORM, KEY, MANIFEST, kept, lines_of, snapshot
from dutybook_web.models import Blob, Ledger
from dutybook_web.queries.evidence import store
from dutybook_web.queries.ledger import peaks_of

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What a backup holds.

    Args:
        rows: of all tables. files: that it holds. missing: hashes of files that the store has lost.
        size, root: of the ledger.
    """

    rows: int
    files: int
    missing: tuple[str, ...]
    size: int
    root: str


def backup(out: Path, say: Say, using: str = "default") -> Written:
    """Write a backup, while others go on writing.

    Args:
        out: the tar to be made; its name appears once it is whole and on the disk.
        say: takes lines of progress. using: alias of the database.
    """
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("x+b") as file, tempfile.TemporaryDirectory(dir=out.parent, prefix=".backup-") as folder:
            os.fchmod(file.fileno(), 0o600)  # it holds what the database holds
            written = _write(file, Path(folder), say, using)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return written


def _write(file: BinaryIO, folder: Path, say: Say, using: str) -> Written:
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        with snapshot(using) as alias:
            manifest, blobs = _write_tables(tar, folder, say, alias)
        # Files never change and never go: the snapshot need not wait for them.
        for number, sha256 in enumerate(blobs, 1):
            tar.add(store().path(sha256), f"files/{sha256}", filter=_plain)
            if number % 1_000 == 0:
                say(f"{number:,} of {len(blobs):,} files")
    say(f"{len(blobs):,} files")
    rows = sum(count["rows"] for count in manifest["tables"].values())
    ledger = manifest["ledger"]
    return Written(rows, len(blobs), manifest["missing"], ledger["size"], ledger["root"])


def _write_tables(tar: tarfile.TarFile, folder: Path, say: Say, alias: str) -> tuple[dict[str, Any], list[str]]:
    """Write the manifest, the key and the tables; gives the manifest, and the hashes of the files to come."""
    known = list(Blob.objects.using(alias).order_by("sha256").values_list("sha256", flat=True))
    blobs = [sha256 for sha256 in known if store().path(sha256).exists()]
    missing = tuple(sorted(set(known).difference(blobs)))
    counts = {table: _export(model, folder / table, alias) for table, model in kept().items()}
    manifest = _manifest(alias) | {"tables": counts, "files": len(blobs), "missing": missing}
    _add(tar, MANIFEST, json.dumps(manifest, indent=1).encode())
    if settings.LEDGER_KEY_FILE.exists():
        _add(tar, KEY, settings.LEDGER_KEY_FILE.read_bytes())
    for table, count in counts.items():
        tar.add(folder / table, f"tables/{table}.jsonl", filter=_plain)
        say(f"{table}: {count['rows']:,} rows")
    return manifest, blobs


def _export(model: Any, path: Path, alias: str) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), -1  # the first line names the columns
    with path.open("wb") as file:
        for line in lines_of(model, alias):
            digest.update(line)
            file.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _manifest(alias: str) -> dict[str, Any]:
    ledger = Ledger.objects.using(alias).filter(pk=1).first() or Ledger(size=0, peaks=b"")
    return {
        "backup": FORM,
        "version": version("dutybook"),
        "made": timezone.now().isoformat(),
        "origin": settings.LEDGER_ORIGIN,
        "migrations": sorted(MigrationRecorder(connections[alias]).applied_migrations()),
        "ledger": {"size": ledger.size, "root": peaks_of(ledger).root().hex()},
    }


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(_plain(entry), BytesIO(content))


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without whose it was and when, which nobody needs."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode, entry.mtime = 0o600, 0
    return entry

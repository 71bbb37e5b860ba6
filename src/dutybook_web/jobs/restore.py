"""Restoring a backup into an empty database, of either kind and any later version; all is verified, or no row kept."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from dutybook.ledger.merkle import Peaks, leaf_hash
from dutybook_web.jobs.backup import Say
from dutybook_web.jobs.snapshot import CHUNK, FORM, KEY, MANIFEST, kept, stored
from dutybook_web.queries.evidence import store
from dutybook_web.queries.ledger import peaks_of
from dutybook_web.refusals import Refused


def restore(path: Path, say: Say, using: str = "default") -> Mapping[str, Any]:
    """Restore a backup; gives its manifest.

    Args:
        path: of the tar. say: takes lines of progress. using: alias of a database without any table.

    Raises:
        Refused: the database is not empty, the file is no backup or from a later version, or something in it is not
            what it was. No row is kept then.
    """
    if connections[using].introspection.table_names():
        raise _refused("The database is not empty.", "Restore into a new one.")
    try:
        with tarfile.open(path) as tar:
            return _restore(tar, say, using)
    except tarfile.TarError as error:
        raise _refused(f"The file cannot be read as a tar ({error}).", "Take another copy of the backup.") from None


def _restore(tar: tarfile.TarFile, say: Say, using: str) -> Mapping[str, Any]:
    manifest = _manifest(tar)
    _check_copy(tar, manifest)
    models = _migrated(manifest["migrations"], using)
    say(f"tables as they were in version {manifest['version']}")
    if sorted(models) != sorted(manifest["tables"]):
        raise _refused("The backup holds other tables than its version had.", "Take another copy of the backup.")
    _files(tar, manifest, say)
    with transaction.atomic(using=using):
        for table, model in models.items():
            _load(tar, table, model, manifest["tables"][table], using)
            say(f"{table}: {manifest['tables'][table]['rows']:,} rows")
        _check_ledger(models, manifest["ledger"], using)
        _check_blobs(models, manifest, using)
        _set_sequences(list(models.values()), using)
    say(f"ledger: {manifest['ledger']['size']:,} events, root {manifest['ledger']['root']}")
    _key(tar)
    call_command("migrate", database=using, verbosity=0)
    say("tables as they are in this version")
    return manifest


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    try:
        with _member(tar, MANIFEST) as file:
            manifest = json.load(file)
        if manifest["backup"] == FORM:
            return dict(manifest)
    except (ValueError, KeyError, TypeError):
        pass
    raise _refused("The file is not a backup.", "Give the .tar as dutybook-web backup wrote it.")


def _migrated(recorded: list[list[str]], using: str) -> dict[str, Any]:
    """Bring the empty database to the state that the backup was made in; gives the models as they were."""
    executor = MigrationExecutor(connections[using])
    nodes = {(app, name) for app, name in recorded}
    if unknown := sorted(nodes - set(executor.loader.graph.nodes)):
        raise _refused(f"The backup is from a later version: {unknown[0]} is not known.", "Install that version first.")
    children = executor.loader.graph.node_map
    ends = [
        node
        for node in sorted(nodes)
        if not any(one.key in nodes and one.key[0] == node[0] for one in children[node].children)
    ]
    executor.migrate(ends)
    return kept(executor.loader.project_state(ends).apps)


def _check_copy(tar: tarfile.TarFile, manifest: Mapping[str, Any]) -> None:
    """Every table and every file must be the one that was written; nothing has been changed yet where one is not."""
    files = 0
    for entry in tar:
        folder, _, name = entry.name.partition("/")
        if folder not in ("tables", "files"):
            continue
        told = manifest["tables"].get(name.removesuffix(".jsonl"), {}).get("sha256") if folder == "tables" else name
        with _opened(tar, entry) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != told:  # type: ignore[arg-type]
                raise _refused(f"{entry.name} was changed.", "Take another copy of the backup.")
        files += folder == "files"
    if files != manifest["files"]:
        raise _refused(f"The backup holds {files} files instead of {manifest['files']}.", "Take another copy of it.")


def _files(tar: tarfile.TarFile, manifest: Mapping[str, Any], say: Say) -> None:
    """Store every file."""
    entries = [entry for entry in tar if entry.name.startswith("files/")]
    for count, entry in enumerate(entries, 1):
        with _opened(tar, entry) as file:
            store().add(file)  # type: ignore[arg-type]
        if count % 1_000 == 0:
            say(f"{count:,} of {manifest['files']:,} files")
    say(f"{len(entries):,} files")


def _load(tar: tarfile.TarFile, table: str, model: Any, told: Mapping[str, Any], using: str) -> None:
    """Write the rows of a table, as they were."""
    for field in stored(model):
        field.auto_now = field.auto_now_add = False  # a row keeps the time at which it was made
    fields = {field.attname: field for field in stored(model)}
    with _member(tar, f"tables/{table}.jsonl") as file:
        columns = json.loads(next(file, b"[]"))
        if sorted(columns) != sorted(fields):
            raise _refused(f"{table} has other columns than its version had.", "Take another copy of the backup.")
        while chunk := list(islice(file, CHUNK)):
            read = (dict(zip(columns, json.loads(line), strict=True)) for line in chunk)
            made = [model(**{name: fields[name].to_python(value) for name, value in row.items()}) for row in read]
            model._base_manager.using(using).bulk_create(made)
    if model._base_manager.using(using).count() != told["rows"]:
        raise _refused(f"{table} has not as many rows as it had.", "Take another copy of the backup.")


def _check_ledger(models: Mapping[str, Any], told: Mapping[str, Any], using: str) -> None:
    """The tree over the events must have the root that it had, and the ledger must say so itself."""
    events = models["dutybook_web_event"]._base_manager.using(using).order_by("number")
    peaks = Peaks()
    for number, leaf in events.values_list("number", "leaf").iterator(CHUNK):
        if number != peaks.size:
            break
        peaks = peaks.append(leaf_hash(bytes(leaf)))
    ledger = models["dutybook_web_ledger"]._base_manager.using(using).first()
    stored = peaks_of(ledger) if ledger else Peaks()
    if not peaks == stored or (peaks.size, peaks.root().hex()) != (told["size"], told["root"]):
        raise _refused(
            "The audit record is not what it was.", "Take another copy of the backup; verify it with a head."
        )


def _check_blobs(models: Mapping[str, Any], manifest: Mapping[str, Any], using: str) -> None:
    known = models["dutybook_web_blob"]._base_manager.using(using).values_list("sha256", flat=True)
    lost = {sha256 for sha256 in known if not store().path(sha256).exists()}
    if lost - set(manifest["missing"]):
        raise _refused(f"{len(lost)} files of evidence are missing.", "Take another copy of the backup.")


def _set_sequences(models: list[Any], using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _key(tar: tarfile.TarFile) -> None:
    """The key that signs heads, for its owner alone; another key that is there already stays."""
    target: Path = settings.LEDGER_KEY_FILE
    if KEY in tar.getnames() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            _member(tar, KEY) as file,
            os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
        ):
            out.write(file.read())


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    return _opened(tar, tar.getmember(name))


def _opened(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    file = tar.extractfile(entry) if entry.isfile() else None
    if file is None:
        raise _refused(f"{entry.name} is no file.", "Take another copy of the backup.")
    return file


def _refused(cause: str, remedy: str) -> Refused:
    return Refused("restore", f"{cause} {remedy}")

"""Backups: one state while others write; restored whole, also into a later version; a changed one is refused."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django_scopes import scopes_disabled
from tests.web.conftest import make_world
from tests.web.databases import database, join

from dutybook.ledger.note import read_signer
from dutybook_web import migrations
from dutybook_web.access import actor_of
from dutybook_web.actions.evidence import About, add_record
from dutybook_web.actions.ledger import sign_head
from dutybook_web.jobs.backup import Written, backup
from dutybook_web.jobs.restore import restore
from dutybook_web.models import Account, Event, Evidence, Head, Ledger, Organisation, Premises, Task
from dutybook_web.queries.evidence import opened
from dutybook_web.queries.ledger import peaks_of, public_keys
from dutybook_web.refusals import Refused

VALUES = {"on": "2026-03-01", "reading": "7.5", "within_limits": True}


@dataclass
class Backup:
    """A backup that was written while others wrote, and what was there."""

    file: Path
    written: Written
    before: int
    after: int
    lines: list[str]
    evidence: dict[str, Any]
    account: dict[str, Any]


@dataclass
class Restored:
    """Where a backup was restored to, and what was told of it."""

    folder: Path
    lines: list[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[Backup]:
    folder = tmp_path_factory.mktemp("source")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), scopes_disabled():
        _at_home(patch, folder)
        with database(folder, "source") as settings:
            call_command("migrate", verbosity=0)
            world = make_world()
            first = world.evidence()
            sign_head()
            writing, stop = Flag(), Flag()
            writer = Thread(
                target=_write, args=(settings, world.east.pk, world.account("manager", world.east).pk, writing, stop)
            )
            writer.start()
            writing.wait(20)
            lines: list[str] = []
            before = Ledger.objects.get().size
            written = backup(folder / "all.tar", lines.append)
            after = Ledger.objects.get().size
            stop.set()
            writer.join()
            evidence = Evidence.objects.filter(pk=first.pk).values().get()
            account = Account.objects.filter(pk=first.added_by_id).values().get()
        yield Backup(folder / "all.tar", written, before, after, lines, evidence, account)


@pytest.fixture
def empty(
    tmp_path: Path, django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An empty database and a folder without files."""
    _at_home(monkeypatch, tmp_path)
    with django_db_blocker.unblock(), database(tmp_path, "target"):
        yield tmp_path


def _at_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(ours, "FILES_FOLDER", folder / "files")
    patch.setattr(ours, "LEDGER_KEY_FILE", folder / "ledger.key")


def _write(settings: dict[str, Any], organisation: int, account: int, writing: Flag, stop: Flag) -> None:
    own = join(settings)
    with scopes_disabled():
        actor, east = actor_of(Account.objects.get(pk=account)), Organisation.objects.get(pk=organisation)
        while not stop.is_set():
            add_record(actor, About(east, None, "log_extract"), VALUES)
            writing.set()
    own.close()


def changed(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The backup with its members changed; None leaves one out."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for entry in old:
            file = old.extractfile(entry)
            assert file is not None
            content = change(entry.name, file.read())
            if content is not None:
                entry.size = len(content)
                new.addfile(entry, io.BytesIO(content))
    return target


def manifest_of(path: Path) -> dict[str, Any]:
    with tarfile.open(path) as tar:
        file = tar.extractfile("manifest.json")
        assert file is not None
        return dict(json.load(file))


@pytest.fixture(scope="module")
def restored(made: Backup, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Restored]:
    """The backup restored, for the tests that look at it; each leaves what they found."""
    folder = tmp_path_factory.mktemp("target")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), scopes_disabled():
        _at_home(patch, folder)
        with database(folder, "target"):
            told = io.StringIO()
            call_command("restore", made.file, stdout=told)
            yield Restored(folder, told.getvalue().splitlines())


def test_backup_under_writes_restores_as_one_state(made: Backup, restored: Restored) -> None:
    assert made.before <= made.written.size < made.after
    # Each record that the others wrote left one event and one row: neither can be there without the other.
    assert (Event.objects.count(), Evidence.objects.count()) == (made.written.size, made.written.size)
    assert peaks_of(Ledger.objects.get()).root().hex() == made.written.root
    assert (Premises.objects.count(), Organisation.objects.count(), Task.objects.count()) == (3, 5, 1)


def test_restored_rows_are_what_they_were(made: Backup, restored: Restored) -> None:
    assert Evidence.objects.filter(key=made.evidence["key"]).values().get() == made.evidence
    account = Account.objects.filter(key=made.account["key"]).values().get()
    assert bytes(account.pop("salt")) == bytes(made.account["salt"])
    assert account == {name: value for name, value in made.account.items() if name != "salt"}
    evidence = Evidence.objects.get(key=made.evidence["key"])
    assert list(evidence.tasks.all()) == [Task.objects.get()]
    with opened(evidence) as file:
        assert file.read() == b"Checked: 12 extinguishers.\n"


def test_restore_tells_each_step(made: Backup, restored: Restored) -> None:
    assert restored.lines[-3:] == [
        f"ledger: {made.written.size:,} events, root {made.written.root}",
        "tables as they are in this version",
        "Restored and verified.",
    ]
    assert "dutybook_web_premises: 3 rows" in made.lines
    assert "dutybook_web_premises: 3 rows" in restored.lines


def test_restored_database_goes_on(made: Backup, restored: Restored) -> None:
    """New rows get numbers of their own, heads are signed with the same key, the record cannot be changed."""
    source_key = read_signer((made.file.parent / "ledger.key").read_text("utf-8").strip(), "key").verifier
    assert public_keys() == [source_key]
    assert (restored.folder / "ledger.key").stat().st_mode & 0o777 == 0o600
    actor, east = actor_of(Account.objects.get(key=made.account["key"])), Organisation.objects.get(name="East company")
    with transaction.atomic():
        add_record(actor, About(east, None, "log_extract"), VALUES)
        head = sign_head()
        assert head is not None
        assert (head.size, Head.objects.count()) == (made.written.size + 1, 2)
        transaction.set_rollback(True)
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.all().delete()


def test_backup_command_tells_what_it_wrote_and_what_is_lost(made: Backup, restored: Restored) -> None:
    told, out = io.StringIO(), restored.folder / "again.tar"
    call_command("backup", out, stdout=told)
    assert told.getvalue().splitlines()[-1].endswith(f"1 files, {made.written.size} events, root {made.written.root}")
    assert out.stat().st_mode & 0o777 == 0o600
    stored = next(path for path in (restored.folder / "files").rglob("*") if path.is_file())
    content = stored.read_bytes()
    stored.unlink()
    with pytest.raises(CommandError, match="1 files of evidence are lost"):
        call_command("backup", out, stdout=io.StringIO())
    stored.write_bytes(content)
    assert manifest_of(out)["missing"] == [made.evidence["blob_id"]]
    assert sorted(path.name for path in restored.folder.iterdir() if "again" in path.name) == ["again.tar"]


def test_backup_restores_into_a_later_version(made: Backup, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = empty / "later_migrations"
    shutil.copytree(Path(migrations.__file__).parent, later, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(path.stem for path in later.glob("0*.py"))
    (later / "0999_later.py").write_text(
        "from django.db import migrations, models\n\n\n"
        "class Migration(migrations.Migration):\n"
        f'    dependencies = [("dutybook_web", "{last}")]\n'
        "    operations = [\n"
        '        migrations.AddField("premises", "colour", models.CharField(max_length=9, default="grey")),\n'
        "    ]\n"
    )
    monkeypatch.syspath_prepend(str(empty))
    monkeypatch.setattr(ours, "MIGRATION_MODULES", {"dutybook_web": "later_migrations"})
    try:
        restore(made.file, print)
    finally:
        for name in [name for name in sys.modules if name.startswith("later_migrations")]:
            del sys.modules[name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, colour FROM dutybook_web_premises ORDER BY name")
        assert cursor.fetchall() == [("East station", "grey"), ("Foreign mall", "grey"), ("West hotel", "grey")]


def test_restore_into_a_database_that_is_not_empty_is_refused(made: Backup, empty: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE anything (one integer)")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", made.file)


@pytest.mark.parametrize("content", [b"", b"no tar at all" * 100])
def test_restore_of_what_is_no_backup_is_refused(empty: Path, content: bytes) -> None:
    (empty / "it.tar").write_bytes(content)
    with pytest.raises(Refused, match="cannot be read as a tar"):
        restore(empty / "it.tar", print)


def test_restore_of_another_tar_is_refused(made: Backup, empty: Path) -> None:
    other = changed(made.file, empty / "it.tar", lambda name, content: b"{}" if name == "manifest.json" else content)
    with pytest.raises(Refused, match="not a backup"):
        restore(other, print)


def test_restore_from_a_later_version_is_refused(made: Backup, empty: Path) -> None:
    manifest = manifest_of(made.file)
    manifest["migrations"].append(["dutybook_web", "0998_unknown"])
    text = json.dumps(manifest).encode()
    other = changed(made.file, empty / "it.tar", lambda name, content: text if name == "manifest.json" else content)
    with pytest.raises(Refused, match="0998_unknown"):
        restore(other, print)


def rehashed(path: Path, table: str, content: bytes) -> bytes:
    """The manifest of a backup whose maker agrees with a changed table."""
    manifest = manifest_of(path)
    manifest["tables"][table] = {"rows": content.count(b"\n") - 1, "sha256": hashlib.sha256(content).hexdigest()}
    return json.dumps(manifest).encode()


def _member(path: Path, name: str) -> bytes:
    with tarfile.open(path) as tar:
        file = tar.extractfile(name)
        assert file is not None
        return file.read()


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        ("row", "tables/dutybook_web_premises.jsonl was changed"),
        ("file", "files/.* was changed"),
        ("file left out", "holds 0 files instead of 1"),
    ],
)
def test_restore_of_a_damaged_copy_touches_nothing(made: Backup, empty: Path, what: str, cause: str) -> None:
    def change(name: str, content: bytes) -> bytes | None:
        match what, name.partition("/")[0]:
            case "row", _ if name == "tables/dutybook_web_premises.jsonl":
                return content.replace(b"East station", b"East Station")
            case "file", "files":
                return content + b"more"
            case "file left out", "files":
                return None
        return content

    with pytest.raises(Refused, match=cause):
        restore(changed(made.file, empty / "it.tar", change), print)
    assert connection.introspection.table_names() == []
    assert not (empty / "files").exists()


@pytest.mark.parametrize(
    ("table", "old", "cause"),
    [
        ("dutybook_web_event", None, "The audit record is not what it was"),
        ("dutybook_web_premises", b'"address"', "has other columns"),
    ],
)
def test_restore_of_a_forged_backup_keeps_no_row(
    made: Backup, empty: Path, table: str, old: bytes | None, cause: str
) -> None:
    """Whoever forges one makes the manifest agree."""
    with tarfile.open(made.file) as tar:
        file = tar.extractfile(f"tables/{table}.jsonl")
        assert file is not None
        lines = file.readlines()
    forged = b"".join(lines).replace(old, b'"adresse"', 1) if old else b"".join(lines[:-1])
    told = {"rows": forged.count(b"\n") - 1, "sha256": hashlib.sha256(forged).hexdigest()}
    manifest = manifest_of(made.file)
    manifest["tables"][table] = told
    parts = {"manifest.json": json.dumps(manifest).encode(), f"tables/{table}.jsonl": forged}
    with pytest.raises(Refused, match=cause):
        restore(changed(made.file, empty / "it.tar", parts.get), print)
    assert (Premises.objects.count(), Event.objects.count()) == (0, 0)

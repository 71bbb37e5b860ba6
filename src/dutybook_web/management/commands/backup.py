"""`dutybook-web backup OUT`: everything, in one file, while the application runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dutybook_web.jobs.backup import backup


class Command(BaseCommand):
    """Writes a backup; exit status 1 where a file of evidence is lost, though the rest is written."""

    help = "Write the database, the files of evidence and the ledger's key to one tar, while the application runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to."""
        parser.add_argument("out", type=Path, help="the .tar to write; keep it as secret as the database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, and tell what it holds."""
        written = backup(options["out"], self.stdout.write)
        self.stdout.write(
            f"{written.rows:,} rows, {written.files:,} files, {written.size:,} events, root {written.root}"
        )
        if written.missing:
            raise CommandError(f"{len(written.missing)} files of evidence are lost: see dutybook-web reconcile")

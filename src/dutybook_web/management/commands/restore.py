"""`dutybook-web restore FILE`: a backup into a new database, verified."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dutybook_web.jobs.restore import restore
from dutybook_web.refusals import Refused


class Command(BaseCommand):
    """Restores a backup into a database that has no table yet; SQLite and PostgreSQL alike."""

    help = "Restore a backup into an empty database, bring it to this version, and verify rows, files and ledger."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which."""
        parser.add_argument("file", type=Path, help="the .tar that dutybook-web backup wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore it, and tell each step."""
        try:
            restore(options["file"], self.stdout.write)
        except Refused as refused:
            raise CommandError(str(refused.message)) from None
        self.stdout.write("Restored and verified.")

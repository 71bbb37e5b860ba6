"""`dutybook-web reconcile`: files without rows, rows without files, files that are no longer what they were."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dutybook_web.jobs.reconcile import reconcile


class Command(BaseCommand):
    """Compares the stored files with the database; exit status 1 where they do not agree."""

    help = "Compare the stored files with the database, both ways, and hash every file anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one option."""
        parser.add_argument("--remove-orphans", action="store_true", help="delete files that no row knows")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell each fault in a line."""
        removed = options["remove_orphans"]
        found = reconcile(remove_orphans=removed)
        for path in found.orphans:
            self.stdout.write(f"{'removed' if removed else 'file without a row'}: {path}")
        for sha256 in found.missing:
            self.stdout.write(f"row without a file: {sha256}")
        for sha256 in found.damaged:
            self.stdout.write(f"file that was changed: {sha256}")
        faults = len(found.missing) + len(found.damaged) + (0 if removed else len(found.orphans))
        if faults:
            raise CommandError(f"{faults} faults: get missing and changed files back from a backup")
        self.stdout.write("Files and rows agree.")

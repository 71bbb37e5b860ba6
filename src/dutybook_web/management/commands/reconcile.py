"""`dutybook-web reconcile`: files without rows, rows without files, files that are no longer what they were."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dutybook_web.jobs.reconcile import altered_events, reconcile


class Command(BaseCommand):
    """Compares the stored files with the database; exit status 1 where they do not agree."""

    help = "Compare the stored files with the database, both ways, and the events with what was hashed of them."

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
        events = altered_events()
        for number in events:
            self.stdout.write(f"event shown otherwise than it was hashed: {number}")
        faults = len(events) + len(found.missing) + len(found.damaged) + (0 if removed else len(found.orphans))
        if faults:
            raise CommandError(f"{faults} faults: get back from a backup what is missing or was changed")
        self.stdout.write("All agrees.")

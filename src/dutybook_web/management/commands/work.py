"""`dutybook-web work`: run all jobs, each when its time has come, until the process is ended."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from dutybook_web.jobs.work import forever, once


class Command(BaseCommand):
    """The verb."""

    help = "Run all jobs, each when its time has come, until the process is ended."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one option."""
        parser.add_argument("--once", action="store_true", help="run every job once now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run them."""
        if options["once"]:
            self.stdout.write(" ".join(once(timezone.now())))
            return
        forever()

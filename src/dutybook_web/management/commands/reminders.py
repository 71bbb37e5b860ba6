"""`dutybook-web reminders`: run the job of jobs/reminders.py once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dutybook_web.jobs.reminders import run


class Command(BaseCommand):
    """The verb."""

    help = "Write each account its message of what is due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it, and say what it did."""
        self.stdout.write(str(run(timezone.now())))

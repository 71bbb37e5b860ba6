"""`dutybook-web outbox`: run the job of jobs/outbox.py once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dutybook_web.jobs.outbox import run


class Command(BaseCommand):
    """The verb."""

    help = "Send the messages that wait."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it, and say what it did."""
        self.stdout.write(str(run(timezone.now())))

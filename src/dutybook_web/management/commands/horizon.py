"""`dutybook-web horizon`: run the job of jobs/horizon.py once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dutybook_web.jobs.horizon import run


class Command(BaseCommand):
    """The verb."""

    help = "Make the tasks of all premises for the days to come."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it, and say what it did."""
        self.stdout.write(str(run(timezone.now())))

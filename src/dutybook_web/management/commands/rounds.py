"""`dutybook-web rounds`: run the job of jobs/rounds.py once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dutybook_web.jobs.rounds import run


class Command(BaseCommand):
    """The verb."""

    help = "Make the rounds of all premises for a day ahead."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it, and say how many were made."""
        self.stdout.write(str(run(timezone.now())))

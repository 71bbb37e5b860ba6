"""`dutybook-web heartbeat`: tell when each job last ran to its end; fails when one has fallen silent."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dutybook_web.queries.heartbeat import signs


class Command(BaseCommand):
    """The verb."""

    help = "Tell when each job last ran; exit with 1 when one has fallen silent."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each job."""
        found = signs(timezone.now())
        for sign in found:
            at = f"{sign.last_at:%Y-%m-%d %H:%M:%S %Z}" if sign.last_at else "never"
            self.stdout.write(f"{'SILENT' if sign.silent else 'ok':8}{sign.job:14}{at}  {sign.outcome}")
        if silent := [sign.job for sign in found if sign.silent]:
            raise CommandError(f"silent: {', '.join(silent)}. Is `dutybook-web work` running?")

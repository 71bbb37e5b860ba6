"""Fill an empty installation with the demo."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.utils import timezone

from dutybook_web.demo.clock import at
from dutybook_web.demo.office import furnish
from dutybook_web.demo.places import ACCOUNTS, PASSWORD, enter
from dutybook_web.demo.year import ZONE, Life, live
from dutybook_web.models import Account, Role

YEAR = timedelta(days=364)


class Command(BaseCommand):
    """Two groups and an authority, 24 premises in three provinces, a year of work; nothing where something is."""

    help = "Fill an empty installation with a believable year (only with DUTYBOOK_DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and print who can sign in."""
        if not settings.DEMO:
            raise CommandError("this is no demo: set DUTYBOOK_DEMO=1, and DUTYBOOK_DATA to a folder for it")
        settings.DATA.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if Account.objects.exists():
            self.stdout.write("The demo is there already; remove its folder to make it anew.")
        else:
            self._make()
        self._tell()

    def _make(self) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:  # what is lost in a power cut is made again
                cursor.execute("PRAGMA synchronous = OFF")
        today = timezone.localdate(timezone=ZONE)
        first = today - YEAR
        self.stdout.write("Entering 24 premises …")
        with at(timezone.now() - YEAR):
            demo = enter()
        life = Life.of(demo)
        live(life, first, today, lambda day: self._progress((day - first) / YEAR))
        self.stdout.write("\nReports, inspections, an assessment, a library …")
        furnish(demo, today, life)
        call_command("work", "--once", verbosity=0, stdout=StringIO())

    def _progress(self, share: float) -> None:
        self.stdout.write(f"\rA year of work … {share:4.0%}", ending="")
        self.stdout.flush()

    def _tell(self) -> None:
        self.stdout.write(f"\n\nSign in at {settings.ORIGIN} with the password {PASSWORD} as")
        for address, _name, role, _organisation in ACCOUNTS:
            self.stdout.write(f"  {address:26s} {Role(role).label}")

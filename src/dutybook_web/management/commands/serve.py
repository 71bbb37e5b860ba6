"""Serve the application."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management import BaseCommand, CommandParser, call_command


class Command(BaseCommand):
    """Collects the static files, then becomes gunicorn: workers that each answer on several threads."""

    help = "Serve the application with gunicorn."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where, and how many at once."""
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port (127.0.0.1:8000)")
        parser.add_argument("--workers", type=int, default=2, help="processes (2)")
        parser.add_argument("--threads", type=int, default=4, help="threads of each (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Never returns."""
        call_command("collectstatic", interactive=False, verbosity=0)
        command = command_line(options["bind"], options["workers"], options["threads"])
        os.execv(sys.executable, command)  # noqa: S606 — without a shell, and with nothing but our own arguments


def command_line(bind: str, workers: int, threads: int) -> list[str]:
    """What serves: loaded once for all workers, whose memory it then is; no log of accesses, which would keep who read
    what."""
    gunicorn = [sys.executable, "-m", "gunicorn", "dutybook_web.wsgi", "--worker-class", "gthread"]
    return [
        *gunicorn,
        "--bind",
        bind,
        "--workers",
        str(workers),
        "--threads",
        str(threads),
        "--preload",
        "--no-control-socket",
    ]

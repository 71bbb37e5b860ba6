"""`dutybook-web`: the verbs that run and keep the application (`dutybook-web help` lists them)."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a verb with the settings that the environment gives."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutybook_web.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

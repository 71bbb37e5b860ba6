"""The day that a command is about: the one given, or today."""

from __future__ import annotations

from datetime import date, datetime


def day_or_today(given: datetime | None) -> date:
    """The day of an option, or today by this machine's clock."""
    return date.today() if given is None else given.date()  # noqa: DTZ011 - the user's own today

"""Reading an iCalendar file as a calendar program does: components by `icalendar`, rules by `dateutil`."""

from __future__ import annotations

from datetime import date, datetime, time

from dateutil.rrule import rrulestr
from icalendar import Calendar


def read_back(text: bytes) -> list[date | datetime]:
    """Every day and instant that the events of a file fall on, its rules expanded."""
    found: list[date | datetime] = []
    for event in Calendar.from_ical(text).walk("VEVENT"):
        start = event["DTSTART"].dt
        if "RRULE" in event:
            rule = event["RRULE"].to_ical().decode()
            found += [at.date() for at in rrulestr(rule, dtstart=datetime.combine(start, time()))]
        else:
            found.append(start)
    return found

"""Due dates as iCalendar (RFC 5545), to subscribe to or to import.

Each is an all-day event, not a VTODO: the calendars that people have (Outlook, Google, those of phones) leave
VTODO out of a subscribed feed without a word, and a duty that is not shown is a duty missed. An urgent one with
an hour is an event at that instant. Dates that one recurrence rule gives exactly become one event with `RRULE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Final, Literal
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vRecur

from dutybook.schedule.model import Due

Language = Literal["zh", "en"]

_NAMES: Final = UUID("6d0b1d2e-6a0c-5b52-9d39-4f2f5d7a1c11")
"""The namespace of our UIDs; it never changes, or every calendar would hold each duty twice."""


def write(places: Mapping[str, Iterable[Due]], *, stamp: datetime, language: Language = "zh") -> bytes:
    """Write due dates as one calendar.

    A UID rests on the place, the duty and the occurrence (for a series, its rule), not on the date: when a
    table of working days moves a date, the calendar moves the event instead of adding one.

    Args:
        places: what `dutybook.schedule.due` found, by what the premises are called.
        stamp: when the calendar was made, with an offset from UTC.
        language: of the titles; the reasons are given in both.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Dutybook//due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", next(iter(places)) if len(places) == 1 else "Dutybook")
    for place, dues in places.items():
        for series in _series(dues):
            calendar.add_component(_event(series, place, stamp, language))
    return bytes(calendar.to_ical())


def _series(dues: Iterable[Due]) -> list[list[Due]]:
    """Put the dates that one rule gives together; each other date stands alone."""
    ordered = sorted(dues, key=_identity)
    return [sorted(group, key=lambda due: str(due.due)) for _, group in groupby(ordered, key=_identity)]


def _identity(due: Due) -> tuple[str, str]:
    return due.duty, due.recurrence or due.occurrence


def _event(series: list[Due], place: str, stamp: datetime, language: Language) -> Event:
    first, last = series[0], series[-1]
    name = "\n".join((place, *_identity(first)))
    event = Event()
    event.add("uid", f"{uuid5(_NAMES, name)}@dutybook")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", _written(first.due))
    event.add("summary", first.title.zh if language == "zh" else first.title.en, {"language": language})
    event.add("description", _description(first, repeats=len(series) > 1))
    event.add("location", place)
    event.add("transp", "TRANSPARENT")
    if first.recurrence and len(series) > 1:
        rule = vRecur.from_ical(first.recurrence)
        rule["UNTIL"] = [last.due]
        event.add("rrule", rule)
    return event


def _written(due: date | datetime) -> date | datetime:
    """An instant is written in UTC: the same instant everywhere, without a table of time zones."""
    return due.astimezone(UTC) if isinstance(due, datetime) else due


def _description(due: Due, *, repeats: bool) -> str:
    """Say in both languages why it is due then (for a series: its first date), and on what that rests."""
    zh = [due.title.zh, f"首次：{due.explanation.zh}" if repeats else due.explanation.zh, due.source.zh]
    en = [due.title.en, f"first: {due.explanation.en}" if repeats else due.explanation.en, due.source.en]
    return "\n".join([*zh, "", *en, due.duty])

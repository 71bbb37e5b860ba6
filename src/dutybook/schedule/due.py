"""The due dates of duties between two days, each with the reason why it is that date.

Dates are worked out, never stored: the same duties, events and table of working days always give the same dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from dutybook.catalogue.cadence import Before, Continuous, Every, Once, Within
from dutybook.conditions.facts import Bilingual
from dutybook.errors import ScheduleError
from dutybook.schedule import explanation as say
from dutybook.schedule.model import Anchor, Due, Events, Reason, Schedule, Scheduled, Undated, When, Window
from dutybook.schedule.occurrences import occurrences
from dutybook.schedule.workdays import Workdays, china

__all__ = ["Anchor", "Due", "Events", "Schedule", "Scheduled", "Undated", "When", "dues", "schedule"]


def dues(
    duties: Iterable[Scheduled],
    events: Events,
    first: date,
    last: date,
    *,
    tables: Mapping[str, Workdays] | None = None,
    zone: tzinfo | None = None,
) -> tuple[Due, ...]:
    """Work out every due date from `first` to `last`, in the order of time.

    Args:
        duties: what is to be done. events: the days or instants that duties are counted from.
        first, last: the days asked for, both included.
        tables: working days by country; China's own if not given.
        zone: where a day begins and ends; Asia/Shanghai if not given.

    Raises:
        ScheduleError: when a date cannot be known; `schedule` goes on without it.

    >>> from dutybook.catalogue.cadence import cadence
    >>> report = Scheduled("report", Bilingual("报告", "Report"), cadence({"kind": "every", "period": "P6M"}))
    >>> for found in dues([report], {}, date(2026, 1, 1), date(2026, 12, 31)):
    ...     print(found.due, found.explanation.en)
    2026-06-30 every half-year by the calendar: 2026-01-01 to 2026-06-30
    2026-12-31 every half-year by the calendar: 2026-07-01 to 2026-12-31
    """
    window = _window(events, first, last, tables, zone)
    return _in_order((found for duty in duties for found in _dues_of(duty, window)), window)


def schedule(
    duties: Iterable[Scheduled],
    events: Events,
    first: date,
    last: date,
    *,
    tables: Mapping[str, Workdays] | None = None,
    zone: tzinfo | None = None,
) -> Schedule:
    """Work out what `dues` does, and tell which duties have no date and why, instead of stopping at one.

    Args: as for `dues`.

    Raises:
        ScheduleError: for days in the wrong order and for an instant without an offset from UTC.
    """
    window = _window(events, first, last, tables, zone)
    dated: list[Due] = []
    undated: list[Undated] = []
    for duty in duties:
        reason = _why_undated(duty, window)
        try:
            dated.extend(_dues_of(duty, window))  # what was found before an error stays
        except ScheduleError as error:
            reason = "unknown", Bilingual(f"无法推算：{error}", str(error))
        if reason:
            undated.append(Undated(duty.id, duty.title, *reason))
    return Schedule(_in_order(dated, window), tuple(undated))


def _window(
    events: Events, first: date, last: date, tables: Mapping[str, Workdays] | None, zone: tzinfo | None
) -> Window:
    if first > last:
        raise ScheduleError(f"{first} to {last}", "the last day comes before the first", "give the earlier day first")
    known = {name: _several(at) for name, at in events.items()}
    for place, at in [
        ("--from", first),
        ("--to", last),
        *((name, at) for name, found in known.items() for at in found),
    ]:
        _must_be_usable(place, at)
    return Window(first, last, known, tables or {"cn": china()}, zone or ZoneInfo("Asia/Shanghai"))


def _must_be_usable(place: str, at: When) -> None:
    """Refuse an instant that is not tied to UTC, and years in which counting would leave the calendar."""
    if isinstance(at, datetime) and at.utcoffset() is None:
        remedy = "write it as 2026-05-01T10:00+08:00"
        raise ScheduleError(place, f"the instant {at.isoformat()} has no offset from UTC", remedy)
    if not 1900 <= at.year < 3000:
        raise ScheduleError(place, f"the year of {at.isoformat()} cannot be meant", "give a day from 1900 to 2999")


def _several(at: When | Sequence[When]) -> tuple[When, ...]:
    return (at,) if isinstance(at, date) else tuple(dict.fromkeys(at))


def _in_order(found: Iterable[Due], window: Window) -> tuple[Due, ...]:
    def key(due: Due) -> tuple[date, str, str, str]:
        clock = due.due.astimezone(window.zone).isoformat() if isinstance(due.due, datetime) else ""
        return window.day(due.due), clock, due.duty, due.occurrence

    return tuple(sorted(found, key=key))


def _dues_of(duty: Scheduled, window: Window) -> Iterator[Due]:
    """Yield the dates of one duty that fall among the days asked for and while it binds."""
    for due in occurrences(duty, window):
        begins_too_late = duty.until is not None and window.day(due.opens) > duty.until
        ends_too_early = duty.since is not None and window.day(due.due) < duty.since
        if window.holds(due.due) and not begins_too_late and not ends_too_early:
            yield due


def _why_undated(duty: Scheduled, window: Window) -> tuple[Reason, Bilingual] | None:
    match duty.cadence:
        case Continuous():
            return "standing", Bilingual("须始终保持，没有期限", "to be kept up at all times")
        case Once(by=None):
            return "once", Bilingual("一次性义务，未规定期限", "to be done once; the act names no day")
        case Every(period=period) if period.by_the_clock:
            return "round", say.every(period)
        case Every(anchor=str(name)) if not window.happened(name, duty):
            called = say.event(name)
            return "anchor", Bilingual(f"起算日未知：{called.zh}", f"counted from a day that is not known: {called.en}")
        case Within(of=name) | Before(of=name) if not window.happened(name, duty):
            called = say.event(name)
            return "event", Bilingual(f"尚无此事件：{called.zh}", f"no such event so far: {called.en}")
    return None

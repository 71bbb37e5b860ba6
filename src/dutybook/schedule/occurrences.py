"""From one cadence to its dates: each kind of cadence has one function, and each date says why it is that date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from dutybook.catalogue.cadence import Before, Every, Once, OnDate, Within
from dutybook.conditions.facts import Bilingual
from dutybook.errors import ScheduleError
from dutybook.schedule import explanation as say
from dutybook.schedule import recurrence
from dutybook.schedule.calendar import DAY, Span, anniversaries, calendar_spans, day_of_year, shifted
from dutybook.schedule.counting import RULES, Rule
from dutybook.schedule.model import Anchor, Due, Scheduled, When, Window

ANNOUNCEMENT: Final = Bilingual("国务院办公厅关于部分节假日安排的通知", "State Council notices on public holidays")
_CALENDAR: Final = Bilingual("公历", "the Gregorian calendar")
_HOURS: Final = Bilingual("《中华人民共和国民法典》第二百零一条第二款", "Civil Code (民法典) art. 201 para. 2")
_LONGEST_REST: Final = timedelta(days=31)
"""A period that ended this long before the first day asked for cannot run on into it; no rest is half as long."""


def occurrences(duty: Scheduled, window: Window) -> Iterator[Due]:
    """Yield the dates of a duty around the days asked for, in no order; the caller leaves out what is not asked for.

    Raises:
        ScheduleError: when the table of working days or the hour of an event is missing.
    """
    match duty.cadence:
        case Every() as cadence if not cadence.period.by_the_clock:
            yield from _every(duty, cadence, window)
        case OnDate() as cadence:
            yield from _on_date(duty, cadence, window)
        case Within() as cadence:
            events = _in_reach(cadence, window.happened(cadence.of, duty), window)
            yield from (_within(duty, cadence, at, window) for at in events)
        case Before() as cadence:
            events = _in_reach(cadence, window.happened(cadence.of, duty), window)
            yield from (_before(duty, cadence, at, window) for at in events)
        case Once(by=date() as by):
            words = Bilingual(f"一次，不迟于{by}", f"once, not later than {by}")
            yield Due(duty.id, duty.title, by, duty.since or by, str(by), f"once {by}", None, _CALENDAR, words)
        case _:
            return


def _every(duty: Scheduled, cadence: Every, window: Window) -> Iterator[Due]:
    anchor = _latest(cadence.anchor, duty, window)
    if cadence.anchor and anchor is None:
        return
    rule = f"every {cadence.period} {cadence.align}"
    series = recurrence.of_periods(cadence, window.day(anchor.at) if anchor else window.first)
    for span in _spans(cadence, anchor, window):
        words, source = _calendar_words(cadence, span), _CALENDAR
        if cadence.align == "anniversary" and anchor:
            words, source = _anniversary_words(cadence, span, anchor, window), _source(duty, RULES["plain"].source)
        due = Due(duty.id, duty.title, span.last, span.first, str(span.last), rule, anchor, source, words, (), series)
        yield _run_on(due, span.last, duty, RULES[cadence.counting], window)


def _latest(name: str | None, duty: Scheduled, window: Window) -> Anchor | None:
    """Return the last of the events that a duty is counted from."""
    known = window.happened(name, duty) if name else ()
    return Anchor(name, max(known, key=window.day)) if name and known else None


def _spans(cadence: Every, anchor: Anchor | None, window: Window) -> Iterator[Span]:
    """Yield the periods that end, before they run on, near the days asked for."""
    first = window.first if cadence.counting == "plain" else window.first - _LONGEST_REST
    if anchor is None:
        return calendar_spans(cadence.period, first, window.last)
    start = window.day(anchor.at)
    if cadence.align == "anniversary":
        return anniversaries(start, cadence.period, first, window.last)
    since = start.year if cadence.period.months > 12 else None
    return calendar_spans(cadence.period, max(first, start), window.last, since)


def _calendar_words(cadence: Every, span: Span) -> Bilingual:
    often = say.every(cadence.period)
    return Bilingual(
        f"{often.zh}一次，按公历期间：{span.first}至{span.last}",
        f"{often.en} by the calendar: {span.first} to {span.last}",
    )


def _anniversary_words(cadence: Every, span: Span, anchor: Anchor, window: Window) -> Bilingual:
    often, start = say.every(cadence.period), say.anchored(anchor.name, anchor.at)
    counted = Bilingual(
        f"{often.zh}一次，自{start.zh}起算，第{span.number}个对应日",
        f"{often.en} from {start.en}: corresponding day number {span.number}",
    )
    day = window.day(anchor.at).day
    return say.joined(counted, say.month_end(day, bool(cadence.period.months) and span.last.day != day))


def _on_date(duty: Scheduled, cadence: OnDate, window: Window) -> Iterator[Due]:
    first = window.first if cadence.counting == "plain" else window.first - _LONGEST_REST
    days = [
        (day_of_year(text, year), text)
        for year in range(first.year - 1, window.last.year + 1)
        for text in cadence.dates
    ]
    days.sort()
    for index, (day, text) in enumerate(days):
        if not first <= day <= window.last:
            continue
        opens = days[index - 1][0] + DAY if cadence.by else day
        how = Bilingual("不迟于", "not later than") if cadence.by else Bilingual("于", "on")
        named = say.day_of_year(text)
        words = Bilingual(f"每年{how.zh}{named.zh}", f"every year {how.en} {named.en}")
        series = recurrence.of_day(cadence, text)
        rule = f"{'by' if cadence.by else 'on'} {text}"
        due = Due(duty.id, duty.title, day, opens, f"{text}@{day.year}", rule, None, _CALENDAR, words, (), series)
        yield _run_on(due, day, duty, RULES[cadence.counting], window)


def _in_reach(cadence: Within | Before, events: Iterable[When], window: Window) -> Iterator[When]:
    """Yield the events whose dates can fall among the days asked for, so that other years need not be known.

    Fewer than two thirds of all days are rest days, so `n` working days take at most three times `n` days.
    """
    slack = _LONGEST_REST + 2 * cadence.period.days * DAY
    for at in events:
        ahead = cadence.kind == "before"
        end = shifted(window.day(at), cadence.period, -1 if ahead else 1)
        if cadence.period.by_the_clock or (end - slack <= window.last if ahead else end + slack >= window.first):
            yield at


def _within(duty: Scheduled, cadence: Within, at: When, window: Window) -> Due:
    if cadence.period.by_the_clock:
        return _by_the_clock(duty, cadence, at, window)
    rule = RULES[cadence.counting]
    working = cadence.working_days or rule.counts_working_days(cadence.period)
    start, words = window.day(at), say.within(cadence.period, working, say.anchored(cadence.of, at))
    name = f"within {cadence.period}{' working' if working else ''} {cadence.counting}"
    key, anchor = _key(cadence.of, at, window), Anchor(cadence.of, at)
    source = _source(duty, rule.source)
    explanation = say.joined(words, None if working else rule.note)
    due = Due(duty.id, duty.title, start, start, key, name, anchor, source, explanation)
    if working:
        return _count_working(due, start, cadence.period.n, duty, window)
    end = shifted(start, cadence.period)
    due = replace(due, due=end, explanation=say.joined(due.explanation, _short_month(cadence, start, end)))
    return _run_on(due, end, duty, rule, window)


def _before(duty: Scheduled, cadence: Before, at: When, window: Window) -> Due:
    if cadence.period.by_the_clock:
        return _by_the_clock(duty, cadence, at, window)
    start, words = window.day(at), say.before(cadence.period, cadence.working_days, say.anchored(cadence.of, at))
    name = f"before {cadence.period}{' working' if cadence.working_days else ''}"
    source, anchor = _source(duty, RULES["plain"].source), Anchor(cadence.of, at)
    due = Due(duty.id, duty.title, start, start, _key(cadence.of, at, window), name, anchor, source, words)
    if cadence.working_days:
        found = _count_working(due, start, -cadence.period.n, duty, window)
        return replace(found, opens=found.due)
    end = shifted(start, cadence.period, -1)
    explanation = say.joined(words, _short_month(cadence, start, end))
    return replace(due, due=end, opens=end, explanation=explanation)


def _short_month(cadence: Within | Before, start: date, end: date) -> Bilingual | None:
    return say.month_end(start.day, bool(cadence.period.months) and end.day != start.day)


def _by_the_clock(duty: Scheduled, cadence: Within | Before, at: When, window: Window) -> Due:
    """Count hours and minutes from instant to instant; the offset from UTC stays the event's own.

    What is due at once on a day whose hour is not known is due on that day.
    """
    if not isinstance(at, datetime) and cadence.period.n:
        cause = f"only the day of the event is known ({at}), and {cadence.period} counts from its hour"
        raise ScheduleError(f"{duty.id}, {cadence.of}", cause, "give it as 2026-05-01T10:00+08:00")
    anchored, length = say.anchored(cadence.of, at), timedelta(minutes=cadence.period.minutes)
    if cadence.kind == "within":
        due, opens, words = at + length, at, say.within(cadence.period, False, anchored)
    else:
        due, opens, words = at - length, at - length, say.before(cadence.period, False, anchored)
    source, key = _source(duty, _HOURS), _key(cadence.of, at, window)
    rule = f"{cadence.kind} {cadence.period}"
    return Due(duty.id, duty.title, due, opens, key, rule, Anchor(cadence.of, at), source, words)


def _source(duty: Scheduled, chinese: Bilingual) -> Bilingual:
    """Name the law that counts so; for another country's duty none is known to us but the calendar."""
    return chinese if duty.country == "cn" else _CALENDAR


def _key(event: str, at: When, window: Window) -> str:
    """Name an occurrence by its event, so that it keeps its name when a table of working days moves its date."""
    return f"{event}@{at.astimezone(window.zone).isoformat() if isinstance(at, datetime) else at}"


def _count_working(due: Due, start: date, count: int, duty: Scheduled, window: Window) -> Due:
    """Move a date by working days, and say which days were not counted."""
    table = window.table(duty.country)
    end = table.step(start, count, window.last if count > 0 else window.first)
    if not window.first <= end <= window.last:
        return replace(due, due=end)
    low, high = min(start, end), max(start, end)
    passed = [low + DAY * n for n in range((high - low).days + 1) if low + DAY * n != start]
    rest = tuple(day for day in passed if not table.works(day))
    made_up = [day for day in passed if table.works(day) and day.weekday() >= 5]
    explanation = say.joined(due.explanation, say.not_counted(rest, made_up, table), say.unsettled(passed, table))
    source = say.joined(due.source, ANNOUNCEMENT if duty.country == "cn" else None)
    return replace(due, due=end, explanation=explanation, source=source, skipped=rest)


def _run_on(due: Due, last: date, duty: Scheduled, rule: Rule, window: Window) -> Due:
    """Let a period that ends on a rest day run on to the next working day, where its law says so."""
    if not rule.runs_on:
        return due
    table = window.table(duty.country)
    end = table.from_here(last, window.last)
    if end > window.last:
        return replace(due, due=end)
    rest = tuple(last + DAY * n for n in range((end - last).days))
    explanation = say.joined(
        due.explanation, say.runs_on(rest, end, rule.source, table), say.unsettled((*rest, end), table)
    )
    source = say.joined(rule.source, ANNOUNCEMENT if duty.country == "cn" else None)
    return replace(due, due=end, explanation=explanation, source=source, skipped=rest)

"""A schedule to look at and to hand on: rows for a table, and plain data for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from dutybook.conditions.facts import Bilingual
from dutybook.schedule.explanation import told
from dutybook.schedule.model import Due, Schedule, Undated

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("场所", "期限", "义务", "内容", "依据"),
    "en": ("premises", "due", "duty", "what", "why then"),
}
"""What the columns are called."""


def as_data(places: Mapping[str, Schedule]) -> list[dict[str, Any]]:
    """Return every due date, then every duty without one, as data that JSON can hold.

    Args:
        places: schedules by what the premises are called.
    """
    dated = [{"premises": place, **_due(due)} for place, found in places.items() for due in found.dues]
    undated = [{"premises": place, **_undated(duty)} for place, found in places.items() for duty in found.undated]
    return dated + undated


def as_rows(places: Mapping[str, Schedule], lang: str, *, standing: bool = True) -> list[tuple[str, ...]]:
    """Return the headings and a row for every due date, then for every duty without one, in one language.

    Args:
        places: schedules by what the premises are called; named in each row if there are several.
        lang: `zh` or `en`.
        standing: whether to list the duties that hold at all times.
    """
    rows = [HEADINGS[lang]]
    for place, found in places.items():
        rows += [(place, shown(due.due), due.duty, *_in(lang, due.title, due.explanation)) for due in found.dues]
        undated = [duty for duty in found.undated if standing or duty.reason != "standing"]
        rows += [(place, "-", duty.duty, *_in(lang, duty.title, duty.explanation)) for duty in undated]
    return rows if len(places) > 1 else [row[1:] for row in rows]


def _in(lang: str, *words: Bilingual) -> tuple[str, ...]:
    return tuple(each.zh if lang == "zh" else each.en for each in words)


def _due(due: Due) -> dict[str, Any]:
    anchor = {"event": due.anchor.name, "at": due.anchor.at.isoformat()} if due.anchor else None
    return {
        "duty": due.duty,
        "title": _both(due.title),
        "due": due.due.isoformat(),
        "opens": due.opens.isoformat(),
        "occurrence": due.occurrence,
        "rule": due.rule,
        "anchor": anchor,
        "source": _both(due.source),
        "explanation": _both(due.explanation),
        "skipped": [day.isoformat() for day in due.skipped],
    }


def _undated(duty: Undated) -> dict[str, Any]:
    return {
        "duty": duty.duty,
        "title": _both(duty.title),
        "due": None,
        "reason": duty.reason,
        "explanation": _both(duty.explanation),
    }


def _both(words: Bilingual) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def shown(due: date | datetime) -> str:
    """Write a due date for a table, with its weekday.

    >>> shown(date(2026, 6, 30))
    '2026-06-30 Tue'
    """
    return f"{told(due)} {due:%a}"

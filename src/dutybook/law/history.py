"""The life of an act as its own text tells it: notes below the title (题注), orders, the closing article's 施行."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from dutybook.law.model import Act, Article, Event
from dutybook.law.numerals import NUMERAL, number

_DAY: Final = (
    rf"(\d{{4}}|[０-９]{{4}}|[一二三四五六七八九零〇○Ｏ]{{4}})\s?年\s?({NUMERAL}{{1,3}})\s?月\s?({NUMERAL}{{1,3}})\s?日"
)
_DATE: Final = re.compile(_DAY)
_QUOTED: Final = re.compile(r"《(?:[^《》]|《[^《》]{0,80}》){1,120}+》")
_STEP: Final = re.compile(
    r"(修订通过|修订|修正|修改|通过|批准|公布|发布|颁布|印发|(?:起|日)?\s*(?:施行|实施)|废止)(?!的|后|之日|部分|和|与|或|、)"
)
_AMENDED_BY: Final = re.compile(r"(?:第[一二三四五六七八九十]+次)?(?:修正|修改|修订)[）)。；;]*$")
_KINDS: Final = {
    "修订通过": "revised",
    "修订": "revised",
    "修正": "amended",
    "修改": "amended",
    "通过": "adopted",
    "批准": "approved",
    "公布": "promulgated",
    "发布": "promulgated",
    "颁布": "promulgated",
    "印发": "promulgated",
    "废止": "repealed",
}
_GLUED: Final = re.compile(r"(?<=通过|公布|发布|批准|修正|修订)[，,；;\s]*(?=(?:根据)?\d{4}\s?年)")
_DECREED: Final = re.compile(rf"令\s*第{NUMERAL}+号[）)]?\s*$")
_BODY_BEFORE: Final = re.compile(r"[由经]([^，。；《]{4,60})于\s*$")
_FILLING: Final = "（()）由经于根据已起，,。；; 　\t：:"
_COMMENCES: Final = re.compile(
    rf"自\s*(?:{_DAY}|(公布|发布|颁布|通过|印发|批准)之日)[^。，；]{{0,4}}?起?\s*(?:正式)?\s*(?:施行|实施|生效|执行|试行)(?!的)"
)
_OWN_BEFORE: Final = re.compile(r"本[^。；第]{0,40}$")
_PROMULGATES: Final = re.compile(r"现予(?:以)?(?:公布|发布)|予以公布|公布如下|现印发|特此公告")
_CLOSING_ARTICLES: Final = 3


def history(act: Act) -> tuple[Event, ...]:
    """The events that the notes and orders before the body tell, in their order."""
    events: list[Event] = []
    ordered = ""
    for aside in act.front:
        if aside.kind in ("note", "order"):
            events += events_in(aside.text)
            ordered = ordered or (aside.text if _PROMULGATES.search(aside.text) else "")
    if ordered and not any(event.kind == "promulgated" for event in events):
        signed = (found for aside in act.front if aside.kind == "signature" for found in days(aside.text))
        events += [Event("promulgated", day) for day in list(signed)[:1]]
    return tuple(events)


def events_in(text: str) -> list[Event]:
    """The events of one line.

    >>> [(event.kind, str(event.day), event.by) for event in events_in("2020年5月1日 甲省人民代表大会通过")]
    [('adopted', '2020-05-01', '甲省人民代表大会')]
    """
    return [event for part in (_GLUED.split(text) if text.count("年") > 1 else (text,)) for event in _events(part)]


def _events(text: str) -> Iterator[Event]:
    masked = _masked(text)
    dates = list(_DATE.finditer(masked))
    if _AMENDED_BY.search(masked, max(0, len(masked) - 12)):
        dates = dates[:1]
    for place, found in enumerate(dates, 1):
        end = dates[place].start() if place < len(dates) else len(text)
        day = _date(found)
        step = _step(masked, found.end(), end)
        if day and step:
            kind, at = step
            by = text[found.end() : at].strip(_FILLING) or _body_before(masked[: found.start()])
            yield Event(kind, day, by)


def _step(masked: str, start: int, end: int) -> tuple[str, int] | None:
    """The kind of event told between two dates, and where its verb stands; an amendment's verb comes last."""
    if amended := _AMENDED_BY.search(masked, max(start, end - 12), end):
        return ("revised" if "修订" in amended[0] else "amended"), amended.start()
    if step := _STEP.search(masked, start, end):
        return _KINDS.get(step[1], "in_force"), step.start()
    if _DECREED.search(masked, start, end):
        return "promulgated", end
    return None


def _masked(text: str) -> str:
    """The text with each 《title》 blanked out, so that the verbs in it are not seen; offsets stay."""
    return _QUOTED.sub(lambda title: "《" * len(title[0]), text) if "《" in text else text


def days(text: str) -> list[date]:
    """The dates in a text, in reading order; what is no day of the calendar is left out.

    >>> days("二〇二一年九月二十四日至2021年12月1日")
    [datetime.date(2021, 9, 24), datetime.date(2021, 12, 1)]
    """
    return [day for found in _DATE.finditer(text) if (day := _date(found))]


def in_force(act: Act, events: Sequence[Event]) -> date | None:
    """The day from which the act is in force: its closing article's, else its order's, else its note's.

    自公布之日起 is the last promulgation's day: a revised text that is promulgated anew counts from there.
    """
    for article in reversed(act.articles[-_CLOSING_ARTICLES:]):
        for text in _texts(article):
            if "自" in text and (found := _commencement(text)):
                return _date(found) or _day_of(_KINDS[found[4]], reversed(events))
    for aside in act.front:
        if aside.kind == "order" and (found := _COMMENCES.search(aside.text)):
            return _date(found) or _day_of(_KINDS[found[4]], reversed(events))
    return _day_of("in_force", events)


def _day_of(kind: str, events: Iterable[Event]) -> date | None:
    return next((event.day for event in events if event.kind == kind), None)


def _commencement(text: str) -> re.Match[str] | None:
    """The words on the act's own commencement: the first 自…起施行 with 本… before it, or that opens a clause."""
    for found in _COMMENCES.finditer(text):
        before = text[max(0, found.start() - 42) : found.start()]
        if not before or before[-1] in "。；" or _OWN_BEFORE.search(before):
            return found
    return None


def _texts(article: Article) -> Iterable[str]:
    for paragraph in article.paragraphs:
        yield paragraph.text
        yield from (item.text for item in paragraph.items)


def _body_before(text: str) -> str:
    """The body named before the date: 已由…第三次会议于2020年5月1日通过."""
    found = _BODY_BEFORE.search(text)
    return found[1] if found else ""


def _date(found: re.Match[str], first: int = 1) -> date | None:
    year, month, day = found.group(first, first + 1, first + 2)
    if not year:
        return None
    try:
        return date(number(year), number(month), number(day))
    except ValueError:
        return None

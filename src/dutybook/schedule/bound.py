"""From decisions to the schedule: the duties that bind premises at some time between two days and have a cadence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dutybook.catalogue.load import Catalogue, Entry
from dutybook.conditions.facts import Bilingual
from dutybook.decisions.decide import decide
from dutybook.decisions.profile import Profile
from dutybook.schedule.model import Scheduled


@dataclass(frozen=True, slots=True)
class Bound:
    """The duties with a cadence that bind at some time, and how many more may, for all that is known."""

    entries: tuple[Entry, ...]
    undecided: int


def bound(profile: Profile, catalogue: Catalogue, first: date, last: date) -> Bound:
    """Decide which duties bind on any day between two days.

    A decision changes with the date only when an act begins or ends, so it is taken on the first day and on each
    day between on which an act begins.

    Args:
        profile: what is known of the place. catalogue: the duties. first, last: the days, both included.
    """
    begins = {act.in_force.start for act in catalogue.acts if act.in_force.start}
    binds: dict[str, Entry] = {}
    may: set[str] = set()
    for day in sorted({first, *(start for start in begins if first < start <= last)}):
        for decided in decide(profile, catalogue, day):
            if decided.entry.duty.reading_only or decided.entry.duty.cadence is None:
                continue
            if decided.verdict == "binds":
                binds[decided.duty] = decided.entry
            elif decided.verdict == "may_bind":
                may.add(decided.duty)
    return Bound(tuple(binds.values()), len(may - binds.keys()))


def scheduled(entries: Iterable[Entry]) -> Iterator[Scheduled]:
    """Yield the entries that have a cadence and an act that has begun; `reading_only` entries have none.

    Args:
        entries: of the catalogue, as a rule those that bind the premises.
    """
    for entry in entries:
        cadence = None if entry.duty.reading_only else entry.duty.cadence
        if cadence and entry.act.in_force.start:
            title, time = Bilingual(entry.duty.summary.zh, entry.duty.summary.en), entry.act.in_force
            yield Scheduled(entry.duty.id, title, cadence, time.start, time.end, entry.act.country)

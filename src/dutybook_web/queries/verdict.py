"""Verdicts without reasons, for many places: which duties bind, and what another day or catalogue would change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from dutybook.catalogue.load import Catalogue
from dutybook.conditions.closure import Facts
from dutybook.decisions.decide import ready
from dutybook.decisions.scope import holds_on
from dutybook_web.models import Premises, Verdict
from dutybook_web.queries.profile import profiles_of

MOST_PLACES: Final = 200
"""Places for which a page works out what would change; a larger portfolio is told of these alone, and says so."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do to the verdicts of some places.

    Args:
        comes, goes: by duty, at how many places it would bind more surely, or less. places: how many were looked at.
        of: how many there are.
    """

    comes: Counter[str]
    goes: Counter[str]
    places: int
    of: int


def verdicts(catalogue: Catalogue, facts: Facts, on: date) -> dict[str, Verdict]:
    """Of a place with these facts on a day: the duties that bind it or may bind it; what does not is left out."""
    made = ready(catalogue)
    truths = [test(facts) for test in made.tests]
    holding = {act.id for act in catalogue.acts if holds_on(act.in_force, on)}
    found = ((entry, truths[made.rules.of_duty[entry.duty.id]]) for entry in catalogue.entries)
    return {
        entry.duty.id: Verdict.MAY_BIND if truth is None else Verdict.BINDS
        for entry, truth in found
        if truth is not False and entry.act.id in holding
    }


def effect(
    rows: QuerySet[Premises], before: tuple[Catalogue | None, date], after: tuple[Catalogue | None, date]
) -> Effect:
    """What another day or another catalogue would change at the places of a query; three queries.

    Args:
        rows: the places. before, after: the catalogue and the day on each side.
    """
    places = list(rows.select_related("organisation").order_by("pk")[:MOST_PLACES])
    comes: Counter[str] = Counter()
    goes: Counter[str] = Counter()
    for profile in profiles_of(places).values():
        old, new = (_verdicts(catalogue, profile.facts, on) for catalogue, on in (before, after))
        changed = {duty for duty in old.keys() | new.keys() if old.get(duty) != new.get(duty)}
        more = {duty for duty in changed if new.get(duty) == Verdict.BINDS or duty not in old}
        comes.update(more)
        goes.update(changed - more)
    return Effect(comes, goes, len(places), rows.count() if len(places) == MOST_PLACES else len(places))


def _verdicts(catalogue: Catalogue | None, facts: Facts, on: date) -> dict[str, Verdict]:
    return verdicts(catalogue, facts, on) if catalogue else {}

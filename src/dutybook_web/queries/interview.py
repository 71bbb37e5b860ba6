"""Which question to ask about premises next, why, and what its answer settles (dutybook.decisions.interview)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from dutybook.catalogue.load import Catalogue, catalogue
from dutybook.conditions.facts import Fact as Entry
from dutybook.conditions.facts import Value, dictionary
from dutybook.decisions.decide import ready
from dutybook.decisions.interview import Interview
from dutybook_web.models import Fact, Premises
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.profile import profile_of
from dutybook_web.words import side

SOURCE = "interview"
"""The source of the facts that an interview tells."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what hangs on it, and how far the interview has come.

    Args:
        entry: what is asked; None when nothing is left to ask.
        settles: how many open duties an answer settles on average; None for a question that was chosen.
        hanging: how many open duties hang on it, by the title of their act, most first.
        settled, duties: how many duties are decided, of all.
        not_known: the facts that somebody was asked and could not tell.
    """

    entry: Entry | None
    value: Value | None
    settles: int | None
    hanging: tuple[tuple[str, int], ...]
    settled: int
    duties: int
    not_known: tuple[Entry, ...]

    @property
    def touches(self) -> int:
        """How many open duties hang on it."""
        return sum(count for _title, count in self.hanging)


def asked(premises: Premises, chosen: str = "") -> Asked:
    """The next question about a place, or a chosen one.

    Args:
        premises: with its organisation. chosen: the name of a fact; that which settles most where there is none.
    """
    about, profile = catalogue_at(premises), profile_of(premises)
    skipped = _not_known(premises)
    state = Interview(profile, about, premises.organisation.today, tuple((name, None) for name in skipped))
    entry, settles = dictionary().get(chosen), None
    if entry is None and (question := state.question()):
        entry, settles = question.fact, round(question.settles)
    progress = state.progress
    return Asked(
        entry,
        profile.facts.get(entry.name) if entry else None,
        settles,
        _hanging(state, entry.name) if entry else (),
        progress.settled,
        progress.duties,
        tuple(dictionary()[name] for name in skipped),
    )


def catalogue_at(premises: Premises) -> Catalogue:
    """The catalogue that the tenant works by; the one that ships, before it has applied any."""
    edition = edition_in_use(premises.tenant_id)
    return catalogue_of(edition) if edition else catalogue()


def _hanging(state: Interview, name: str) -> tuple[tuple[str, int], ...]:
    bindings = ready(state.catalogue).decide(state.profile.facts, state.on)
    found = Counter(side(binding.entry.act.title) for binding in bindings if name in binding.missing())
    return tuple(found.most_common())


def _not_known(premises: Premises) -> tuple[str, ...]:
    nodes = [int(part) for part in premises.organisation.path.split("/") if part]
    rows = Fact.objects.filter(Q(premises=premises) | Q(operator__in=nodes), value__isnull=True)
    told = set(profile_of(premises).facts)
    names = dict.fromkeys(rows.order_by("created_at", "pk").values_list("name", flat=True))
    return tuple(name for name in names if name not in told)

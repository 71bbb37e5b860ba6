"""Which tier premises are in under each scheme, and how that came about (dutybook.catalogue.schemes)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dutybook.catalogue.load import catalogue
from dutybook.catalogue.schemes import Tier, TierScheme, possible_tiers, schemes
from dutybook.conditions.closure import Step, evaluate
from dutybook.conditions.facts import Value, dictionary
from dutybook.conditions.language import parse
from dutybook.conditions.model import Compare, Condition
from dutybook.decisions.scope import PLACE, area_of, covers
from dutybook.decisions.wording import settling
from dutybook_web.models import Classification, Premises
from dutybook_web.queries.profile import profile_of
from dutybook_web.words import side, value_words

Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands under a scheme.

    Args:
        possible: strictest first; None stands for "in no tier". One alone is a decision.
        current: the classification in force, if there is one.
        missing: names of the facts on which the tier hangs.
        reasons: what decided it, in words.
        boundary: whether a number stands exactly at a limit of the scheme.
    """

    scheme: TierScheme
    possible: tuple[Tier | None, ...]
    current: Classification | None
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    boundary: bool

    @property
    def tier(self) -> Tier | None:
        """The tier in force, in the words of the scheme."""
        return tier_of(self.scheme, self.current.tier) if self.current else None


def schemes_at(facts: Facts) -> tuple[TierScheme, ...]:
    """The schemes whose act holds where the place is."""
    code = facts.get(PLACE)
    place = code if isinstance(code, str) else None
    return tuple(one for one in schemes().tiers.values() if covers(_area(one.act), place))


def tier_of(scheme: TierScheme, tier: str) -> Tier | None:
    """The tier of a scheme with an id."""
    return next((one for one in scheme.tiers if one.id == tier), None)


def standings(facts: Facts, rows: Iterable[Classification]) -> tuple[Standing, ...]:
    """Where a place stands under each scheme that holds there or that it has been classed under.

    Args:
        facts: what is known of it. rows: its classifications in force.
    """
    current = {row.scheme: row for row in rows if row.end is None}
    known = schemes().tiers
    here = {scheme.id: scheme for scheme in schemes_at(facts)}
    here |= {name: known[name] for name in current if name in known}
    return tuple(_standing(scheme, facts, current.get(name)) for name, scheme in sorted(here.items()))


def standings_of(premises: Premises) -> tuple[Standing, ...]:
    """The same of one place. Two queries."""
    rows = Classification.objects.filter(premises=premises, end=None)
    return standings(profile_of(premises).facts, rows)


def because(scheme: TierScheme, tier: Tier, facts: Facts) -> dict[str, Any]:
    """What puts a place into a tier, as it is kept with the classification."""
    leaves = dict.fromkeys(settling(evaluate(_condition(tier.applies), facts).tree))
    told = [_plain(step) for step in leaves if step.fact]
    return {"leaves": told, "boundary": bool(_exact(scheme, facts))}


def basis_of(scheme: TierScheme, tier: Tier, facts: Facts) -> str:
    """Whether a number, a fact or a designation put a place into a tier."""
    if scheme.decided_by == "designation":
        return "designation"
    leaves = settling(evaluate(_condition(tier.applies), facts).tree)
    numbers = ("integer", "decimal")
    return "threshold" if any(step.fact and dictionary()[step.fact].type in numbers for step in leaves) else "flag"


def reasons(kept: Mapping[str, Any]) -> tuple[str, ...]:
    """What was kept as `because`, in words: `Footfall: 6,000 people a day (footfall_daily > 5000)`."""
    said = []
    for leaf in kept.get("leaves", ()):
        fact = dictionary().get(leaf["fact"])
        if fact is not None:
            known = frozenset(leaf["known"]) if isinstance(leaf["known"], list) else leaf["known"]
            unit = f" {side(fact.unit)}" if fact.unit else ""
            said.append(f"{side(fact.label)}: {value_words(fact, known)}{unit} ({leaf['text']})")
    return tuple(said)


def classifications_of(premises: Premises) -> list[tuple[Classification, str, str, tuple[str, ...]]]:
    """The classifications of a place, newest first: with their scheme, their tier and what decided them, in words."""
    titles = {name: side(scheme.title) for name, scheme in schemes().tiers.items()}
    ordered = Classification.objects.filter(premises=premises).order_by("-start", "-pk")
    return [
        (row, titles.get(row.scheme, row.scheme), tier_words(f"{row.scheme}/{row.tier}"), reasons(row.because))
        for row in ordered
    ]


def tier_words(stored: str) -> str:
    """The label of a tier as it stands in the row of the premises (`scheme/tier`); itself if it is not known."""
    name, _, tier = stored.partition("/")
    scheme = schemes().tiers.get(name)
    found = tier_of(scheme, tier) if scheme else None
    return side(found.label) if found else stored


def tier_choices() -> list[tuple[str, str]]:
    """Every tier as it stands in the rows of premises, with its label."""
    every = schemes().tiers.values()
    return [(f"{scheme.id}/{tier.id}", side(tier.label)) for scheme in every for tier in scheme.tiers]


def leading(rows: Iterable[Classification]) -> str:
    """The tier that lists show: of the one that asks for most measures."""
    known = schemes().tiers
    found = [(row, tier_of(known[row.scheme], row.tier)) for row in rows if row.scheme in known]
    best = sorted((-len(tier.measures), row.scheme, tier.id) for row, tier in found if tier)
    return f"{best[0][1]}/{best[0][2]}" if best else ""


def _standing(scheme: TierScheme, facts: Facts, current: Classification | None) -> Standing:
    possible = possible_tiers(scheme, facts)
    return Standing(
        scheme,
        possible,
        current,
        _missing(scheme, possible, facts),
        reasons(current.because) if current else (),
        _exact(scheme, facts),
    )


def _missing(scheme: TierScheme, possible: tuple[Tier | None, ...], facts: Facts) -> tuple[str, ...]:
    """The facts that the choice between the possible tiers hangs on."""
    if len(possible) == 1:
        return ()
    texts = (scheme.applies, *(tier.applies for tier in possible if tier))
    found = [name for text in texts for name in evaluate(_condition(text), facts).missing()]
    return tuple(dict.fromkeys(found))


def _exact(scheme: TierScheme, facts: Facts) -> bool:
    atoms = [atom for tier in scheme.tiers for atom in _condition(tier.applies).atoms() if isinstance(atom, Compare)]
    return any(not isinstance(atom.value, str) and facts.get(atom.fact) == atom.value for atom in atoms)


def _plain(step: Step) -> dict[str, Any]:
    known = sorted(step.known) if isinstance(step.known, frozenset) else step.known
    return {"fact": step.fact, "text": step.text, "known": known}


@cache
def _condition(text: str) -> Condition:
    return parse(text)


@cache
def _area(act: str) -> str:
    entries = catalogue().of_act(act)
    return area_of(entries[0]) if entries else ""

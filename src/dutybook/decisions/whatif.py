"""What would change: the duties that come and go when facts change, or when the date moves past an act's start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dutybook.catalogue.load import Catalogue
from dutybook.decisions.decide import Binding, decide
from dutybook.decisions.profile import Profile, read_facts


class Change(NamedTuple):
    """One duty whose verdict differs: its binding before and after, each with its reasons."""

    before: Binding
    after: Binding

    @property
    def duty(self) -> str:
        """Id of the duty."""
        return self.after.duty

    @property
    def comes(self) -> bool:
        """Whether the duty binds more surely than before: it binds now, or may bind where it did not."""
        order = ("does_not_bind", "may_bind", "binds")
        return order.index(self.after.verdict) > order.index(self.before.verdict)


def whatif(
    profile: Profile, change: Mapping[str, Any], catalogue: Catalogue, on: date, new_on: date | None = None
) -> tuple[Change, ...]:
    """The duties whose verdict a change alters, in the catalogue's order.

    Args:
        profile: the place as it is. change: facts as they would be; None or blank for one no longer known.
        catalogue: the duties. on: the day before the change. new_on: the day after it; the same if not given.

    Raises:
        ProfileError: an unknown fact, or a value that it cannot take.
    """
    before = decide(profile, catalogue, on)
    after = decide(changed(profile, change), catalogue, new_on or on)
    pairs = map(Change, before, after)
    return tuple(pair for pair in pairs if pair.before.verdict != pair.after.verdict)


def changed(profile: Profile, change: Mapping[str, Any], source: str = "what if") -> Profile:
    """The profile with some facts changed.

    Args:
        profile: as it is. change: facts as they would be; None or blank takes one away. source: of what is changed.

    Raises:
        ProfileError: an unknown fact, or a value that it cannot take.

    >>> hotel = Profile("Hotel", {"kind": "lodging", "capacity": 80})
    >>> changed(hotel, {"capacity": "", "key_target": "yes"}).facts
    {'kind': 'lodging', 'key_target': True}
    """
    told = read_facts(change, source)
    kept = {name: value for name, value in profile.facts.items() if name not in change}
    sources = {name: found for name, found in profile.sources.items() if name in kept}
    return Profile(profile.name, {**kept, **told}, {**sources, **dict.fromkeys(told, source)})

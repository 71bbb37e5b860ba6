"""The decision which duties bind one place on one day, each with its reasons.

A duty binds where its act is in force, the place lies in the act's area, and the conditions of act and duty hold.
Each of the four is true, false or not known, and they are joined by Kleene's `and`: one that is false settles it,
whatever else is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

from dutybook.catalogue.load import Catalogue, Entry
from dutybook.catalogue.model import CataloguedAct
from dutybook.conditions.closure import Facts, Outcome, Step, Test, Truth, together
from dutybook.conditions.model import Condition
from dutybook.decisions.profile import Profile
from dutybook.decisions.rules import Rules, predicate, rules
from dutybook.decisions.scope import PLACE, area_of, place_step, time_step

Verdict: TypeAlias = Literal["binds", "does_not_bind", "may_bind"]

VERDICTS: Final[Mapping[Truth, Verdict]] = {True: "binds", None: "may_bind", False: "does_not_bind"}
"""What each outcome is called."""


class Binding(NamedTuple):
    """The decision on one duty.

    Args:
        entry: the duty in its act.
        reasons: a tree whose root has up to four parts: time, place, the act's condition and the duty's own. Its
            leaves name a fact (or `on`, the date) with the value that was known.
    """

    entry: Entry
    reasons: Step

    @property
    def verdict(self) -> Verdict:
        """binds, does_not_bind, or may_bind where facts are missing."""
        return VERDICTS[self.reasons.value]

    @property
    def duty(self) -> str:
        """Id of the duty."""
        return self.entry.duty.id

    @property
    def act(self) -> str:
        """Id of the act."""
        return self.entry.act.id

    @property
    def provision(self) -> str:
        """eId of the provision."""
        return self.entry.duty.provision

    @property
    def reading_only(self) -> str | None:
        """Why the duty is only read and never operated; None for one that is."""
        return self.entry.duty.reading_only

    def missing(self) -> tuple[str, ...]:
        """The facts that an open decision hangs on."""
        return Outcome(self.reasons).missing()


def decide(profile: Profile, catalogue: Catalogue, on: date) -> tuple[Binding, ...]:
    """Decide every duty of a catalogue for one place; pure, and the same every time.

    Args:
        profile: what is known of the place. catalogue: as `catalogue.load.catalogue` gives it. on: the day.

    Returns:
        One binding for each entry, in the catalogue's order.
    """
    return ready(catalogue).decide(profile.facts, on)


class Ready:
    """A catalogue made ready to decide, for callers that decide more than once.

    Args:
        catalogue: the duties to decide.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = catalogue.entries
        self._acts = list({entry.act.id: entry for entry in catalogue.entries}.values())
        self._areas = {entry.act.id: area_of(entry) for entry in self._acts}
        own: list[Condition] = [entry.condition for entry in catalogue.entries]
        acts = {entry.act.id: entry.act_condition for entry in self._acts if entry.act_condition is not None}
        self._conditioned = list(acts)
        self._reasons = together([*own, *acts.values()])

    def decide(self, facts: Facts, on: date) -> tuple[Binding, ...]:
        """Decide every duty; as the function `decide`."""
        steps = self._reasons(facts)
        of_acts = dict(zip(self._conditioned, steps[len(self._entries) :], strict=True))
        before = {entry.act.id: self._before(entry.act, facts, on, of_acts) for entry in self._acts}
        pairs = zip(self._entries, steps, strict=False)
        return tuple([_binding(entry, *before[entry.act.id], step) for entry, step in pairs])

    def _before(
        self, act: CataloguedAct, facts: Facts, on: date, of_acts: Mapping[str, Step]
    ) -> tuple[Truth, tuple[Step, ...]]:
        """What holds of the act alone: time, place, its own condition."""
        code = facts.get(PLACE)
        place = place_step(self._areas[act.id], code if isinstance(code, str) else None)
        own = (of_acts[act.id],) if act.id in of_acts else ()
        parts = (time_step(act, on), place, *own)
        return _all([part.value for part in parts]), parts

    @cached_property
    def rules(self) -> Rules:
        """The distinct rules of the duties."""
        return rules(self._entries)

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        """Each distinct rule as a function of facts, without reasons."""
        return tuple(predicate(rule) for rule in self.rules.distinct)


def ready(catalogue: Catalogue) -> Ready:
    """The catalogue made ready to decide; made once and kept for the last few catalogues.

    Args:
        catalogue: the duties to decide.
    """
    known = _READY.get(id(catalogue))
    if known is None or known[0] is not catalogue:
        while len(_READY) >= _KEPT:
            _READY.pop(next(iter(_READY)))
        known = _READY[id(catalogue)] = (catalogue, Ready(catalogue))
    return known[1]


_KEPT: Final = 4
_READY: Final[dict[int, tuple[Catalogue, Ready]]] = {}
"""By identity: a catalogue is large and never changes. Each is held, so that its identity stays its own."""


def _binding(entry: Entry, act_holds: Truth, parts: tuple[Step, ...], step: Step) -> Binding:
    value = step.value if act_holds else False if act_holds is False or step.value is False else None
    return Binding(entry, Step("and", entry.duty.id, value, None, None, (*parts, step)))


def _all(values: list[Truth]) -> Truth:
    return False if False in values else None if None in values else True

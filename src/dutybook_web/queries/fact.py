"""What is known of premises or of their operator, fact by fact, with source and date; and how it came to be known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook.conditions.facts import Fact as Entry
from dutybook.conditions.facts import Value, dictionary
from dutybook.conditions.values import read_value
from dutybook.ledger import leaf
from dutybook_web.models import Event, Fact, Organisation, Premises
from dutybook_web.queries.profile import OF_THE_ROW
from dutybook_web.words import side, value_words

MOST_EVENTS: Final = 100

ACTIONS: Final[Mapping[str, str | Promise]] = {
    "premises.add": _("Entered"),
    "premises.change": _("Changed"),
    "premises.close": _("Closed"),
    "premises.reopen": _("Opened again"),
    "premises.tier": _("Tier decided on paper"),
    "premises.tier_by_facts": _("Tier left to the facts again"),
    "fact.set": _("Fact told"),
    "measure.set": _("Measure told"),
    "record_system.set": _("Record system entered"),
    "record_system.remove": _("Record system taken out"),
    "designation.step": _("Step of the designation"),
    "duties.decide": _("Duties worked out anew"),
    "premises.import": _("Imported"),
    "tasks.make": _("Tasks made"),
}
"""What is done to premises and their operators, in words."""

_TOLD: Final = ("step", "grade", "tier", "basis", "measure", "in_place", "fulfilled", "on", "start", "kind")
"""Particulars that the list of events shows, in this order."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the dictionary, and what is known of it.

    Args:
        asked: whether somebody was asked, even if the answer was "don't know".
        of: the organisation that it was told of, where that is not the place itself.
    """

    entry: Entry
    value: Value | None
    source: str = ""
    as_of: date | None = None
    asked: bool = False
    of: Organisation | None = None

    @property
    def name(self) -> str:
        """What conditions call it."""
        return self.entry.name

    @property
    def label(self) -> str:
        """What people call it."""
        return side(self.entry.label)

    @property
    def unit(self) -> str:
        """Of its number."""
        return side(self.entry.unit) if self.entry.unit else ""

    @property
    def words(self) -> str:
        """Its value for a reader."""
        return value_words(self.entry, self.value)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was done to premises."""

    at: datetime
    action: str
    actor: str
    payload: Mapping[str, Any]

    @property
    def words(self) -> str:
        """What was done, for a reader; the name of the action where there are no words for it."""
        return str(ACTIONS.get(self.action, self.action))

    @property
    def detail(self) -> str:
        """To which part of the place, and what it is now."""
        if self.action == "fact.set" and (entry := dictionary().get(str(self.payload.get("fact")))):
            value = value_words(entry, read_value(entry, self.payload.get("value")))
            return f"{side(entry.label)}: {value or '?'}"
        parts = [self.payload.get(name) for name in _TOLD]
        return " · ".join(str(part) for part in parts if part not in (None, "", []))


def facts_of(premises: Premises) -> tuple[Known, ...]:
    """All facts about a place, in the order of the dictionary. One query."""
    rows = {row.name: row for row in Fact.objects.filter(premises=premises)}
    return tuple(_of_place(entry, premises, rows) for entry in dictionary().values() if entry.about == "premises")


def operator_facts(organisation: Organisation) -> tuple[Known, ...]:
    """All facts about an operator; what it does not tell itself, the nearest organisation above it does."""
    nodes = [int(part) for part in organisation.path.split("/") if part]
    rows: dict[str, Fact] = {}
    above = Fact.objects.filter(operator__in=nodes).select_related("operator").order_by("operator__path")
    for row in above:
        rows[row.name] = row
    return tuple(
        _known(entry, rows.get(entry.name), organisation)
        for entry in dictionary().values()
        if entry.about == "operator"
    )


def history(subject: Premises | Organisation, actions: Iterable[str] = ()) -> list[Told]:
    """What was done to a place or an organisation, newest first; of some kinds alone where they are given."""
    name = f"{subject._meta.model_name}/{subject.key}"
    rows = Event.objects.filter(object=name).select_related("account").order_by("-number")
    wanted = tuple(actions)
    rows = rows.filter(action__in=wanted) if wanted else rows
    return [_told(row) for row in rows[:MOST_EVENTS]]


def history_of_fact(subject: Premises | Organisation, entry: Entry) -> list[tuple[Told, str]]:
    """What a fact was told to be, newest first, with the value in words."""
    told = [event for event in history(subject, ["fact.set"]) if event.payload.get("fact") == entry.name]
    return [(event, value_words(entry, read_value(entry, event.payload.get("value")))) for event in told]


def plain(value: Value | None) -> Any:
    """A value as it is kept and sent: JSON knows no sets."""
    return sorted(value) if isinstance(value, frozenset) else value


def number_text(number: float) -> str:
    """A number as text that reads back to it, without an exponent.

    >>> number_text(1e-05), number_text(19901.0)
    ('0.00001', '19901.0')
    """
    return f"{Decimal(repr(number)):f}"


def _told(row: Event) -> Told:
    payload = leaf.decode(bytes(row.leaf)).payload
    return Told(row.time, row.action, str(row.account or ""), payload)


def _of_place(entry: Entry, premises: Premises, rows: Mapping[str, Fact]) -> Known:
    row = rows.get(entry.name)
    if entry.name not in OF_THE_ROW:
        return _known(entry, row, None)
    value = read_value(entry, getattr(premises, entry.name) or None)
    return Known(entry, value, row.source if row else "", row.as_of if row else None, value is not None)


def _known(entry: Entry, row: Fact | None, place: Organisation | None) -> Known:
    if row is None:
        return Known(entry, None)
    of = row.operator if place is not None and row.operator_id != place.pk else None
    return Known(entry, read_value(entry, row.value), row.source, row.as_of, asked=True, of=of)

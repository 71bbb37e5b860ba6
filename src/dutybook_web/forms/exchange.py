"""Checking a table of premises row by row: what it would add and change, or every fault with its remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dutybook.conditions.facts import Value, dictionary
from dutybook.conditions.values import read_value
from dutybook.errors import FactError
from dutybook_web.access import Actor, visible
from dutybook_web.actions.exchange import Row
from dutybook_web.files.names import clean_name
from dutybook_web.forms.fact import remedy
from dutybook_web.forms.premises import authorities
from dutybook_web.forms.table import Table, read_table
from dutybook_web.models import Fact, ImportDraft, Organisation, Premises
from dutybook_web.queries.exchange import COLUMNS, FACTS, NOT_KNOWN, column_of
from dutybook_web.queries.fact import plain
from dutybook_web.refusals import Refused

_AT_ONCE: Final = 500
_TEXTS: Final = {"name": 200, "address": 300}
_SYSTEMS: Final = {"wgs84": "wgs84", "wgs 84": "wgs84", "gcj02": "gcj02", "gcj-02": "gcj02"}


class UploadForm(forms.Form):
    """The table to be imported."""

    file = forms.FileField(label=gettext_lazy("XLSX or CSV file"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a row from being imported: where, why, and what to do."""

    row: int
    column: str
    cause: str
    remedy: str


@dataclass(slots=True)
class Checked:
    """What a table would do; with a fault, nothing."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many places it would enter."""
        return sum(row.new for row in self.rows)

    @property
    def changed(self) -> int:
        """How many it would change."""
        return sum(not row.new and row.changes for row in self.rows)

    @property
    def unchanged(self) -> int:
        """How many stand as they are."""
        return len(self.rows) - self.added - self.changed


@dataclass(frozen=True, slots=True)
class _World:
    """What rows are checked against."""

    organisations: Mapping[str, Organisation | None]
    authorities: Mapping[str, Organisation]
    places: Mapping[str, Premises]
    facts: Mapping[int, Mapping[str, Any]]
    taken: set[tuple[int, str]]


def draft_of(actor: Actor, file: BinaryIO, name: str) -> ImportDraft:
    """A table that somebody sends in, read and ready to be kept.

    Raises:
        Refused: no table of premises, or a file that is not to be opened.
    """
    table = read_table(file, name)
    columns_of(table)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    # At the uppermost node where the account may import, so that it finds it again.
    node = visible(actor, Organisation, "premises.write").order_by("path")[0]
    return ImportDraft(organisation=node, file_name=clean_name(name), digest=digest, table=table)


def columns_of(table: Table) -> list[str]:
    """The columns of a table.

    Raises:
        Refused: a heading that is none of them, or stands twice: such a table is not kept at all, since it could hold
            what does not belong here.
    """
    headings = list(table[0]) if table else []
    while headings and not headings[-1]:
        headings.pop()
    found = [column_of(heading) for heading in headings]
    for heading, column in zip(headings, found, strict=True):
        if column is None:
            raise Refused(
                "unknown_column",
                _("There is no column “%(name)s”: take it out, or start from the template.") % {"name": heading[:60]},
                "file",
            )
        if found.count(column) > 1:
            raise Refused("column_twice", _("The column “%(name)s” stands twice.") % {"name": heading[:60]}, "file")
    if "name" not in found and "key" not in found:
        raise Refused("no_names", _("There is no column for the name: start from the template."), "file")
    return [column for column in found if column]


def checked(actor: Actor, table: Table) -> Checked:
    """Check a table, all of it: a fault in one row hides none in another.

    Args:
        actor: who imports; rows go where it has premises.write. table: with its headings.
    """
    columns = columns_of(table)
    rows = [
        (number, dict(zip(columns, cells, strict=False))) for number, cells in enumerate(table[1:], 2) if any(cells)
    ]
    world, found, seen = _world(actor, [cells for _number, cells in rows]), Checked(), set[str]()
    for number, cells in rows:
        key = cells.get("key", "")
        if key and key in seen:
            found.faults.append(Fault(number, "key", _("This key stands twice."), _("Keep one of the rows.")))
            continue
        seen.add(key)
        row, faults = _Reader(world, number, cells).row()
        found.faults += faults
        if row is not None:
            found.rows.append(row)
    return found


class _Reader:
    """Reads one row; faults gather."""

    def __init__(self, world: _World, number: int, cells: Mapping[str, str]) -> None:
        self.world, self.number, self.cells = world, number, cells
        self.faults: list[Fault] = []
        self.fields: set[str] = set()

    def row(self) -> tuple[Row | None, list[Fault]]:
        """What it comes to, or its faults."""
        place = self._place()
        if place is None:
            return None, self.faults
        new = place.pk is None
        self._organisation(place, new=new)
        self._authority(place)
        self._texts(place, new=new)
        self._codes(place)
        self._position(place)
        self._closed(place)
        facts = self._facts(place)
        if new and not self.faults:
            self._must_be_new(place)
        row = Row(place, new, tuple(sorted(self.fields)), facts)
        return (None if self.faults else row), self.faults

    def _fault(self, column: str, cause: str, remedy: str) -> None:
        self.faults.append(Fault(self.number, str(COLUMNS.get(column, column)), cause, remedy))

    def _place(self) -> Premises | None:
        key = self.cells.get("key", "")
        if not key:
            return Premises()
        place = self.world.places.get(key)
        if place is None:
            self._fault("key", _("There are no such premises that you may change."), _("Leave it empty for new ones."))
        return place

    def _set(self, place: Premises, name: str, value: Any) -> None:
        if getattr(place, name) != value:
            setattr(place, name, value)
            self.fields.add(name)

    def _organisation(self, place: Premises, *, new: bool) -> None:
        told = self.cells.get("organisation", "")
        if not told:
            if new:
                self._fault("organisation", _("It says of no organisation."), _("Give its name or its key."))
            return
        found = self.world.organisations.get(told)
        if found is None:
            twice = told in self.world.organisations
            cause = _("Several organisations have this name.") if twice else _("You have no such organisation.")
            self._fault("organisation", cause, _("Give the key of one in which you may enter premises."))
        elif place.organisation_id != found.pk:
            place.organisation, place.tenant_id = found, found.root
            self.fields |= {"organisation", "tenant"}

    def _authority(self, place: Premises) -> None:
        told = self.cells.get("authority", "")
        if told == NOT_KNOWN:
            self._set(place, "authority_id", None)
        elif told:
            found = self.world.authorities.get(told)
            if found is None:
                self._fault("authority", _("There is no such authority."), _("Give its key, or its name."))
            else:
                self._set(place, "authority_id", found.pk)

    def _texts(self, place: Premises, *, new: bool) -> None:
        for name, most in _TEXTS.items():
            text = self.cells.get(name, "")
            if len(text) > most:
                self._fault(name, _("It has more than %(most)s characters.") % {"most": most}, _("Shorten it."))
            elif text:
                self._set(place, name, text)
        if new and not self.cells.get("name"):
            self._fault("name", _("There is no name."), _("Give the premises a name."))

    def _codes(self, place: Premises) -> None:
        for name in ("kind", "jurisdiction"):
            found, good = self._value(name, self.cells.get(name, ""))
            if good and found is not _SAME:
                self._set(place, name, found or "")

    def _position(self, place: Premises) -> None:
        told = [self.cells.get(name, "") for name in ("latitude", "longitude", "coordinates")]
        if not any(told):
            return
        if told[0] == NOT_KNOWN:
            self._put(place, None, None, "")
            return
        latitude, longitude = self._degrees("latitude", told[0], 90), self._degrees("longitude", told[1], 180)
        system = _SYSTEMS.get(told[2].lower())
        if system is None:
            cause = _("It does not say in which system the coordinates are.")
            self._fault("coordinates", cause, _("Write WGS84, or GCJ02 for those of a Chinese web map."))
        if latitude is not None and longitude is not None and system:
            self._put(place, latitude, longitude, system)

    def _put(self, place: Premises, latitude: float | None, longitude: float | None, system: str) -> None:
        if (place.entered_latitude, place.entered_longitude, place.entered_in) != (latitude, longitude, system):
            place.put_at(latitude, longitude, system)
            self.fields |= {"latitude", "longitude", "entered_latitude", "entered_longitude", "entered_in"}

    def _degrees(self, name: str, text: str, most: int) -> float | None:
        try:
            number = float(text)
        except ValueError:
            number = float("inf")
        if abs(number) <= most:
            return number
        self._fault(
            name, _("This is no number of degrees."), _("Give one from -%(most)s to %(most)s.") % {"most": most}
        )
        return None

    def _closed(self, place: Premises) -> None:
        told = self.cells.get("closed_on", "")
        if told == NOT_KNOWN:
            self._set(place, "closed_on", None)
        elif told:
            try:
                self._set(place, "closed_on", date.fromisoformat(told))
            except ValueError:
                self._fault("closed_on", _("This is no day."), _("Write it as 2026-03-31."))

    def _facts(self, place: Premises) -> dict[str, Value | None]:
        known = self.world.facts.get(place.pk or 0, {})
        changed: dict[str, Value | None] = {}
        for name in FACTS:
            found, good = self._value(name, self.cells.get(name, ""))
            if good and found is not _SAME and plain(found) != known.get(name):
                changed[name] = found
        return changed

    def _value(self, name: str, text: str) -> tuple[Any, bool]:
        """A value, and whether it is one; `_SAME` for an empty cell."""
        if not text:
            return _SAME, True
        if text == NOT_KNOWN:
            return None, True
        entry = dictionary()[name]
        try:
            return read_value(entry, text), True
        except FactError:
            cause = _("“%(text)s” is no value of this fact.") % {"text": text[:60]}
            self._fault(name, cause, remedy(entry))
            return None, False

    def _must_be_new(self, place: Premises) -> None:
        at = (place.organisation_id, place.name)
        if at in self.world.taken:
            self._fault("name", _("The organisation has premises of this name."), _("Give their key to change them."))
        self.world.taken.add(at)


_SAME: Final[Any] = object()


def _world(actor: Actor, rows: list[dict[str, str]]) -> _World:
    places = {
        place.key: place
        for keys in _chunks(rows, "key")
        for place in visible(actor, Premises, "premises.write").filter(key__in=keys).select_related("organisation")
    }
    facts: dict[int, dict[str, Any]] = {}
    for some in _parts([place.pk for place in places.values()]):
        for fact in Fact.objects.filter(premises__in=some):
            facts.setdefault(fact.premises_id or 0, {})[fact.name] = fact.value
    organisations = _organisations(actor)
    own = {one.pk for one in organisations.values() if one}
    taken = {
        at
        for names in _chunks(rows, "name")
        for at in Premises.objects.filter(name__in=names, organisation__in=own).values_list("organisation", "name")
    }

    found = list(authorities())
    by_name = {one.name: one for one in found}
    return _World(organisations, by_name | {one.key: one for one in found}, places, facts, taken)


def _organisations(actor: Actor) -> dict[str, Organisation | None]:
    """By key and by name; None under a name that several have."""
    found = list(visible(actor, Organisation, "premises.write"))
    by_name: dict[str, Organisation | None] = {}
    for one in found:
        by_name[one.name] = None if one.name in by_name else one
    return by_name | {one.key: one for one in found}


def _chunks(rows: list[dict[str, str]], column: str) -> Iterator[list[str]]:
    yield from _parts(sorted({row[column] for row in rows if row.get(column)}))


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]

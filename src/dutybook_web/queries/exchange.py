"""Premises as a table, one a row: what an export writes and an import reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from dutybook.cells import neutral, printable
from dutybook.conditions.facts import dictionary
from dutybook_web.models import Fact, Organisation, Premises
from dutybook_web.queries.fact import number_text, plain
from dutybook_web.queries.profile import OF_THE_ROW
from dutybook_web.words import side, value_words

Cell = str | int | float | None

COLUMNS: Final[dict[str, str | Promise]] = {
    "key": _("Key"),
    "name": _("Name"),
    "organisation": _("Run by"),
    "authority": _("Authority"),
    "kind": _("Kind of premises"),
    "jurisdiction": _("Area code"),
    "address": _("Address"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "coordinates": _("Coordinates (WGS84 or GCJ02)"),
    "closed_on": _("Closed on"),
}
"""The columns that are no facts."""

FACTS: Final = tuple(
    name for name, entry in dictionary().items() if entry.about == "premises" and name not in OF_THE_ROW
)
"""The columns that are facts."""

NOT_KNOWN: Final = "?"
"""In a cell of an import: forget what is known. An empty cell leaves it as it is."""

_ID: Final = re.compile(r"\[(\w+)\]\s*$")
_AT_ONCE: Final = 500


def headings() -> list[str]:
    """The first row: the words of the page's language, and the name that an import goes by."""
    labels = {**COLUMNS, **{name: side(dictionary()[name].label) for name in FACTS}}
    return [f"{label} [{name}]" for name, label in labels.items()]


def column_of(heading: str) -> str | None:
    """The column that a heading names: by the name in brackets, a bare name, or a label in either language."""
    found = _ID.search(heading)
    name = (found.group(1) if found else heading).strip()
    if name in COLUMNS or name in FACTS:
        return name
    return _by_label().get(name.lower())


def exported(rows: QuerySet[Premises]) -> Iterator[list[Cell]]:
    """The rows of premises, in the columns of `headings`. Two queries for each 500."""
    rows = rows.select_related("organisation", "authority")
    names = unambiguous()
    some: list[Premises] = []
    for place in rows.iterator(chunk_size=_AT_ONCE):
        some.append(place)
        if len(some) == _AT_ONCE:
            yield from _cells(some, names)
            some = []
    yield from _cells(some, names)


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as CSV, with the mark by which spreadsheet programs know UTF-8; no cell runs as a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(headings())
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as a workbook; texts are texts, whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("premises")
    sheet.freeze_panes = "C2"
    sheet.append(headings())
    for row in rows:
        sheet.append([_typed(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


TYPES: Final = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""What an export can be, with its media type."""


def _cells(places: list[Premises], names: set[str]) -> Iterator[list[Cell]]:
    facts: dict[int, dict[str, Any]] = {place.pk: {} for place in places}
    for fact in Fact.objects.filter(premises__in=facts, name__in=FACTS).exclude(value__isnull=True):
        facts[fact.premises_id or 0][fact.name] = fact.value
    for place in places:
        organisation, authority = place.organisation, place.authority
        yield [
            place.key,
            place.name,
            organisation.name if organisation.name in names else organisation.key,
            authority.key if authority else None,
            value_words(dictionary()["kind"], place.kind or None),
            place.jurisdiction,
            place.address,
            place.entered_latitude,
            place.entered_longitude,
            place.entered_in.upper(),
            place.closed_on.isoformat() if place.closed_on else None,
            *(_fact_cell(name, facts[place.pk].get(name)) for name in FACTS),
        ]


def _fact_cell(name: str, value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, bool | str):
        return value_words(dictionary()[name], value)
    if isinstance(value, list):
        return ", ".join(plain(frozenset(value))) or "none"
    return int(value) if float(value).is_integer() else float(value)


def unambiguous() -> set[str]:
    """The names that one organisation alone has, so that they tell it."""
    seen: dict[str, int] = {}
    for name in Organisation.objects.order_by().values_list("name", flat=True):
        seen[name] = seen.get(name, 0) + 1
    return {name for name, times in seen.items() if times == 1}


@cache
def _by_label() -> dict[str, str]:
    """Columns by their labels, in both languages whatever the page's."""
    facts = {name: dictionary()[name].label for name in FACTS}
    both = {text.lower(): name for name, label in facts.items() for text in (label.zh, label.en)}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            both |= {str(label).lower(): name for name, label in COLUMNS.items()}
    return both


def _inert(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return number_text(cell)
    if not isinstance(cell, str):
        return cell
    return str(neutral(printable(cell)))


def _typed(sheet: Any, cell: Cell) -> Any:
    if isinstance(cell, float) and float(f"{cell:.16g}") != cell:
        cell = number_text(cell)  # a workbook keeps no more digits of a number
    if not isinstance(cell, str):
        return cell
    text = WriteOnlyCell(sheet, value=_inert(cell))
    text.data_type = "s"
    return text

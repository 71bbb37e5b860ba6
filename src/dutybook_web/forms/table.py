"""A spreadsheet that somebody sends in, as rows of texts: XLSX or CSV, limited and checked before it is opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from dutybook.cells import original
from dutybook.errors import SourceError
from dutybook.law.sources.text import decode
from dutybook_web.files.kinds import CSV, XLSX
from dutybook_web.files.limits import MB, Limits
from dutybook_web.files.names import clean_name
from dutybook_web.files.refusals import FileRefused
from dutybook_web.files.sniff import sniff
from dutybook_web.queries.fact import number_text
from dutybook_web.refusals import Refused

MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 200
_LIMITS: Final = Limits(file=20 * MB, text=20 * MB, unpacked=160 * MB)

Table = list[list[str]]


def read_table(file: BinaryIO, name: str) -> Table:
    """The cells of the first sheet, without what is empty behind the last row.

    Raises:
        Refused: a file that is neither, is hostile or damaged, or has too many rows.
    """
    try:
        kind = sniff(file, clean_name(name), _LIMITS)
    except FileRefused as refusal:
        raise Refused("file", refusal.message, "file") from None
    if kind not in (XLSX, CSV):
        raise Refused("file_kind", _("Send an XLSX workbook or a CSV file."), "file")
    file.seek(0)
    rows = list(_xlsx(file) if kind is XLSX else _csv(file.read(), name))
    for row in rows:
        _cut(row)
    _cut(rows)
    return rows


def _cut(cells: list[Any]) -> None:
    """Take away what is empty at the end."""
    while cells and not cells[-1]:
        cells.pop()


def _xlsx(file: BinaryIO) -> Iterable[list[str]]:
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # Programs write a size that is wrong, some to make a reader allocate it.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
        found = [[_text(cell) for cell in row] for row in _limited(rows)]
        book.close()
    except Refused:
        raise
    except Exception:
        raise Refused("damaged", _("The workbook cannot be read: save it anew, or as CSV."), "file") from None
    return found


def _csv(content: bytes, name: str) -> Iterable[list[str]]:
    try:
        text = decode(content, name).removeprefix("\ufeff")
        return [
            [original(cell.strip()) for cell in row[:_MOST_COLUMNS]]
            for row in _limited(csv.reader(io.StringIO(text, newline="")))
        ]
    except (SourceError, csv.Error):
        raise Refused("damaged", _("This cannot be read as CSV: save it as CSV in UTF-8 again."), "file") from None


def _limited(rows: Iterable[Any]) -> Iterable[Any]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise Refused(
                "too_many_rows", _("The table has more than %(most)s rows: split it.") % {"most": MOST_ROWS}, "file"
            )
        yield row


def _text(cell: Any) -> str:
    """A cell as somebody would type it."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float():
            return str(int(cell)) if cell.is_integer() else number_text(cell)
        case str():
            return original(cell.strip())
        case _:
            return str(cell)

"""Decisions as a workbook (XLSX): a sheet of what binds or may bind, one of what does not, one of what is only read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from dutybook.cells import is_formula, printable
from dutybook.decisions.listing import HEADINGS, Decided, Row, rows
from dutybook.decisions.wording import READING_ONLY

_WIDTHS: Final = (24, 26, 20, 24, 22, 12, 14, 16, 44, 44, 44, 44, 24)
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl wants it naive; fixed, so that the same decisions give the same file
_MOST: Final = 32_767
"""Characters that a cell can hold."""


def as_xlsx(decided: Iterable[Decided]) -> bytes:
    """The decisions as a workbook, with a heading that stays in view and filters.

    Args:
        decided: the places with their decisions.
    """
    found = rows(decided)
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _MADE
    operated = [row for row in found if not row.reading_only]
    _sheet(book, "适用 binds", [row for row in operated if row.verdict != "does_not_bind"])
    _sheet(book, "不适用 does not bind", [row for row in operated if row.verdict == "does_not_bind"])
    _sheet(book, "仅供阅读 read only", [row for row in found if row.reading_only], READING_ONLY.en)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str, found: Sequence[Row], note: str = "") -> None:
    sheet = book.create_sheet(title)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{len(found) + 1}"
    sheet.append([as_cell(sheet, heading, bold=True) for heading in HEADINGS])
    for row in found:
        sheet.append([as_cell(sheet, text) for text in row])
    if note:
        sheet.append([])
        sheet.append([as_cell(sheet, note)])


def as_cell(sheet: WriteOnlyWorksheet, value: str | int | float | date | None, *, bold: bool = False) -> Cell:
    """A cell in which numbers and days stay what they are, and text is never run as a formula, not even when edited.

    Args:
        sheet: where it will stand.
        value: what it holds. bold: for headings.
    """
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=printable(value)[:_MOST])
        cell.data_type = "s"
        cell.quotePrefix = is_formula(value)
    else:
        cell = WriteOnlyCell(sheet)
        cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.font = Font(bold=bold)
    return cell

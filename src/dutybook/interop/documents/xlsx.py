"""A report as a workbook: a sheet with its figures and their sources, and one for each table."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from dutybook.cells import neutral
from dutybook.interop.documents.archive import core, packed, unpacked
from dutybook.interop.documents.model import (
    Block,
    Facts,
    Notice,
    Paragraph,
    Report,
    SignatureLine,
    Table,
    Value,
)
from dutybook.interop.documents.wording import WORDS, clean

_MOST: Final = 32_767
"""Characters that a cell can hold."""

_WIDE: Final = 10**15 - 1
"""Above 15 digits a spreadsheet program rounds; a longer number is written as text."""

_TOP: Final = Alignment(vertical="top", wrap_text=True)
_TITLE: Final = Font(name="SimSun", size=16, bold=True)
_BOLD: Final = Font(name="SimSun", size=11, bold=True)
_PLAIN: Final = Font(name="SimSun", size=11)
_NOT_IN_NAMES: Final = re.compile(r"[\x00-\x1f:*?/\\\[\]']")


def as_xlsx(report: Report) -> bytes:
    """The report as a workbook: numbers as numbers, dates as dates, text that never runs as a formula.

    >>> as_xlsx(Report("报告", "公司", ())) == as_xlsx(Report("报告", "公司", ()))
    True
    """
    book = Workbook(write_only=True)
    _summary(book, report)
    for number, table in enumerate(report.tables, 1):
        _table(book, _sheet_name(number, table), table)
    file = io.BytesIO()
    book.save(file)
    parts = unpacked(file.getvalue())
    return packed({**parts, "docProps/core.xml": core(report.title, report.issuer)})


def _summary(book: Workbook, report: Report) -> None:
    words = WORDS[report.language]
    sheet = book.create_sheet(words.summary)
    for letter, width in zip("ABC", (36, 48, 48), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_cell(sheet, report.title, title=True)])
    head = ("", report.subtitle), (words.period, report.period), (words.issuer, report.issuer)
    for label, text in (*head, (words.addressee, report.addressee)):
        if text:
            sheet.append([_cell(sheet, part) for part in (label, text) if part])
    for section in report.sections:
        sheet.append([])
        sheet.append([_cell(sheet, section.heading, bold=True)])
        for block in section.blocks:
            for row in _rows(block, report):
                sheet.append([_cell(sheet, value) for value in row])


def _rows(block: Block, report: Report) -> Iterator[Sequence[Value]]:
    words = WORDS[report.language]
    match block:
        case Paragraph(text) | Notice(text):
            yield (text,)
        case Facts(facts):
            yield (words.item, words.value, words.source)
            yield from ((fact.label, fact.value, fact.source) for fact in facts)
        case Table():
            number = report.tables.index(block) + 1
            yield (block.caption, f"→ {_sheet_name(number, block)}", block.source)
        case SignatureLine(body):
            yield (f"{body}{words.seal}", words.day)


def _table(book: Workbook, name: str, table: Table) -> None:
    sheet = book.create_sheet(name)
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 14 + 6 * min(column.width, 8)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.append([_cell(sheet, column.heading, bold=True) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    if table.totals:
        sheet.append([_cell(sheet, value, bold=True) for value in table.totals])


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False, title: bool = False) -> Cell:
    if isinstance(value, str) or (isinstance(value, int) and abs(value) > _WIDE):
        cell = WriteOnlyCell(sheet, value=_fitted(str(neutral(clean(str(value))))))
        cell.data_type = "s"
    else:
        cell = WriteOnlyCell(sheet)
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = _TOP
    cell.font = _TITLE if title else _BOLD if bold else _PLAIN
    return cell


def _fitted(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def _sheet_name(number: int, table: Table) -> str:
    """A name that no other sheet has, of characters and of a length that Excel takes."""
    return f"{number} {_NOT_IN_NAMES.sub(' ', clean(table.caption or table.name))}"[:31].strip()

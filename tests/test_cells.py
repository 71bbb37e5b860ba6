from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dutybook.cells import is_formula, neutral, original, printable
from dutybook.interop.xlsx import as_cell

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
BLANKS = ("", " ", "\u3000", "\u00a0", "\ufeff", "\u200b ", "'")
LIVE = [f"{blank}{sign}HYPERLINK(1)" for blank in BLANKS for sign in SIGNS]


@pytest.mark.parametrize("text", LIVE)
def test_formula_is_marked_in_csv_and_comes_back(text: str) -> None:
    assert (neutral(text), original(f"'{text}")) == (f"'{text}", text)


@pytest.mark.parametrize(
    "value", [-5, 2.5, Decimal("-1.5"), True, None, date(2024, 5, 1), "-5", "+0.5", "第一条", "a=b", ""]
)
def test_numbers_days_and_plain_text_stay_what_they_are(value: object) -> None:
    assert neutral(value) is value


@given(st.text(alphabet="'=+-@＝ \t\n\x00\u3000a15."))
def test_what_was_exported_is_imported_as_it_was(text: str) -> None:
    marked = neutral(text)
    assert isinstance(marked, str)
    assert original(marked) == text


@pytest.mark.parametrize("text", LIVE)
def test_formula_is_no_formula_on_reading_csv_again(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(["first", neutral(text)])
    cell = next(csv.reader(io.StringIO(out.getvalue(), newline="")))[1]
    assert cell.startswith("'")


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("a")
    for text in LIVE:
        sheet.append([as_cell(sheet, text)])
    file = io.BytesIO()
    book.save(file)
    cells = [row[0] for row in load_workbook(file).worksheets[0].iter_rows()]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * len(LIVE)


def test_numbers_and_days_stay_numbers_and_days_in_a_workbook() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("a")
    sheet.append([as_cell(sheet, value) for value in (-5, 2.5, date(2024, 5, 1), None, "-5", "a\x00\ud800b")])
    file = io.BytesIO()
    book.save(file)
    row = next(load_workbook(file).worksheets[0].iter_rows())
    assert [(cell.data_type, cell.quotePrefix) for cell in row] == [
        ("n", False), ("n", False), ("d", False), ("n", False), ("s", False), ("s", False),
    ]  # fmt: skip
    assert [cell.value for cell in row[-2:]] == ["-5", "ab"]


def test_printable_keeps_what_xml_can_hold() -> None:
    assert printable("巡\t查\n\r\x01\x0b\ufffe𠮷") == "巡\t查\n\r𠮷"


def test_is_formula_needs_no_time_for_long_text() -> None:
    assert [is_formula("'" * 200_000), is_formula(" " * 200_000)] == [False, False]

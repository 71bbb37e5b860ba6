from __future__ import annotations

import io

from openpyxl import load_workbook
from tests.decisions.model import DAY, model

from dutybook.decisions.listing import HEADINGS, decide_all, rows
from dutybook.decisions.profile import Profile
from dutybook.interop.xlsx import as_xlsx

STATION = Profile("=1+1", {"jurisdiction": "41", "kind": "fuel_station"})


def test_workbook_holds_the_rows_on_three_sheets() -> None:
    decided = decide_all([STATION], model(), DAY)
    book = load_workbook(io.BytesIO(as_xlsx(decided)))
    assert book.sheetnames == ["适用 binds", "不适用 does not bind", "仅供阅读 read only"]
    sheets = [[tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)] for sheet in book]
    assert [sheet[0] for sheet in sheets] == [HEADINGS] * 3
    assert sheets[0][1:] + sheets[1][1:] == sorted(
        (tuple(row) for row in rows(decided) if not row.reading_only), key=lambda row: row[6] == "does_not_bind"
    )
    assert [row[1] for row in sheets[2][1:2]] == ["model-venues-2024/6-1"]
    assert sheets[2][-1][0] == "read only: the law says it, Dutybook does not operate it"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(decide_all([STATION], model(), DAY))))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_same_decisions_give_the_same_cells() -> None:
    first, second = (as_xlsx(decide_all([STATION], model(), DAY)) for _ in range(2))
    assert [list(sheet.values) for sheet in load_workbook(io.BytesIO(first))] == [
        list(sheet.values) for sheet in load_workbook(io.BytesIO(second))
    ]

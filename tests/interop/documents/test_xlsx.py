from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.interop.documents.reports import CLEANED, HOSTILE, REPORT, of_cells

from dutybook.cells import neutral
from dutybook.interop.documents import Column, Fact, Facts, Report, Section, Table, as_xlsx
from dutybook.interop.documents.wording import clean


def rows(data: bytes, number: int) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(data)).worksheets[number].iter_rows(values_only=True))


def days(found: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(cell.date() if isinstance(cell, datetime) else cell for cell in row) for row in found]


def test_workbook_has_figures_as_numbers_and_dates() -> None:
    assert days(rows(as_xlsx(REPORT), 1)) == [
        ("隐患", "发现日期", "处数"),
        ("通道堆物", date(2026, 3, 2), 4),
        ("灯具损坏", date(2026, 4, 9), 12),
        ("待核实", None, None),
        ("合计", None, 16),
    ]


def test_workbook_tells_the_source_beside_each_figure() -> None:
    assert [row for row in days(rows(as_xlsx(REPORT), 0)) if any(row)] == [
        ("上半年防范工作报告", None, None),
        ("（半年报）", None, None),
        ("报告期", "2026年1月至6月", None),
        ("报告单位", "示例商业公司", None),
        ("主送", "示例市主管部门", None),
        ("一、基本情况", None, None),
        ("第一行\n第二行", None, None),
        ("项目", "数值", "数据来源"),
        ("保安员", 140, "数量登记"),
        ("日均客流（万）", 2.15, "数量登记"),
        ("上次演练", date(2026, 5, 12), "演练登记"),
        ("未知项", None, None),
        ("要求 200，实有 140。", None, None),
        ("二、隐患", None, None),
        ("表1 隐患整改情况", "→ 1 表1 隐患整改情况", "隐患登记"),
        ("三、来源", None, None),
        ("示例商业公司（盖章）", "　　　　年　　月　　日", None),
    ]


def test_workbook_runs_no_formula() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(of_cells(*HOSTILE))))
    found = book.worksheets[1]["A"][1:]
    assert {cell.data_type for cell in found} == {"s"}
    assert [cell.value for cell in found] == [neutral(text) for text in CLEANED]
    assert [cell.value[0] for cell in found[:3]] == ["'"] * 3


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_workbook_gives_back_the_text_of_cells(texts: list[str]) -> None:
    read = rows(as_xlsx(of_cells(*texts)), 1)[1:]
    assert read == [(neutral(clean(text)) or None,) * 2 for text in texts]


@given(st.lists(st.integers(), min_size=1, max_size=4))
def test_workbook_gives_back_every_digit(numbers: list[int]) -> None:
    facts = Facts(tuple(Fact("数", number) for number in numbers))
    read = rows(as_xlsx(Report("报告", "公司", (Section("一", (facts,)),))), 0)
    assert [int(str(row[1]).lstrip("'")) for row in read if row[0] == "数"] == numbers


def test_workbook_is_the_same_bytes_each_time() -> None:
    first = as_xlsx(REPORT)
    assert first == as_xlsx(replace(REPORT))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_workbook_has_a_sheet_for_each_table_whatever_its_caption() -> None:
    captions = "a/b:c*?[d]'", "=x", "长" * 50, "", "a/b:c*?[d]'", "a\x00b"
    tables = tuple(Table((Column("甲"),), ((1,),), caption=caption) for caption in captions)
    book = load_workbook(io.BytesIO(as_xlsx(Report("报告", "公司", (Section("一", tables),)))))
    assert book.sheetnames == ["报告", "1 a b c   d", "2 =x", "3 " + "长" * 29, "4", "5 a b c   d", "6 a␀b"]


def test_workbook_marks_text_that_no_cell_can_hold_as_cut() -> None:
    value = rows(as_xlsx(of_cells("字" * 40_000)), 1)[1][0]
    assert value == "字" * 32_766 + "…"

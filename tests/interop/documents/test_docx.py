from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace

import docx
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from tests.interop.documents.reports import CLEANED, HOSTILE, REPORT, names_of, of_cells

from dutybook.interop.documents import Column, Facts, Report, Section, Table, as_docx
from dutybook.interop.documents.wording import clean


def reread(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def cells(document: Document, number: int) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in document.tables[number].rows]


def test_docx_holds_every_figure() -> None:
    document = reread(as_docx(REPORT))
    assert cells(document, 0) == [
        ("保安员", "140[1]"),
        ("日均客流（万）", "2.150[1]"),
        ("上次演练", "2026年5月12日[2]"),
        ("未知项", "—"),
    ]
    assert cells(document, 1) == [
        ("隐患", "发现日期", "处数"),
        ("通道堆物", "2026年3月2日", "4"),
        ("灯具损坏", "2026年4月9日", "12"),
        ("待核实", "—", "—"),
        ("合计", "—", "16"),
    ]


def test_docx_holds_the_paragraphs_in_their_order() -> None:
    texts = [each.text for each in reread(as_docx(REPORT)).paragraphs if each.text]
    assert texts == [
        "上半年防范工作报告",
        "（半年报）",
        "2026年1月至6月",
        "示例商业公司",
        "示例市主管部门：",
        "一、基本情况",
        "第一行\n第二行",
        "要求 200，实有 140。",
        "二、隐患",
        "表1 隐患整改情况[3]",
        "三、来源",
        "数据来源",
        "[1] 数量登记",
        "[2] 演练登记",
        "[3] 隐患登记",
        "示例商业公司（盖章）",
        "　　　　年　　月　　日",
    ]


def test_docx_has_the_margins_and_the_face_of_an_official_document() -> None:
    document = reread(as_docx(REPORT))
    section = document.sections[0]
    sides = section.page_width, section.page_height, section.top_margin, section.left_margin
    assert [round(side.mm) for side in sides if side is not None] == [210, 297, 37, 28]
    fonts = document.styles.element.xpath("./w:docDefaults//w:rFonts")[0]
    assert [value for name, value in fonts.items() if name.endswith("eastAsia")] == ["FangSong"]


def test_docx_in_english_adds_english_words() -> None:
    texts = [each.text for each in reread(as_docx(replace(REPORT, language="en"))).paragraphs]
    assert {"示例市主管部门:", "Sources of the figures", "示例商业公司(seal)"} - {*texts} == set()
    assert cells(reread(as_docx(replace(REPORT, language="en"))), 1)[1][1] == "2026-03-02"


def test_docx_is_the_same_bytes_each_time_and_names_no_time_or_author() -> None:
    first, second = as_docx(REPORT), as_docx(replace(REPORT))
    assert first == second
    assert names_of(first)[0] == "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = reread(first).core_properties
    assert (properties.title, properties.author, properties.created) == ("上半年防范工作报告", "示例商业公司", None)


def test_docx_shows_hostile_text_as_text() -> None:
    read = cells(reread(as_docx(of_cells(*HOSTILE))), 0)[1:]
    assert read == [(text, text) for text in CLEANED]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_docx_gives_back_the_text_of_cells(texts: list[str]) -> None:
    read = cells(reread(as_docx(of_cells(*texts))), 0)[1:]
    assert read == [(clean(text), clean(text)) for text in texts]


def test_docx_without_optional_parts_has_no_empty_lines_for_them() -> None:
    document = reread(as_docx(Report("标题", "公司", ())))
    assert [each.text for each in document.paragraphs] == ["标题", "公司"]


def test_docx_of_no_figures_has_no_table() -> None:
    document = reread(as_docx(Report("标题", "公司", (Section("一", (Facts(()),)),))))
    assert ([each.text for each in document.paragraphs], document.tables) == (["标题", "公司", "一"], [])


def test_docx_with_ten_thousand_rows_takes_ten_times_as_long_as_with_a_thousand() -> None:
    def seconds(count: int) -> float:
        columns = tuple(Column(str(number), numeric=True) for number in range(6))
        table = Table(columns, tuple((number,) * 6 for number in range(count)))
        report = Report("报告", "公司", (Section("一", (table,)),))
        started = time.process_time()
        as_docx(report)
        return time.process_time() - started

    small = min(seconds(1000) for _ in range(3))
    assert seconds(10_000) < 25 * small

from __future__ import annotations

import re
import time
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.interop.documents.reports import CLEANED, HOSTILE, REPORT, of_cells

from dutybook.interop.documents import Column, Report, Section, Table, as_html, content_security_policy
from dutybook.interop.documents.wording import clean


def cells(page: str, number: int = 0) -> list[list[str]]:
    table = html.document_fromstring(page).findall(".//table")[number]
    return [[cell.text_content() for cell in row] for row in table.iter("tr")]


def test_page_holds_every_figure() -> None:
    page = as_html(REPORT)
    assert cells(page) == [
        ["隐患", "发现日期", "处数"],
        ["通道堆物", "2026年3月2日", "4"],
        ["灯具损坏", "2026年4月9日", "12"],
        ["待核实", "—", "—"],
        ["合计", "—", "16"],
    ]
    root = html.document_fromstring(page)
    assert [each.text_content() for each in root.iter("dt", "dd")] == [
        *("保安员", "140[1]", "日均客流（万）", "2.150[1]", "上次演练", "2026年5月12日[2]", "未知项", "—"),
    ]
    assert [each.text_content() for each in root.iter("li")] == ["数量登记", "演练登记", "隐患登记"]


def test_page_fetches_and_runs_nothing() -> None:
    root = html.document_fromstring(as_html(of_cells(*HOSTILE)))
    assert {each.tag for each in root.iter()} & {"script", "link", "img", "iframe", "a", "form", "object"} == set()
    assert [name for each in root.iter() for name in each.attrib if name in ("style", "src", "href")] == []


def test_policy_allows_the_style_sheet_and_nothing_else() -> None:
    page = as_html(REPORT)
    (sheet,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    assert (content_security_policy(), page.count(f'content="{policy}"')) == (f"sandbox; {policy}", 1)
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_page_shows_hostile_text_as_text() -> None:
    assert cells(as_html(of_cells(*HOSTILE)))[1:] == [[text, text] for text in CLEANED]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_page_gives_back_the_text_of_cells(texts: list[str]) -> None:
    page = as_html(of_cells(*texts))
    page.encode()
    assert cells(page)[1:] == [[clean(text), clean(text)] for text in texts]


def test_page_is_in_the_language_of_the_report() -> None:
    page = as_html(replace(REPORT, language="en"))
    assert (page.count('<html lang="en">'), page.count("Sources of the figures"), page.count("数据来源")) == (1, 1, 0)


def test_page_of_ten_thousand_rows_takes_ten_times_as_long_as_one_of_a_thousand() -> None:
    def seconds(count: int) -> float:
        report = Report("报告", "公司", (Section("一", (Table((Column("甲"),) * 6, ((1,) * 6,) * count),)),))
        started = time.process_time()
        as_html(report)
        return time.process_time() - started

    small = min(seconds(1000) for _ in range(3))
    assert seconds(10_000) < 25 * small

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law import markers
from dutybook.law.markers import annex_mark, article_mark, division_mark, item_mark, point_mark, section_mark
from dutybook.law.numerals import chinese


@pytest.mark.parametrize(
    ("line", "n", "branch", "end", "spaced"),
    [
        ("第一条　单位应当检查。", 1, 0, 3, True),
        ("第一条", 1, 0, 3, True),
        ("第一条单位应当检查。", 1, 0, 3, False),
        ("第一条【目的】", 1, 0, 3, False),
        ("第二百三十四条之二　单位", 234, 2, 9, True),
        ("第二百三十四条之二单位", 234, 2, 9, False),
        ("第一百二十八 条　单位", 128, 0, 8, True),
        ("第 三 条 单位", 3, 0, 5, True),
        ("第　三　条　单位", 3, 0, 5, True),
        ("第\u00a0三\u00a0条\u00a0单位", 3, 0, 5, True),
        ("第12条 单位", 12, 0, 4, True),
        ("第１２条 单位", 12, 0, 4, True),
        ("第一百〇一条　单位", 101, 0, 6, True),
        ("第一百○一条　单位", 101, 0, 6, True),
        ("第一百Ｏ一条　单位", 101, 0, 6, True),
    ],
)
def test_article_number_is_read(line: str, n: int, branch: int, end: int, spaced: bool):
    assert article_mark(line) == (n, branch, end, spaced)


@pytest.mark.parametrize(
    "line",
    [
        "第三条规定的单位应当报告。",
        "第三条的规定不适用。",
        "第三条第二款规定的措施",
        "第三条、第四条规定的措施",
        "第三条至第五条规定的措施",
        "第三条和第五条规定的措施",
        "第三条所列的物品",
        "第三条修改为：",
        "第三十一条的决定》",
        "第三章　附则",
        "第三款　单位",
        "单位第三条　应当",
        "第条　单位",
        "",
    ],
)
def test_a_cited_article_opens_none(line: str):
    assert article_mark(line) is None


def test_a_number_that_is_none_counts_as_minus_one():
    assert article_mark("第一十二百条　单位") == (-1, 0, 6, True)


@given(st.integers(1, 1999), st.integers(0, 30))
def test_every_article_number_is_read(n: int, branch: int):
    label = f"第{chinese(n)}条" + (f"之{chinese(branch)}" if branch else "")
    assert article_mark(f"{label}　单位应当检查。") == (n, branch, len(label), True)


@pytest.mark.parametrize(
    ("line", "kind", "n", "end"),
    [
        ("第一编　总则", "part", 1, 3),
        ("第二分编　通则", "subpart", 2, 4),
        ("第十二章　附　则", "chapter", 12, 4),
        ("第三节　日常措施", "section", 3, 3),
        ("第三章", "chapter", 3, 3),
        ("第三章措施", "chapter", 3, 3),
        ("第 三 章 措施", "chapter", 3, 5),
        ("第3章 措施", "chapter", 3, 3),
        ("第三章　中小单位的责任", "chapter", 3, 3),
    ],
)
def test_division_number_is_read(line: str, kind: str, n: int, end: int):
    assert division_mark(line) == (kind, n, end)


@pytest.mark.parametrize(
    "line",
    [
        "第二章规定的措施由主管部门监督",
        "第二章　措施，由主管部门监督。",
        "第二章、第三章的措施",
        "第二章　" + "甲" * 51,
        "第二季度　措施",
        "二章　措施",
    ],
)
def test_a_cited_division_is_no_heading(line: str):
    assert division_mark(line) is None


@pytest.mark.parametrize(
    ("text", "n", "end"),
    [
        ("（一）检查", 1, 3),
        ("(十二)检查", 12, 4),
        ("（三)检查", 3, 3),
        ("（ 二 ）检查", 2, 5),
        ("（　二　）检查", 2, 5),
    ],
)
def test_item_number_is_read(text: str, n: int, end: int):
    assert item_mark(text) == (n, end)


@pytest.mark.parametrize(
    "text",
    ["（二）项所列", "（一）、（二）项", "（一）至（三）项", "（一）和第（二）项", "（草案）", "（1）检查", "一）检查"],
)
def test_a_cited_item_opens_none(text: str):
    assert item_mark(text) is None


def test_an_item_is_found_inside_a_line():
    assert item_mark("应当：（一）检查", 3) == (1, 6)


@pytest.mark.parametrize(
    ("text", "n", "end"),
    [
        ("1.检查", 1, 2),
        ("12、检查", 12, 3),
        ("３．检查", 3, 2),
        ("(1)检查", 1, 3),
        ("（12）检查", 12, 4),
        ("①检查", 1, 1),
        ("⑳检查", 20, 1),
        ("⑴检查", 1, 1),
        ("⒈检查", 1, 1),
        ("⒛检查", 20, 1),
    ],
)
def test_point_number_is_read(text: str, n: int, end: int):
    assert point_mark(text) == (n, end)


@pytest.mark.parametrize("text", ["1.5米", "2024年", "1234.检查", "（一）检查", "(a)检查", "检查"])
def test_what_is_no_point_number(text: str):
    assert point_mark(text) is None


@pytest.mark.parametrize("text", ["1.检查", "３．检查", "(1)检查", "（1）检查", "①检查", "⑴检查", "⒈检查"])
def test_a_point_opens_with_a_character_that_says_so(text: str):
    assert text[0] in markers.POINT_OPENS


@pytest.mark.parametrize(
    ("text", "n", "end"),
    [("一、总则", 1, 2), ("二十三．总则", 23, 4), ("十.总则", 10, 2), ("一、一般规定", 1, 2), ("一、百日行动", 1, 2)],
)
def test_section_number_is_read(text: str, n: int, end: int):
    assert section_mark(text) == (n, end)


@pytest.mark.parametrize("text", ["一、二级单位", "一、二、三级单位", "（一）总则", "一级单位", "1、总则"])
def test_what_is_no_section_number(text: str):
    assert section_mark(text) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("附件", 2),
        ("附件：", 3),
        ("附件1", 3),
        ("附件2　设备表", 4),
        ("附件二：设备表", 4),
        ("附表 设备", 3),
        ("附录", 2),
        ("附 件", 3),
        ("附：设备表", 2),
        ("附件《设备表》", 2),
    ],
)
def test_annex_heading_is_read(text: str, end: int):
    assert annex_mark(text) == end


@pytest.mark.parametrize(
    "text",
    [
        "附件所列物品应当登记。",
        "附则",
        "附　则",
        "附件1所列物品",
        "附件：甲；",
        "附加条件",
        "见附件",
        "附件　" + "甲" * 80,
    ],
)
def test_what_is_no_annex_heading(text: str):
    assert annex_mark(text) is None

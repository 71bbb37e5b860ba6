from __future__ import annotations

import pytest

from dutybook.law.noise import INLINE_MARKS, LONGEST_NOISE, noise_kind


@pytest.mark.parametrize(
    "line",
    [
        "12",
        "- 12 -",
        "—12—",
        "· 3 ·",
        "－３－",
        "第12页",
        "第 2 页 共 30 页",
        "第2页，共30页",
        "第2页/共30页",
        "Page 2 of 30",
        "page 2",
        "2 / 30",
        "2/30",
    ],
)
def test_page_numbers_are_told(line: str):
    assert noise_kind(line) == "page"


@pytest.mark.parametrize(
    "line",
    [
        "来源：市政府网站",
        "信息来源：市政府网站",
        "责任编辑：某某",
        "【字体：大 中 小】",
        "字号：大",
        "浏览次数：120",
        "当前位置：首页 > 政策",
        "您的位置：首页",
        "首页 > 政策文件",
        "上一篇：某办法",
        "下一条：某办法",
        "【打印本页】",
        "打印本页",
        "关闭窗口",
        "版权所有 某网站",
        "海ICP备12345号",
        "海公网安备 123号",
        "主办单位：市政府办公室",
        "网站标识码：1234",
        "https://example.org/a/b.html",
        "www.example.org",
        "Copyright 2024",
        "© 2024",
        "发布日期：2024-01-08",
        "索 引 号：X1",
        "约 12 千字",
        "约 12 页",
        "2024-01-08 发布于海州",
        "举报",
        "收藏",
        "【法宝引证码】CLI.1",
        "原文链接：某网",
    ],
)
def test_lines_of_a_site_are_told(line: str):
    assert noise_kind(line) == "source"


@pytest.mark.parametrize(
    "line",
    [
        "来源不明的物品不得带入。",
        "发布预警信息的单位应当核对内容。",
        "关闭次要出入口",
        "首页应当载明场所名称。",
        "收藏单位应当检查。",
        "打印的检查记录应当存档。",
        "主办单位应当检查场地。",
        "第12页所列的设备",
        "12人以上",
        "20240108",
        "联系我们应当便利公众",
        "第一条　单位应当检查。",
        "",
    ],
)
def test_lines_of_an_act_are_none(line: str):
    assert noise_kind(line) == ""


def test_a_long_line_is_none():
    line = "来源：" + "甲" * LONGEST_NOISE
    assert noise_kind(line) == ""


@pytest.mark.parametrize("mark", ["[bookmark:_Toc12]", "\u200b", "\ufeff", "\u200e\u200f", "\u00ad", "\u2060"])
def test_marks_inside_a_line_are_told(mark: str):
    assert INLINE_MARKS.sub("|", f"甲{mark}乙") == "甲|乙"


@pytest.mark.parametrize("text", ["[bookmark]", "[甲]", "\u3000", "\u00a0", "\ue003"])
def test_other_characters_stay(text: str):
    assert INLINE_MARKS.findall(text) == []

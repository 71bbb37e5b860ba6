from __future__ import annotations

from dutybook.law.lines import lines_of
from dutybook.law.model import Source
from dutybook.law.sources import source_from_text


def texts(source: Source) -> list[str]:
    return [line.text for line in lines_of(source)[0]]


def asides(source: Source) -> list[tuple[str, str]]:
    return [(aside.kind, aside.text) for aside in lines_of(source)[1]]


def markdown(text: str) -> Source:
    return source_from_text(text, "act.md", "md")


def test_a_line_has_its_text_and_place():
    line = lines_of(Source("\n　　甲乙。 \n"))[0][0]
    assert (line.text, line.spans, line.left, line.width, line.level) == ("甲乙。", ((3, 6),), 2, 5, 0)


def test_lines_of_white_space_are_none():
    assert texts(Source("甲\n\n　\u2002\u00a0\t\n乙")) == ["甲", "乙"]


def test_markup_is_cut_out_and_set_aside():
    source = markdown("# 海州市防护办法\n\n**第一条**　甲。\n")
    assert texts(source) == ["海州市防护办法", "第一条　甲。"]
    assert asides(source) == [("markup", "# "), ("markup", "**"), ("markup", "**")]


def test_a_line_with_markup_has_a_span_for_each_piece():
    line = lines_of(markdown("**第一条**　甲。"))[0][0]
    assert line.spans == ((2, 5), (7, 10))


def test_heading_levels_are_kept():
    assert [line.level for line in lines_of(markdown("# 甲\n### 乙\n丙\n"))[0]] == [1, 3, 0]


def test_rows_of_a_table_are_told():
    found = lines_of(markdown("甲\n\n| 乙 | 丙 |\n|---|---|\n| 丁 | 戊 |\n"))[0]
    assert [(line.text, line.is_row()) for line in found] == [("甲", False), ("乙  丙", True), ("丁  戊", True)]


def test_a_line_of_markup_alone_is_none():
    assert texts(markdown("<!-- INFO END -->\n甲\n***\n")) == ["甲"]


def test_markup_over_several_lines_is_set_aside():
    source = markdown("甲\n<!-- 乙\n丙\n-->丁\n")
    assert texts(source) == ["甲", "丁"]
    assert asides(source) == [("markup", "<!-- 乙\n丙\n-->")]


def test_characters_of_zero_width_are_set_aside():
    source = Source("第\u200b一条\ufeff　甲。\n\u200b\u200b\n乙。")
    assert texts(source) == ["第一条　甲。", "乙。"]
    assert asides(source) == [("markup", "\u200b"), ("markup", "\ufeff"), ("markup", "\u200b\u200b")]


def test_overlapping_marks_are_one():
    source = Source("甲<!--\u200b-->乙\n", "act.md", "md", ((1, 9),))
    assert texts(source) == ["甲乙"]
    assert asides(source) == [("markup", "<!--\u200b-->")]


def test_bookmarks_are_set_aside():
    source = Source("[bookmark:_Toc1]第一条　甲。\n")
    assert texts(source) == ["第一条　甲。"]
    assert asides(source) == [("markup", "[bookmark:_Toc1]")]


def test_page_numbers_and_site_lines_are_set_aside():
    source = Source("来源：某网\n第一条　甲。\n- 1 -\n乙。\n第 2 页 共 3 页\n")
    assert texts(source) == ["第一条　甲。", "乙。"]
    assert asides(source) == [("source", "来源：某网"), ("page", "- 1 -"), ("page", "第 2 页 共 3 页")]


def test_a_heading_is_never_noise():
    assert texts(markdown("# 12\n")) == ["12"]


def test_a_number_in_an_annex_is_the_cell_of_a_table():
    source = Source("第一条　甲。\n7\n附表\n设备\n8\n- 9 -\n")
    assert texts(source) == ["第一条　甲。", "附表", "设备", "8"]
    assert asides(source) == [("page", "7"), ("page", "- 9 -")]


def test_a_running_head_is_set_aside_on_each_page():
    pages = ["海州政报\n甲一。", "\f海州政报\n甲二。", "\f海州政报\n甲三。", "\f海州政报\n甲四。"]
    source = Source("\n".join(pages))
    assert texts(source) == ["甲一。", "甲二。", "甲三。", "甲四。"]
    assert asides(source) == [("page", "海州政报")] * 4


def test_a_running_foot_that_looks_like_a_division_is_set_aside():
    source = Source("\f".join(f"甲{n}。\n第三章 防护措施\n" for n in "一二三四"))
    assert texts(source) == ["甲一。", "甲二。", "甲三。", "甲四。"]


def test_a_line_that_only_two_pages_repeat_is_text():
    source = Source("应当检查。\n甲。\n\f应当检查。\n乙。\n\f丙。\n")
    assert texts(source) == ["应当检查。", "甲。", "应当检查。", "乙。", "丙。"]
    assert asides(source) == []

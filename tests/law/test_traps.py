"""One test for each trap inside an act: white space, numbers, lists, headings. Around it: test_traps_documents."""

from __future__ import annotations

import pytest
from tests.law.reading import asides, headings, placed, read, read_whole, units, warnings

from dutybook.law.parser import parse
from dutybook.law.sources import source_from_text

P = "art_1__para_1"
TWO_ITEMS = {P: "应当：", f"{P}__item_1": "（一）甲；", f"{P}__item_2": "（二）乙。"}


def articles(*lines: str) -> list[str]:
    return [eid for eid, _ in placed(read(*lines))]


# White space and characters that cannot be seen


@pytest.mark.parametrize("space", ["　", " ", "\u00a0", "\u2002", "\u2003", "\u3000\u3000", "\t", " \u00a0 "])
def test_any_space_may_follow_the_number(space: str):
    assert units(read(f"第一条{space}应当：", f"（一）{space}甲；", f"（二）{space}乙。")) == TWO_ITEMS


@pytest.mark.parametrize("indent", ["　　", "  ", "\u00a0\u00a0", "\u2002\u2002", "\t"])
def test_lines_may_be_indented(indent: str):
    assert units(read(f"{indent}第一条　应当：", f"{indent}（一）甲；", f"{indent}（二）乙。")) == TWO_ITEMS


def test_a_line_of_zero_width_is_no_paragraph():
    act = read("第一条　应当：", "\u200b", "（一）甲；", "\ufeff\u200b", "（二）\u200b乙。")
    assert units(act) == TWO_ITEMS
    assert asides(act.noise) == [("markup", "\u200b"), ("markup", "\ufeff\u200b"), ("markup", "\u200b")]


def test_a_character_of_zero_width_may_stand_before_the_number():
    assert articles("\u200b第一条　甲。", "\ufeff第\u200b二条　乙。") == ["art_1", "art_2"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n", "\n　\n"])
def test_lines_may_end_in_any_way(end: str):
    text = end.join(("海州市防护办法", "第一条　应当：", "（一）甲；", "（二）乙。", ""))
    assert units(parse(source_from_text("\ufeff" + text, "act.txt"))) == TWO_ITEMS


def test_a_private_character_stays_and_is_told():
    act = read("第一条　甲\ue003乙。")
    assert (units(act), warnings(act)) == ({P: "甲\ue003乙。"}, [("private-use-character", "offset 13")])


def test_tables_keep_their_tabs():
    assert units(read("第一条　甲。", "附表：设备表", "设备\t数量", "灭火器\t十"))["att_1__para_2"] == "灭火器\t十"


# Articles


def test_spaces_inside_a_number():
    assert articles("第一百二十七条　甲。", "第一百二十八 条　乙。", "第 一百二十九 条　丙。") == [
        "art_127",
        "art_128",
        "art_129",
    ]


@pytest.mark.parametrize("nought", "〇零○Ｏ")
def test_every_nought(nought: str):
    assert articles("第一百条　甲。", f"第一百{nought}一条　乙。") == ["art_100", "art_101"]


def test_arabic_article_numbers():
    assert articles("第1条　甲。", "第２条　乙。", "第3条 丙。") == ["art_1", "art_2", "art_3"]


def test_branch_articles():
    act = read("第三条　甲。", "第三条之一　乙。", "第三条之二丙。", "第四条　依照第三条之一的规定。")
    assert units(act) == {
        "art_3__para_1": "甲。",
        "art_3-1__para_1": "乙。",
        "art_3-2__para_1": "丙。",
        "art_4__para_1": "依照第三条之一的规定。",
    }


def test_the_first_article_is_not_one():
    act = read("第十八条　甲。", "第十九条　乙。")
    assert (placed(act), warnings(act)) == ([("art_18", ""), ("art_19", "")], [])


def test_missing_numbers_are_told():
    act = read("第一条　甲。", "第二条　乙。", "第五条　丙。", "第六条　丁。")
    assert [eid for eid, _ in placed(act)] == ["art_1", "art_2", "art_5", "art_6"]
    assert warnings(act) == [("article-numbers-missing", "art_5")]


def test_an_article_number_twice_is_told():
    act = read("第一条　甲。", "第二条　乙。", "第一条　丙。", "第二条　丁。")
    assert [eid for eid, _ in placed(act)] == ["art_1", "art_2", "art_1_2", "art_2_2"]
    assert warnings(act) == [("article-number-twice", "art_1_2"), ("article-number-twice", "art_2_2")]


def test_glued_articles_are_parted():
    assert units(read("第一条　甲。第二条　乙；", "丙。第三条　丁。", "第四条　戊。")) == {
        P: "甲。",
        "art_2__para_1": "乙；",
        "art_2__para_2": "丙。",
        "art_3__para_1": "丁。",
        "art_4__para_1": "戊。",
    }


@pytest.mark.parametrize(
    "cited",
    [
        "第三条规定的单位应当报告。",
        "第三条第二款规定的措施除外。",
        "第三条、第四条的措施同时适用。",
        "第三条至第五条的措施同时适用。",
        "第一条所列的设备除外。",
        "第九条 规定的设备除外。",
        "（二）项所列的设备除外。",
        "（一）、（二）项所列的设备除外。",
    ],
)
def test_a_line_may_begin_with_a_citation(cited: str):
    assert units(read("第一条　甲。", "第二条　乙。", cited, "第三条　丙。", "第四条　丁。")) == {
        P: "甲。",
        "art_2__para_1": "乙。",
        "art_2__para_2": cited,
        "art_3__para_1": "丙。",
        "art_4__para_1": "丁。",
    }


def test_a_broken_line_may_begin_with_a_citation():
    head = "　　第一条　为了加强公共场所的安全防护，保护人身和财产的安全，结合本市的实际，制定本办法。"
    body = "　　第二条　单位不得将防护设备和应急物资用于其他的目的并且应当遵守本办法第七条以及前款第"
    lines = [line[at : at + 22] for line in (head, body) for at in range(0, len(line), 22)]
    text = [*lines, "（二）项和本办法", "　　第三条　丙。"]
    assert [eid for eid, _ in placed(read(*text))] == ["art_1", "art_2", "art_3"]


# Lists


def test_half_width_brackets():
    assert units(read("第一条　应当：", "(一)甲；", "(二）乙。")) == {
        P: "应当：",
        f"{P}__item_1": "(一)甲；",
        f"{P}__item_2": "(二）乙。",
    }


def test_half_width_punctuation():
    assert units(read("第一条　应当:", "(一)甲;", "(二)乙.", "第二条　应当:(一)甲;(二)乙.")) == {
        P: "应当:",
        f"{P}__item_1": "(一)甲;",
        f"{P}__item_2": "(二)乙.",
        "art_2__para_1": "应当:",
        "art_2__para_1__item_1": "(一)甲;",
        "art_2__para_1__item_2": "(二)乙.",
    }


def test_a_line_after_the_last_item_is_a_paragraph():
    assert units(read("第一条　应当：", "（一）甲；", "（二）乙。", "前款规定的措施每年评估。")) == {
        **TWO_ITEMS,
        "art_1__para_2": "前款规定的措施每年评估。",
    }


def test_a_sanction_below_its_list_ends_the_sentence():
    act = read("第一条　有下列行为之一的：", "（一）甲的；", "（二）乙的，", "处一千元以下罚款。")
    assert units(act)[f"{P}__tail"] == "处一千元以下罚款。"


def test_two_lists_in_one_article():
    assert units(read("第一条　应当：", "（一）甲；", "（二）乙。", "不得：", "（一）丙；", "（二）丁。")) == {
        **TWO_ITEMS,
        "art_1__para_2": "不得：",
        "art_1__para_2__item_1": "（一）丙；",
        "art_1__para_2__item_2": "（二）丁。",
    }


def test_items_in_the_line_of_the_article():
    assert units(read("第一条　应当：（一）甲；（二）乙。")) == TWO_ITEMS


def test_points_of_every_style():
    act = read(
        "第一条　应当：",
        "（一）甲：",
        "1.子；",
        "2．丑；",
        "（二）乙：",
        "(1)寅；",
        "（2）卯；",
        "（三）丙：",
        "①辰；",
        "②巳。",
    )
    assert [unit for unit in units(act) if "point" in unit] == [
        f"{P}__item_{item}__point_{point}" for item in (1, 2, 3) for point in (1, 2)
    ]


def test_listed_items_inside_an_article():
    assert units(read("第一条　应当：", "一、甲；", "二、乙。", "第二条　丙。")) == {
        P: "应当：",
        f"{P}__item_1": "一、甲；",
        f"{P}__item_2": "二、乙。",
        "art_2__para_1": "丙。",
    }


def test_items_that_lost_their_numbers():
    act = read("第一条　应当：", "甲；", "乙。", "丙。")
    assert units(act) == {P: "应当：", f"{P}__item_1": "甲；", f"{P}__item_2": "乙。", "art_1__para_2": "丙。"}


def test_items_without_an_end():
    act = read("第一条　应当登记：", "（一）名称", "（二）地址", "（三）数量", "第二条　乙。")
    assert units(act) == {
        P: "应当登记：",
        f"{P}__item_1": "（一）名称",
        f"{P}__item_2": "（二）地址",
        f"{P}__item_3": "（三）数量",
        "art_2__para_1": "乙。",
    }


# Divisions


def test_listed_headings_among_articles():
    act = read("一、一般规定", "第一条　甲。", "二、检查", "第二条　乙。")
    assert headings(act) == [("chp_1", "一、", "一般规定"), ("chp_2", "二、", "检查")]


def test_a_heading_with_inner_spaces():
    assert headings(read("第一章　总　则", "第一条　甲。", "第二章 附 则", "第二条　乙。")) == [
        ("chp_1", "第一章", "总　则"),
        ("chp_2", "第二章", "附 则"),
    ]


def test_a_heading_that_lost_its_number():
    act = read("第五章　监督", "第一条　甲。", "法律责任", "第二条　乙。", "第七章　附则", "第三条　丙。")
    assert headings(act) == [("chp_5", "第五章", "监督"), ("chp_6", "", "法律责任"), ("chp_7", "第七章", "附则")]


def test_chapter_numbers_twice():
    act = read("第一章　总则", "第一条　甲。", "第一章　附则", "第二条　乙。")
    assert placed(act) == [("art_1", "chp_1"), ("art_2", "chp_1_2")]


def test_a_header_line_that_begins_with_a_cited_article():
    act = read_whole(
        "海州市人民政府关于废止《海州市防护条例》", "第三十一条的决定》修正的办法", "第一条　甲。", "第二条　乙。"
    )
    assert placed(act) == [("art_1", ""), ("art_2", "")]

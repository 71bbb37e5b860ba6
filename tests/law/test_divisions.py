from __future__ import annotations

from tests.law.reading import headings, placed, read, units, warnings


def test_divisions_nest_by_their_rank():
    act = read(
        "第一编　总则",
        "第一分编　通则",
        "第一章　一般规定",
        "第一节　原则",
        "第一条　甲。",
        "第二节　职责",
        "第二条　乙。",
        "第二章　措施",
        "第三条　丙。",
        "第二编　附则",
        "第三章　其他",
        "第四条　丁。",
    )
    assert headings(act) == [
        ("part_1", "第一编", "总则"),
        ("part_1__subpart_1", "第一分编", "通则"),
        ("part_1__subpart_1__chp_1", "第一章", "一般规定"),
        ("part_1__subpart_1__chp_1__sec_1", "第一节", "原则"),
        ("part_1__subpart_1__chp_1__sec_2", "第二节", "职责"),
        ("part_1__subpart_1__chp_2", "第二章", "措施"),
        ("part_2", "第二编", "附则"),
        ("part_2__chp_3", "第三章", "其他"),
    ]
    assert placed(act) == [
        ("art_1", "part_1__subpart_1__chp_1__sec_1"),
        ("art_2", "part_1__subpart_1__chp_1__sec_2"),
        ("art_3", "part_1__subpart_1__chp_2"),
        ("art_4", "part_2__chp_3"),
    ]
    assert [division.kind for division in act.divisions[:4]] == ["part", "subpart", "chapter", "section"]


def test_a_chapter_number_may_restart_in_each_part():
    act = read("第一编　甲", "第一章　乙", "第一条　甲。", "第二编　丙", "第一章　丁", "第二条　乙。")
    assert [eid for eid, _, _ in headings(act)] == ["part_1", "part_1__chp_1", "part_2", "part_2__chp_1"]
    assert warnings(act) == []


def test_a_chapter_number_twice_gets_an_eid_of_its_own_and_is_told():
    act = read("第一章　总则", "第一条　甲。", "第二章　措施", "第二条　乙。", "第二章　责任", "第三条　丙。")
    assert headings(act) == [("chp_1", "第一章", "总则"), ("chp_2", "第二章", "措施"), ("chp_2_2", "第二章", "责任")]
    assert placed(act)[2] == ("art_3", "chp_2_2")
    assert warnings(act) == [("division-number-twice", "chp_2_2")]


def test_a_heading_without_its_number_is_the_next_chapter():
    act = read("第一章　总则", "第一条　甲。", "法律责任", "第二条　乙。", "第三章　附则", "第三条　丙。")
    assert headings(act) == [("chp_1", "第一章", "总则"), ("chp_2", "", "法律责任"), ("chp_3", "第三章", "附则")]
    assert placed(act) == [("art_1", "chp_1"), ("art_2", "chp_2"), ("art_3", "chp_3")]
    assert warnings(act) == [("heading-without-number", "chp_2")]


def test_a_marked_heading_without_its_number_has_the_level_of_its_mark():
    act = read(
        "## 第一章 总则", "第一条 甲。", "### 日常措施", "第二条 乙。", "## 法律责任", "第三条 丙。", format="md"
    )
    assert headings(act) == [("chp_1", "第一章", "总则"), ("chp_1__sec_1", "", "日常措施"), ("chp_2", "", "法律责任")]


def test_a_bare_line_after_an_unfinished_sentence_is_text():
    act = read("第一章　总则", "第一条　应当检查下列设备", "应急物资", "第二条　乙。")
    assert headings(act) == [("chp_1", "第一章", "总则")]
    assert units(act)["art_1__para_2"] == "应急物资"


def test_a_title_may_stand_below_its_number():
    act = read("第一章", "总则", "第一条　甲。", "第二章", "附则", "第二条　乙。")
    assert headings(act) == [("chp_1", "第一章", "总则"), ("chp_2", "第二章", "附则")]


def test_inner_spaces_of_a_title_are_kept():
    assert headings(read("第一章　总　则", "第一条　甲。")) == [("chp_1", "第一章", "总　则")]


def test_numbers_may_be_spaced_or_arabic():
    act = read("第 一 章　总则", "第一条　甲。", "第2章 附则", "第二条　乙。")
    assert headings(act) == [("chp_1", "第 一 章", "总则"), ("chp_2", "第2章", "附则")]


def test_a_line_that_cites_a_chapter_is_text():
    act = read("第一章　总则", "第一条　甲。", "第二章规定的措施由主管部门监督。", "第二章　附则", "第二条　乙。")
    assert [eid for eid, _, _ in headings(act)] == ["chp_1", "chp_2"]
    assert units(act)["art_1__para_2"] == "第二章规定的措施由主管部门监督。"


def test_articles_before_the_first_division_stand_in_none():
    act = read("第一条　甲。", "第一章　措施", "第二条　乙。")
    assert placed(act) == [("art_1", ""), ("art_2", "chp_1")]


def test_listed_headings_are_chapters():
    act = read("第一条　甲。", "一、检查", "第二条　乙。", "二、附则", "第三条　丙。")
    assert headings(act) == [("chp_1", "一、", "检查"), ("chp_2", "二、", "附则")]
    assert placed(act) == [("art_1", ""), ("art_2", "chp_1"), ("art_3", "chp_2")]


def test_a_listed_heading_may_stand_before_the_first_article():
    act = read("一、一般规定", "第一条　甲。", "第二条　乙。", "二、检查", "第三条　丙。")
    assert headings(act) == [("chp_1", "一、", "一般规定"), ("chp_2", "二、", "检查")]
    assert placed(act) == [("art_1", "chp_1"), ("art_2", "chp_1"), ("art_3", "chp_2")]
    assert [(aside.kind, aside.text) for aside in act.front] == [("title", "海州市防护办法")]

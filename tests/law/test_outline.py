from __future__ import annotations

from tests.law.reading import asides, read_whole, units, warnings

from dutybook.law.model import Act


def sections(act: Act) -> list[tuple[str, str, str]]:
    return [(section.eid, section.num, section.heading) for section in act.articles]


PLAN = (
    "海州市2026年防护工作计划",
    "为了做好全年工作，制定本计划。",
    "一、总体要求",
    "坚持预防为主。",
    "坚持分级管理。",
    "二、重点任务",
    "各单位要落实下列任务。",
    "（一）健全机制。每季度召开一次会议。",
    "1.制定方案；",
    "2.组织演练。",
    "（二）落实责任。每半年检查一次。",
    "三、保障措施",
    "加强领导。",
)


def test_a_plan_is_read_to_its_items():
    act = read_whole(*PLAN)
    assert act.outline is True
    assert sections(act) == [
        ("sec_1", "一、", "总体要求"),
        ("sec_2", "二、", "重点任务"),
        ("sec_3", "三、", "保障措施"),
    ]
    assert units(act) == {
        "sec_1__para_1": "坚持预防为主。",
        "sec_1__para_2": "坚持分级管理。",
        "sec_2__intro": "各单位要落实下列任务。",
        "sec_2__para_1": "（一）健全机制。每季度召开一次会议。",
        "sec_2__para_1__item_1": "1.制定方案；",
        "sec_2__para_1__item_2": "2.组织演练。",
        "sec_2__para_2": "（二）落实责任。每半年检查一次。",
        "sec_3__para_1": "加强领导。",
    }
    assert asides(act.front) == [
        ("title", "海州市2026年防护工作计划"),
        ("preamble", "为了做好全年工作，制定本计划。"),
    ]


def test_points_stand_below_the_items_of_a_block():
    act = read_whole(
        "海州市防护方案",
        "一、任务",
        "（一）健全机制。",
        "1.开会。",
        "2.报告。",
        "（1）书面；",
        "（2）口头。",
        "（二）落实责任。",
    )
    assert units(act) == {
        "sec_1__para_1": "（一）健全机制。",
        "sec_1__para_1__item_1": "1.开会。",
        "sec_1__para_1__item_2": "2.报告。",
        "sec_1__para_1__item_2__point_1": "（1）书面；",
        "sec_1__para_1__item_2__point_2": "（2）口头。",
        "sec_1__para_2": "（二）落实责任。",
    }


def test_a_further_line_of_a_block_is_part_of_its_text():
    act = read_whole(
        "海州市防护方案", "一、任务", "（一）健全机制", "每季度召开一次会议。", "（二）落实责任", "每半年检查一次。"
    )
    assert units(act) == {
        "sec_1__para_1": "（一）健全机制\n每季度召开一次会议。",
        "sec_1__para_2": "（二）落实责任\n每半年检查一次。",
    }


def test_a_section_with_text_in_its_line_has_no_heading():
    act = read_whole("海州市防护意见", "一、各单位应当检查设备。", "二、每季度报告一次。")
    assert sections(act) == [("sec_1", "一、", ""), ("sec_2", "二、", "")]
    assert units(act) == {"sec_1__para_1": "各单位应当检查设备。", "sec_2__para_1": "每季度报告一次。"}


def test_the_highest_mark_that_begins_with_one_makes_the_sections():
    act = read_whole("海州市防护通知", "（一）检查设备。", "1.入口；", "2.出口。", "（二）报告结果。")
    assert sections(act) == [("sec_1", "（一）", ""), ("sec_2", "（二）", "")]
    assert units(act) == {
        "sec_1__para_1": "检查设备。",
        "sec_1__para_1__item_1": "1.入口；",
        "sec_1__para_1__item_2": "2.出口。",
        "sec_2__para_1": "报告结果。",
    }


def test_blocks_may_have_arabic_numbers():
    act = read_whole(
        "海州市防护方案", "一、任务", "1.检查设备。", "2.报告结果。", "二、措施", "各单位应当：", "1.巡查；", "2.记录。"
    )
    assert units(act) == {
        "sec_1__para_1": "1.检查设备。",
        "sec_1__para_2": "2.报告结果。",
        "sec_2__para_1": "各单位应当：",
        "sec_2__para_1__item_1": "1.巡查；",
        "sec_2__para_1__item_2": "2.记录。",
    }
    assert warnings(act) == []


def test_items_may_run_on_in_the_line_of_a_section():
    act = read_whole("海州市防护方案", "一、任务：（一）检查设备；（二）报告结果。", "二、其他。")
    assert units(act) == {
        "sec_1__para_1": "任务：",
        "sec_1__para_1__item_1": "（一）检查设备；",
        "sec_1__para_1__item_2": "（二）报告结果。",
        "sec_2__para_1": "其他。",
    }


def test_arabic_numbers_alone_make_sections():
    assert sections(read_whole("海州市防护要点", "1.检查设备。", "2.报告结果。")) == [
        ("sec_1", "1.", ""),
        ("sec_2", "2.", ""),
    ]


def test_a_document_without_numbers_is_one_section():
    act = read_whole(
        "海州市关于设立站点的批复",
        "你区关于设立站点的请示收悉，现批复如下。",
        "同意设立。",
        "海州市人民政府",
        "2026年1月8日",
    )
    assert sections(act) == [("sec_1", "", "")]
    assert units(act) == {"sec_1__para_1": "你区关于设立站点的请示收悉，现批复如下。", "sec_1__para_2": "同意设立。"}
    assert asides(act.back) == [("signature", "海州市人民政府"), ("signature", "2026年1月8日")]


def test_the_line_after_an_addressee_is_a_paragraph():
    act = read_whole("海州市关于设立站点的批复", "海州区人民政府：", "你区关于设立站点的请示收悉。", "同意设立。")
    assert [unit for unit in units(act) if "item" in unit] == []


def test_an_annex_and_signatures_end_the_sections():
    act = read_whole(
        "海州市防护方案",
        "一、检查设备。",
        "二、报告结果。",
        "海州市人民政府办公室",
        "2026年1月8日",
        "附件：设备清单",
        "一、灭火器",
    )
    assert [section.eid for section in act.articles] == ["sec_1", "sec_2"]
    assert asides(act.back) == [("signature", "海州市人民政府办公室"), ("signature", "2026年1月8日")]
    assert units(act)["att_1__para_1"] == "一、灭火器"


def test_a_number_that_does_not_go_on_opens_no_section():
    act = read_whole("海州市防护方案", "一、任务", "甲。", "二、措施", "一、乙。", "二、丙。", "三、附则", "丁。")
    assert sections(act) == [("sec_1", "一、", "任务"), ("sec_2", "二、", "措施"), ("sec_3", "三、", "附则")]


def test_sections_quoted_by_an_amending_decision_are_none():
    act = read_whole(
        "海州市人民政府关于修改部分文件的决定",
        "一、将第一项修改为：“一、检查设备。",
        "二、报告结果。”",
        "二、删去第三项。",
    )
    assert sections(act) == [("sec_1", "一、", ""), ("sec_2", "二、", "")]
    assert units(act)["sec_2__para_1"] == "删去第三项。"


def test_blocks_with_one_number_get_eids_of_their_own():
    act = read_whole("海州市防护方案", "一、任务", "（一）甲。", "（一）乙。")
    assert units(act) == {"sec_1__para_1": "（一）甲。", "sec_1__para_1_2": "（一）乙。"}


def test_a_list_in_a_block_without_numbers_is_items():
    act = read_whole("海州市防护方案", "一、任务如下：", "检查设备；", "报告结果。", "二、其他。")
    assert units(act) == {
        "sec_1__para_1": "任务如下：",
        "sec_1__para_1__item_1": "检查设备；",
        "sec_1__para_1__item_2": "报告结果。",
        "sec_2__para_1": "其他。",
    }
    assert warnings(act) == [("item-without-number", "sec_1__para_1")] * 2


def test_a_title_alone_is_all_front():
    act = read_whole("海州市防护方案")
    assert (sections(act), asides(act.front)) == ([], [("title", "海州市防护方案")])

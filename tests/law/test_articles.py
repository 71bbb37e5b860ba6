from __future__ import annotations

import pytest
from tests.law.reading import read, units, warnings

P = "art_1__para_1"


def body(*lines: str) -> dict[str, str]:
    """The units of an act of one article."""
    return units(read(*lines))


def test_each_line_is_a_paragraph():
    assert body("第一条　甲。", "乙。", "丙。") == {P: "甲。", "art_1__para_2": "乙。", "art_1__para_3": "丙。"}


def test_text_may_begin_below_the_number():
    assert body("第一条", "甲。", "乙。") == {P: "甲。", "art_1__para_2": "乙。"}


def test_text_may_follow_the_number_without_a_gap():
    assert body("第一条甲。") == {P: "甲。"}


def test_an_article_of_items_alone_has_a_paragraph_without_text():
    assert body("第一条", "（一）甲；", "（二）乙。") == {
        P: "",
        f"{P}__item_1": "（一）甲；",
        f"{P}__item_2": "（二）乙。",
    }


def test_an_article_without_text_has_no_paragraph():
    assert body("第一条", "第二条　甲。") == {"art_2__para_1": "甲。"}


@pytest.mark.parametrize(
    "numbers", ["（一） （二）", "(一) (二)", "（一) (二）", "1. 2.", "1、 2、", "（1） （2）", "① ②", "一、 二、"]
)
def test_items_are_numbered_in_many_ways(numbers: str):
    first, second = numbers.split()
    assert body("第一条　应当：", f"{first}甲；", f"{second}乙。") == {
        P: "应当：",
        f"{P}__item_1": f"{first}甲；",
        f"{P}__item_2": f"{second}乙。",
    }


@pytest.mark.parametrize(
    "numbers", ["（一） （二）", "(一) (二)", "1. 2.", "1、 2、", "（1） （2）", "① ②", "一、 二、"]
)
def test_items_may_run_on(numbers: str):
    first, second = numbers.split()
    assert body(f"第一条　应当：{first}甲；{second}乙。") == {
        P: "应当：",
        f"{P}__item_1": f"{first}甲；",
        f"{P}__item_2": f"{second}乙。",
    }


@pytest.mark.parametrize("numbers", ["1. 2.", "1、 2、", "１． ２．", "(1) (2)", "（1） （2）", "① ②", "⑴ ⑵"])
def test_points_stand_below_an_item(numbers: str):
    first, second = numbers.split()
    expected = {
        P: "应当：",
        f"{P}__item_1": "（一）甲：",
        f"{P}__item_1__point_1": f"{first}子；",
        f"{P}__item_1__point_2": f"{second}丑；",
        f"{P}__item_2": "（二）乙。",
    }
    assert body("第一条　应当：", "（一）甲：", f"{first}子；", f"{second}丑；", "（二）乙。") == expected
    assert body("第一条　应当：", f"（一）甲：{first}子；{second}丑；", "（二）乙。") == expected
    assert body(f"第一条　应当：（一）甲：{first}子；{second}丑；（二）乙。") == expected


def test_items_may_run_on_below_the_lead_in():
    assert body("第一条　应当：", "（一）甲；（二）乙；（三）丙。") == {
        P: "应当：",
        f"{P}__item_1": "（一）甲；",
        f"{P}__item_2": "（二）乙；",
        f"{P}__item_3": "（三）丙。",
    }


def test_items_may_run_on_from_any_number():
    assert body("第一条　应当：（一）甲；", "（二）乙；（三）丙。") == {
        P: "应当：",
        f"{P}__item_1": "（一）甲；",
        f"{P}__item_2": "（二）乙；",
        f"{P}__item_3": "（三）丙。",
    }


def test_cited_items_do_not_split_an_item():
    assert body("第一条　应当：（一）依照前款第（二）项登记；（二）乙。") == {
        P: "应当：",
        f"{P}__item_1": "（一）依照前款第（二）项登记；",
        f"{P}__item_2": "（二）乙。",
    }


def test_a_line_that_begins_with_a_cited_item_is_a_paragraph():
    assert body("第一条　甲。", "（二）项所列的设备除外。") == {P: "甲。", "art_1__para_2": "（二）项所列的设备除外。"}


def test_a_line_after_the_last_item_is_a_paragraph():
    assert body("第一条　应当：", "（一）甲；", "（二）乙。", "前款规定的措施每年评估。") == {
        P: "应当：",
        f"{P}__item_1": "（一）甲；",
        f"{P}__item_2": "（二）乙。",
        "art_1__para_2": "前款规定的措施每年评估。",
    }


@pytest.mark.parametrize("end", ["，", ",", "的"])
def test_a_list_that_breaks_off_has_its_sentence_end_below(end: str):
    assert body("第一条　有下列情形之一：", "（一）甲的；", f"（二）乙{end}", "由市主管部门责令改正。", "丙。") == {
        P: "有下列情形之一：",
        f"{P}__item_1": "（一）甲的；",
        f"{P}__item_2": f"（二）乙{end}",
        f"{P}__tail": "由市主管部门责令改正。",
        "art_1__para_2": "丙。",
    }


def test_two_lists_belong_to_their_own_paragraphs():
    assert body("第一条　应当：", "（一）甲；", "（二）乙。", "不得：", "（一）丙；", "（二）丁。") == {
        P: "应当：",
        f"{P}__item_1": "（一）甲；",
        f"{P}__item_2": "（二）乙。",
        "art_1__para_2": "不得：",
        "art_1__para_2__item_1": "（一）丙；",
        "art_1__para_2__item_2": "（二）丁。",
    }


def test_lines_that_lost_their_numbers_are_items():
    act = read("第一条　应当：", "甲；", "乙；", "丙。", "前款规定的措施每年评估。")
    assert units(act) == {
        P: "应当：",
        f"{P}__item_1": "甲；",
        f"{P}__item_2": "乙；",
        f"{P}__item_3": "丙。",
        "art_1__para_2": "前款规定的措施每年评估。",
    }
    assert warnings(act) == [("item-without-number", P)] * 3


def test_a_line_that_lost_its_number_inside_a_list_is_an_item():
    assert body("第一条　应当：", "（一）甲；", "乙；", "（三）丙。") == {
        P: "应当：",
        f"{P}__item_1": "（一）甲；",
        f"{P}__item_2": "乙；",
        f"{P}__item_3": "（三）丙。",
    }


def test_an_item_number_twice_gets_an_eid_of_its_own():
    act = read("第一条　应当：", "（一）甲；", "（二）乙；", "（二）丙。")
    assert units(act) == {
        P: "应当：",
        f"{P}__item_1": "（一）甲；",
        f"{P}__item_2": "（二）乙；",
        f"{P}__item_2_2": "（二）丙。",
    }
    assert warnings(act) == [("item-number", f"{P}__item_2_2")]


def test_a_point_number_twice_gets_an_eid_of_its_own():
    assert body("第一条　应当：", "（一）甲：", "1.子；", "1.丑。") == {
        P: "应当：",
        f"{P}__item_1": "（一）甲：",
        f"{P}__item_1__point_1": "1.子；",
        f"{P}__item_1__point_1_2": "1.丑。",
    }


def test_a_gap_in_the_item_numbers_is_kept_and_told():
    act = read("第一条　应当：", "（一）甲；", "（三）乙。")
    assert units(act) == {P: "应当：", f"{P}__item_1": "（一）甲；", f"{P}__item_3": "（三）乙。"}
    assert warnings(act) == [("item-number", f"{P}__item_3")]


def test_a_list_that_does_not_begin_with_one_is_kept_and_told():
    act = read("第一条　应当：", "（二）甲；", "（三）乙。")
    assert units(act) == {P: "应当：", f"{P}__item_2": "（二）甲；", f"{P}__item_3": "（三）乙。"}
    assert warnings(act) == [("item-number", f"{P}__item_2")]


def test_a_sentence_that_breaks_off_is_told():
    act = read("第一条　应当：", "（一）甲；", "（二）乙丙", "丁戊。")
    assert units(act)["art_1__para_2"] == "丁戊。"
    assert warnings(act) == [("sentence-broken", P)]


def test_a_numbered_line_without_a_list_is_a_paragraph():
    assert body("第一条　甲。", "一、乙。") == {P: "甲。", "art_1__para_2": "一、乙。"}


def test_a_caption_is_the_heading():
    act = read("第一条【目的】　甲。", "第二条　（适用范围）", "乙。", "第三条　（试行）丙。", "第四条　[检查] 丁。")
    assert [article.heading for article in act.articles] == ["【目的】", "（适用范围）", "", "[检查]"]
    assert units(act) == {P: "甲。", "art_2__para_1": "乙。", "art_3__para_1": "（试行）丙。", "art_4__para_1": "丁。"}

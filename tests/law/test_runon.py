from __future__ import annotations

import pytest

from dutybook.law.markers import item_mark, point_mark, section_mark
from dutybook.law.runon import closed_run, list_in, run_on_cuts


@pytest.mark.parametrize(
    ("text", "at", "mark"),
    [
        ("应当：（一）检查；（二）报告。", 3, item_mark),
        ("应当:(一)检查;(二)报告。", 3, item_mark),
        ("应当： （一）检查。", 4, item_mark),
        ("应当：1.检查；2.报告。", 3, point_mark),
        ("应当：1、检查；2、报告。", 3, point_mark),
        ("应当：①检查；②报告。", 3, point_mark),
        ("应当：（1）检查；（2）报告。", 3, point_mark),
        ("应当：一、检查；二、报告。", 3, section_mark),
    ],
)
def test_a_list_opens_after_its_lead_in(text: str, at: int, mark: object):
    assert list_in(text) == (at, mark)


@pytest.mark.parametrize(
    "text",
    [
        "应当检查。",
        "应当：检查。",
        "应当：（二）检查；（三）报告。",
        "依照：（一）项所列",
        "比例为：1.5以上；2.5以下。",
        "应当：1.检查。",
        "分为：一、二级单位。",
        "应当（一）检查；（二）报告。",
    ],
)
def test_what_is_no_list(text: str):
    assert list_in(text) is None


def test_marks_must_follow_each_other():
    assert run_on_cuts("（一）甲；（三）乙；（二）丙；（三）丁。", 1, item_mark) == [0, 10, 15]


@pytest.mark.parametrize(
    "cited", ["第（二）项", "（一）项和（二）项", "前款（二）", "（二）、（三）项", "（二）至（四）项"]
)
def test_a_cited_mark_does_not_cut(cited: str):
    text = f"（一）依照{cited}登记；（二）乙。"
    assert run_on_cuts(text, 1, item_mark) == [0, text.index("（二）乙")]


def test_a_point_must_stand_after_the_end_of_another():
    assert run_on_cuts("1.宽2.甲米；2.乙；3.丙", 1, point_mark) == [0, 8, 12]


def test_a_run_may_begin_at_any_number():
    assert run_on_cuts("（三）甲；（四）乙。", 3, item_mark) == [0, 5]


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("（一）甲；（二）乙。", True),
        ("（一）甲。（二）乙。", True),
        ("（一）甲（二）乙。", False),
        ("（一）甲；乙。", False),
        ("（一）甲", False),
    ],
)
def test_items_run_on_only_after_the_end_of_one(text: str, closed: bool):
    assert closed_run(text, 1, item_mark) is closed

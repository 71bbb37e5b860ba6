"""Quantities with a threshold in model sentences, one for each drafting convention."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.norms.zh.amounts import FoundAmount, amounts
from dutybook.norms.zh.bounds import Bounds

Found = tuple[float | None, float | None, str]


def found(text: str) -> list[Found]:
    return [(amount.min, amount.max, amount.unit) for amount in amounts(text)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("处三千元以上三万元以下罚款。", (3000, 30000, "CNY")),
        ("处5000元以上5万元以下的罚款。", (5000, 50000, "CNY")),
        ("处二百元以下罚款。", (None, 200, "CNY")),
        ("处一万元以上，五万元以下罚款。", (10000, 50000, "CNY")),
        ("处五万元以上二十万以下罚款。", (50000, 200000, "CNY")),
        ("处一至三万元罚款。", (10000, 30000, "CNY")),
        ("处1.5万元罚款。", (15000, 15000, "CNY")),
        ("处1,500元罚款。", (1500, 1500, "CNY")),
        ("注册资本不低于人民币100万元。", (1000000, None, "CNY")),
        ("货值金额不足一万元的，", (None, 10000, "CNY")),
        ("处每平方米五十元罚款。", (50, 50, "CNY/m2")),
        ("按照每人五百元以上二千元以下的标准处罚。", (500, 2000, "CNY/person")),
        ("处违法所得一倍以上五倍以下罚款。", (1, 5, "multiple")),
    ],
)
def test_money(text: str, amount: Found) -> None:
    assert found(text) == [amount]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("占比不低于15%。", (15, None, "percent")),
        ("占比不低于总数的百分之十五。", (15, None, "percent")),
        ("处年收入百分之四十至百分之八十的罚款。", (40, 80, "percent")),
        ("处违法所得百分之五十以上三倍以下罚款。", (50, 300, "percent")),
        ("加收千分之五。", (0.5, 0.5, "percent")),
        ("加收万分之五。", (0.05, 0.05, "percent")),
        ("覆盖率达到百分之百。", (100, None, "percent")),
        ("国有资本占５１％以上。", (51, None, "percent")),
        ("经三分之二以上专家同意。", (0.6667, None, "ratio")),
        ("人数超过总数三分之一的，", (0.3333, None, "ratio")),
    ],
)
def test_shares(text: str, amount: Found) -> None:
    assert found(text) == [amount]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("检查人员不得少于两人。", (2, None, "person")),
        ("三人以上的小组", (3, None, "person")),
        ("日均人流量超5000人的场所", (5000, None, "person/day")),
        ("人流量2000-5000人的场所", (2000, 5000, "person/day")),
        ("按每百平方米1人配备。", (1, 1, "person/100m2")),
        ("年满十八周岁的公民", (18, None, "year_of_age")),
        ("不满十四周岁的人", (None, 14, "year_of_age")),
        ("二十周岁以上六十周岁以下的公民", (20, 60, "year_of_age")),
        ("每年至少两次演练。", (2, None, "times")),
        ("每年至少进行一次全面检测。", (1, None, "times")),
        ("至少每年进行一次培训。", (1, None, "times")),
        ("三次以上拒绝检查的", (3, None, "times")),
        ("曾两次被吊销证书的", (2, 2, "times")),
        ("两个以上产权人共有的建筑", (2, None, "owner")),
        ("配备两个以上接口。", (2, None, "item")),
    ],
)
def test_counts(text: str, amount: Found) -> None:
    assert found(text) == [amount]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("高度超过24米的建筑", (24, None, "m")),
        ("建筑面积三百平方米以上的场所", (300, None, "m2")),
        ("周边五十米范围内禁止堆放。", (None, 50, "m")),
        ("最高时速不得超过八十公里。", (None, 80, "km/h")),
        ("重量不超过五千克的物品", (None, 5, "kg")),
        ("110千伏以下的线路", (None, 110, "kV")),
        ("五万吨级以上的码头", (50000, None, "t")),
        ("温度高于或者等于十六摄氏度的", (16, None, "degC")),
        ("培训不少于二十四学时。", (24, None, "class_hour")),
        ("停用超过24小时的，", (24, None, "hour")),
        ("使用超过十五年的设备", (15, None, "year")),
        ("停业六个月以上一年以下。", (6, 12, "month")),
        ("10人以上不足30人的", (10, 30, "person")),
        ("三层以下的建筑", (None, 3, "storey")),
        ("负责二个以上工程的", (2, None, "project")),
        ("两家以上经营者", (2, None, "company")),
        ("两倍基坑深度范围内", (None, 2, "multiple")),
        ("至少应当对全体人员进行一次培训。", (1, None, "times")),
        ("六个月至三年以内不准经营。", (6, 36, "month")),
        ("合同期限在一年以内的场馆", (None, 1, "year")),
    ],
)
def test_measures(text: str, amount: Found) -> None:
    assert found(text) == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "每月开展一次检查。",
        "依照第三款和第一百一十条的规定",
        "拨打110报警，2031年的名录",
        "一次性用品和二次供水设施",
        "应当在三十日内答复。",
        "视频保存不少于九十日。",
        "处三年以下有期徒刑。",
        "连续工作满三年的人员",
        "每十平方公里划为一区。",
        "四个方面、两项制度",
        "（以下简称中心）三人民政府",
        "万元、百元",
        "5月24日至28日",
        "中药的二次开发",
        "一百一千元",
        "十五分之二百",
    ],
)
def test_what_bounds_nothing_is_left_out(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "inclusive"),
    [
        ("三人以上", (True, False)),
        ("三人以上（不含三人）", (False, False)),
        ("三人以上九人以下", (True, True)),
        ("超过三人", (False, False)),
        ("不足三人", (False, False)),
        ("不超过三人", (False, True)),
        ("三千元", (True, True)),
        ("10人以上不足30人", (True, False)),
    ],
)
def test_bounds_include_their_number_as_the_civil_code_says(text: str, inclusive: tuple[bool, bool]) -> None:
    assert [(one.min_inclusive, one.max_inclusive) for one in amounts(text)] == [inclusive]


def test_an_act_may_exclude_the_number() -> None:
    bounds = Bounds(below=False)
    assert [one.max_inclusive for one in amounts("三人以上九人以下、三人以下（含三人）、九人以下", bounds)] == [
        False,
        True,
        False,
    ]


def test_amount_is_quoted_from_the_text_with_its_offsets() -> None:
    assert amounts("分值占比不低于１５％。") == (FoundAmount("不低于１５％", 15, None, True, False, "percent", 4, 10),)


_WORDS = st.lists(
    st.sampled_from(
        [*"每元人次倍米年至到以上下不得少于超过满零一二三十百千万亿0123456789.,%，。第", "分之", "以内", "平方米"]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(st.text(max_size=60), _WORDS))
def test_any_text_is_read_and_quoted_truly(text: str) -> None:
    assert all(one.text == text[one.start : one.end] and one.text for one in amounts(text))


def test_amounts_a_bound_after_the_noun_ending_in_de_is_no_denial() -> None:
    found = amounts("违法所得不足三万元的，处二万元罚款；违法所得超过三万元的，没收")
    assert [(a.min, a.max, a.min_inclusive, a.max_inclusive) for a in found] == [
        (None, 30000, False, False),
        (20000, 20000, True, True),
        (30000, None, False, False),
    ]

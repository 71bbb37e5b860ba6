"""Time limits in model sentences, one for each drafting convention."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.norms.zh.limits import FoundTime, time_limits


def found(text: str) -> list[tuple[str, str]]:
    return [(limit.kind, limit.value) for limit in time_limits(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("管理单位应当每六个月报告一次。", "P6M"),
        ("管理单位应当每半年报告一次。", "P6M"),
        ("管理单位应当每季度检查。", "P3M"),
        ("管理单位应当每月检查。", "P1M"),
        ("管理单位应当每半月检查。", "P15D"),
        ("管理单位应当每周检查。", "P1W"),
        ("管理单位应当每日巡查。", "P1D"),
        ("管理单位应当每小时巡查。", "PT1H"),
        ("管理单位应当每两年评估。", "P2Y"),
        ("管理单位应当每隔三年评估。", "P3Y"),
        ("预案半年一次演练。", "P6M"),
        ("夜间2小时一巡。", "PT2H"),
        ("预案三年至少修订一次，两年进行两次评估，一年一次演练。", "P1Y"),
        ("建立季度例会制度。", "P3M"),
        ("建立月度工作例会制度。", "P1M"),
        ("建立周例会制度。", "P1W"),
        ("按月报送统计表。", "P1M"),
        ("按季度报送统计表。", "P3M"),
    ],
)
def test_rhythm_is_every(text: str, value: str) -> None:
    assert found(text) == [("every", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("应当自收到申请之日起十五日内答复。", "P15D"),
        ("应当在三日以内补正。", "P3D"),
        ("应当于二十四小时之内上报。", "PT24H"),
        ("应当在30分钟内到场。", "PT30M"),
        ("应当在半小时内到场。", "PT30M"),
        ("应当在一年半内改造完毕。", "P18M"),
        ("应当在半年内改造完毕。", "P6M"),
        ("应当在三至五日内答复。", "P5D"),
        ("整改期限最长不得超过六十日。", "P60D"),
        ("停用时间不超过两个月。", "P2M"),
        ("取得许可后超过六个月未开业的，许可失效。", "P6M"),
        ("公示的期限为七日。", "P7D"),
        ("经批准可以延长十日。", "P10D"),
        ("一般问题五日办结。", "P5D"),
        ("应当在１０日内答复。", "P10D"),
    ],
)
def test_deadline_is_within(text: str, value: str) -> None:
    assert found(text) == [("within", value)]


def test_deadlines_that_share_one_word_are_two() -> None:
    assert found("城区十二小时、乡村二十四小时内修复。") == [("within", "PT12H"), ("within", "PT24H")]


@pytest.mark.parametrize(
    ("text", "days"),
    [("应当在五个工作日内答复。", True), ("应当在5个工作日内一次告知。", True), ("应当在五日内答复。", False)],
)
def test_working_days_are_told_apart(text: str, days: bool) -> None:
    assert [limit.working_days for limit in time_limits(text)] == [days]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("视频图像保存期限不得少于九十日。", "P90D"),
        ("台账保存二年备查。", "P2Y"),
        ("台账至少留存2年。", "P2Y"),
        ("台账应当保存三年以上。", "P3Y"),
        ("三年以上保存的台账。", "P3Y"),
        ("公示时间不少于七日。", "P7D"),
        ("留存日志不少于六个月。", "P6M"),
    ],
)
def test_floor_is_retain_min(text: str, value: str) -> None:
    assert found(text) == [("retain_min", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("应当提前三日通知用户。", "P3D"),
        ("应当至少提前四十八小时公告。", "PT48H"),
        ("应当在活动举办二十日前提出申请。", "P20D"),
        ("应当在届满三十日以前申请延续。", "P30D"),
        ("应当在施工前五日向社会公告。", "P5D"),
        ("应当在开工前三个月发布公告。", "P3M"),
    ],
)
def test_notice_is_at_least_notice(text: str, value: str) -> None:
    assert found(text) == [("at_least_notice", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每年11月9日组织宣传。", "--11-09"),
        ("应当于每年三月三十一日前报送。", "--03-31"),
        ("在每年二月底前公布名单。", "--02-28"),
        ("应当在2031年6月底前完成改造。", "--06-30"),
    ],
)
def test_day_of_the_year_is_on_date(text: str, value: str) -> None:
    assert found(text) == [("on_date", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("实行二十四小时值班。", "PT24H"),
        ("24小时监控重点部位。", "PT24H"),
        ("吊销证书未满3年的人员", "P3Y"),
        ("自解除职务之日起未逾五年的", "P5Y"),
        ("五年内不得申请许可。", "P5Y"),
        ("三年内不予受理其申请。", "P3Y"),
        ("许可证有效期为五年。", "P5Y"),
    ],
)
def test_round_the_clock_bans_and_validity_are_other(text: str, value: str) -> None:
    assert found(text) == [("other", value)]


@pytest.mark.parametrize(
    "text",
    [
        "本办法自2031年1月1日起施行。",
        "定期检查，及时报告，立即整改。",
        "制定年度计划。",
        "处三年以下有期徒刑。",
        "连续工作满三年的人员",
        "年满十八周岁的人员",
        "近两年内发生过事故的设备",
        "一年内累计受到处罚的单位",
        "上半年和第三季度的情况",
        "第三日和三月份的情况",
        "三年级学生",
        "2031年内容有变动",
        "每日按罚款数额的百分之三加处罚款。",
        "每月三元的标准",
        "每小时六十公里的车速",
        "停电超过二十四小时的，",
        "13月40日",
        "本办法自2031年 1月1日起施行。",
        "对于2031年3月1日前设立的机构",
        "工作满十年不满二十年的人员",
        "台账保存不满二年的",
        "每小时二十蒸吨以上的锅炉",
        "四月四十日",
        "2031年3月1日前已经建成的设施",
        "〇日内",
    ],
)
def test_what_is_no_limit_of_a_duty_is_left_out(text: str) -> None:
    assert found(text) == []


def test_limit_is_quoted_from_the_text_with_its_offsets() -> None:
    assert time_limits("应当在１０个工作日内答复。") == (FoundTime("within", "P10D", True, "１０个工作日内", 3, 10),)


_WORDS = st.lists(
    st.sampled_from(
        [
            *"每半年月日时内前以上下不得少于超过保存期限提至零一二三十百千万亿0123456789，。；第",
            "小时",
            "工作日",
            "有效期",
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    "text",
    ["每年8月8日为防护宣传日。", "六个月至三年以内不准经营。", "合同约定期限在一年以内的场馆应当备案。"],
)
def test_named_days_and_measures_of_duration_are_no_limits(text: str) -> None:
    assert found(text) == []


@given(st.one_of(st.text(max_size=60), _WORDS))
def test_any_text_is_read_and_quoted_truly(text: str) -> None:
    limits = time_limits(text)
    assert [text[limit.start : limit.end] for limit in limits] == [limit.text for limit in limits]
    assert all(a.end <= b.start for a, b in pairwise(limits))

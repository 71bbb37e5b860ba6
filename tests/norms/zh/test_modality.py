import pytest
from tests.norms.zh.reading_of import norms_of

from dutybook.norms.zh.modality import triggers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("应急机构应当响应", ["应当"]),
        ("对应当报告的事项", ["应当"]),
        ("适应当前形势", []),
        ("供应单位应对其产品负责", ["应"]),
        ("开展应对处置", []),
        ("必须、不得、可以、有权", ["必须", "不得", "可以", "有权"]),
        ("所有权人无需申请", ["无需"]),
        ("应征得同意，应征公民", ["应"]),
        ("检查时应出示证件，应出勤人数", ["应"]),
    ],
)
def test_compounds_hold_no_modal_word(text, words):
    assert [found.word for found in triggers(text, 0, len(text))] == words


@pytest.mark.parametrize(
    ("sentence", "norms"),
    [
        ("场馆应当巡查，应当记录。", [("must", "场馆", "巡查"), ("must", "场馆", "记录")]),
        ("单位只能从事检测。", [("must", "单位", "从事检测")]),
        ("场馆必须巡查。", [("must", "场馆", "巡查")]),
        ("任何单位不得堵塞出口。", [("must not", "任何单位", "堵塞出口")]),
        ("禁止堵塞出口。", [("must not", None, "堵塞出口")]),
        ("本市全面禁止燃放孔明灯。", [("must not", None, "燃放孔明灯")]),
        ("候车区内禁止吸烟。", [("must not", None, "吸烟")]),
        ("禁止任何单位和个人堵塞出口。", [("must not", "任何单位和个人", "堵塞出口")]),
        ("场馆可以聘请专家。", [("may", "场馆", "聘请专家")]),
        ("公民有权举报隐患。", [("may", "公民", "举报隐患")]),
        ("公民有举报隐患的权利。", [("may", "公民", "公民有举报隐患的权利")]),
        ("任何单位都有协助救援的义务。", [("must", "任何单位", "任何单位都有协助救援的义务")]),
        ("场馆申请延期的，无需再次提交图纸。", [("may", "场馆", "再次提交图纸")]),
        ("本市鼓励商场购买保险。", [("may", "商场", "购买保险")]),
        ("鼓励商场购买保险；鼓励车站配备急救箱。", [("may", "商场", "购买保险"), ("may", "车站", "配备急救箱")]),
        ("鼓励商场购买保险，车站配备急救箱。", [("may", "商场", "购买保险"), ("may", "车站", "配备急救箱")]),
        ("国家支持防护技术的研究。", [("may", "国家", "防护技术的研究")]),
        ("经检查合格，方可开放。", [("must", None, "开放")]),
    ],
)
def test_words_and_what_they_say(sentence, norms):
    assert norms_of(sentence) == norms


@pytest.mark.parametrize(
    "sentence",
    [
        "前款所称负责人，是指应当履行职责的人员。",
        "对依法应当取得许可的场馆，主管部门负责检查。",
        "对应当报告的事项，主管部门负责检查。",
    ],
)
def test_modal_word_of_a_noun_is_not_the_predicate(sentence):
    assert [sign for sign, bearer, _ in norms_of(sentence) if bearer != "主管部门"] == []


def test_first_of_two_modal_words_gives_way_to_a_measure():
    assert norms_of("场馆每年组织演练应当不得少于两次。") == [("must not", "场馆", "少于两次")]


def test_soft_word_in_a_row_of_verbs_opens_nothing():
    assert norms_of("市人民政府应当完善制度，鼓励商场参加。") == [("must", "市人民政府", "完善制度，鼓励商场参加")]


def test_forbidden_place_as_topic_is_no_prohibition():
    assert norms_of("禁止停车的路段，应当设置标志。") == [("must", None, "设置标志")]


@pytest.mark.parametrize(
    "text",
    [
        "在站点周边禁止堆放物品。",
        "在管道两侧禁止堆放物品。",
        "站点周围按照有关规定禁止堆放物品。",
        "桥梁沿线依法禁止堆放物品。",
    ],
)
def test_a_zone_in_front_of_a_ban_leaves_the_ban_its_predicate(text: str) -> None:
    assert norms_of(text) == [("must not", None, "堆放物品")]

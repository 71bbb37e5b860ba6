import pytest
from tests.norms.zh.reading_of import found, norms_of, units_of

from dutybook.norms.zh.items import is_residual, items_are_norms

VERBS = ["巡查场所；", "保存记录；", "制定预案。"]
NOUNS = ["单位名称；", "联系电话；", "营业执照。"]


@pytest.mark.parametrize(
    ("lead", "items", "each"),
    [
        ("场馆应当履行下列职责：", VERBS, True),
        ("场馆应当采取下列一项或者多项措施：", VERBS, True),
        ("场馆应当做好下列工作：", VERBS, True),
        ("场馆应当：", VERBS, True),
        ("场馆应当登记下列信息：", NOUNS, False),
        ("场馆应当具备下列条件：", VERBS, False),
        ("场馆应当符合下列要求：", VERBS, False),
        ("有下列情形之一的，场馆应当停业：", VERBS, False),
        ("场馆应当约定下列事项：", VERBS, False),
        ("场馆应当办理下列事项：", VERBS, True),
        ("场馆应当公示下列事项：", NOUNS, False),
        ("监督检查可以采取下列方式：", ["日常抽查；", "查阅资料；", "询问人员；", "法律规定的其他方式。"], True),
        ("居民委员会应当指导居民做好下列工作：", VERBS, False),
    ],
)
def test_lead_in_tells_whether_items_are_norms(lead, items, each):
    assert items_are_norms(lead, items) is each


@pytest.mark.parametrize(
    ("lead", "each"),
    [
        ("禁止下列行为：", True),
        ("不得采用下列方式逃避检查：", True),
        ("下列场所禁止吸烟：", False),
        ("不得携带下列物品：", False),
        ("禁止销售下列设备：", False),
        ("不得以下列不正当方式经营：", True),
    ],
)
def test_forbidden_lists_are_of_acts_or_of_things(lead, each):
    assert items_are_norms(lead, ["堵塞出口的；", "遮挡标志的。"], banned=True) is each


@pytest.mark.parametrize(
    ("text", "residual"),
    [
        ("法律、法规规定的其他职责。", True),
        ("其他应当履行的职责。", True),
        ("依法应当履行的其他职责。", True),
        ("消除其他隐患；", False),
        ("巡查场所；", False),
    ],
)
def test_catch_all_items(text, residual):
    assert is_residual(text) is residual


def test_items_take_bearer_and_modality_from_the_lead_in():
    text = "场馆应当履行下列职责：\n（一）巡查场所；\n（二）发现险情，应当立即报告；\n（三）法律规定的其他职责。"
    assert norms_of(text) == [
        ("must", "场馆", "巡查场所"),
        ("must", "场馆", "立即报告"),
        ("must", "场馆", "法律规定的其他职责"),
    ]
    assert [norm.residual for norm in found(text)] == [False, False, True]
    assert units_of(text) == [f"art_1__para_1__item_{number}" for number in (1, 2, 3)]


def test_list_in_front_of_the_act_tells_when_and_is_one_norm():
    text = "进行下列作业，应当征得管理单位同意：\n（一）爆破；\n（二）钻探。"
    assert units_of(text) == ["art_1__para_1"]


def test_item_that_begins_with_a_relative_topic_keeps_the_lead_ins_bearer():
    text = "场馆应当履行下列职责：\n（一）采集的图像保存期限不得少于三十日；\n（二）公众使用的电梯，安排人员值守。"
    assert norms_of(text) == [
        ("must not", "场馆", "少于三十日"),
        ("must", "场馆", "安排人员值守"),
    ]


def test_item_with_a_subject_of_its_own_has_that_as_bearer():
    text = "有关部门按照下列分工开展工作：\n（一）公安机关负责巡逻；\n（二）预警信息由气象机构发布。"
    assert [norm.bearer for norm in found(text) if "item" in norm.unit] == ["公安机关", "气象机构"]


def test_list_that_is_the_object_of_one_duty_is_one_norm():
    text = "场馆应当登记下列信息：\n（一）单位名称；\n（二）联系电话。"
    assert units_of(text) == ["art_1__para_1"]


def test_act_of_the_lead_in_itself_is_a_norm_besides_its_items():
    text = "场馆承担防护工作的主体责任，履行下列义务：\n（一）巡查场所；\n（二）保存记录。"
    assert units_of(text) == ["art_1__para_1", "art_1__para_1__item_1", "art_1__para_1__item_2"]


def test_parts_of_one_duty_may_hold_a_modal_word_of_their_own():
    text = "检测机构应当具备下列条件：\n（一）有固定场所；\n（二）技术负责人应当具有三年以上经历。"
    assert [(norm.unit, norm.bearer) for norm in found(text)] == [
        ("art_1__para_1", "检测机构"),
        ("art_1__para_1__item_2", "技术负责人"),
    ]

import pytest
from tests.norms.zh.reading_of import found, norms_of


@pytest.mark.parametrize(
    ("sentence", "norms"),
    [
        # A case of its own leans on the modal word before it; the steps of the act itself split nothing.
        (
            "场馆应当巡查，发现隐患的，立即整改。",
            [("must", "场馆", "巡查"), ("must", "场馆", "立即整改")],
        ),
        ("场馆应当巡查，在检查时，记录情况。", [("must", "场馆", "巡查，在检查时，记录情况")]),
        ("场馆应当巡查，发现隐患及时整改。", [("must", "场馆", "巡查"), ("must", "场馆", "发现隐患及时整改")]),
        ("场馆应当巡查；记录情况。", [("must", "场馆", "巡查；记录情况")]),
        ("场馆应当对甲区检查；对乙区，每日巡查。", [("must", "场馆", "对甲区检查"), ("must", "场馆", "每日巡查")]),
        # What falls due once a permission is used; what goes back to the duty before a prohibition.
        ("主管部门可以延期，并告知申请人。", [("may", "主管部门", "延期"), ("must", "主管部门", "并告知申请人")]),
        (
            "场馆应当报告，不得隐瞒，并配合调查。",
            [("must", "场馆", "报告"), ("must not", "场馆", "隐瞒"), ("must", "场馆", "并配合调查")],
        ),
        # No modal word.
        ("公安机关负责巡逻。", [("must", "公安机关", "负责巡逻")]),
        ("市人民政府将防护工作纳入规划。", [("must", "市人民政府", "将防护工作纳入规划")]),
        (
            "公安机关负责巡逻，消防救援机构负责灭火。",
            [("must", "公安机关", "负责巡逻"), ("must", "消防救援机构", "负责灭火")],
        ),
        ("检测费用由运营单位承担。", [("must", "运营单位", "检测费用由运营单位承担")]),
        ("对有突出贡献的单位和个人，给予表彰、奖励。", [("must", None, "给予表彰、奖励")]),
        ("所需经费列入财政预算。", [("must", None, "所需经费列入财政预算")]),
        ("场馆加强巡查。完善记录。", [("must", "场馆", "加强巡查"), ("must", "场馆", "完善记录")]),
        ("计量装置失准时，按照上月用量收费。", [("must", None, "按照上月用量收费")]),
        (
            "公安机关依法进行审查，对符合条件的，发给证件。",
            [("must", "公安机关", "依法进行审查"), ("must", "公安机关", "发给证件")],
        ),
        # A thing or an occasion behind ； leads over to the next norm.
        (
            "生产者应当检验设备；依法需要认证的设备，应当标注标志。",
            [("must", "生产者", "检验设备"), ("must", None, "标注标志")],
        ),
        (
            "生产者应当检验设备；设备经检验合格后，方可出厂。",
            [("must", "生产者", "检验设备"), ("must", None, "出厂")],
        ),
        # Who is met by chance makes a case of its own.
        (
            "公司应当审查委托人的资质，对不符合条件的委托人，拒绝委托。",
            [("must", "公司", "审查委托人的资质"), ("must", "公司", "拒绝委托")],
        ),
        (
            "主管部门负责检查；对列入失信名单的场馆，采取限制措施。",
            [("must", "主管部门", "负责检查"), ("must", "主管部门", "采取限制措施")],
        ),
        # Encouraging in a row, and what the place that encourages does itself.
        (
            "本市鼓励防护技术研究，支持防护技术应用，建立防护标准体系。",
            [
                ("may", "本市", "防护技术研究"),
                ("may", "本市", "防护技术应用"),
                ("must", "本市", "建立防护标准体系"),
            ],
        ),
        (
            "场馆应当开放；国家鼓励其他场馆开放。",
            [("must", "场馆", "开放"), ("may", "其他场馆", "开放")],
        ),
        # A remark in brackets is no part of the act; the same body acting twice is one norm.
        (
            "公安、交通运输等部门（以下统称主管部门）在各自职责范围内负责巡查。",
            [("must", "公安、交通运输等部门", "在各自职责范围内负责巡查")],
        ),
        (
            "证件由主管部门统一编号，由主管部门发给。",
            [("must", "主管部门", "证件由主管部门统一编号，由主管部门发给")],
        ),
        ("设备的检验为每年一次。", [("must", None, "设备的检验为每年一次")]),
        ("主管部门应当根据设备的可承载量，合理调节人数。", [("must", "主管部门", "根据设备的可承载量，合理调节人数")]),
    ],
)
def test_norms_of_a_sentence(sentence, norms):
    assert norms_of(sentence) == norms


@pytest.mark.parametrize(
    "sentence",
    [
        "为了防护公共场所的安全，根据有关法律，制定本办法。",
        "本办法所称场馆，是指供公众使用的建筑。",
        "本办法适用于本市的场馆。",
        "防护工作坚持预防为主的方针。",
        "建设单位为使用管理单位。",
        "本办法自2020年5月1日起施行。",
        "本办法未作规定的，适用有关法律的规定。",
        "复核期间不停止执行。",
        "调解书经双方签字后生效。",
        "法律另有规定的，按照其规定执行。",
        "作品由原件所有人享有。",
        "公民的合法权益受法律保护。",
    ],
)
def test_purpose_definition_scope_and_principle_bind_nobody(sentence):
    assert norms_of(sentence) == []


def test_circumstances_before_the_first_modal_word_are_its_condition():
    norm = found("有关单位遇有险情，情况紧急，不立即处置将造成损失的，主管部门应当立即处置。")[0]
    assert (norm.bearer, norm.condition) == ("主管部门", "有关单位遇有险情，情况紧急，不立即处置将造成损失的")


def test_condition_is_told_without_the_bearer_that_it_names():
    norm = found("运营单位收到通知后，应当整改。")[0]
    assert (norm.bearer, norm.condition) == ("运营单位", "收到通知后")


def test_implicit_and_explicit_norms_tell_their_trigger():
    norms = found("公安机关负责巡逻。场馆应当巡查。")
    assert [(norm.trigger, norm.implicit) for norm in norms] == [(None, True), ("应当", False)]

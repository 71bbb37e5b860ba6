import pytest
from tests.norms.zh.reading_of import act_of, found, units_of

from dutybook.law import Source, parse
from dutybook.norms import extract


def test_limits_and_citations_stand_on_the_norm_that_they_govern():
    first, second = found("场馆应当在十日内备案。依照第二条规定，不得少于三人。", "场馆应当巡查。")[:2]
    assert [(time.kind, time.value) for time in first.times] == [("within", "P10D")]
    assert [(amount.min, amount.unit) for amount in second.amounts] == [(3, "person")]
    assert [ref.target for ref in second.refs] == ["art_2"]
    assert first.refs == second.times == ()


def test_items_that_are_parts_count_as_the_paragraphs_text():
    norm = found("场馆应当登记下列信息：\n（一）第二条规定的类别；\n（二）九十日内的变更。", "场馆应当巡查。")[0]
    assert [ref.target for ref in norm.refs] == ["art_2"]


def test_sanction_has_a_norm_for_each_stage_and_each_person():
    text = (
        "违反本办法第一条规定，场馆未巡查的，由公安机关责令改正；拒不改正的，处一千元以上五千元以下罚款，"
        "并对直接负责的主管人员处五百元以下罚款。"
    )
    norms = [norm for norm in found("场馆应当巡查。", text) if norm.modality == "sanction"]
    assert [(norm.condition, norm.sanctions, norm.penalised) for norm in norms] == [
        (None, ("order_correction",), "场馆"),
        ("拒不改正的", ("fine",), "场馆"),
        ("拒不改正的", ("fine",), "直接负责的主管人员"),
    ]
    assert [norm.bearer for norm in norms] == ["公安机关"] * 3
    assert [norm.violates for norm in norms] == [("art_1",)] * 3
    assert [[ref.target for ref in norm.refs] for norm in norms] == [["art_1"]] * 3
    assert [[(one.min, one.max) for one in norm.amounts] for norm in norms] == [[], [(1000, 5000)], [(None, 500)]]


def test_duty_before_a_sanction_in_one_sentence_is_kept():
    norms = found("施工单位应当设置围挡；造成损失的，应当承担赔偿责任。")
    assert [(norm.modality, norm.bearer) for norm in norms] == [("obligation", "施工单位"), ("sanction", None)]


@pytest.mark.parametrize(
    ("sentence", "norms"),
    [
        # Liability as one verb of a duty; an authority that acts on a risk; a duty before a list of breaches.
        (
            "检测机构应当遵守规范，对其报告承担相应责任，不得出具虚假报告。",
            [("obligation", "检测机构"), ("prohibition", "检测机构")],
        ),
        ("主管部门发现可能存在风险的，有权约谈经营者，责令整改。", [("permission", "主管部门")]),
        (
            "执法人员应当公正执法，有下列情形之一的，由所在单位给予处分：\n（一）拖延的；\n（二）刁难的。",
            [("obligation", "执法人员"), ("sanction", "所在单位")],
        ),
        ("公安机关发现经营者未备案的，应当责令改正，处一千元罚款。", [("sanction", None)]),
        # Liability is a sanction even with 应当; responsibility for one's work, an accident, a substitute are none.
        ("检测机构应当对检测结果承担法律责任。", [("sanction", None)]),
        ("场馆对防护质量承担相关责任。", [("obligation", "场馆")]),
        ("道路上发生的事故，由公安机关依照有关规定处理。", [("obligation", "公安机关")]),
        ("馆长不能履行职责的，由副馆长代为主持。", [("obligation", "副馆长")]),
        ("场馆造成损害的，受害人有权请求场馆承担赔偿责任。", [("permission", "受害人")]),
        ("法律、法规已有处罚规定的，按照其规定执行。", [("sanction", None)]),
        # The imposer carries on to the next sentence's stage.
        (
            "场馆未备案的，由主管部门责令改正。逾期不改正的，处二千元罚款。",
            [("sanction", "主管部门"), ("sanction", "主管部门")],
        ),
        ("场馆未备案的，由主管部门根据情节轻重，责令改正，处二千元罚款。", [("sanction", "主管部门")]),
        (
            "场馆未备案的，由主管部门收缴许可证或者由发证机关吊销许可证。",
            [("sanction", "主管部门"), ("sanction", "发证机关")],
        ),
        ("造成损失的，应当承担赔偿责任。", [("sanction", None)]),
    ],
)
def test_duties_and_sanctions_in_one_sentence_are_told_apart(sentence, norms):
    assert [(norm.modality, norm.bearer) for norm in found(sentence)] == norms


def test_circumstances_of_one_sanction_stand_on_the_paragraph():
    text = "场馆有下列行为之一的，由公安机关处二千元罚款：\n（一）未巡查的；\n（二）未备案的。"
    assert units_of(text) == ["art_1__para_1"]


def test_items_with_penalties_of_their_own_take_the_authority_from_the_lead_in():
    text = (
        "场馆有下列行为之一的，由公安机关按照下列规定处罚：\n"
        "（一）未巡查的，处一千元罚款；\n（二）未备案的，处二千元罚款。"
    )
    norms = [norm for norm in found(text) if "item" in norm.unit]
    assert [(norm.bearer, norm.penalised, norm.amounts[0].max) for norm in norms] == [
        ("公安机关", "场馆", 1000),
        ("公安机关", "场馆", 2000),
    ]


def test_who_punishes_by_the_items_is_not_who_ordered_the_correction():
    text = (
        "未备案的，由主管部门责令改正；逾期不改正的，由执法部门按照下列规定处罚：\n"
        "（一）学校未备案的，处一千元罚款；\n（二）医院未备案的，处二千元罚款。"
    )
    assert [norm.bearer for norm in found(text)] == ["主管部门", "执法部门", "执法部门"]


def test_confiscation_without_an_imposer_is_one_stage_with_the_fine_that_names_him():
    text = "违反本办法规定的，没收违法所得，由公安机关处一千元罚款，没有违法所得的，处五百元罚款。"
    assert [(norm.bearer, norm.sanctions) for norm in found(text)] == [
        ("公安机关", ("confiscation", "fine")),
        ("公安机关", ("fine",)),
    ]


def test_breach_may_be_told_as_not_meeting_an_article():
    norm = found("从事检测不符合本办法第二条规定的，由主管部门责令改正。", "检测应当准确。")[0]
    assert norm.violates == ("art_2",)


def test_plan_commands_without_naming_anybody():
    text = (
        "海州市防护工作方案\n\n一、加强组织\n坚持统一领导，形成工作合力。\n"
        "（一）完善制度。建立值守制度。公安机关负责巡逻。\n（二）开展演练。每季度组织演练。\n"
    )
    norms = extract(parse(Source(text, "plan")))
    assert [(norm.unit, norm.bearer, norm.action) for norm in norms] == [
        ("sec_1__para_1", None, "建立值守制度"),
        ("sec_1__para_1", "公安机关", "负责巡逻"),
        ("sec_1__para_2", None, "每季度组织演练"),
    ]


def test_spans_are_source_offsets_of_the_quoted_words():
    act = act_of("场馆应当履行下列职责：\n（一）发现险情，应当在二小时内报告。")
    norm = extract(act)[0]
    said = {name: "".join(act.source.text[a:b] for a, b in getattr(norm.spans, name)) for name in norm.spans.__slots__}
    assert said == {"trigger": "应当", "bearer": "场馆", "condition": "发现险情", "action": "在二小时内报告"}
    assert ["".join(act.source.text[a:b] for a, b in time.spans) for time in norm.times] == [norm.times[0].text]


@pytest.mark.parametrize(
    ("sentence", "least"),
    [("场馆应当巡查。", 0.95), ("场馆可以停业。应当公告。", 0.8)],
)
def test_confidence_is_a_share(sentence, least):
    assert all(least <= norm.confidence <= 1 for norm in found(sentence))


def test_named_bearer_is_surer_than_one_carried_over():
    named, carried = found("场馆应当巡查。应当记录。")
    assert named.confidence > carried.confidence

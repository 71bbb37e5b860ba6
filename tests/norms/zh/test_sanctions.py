"""Sanction clauses in model sentences: what they are, their stages, parties and the breach they cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.norms.zh.sanctions import (
    is_sanction,
    sanction_lead,
    sanction_stages,
    sanction_start,
    violated_spans,
)


def kinds(sentence: str) -> list[tuple[str, ...]]:
    return [stage.kinds for stage in sanction_stages(sentence)]


@pytest.mark.parametrize(
    ("consequence", "expected"),
    [
        ("责令改正", ("order_correction",)),
        ("责令限期停止侵害", ("order_correction",)),
        ("责令停止使用", ("suspension",)),
        ("责令停产停业", ("suspension",)),
        ("暂扣许可证", ("suspension",)),
        ("责令改正或者停止施工", ("order_correction", "suspension")),
        ("给予警告", ("warning",)),
        ("予以通报批评", ("criticism",)),
        ("处警告或者五百元以下罚款", ("warning", "fine")),
        ("没收违法所得，并处一千元罚款", ("confiscation", "fine")),
        ("吊销许可证", ("revocation",)),
        ("处五日以下拘留", ("detention",)),
        ("依法给予处分", ("discipline",)),
        ("给予降级的处分", ("discipline",)),
        ("依法追究刑事责任", ("criminal",)),
        ("依法承担赔偿责任", ("civil",)),
        ("依法给予治安管理处罚", ("public_security",)),
        ("依照治安管理处罚法的规定处罚", ("public_security",)),
        ("从其规定", ("other",)),
        ("依法追究法律责任", ("other",)),
        ("依法予以处理", ("other",)),
        ("依照前款规定处罚", ("other",)),
        ("收缴许可证", ("other",)),
        ("收缴违禁物品", ("confiscation",)),
        ("扣押设备，并处一千元罚款", ("other", "fine")),
        ("降低其资质等级或者吊销资质证书", ("other", "revocation")),
        ("责令经营者限期改正", ("order_correction",)),
        ("代为清除", ("other",)),
        ("予以取缔", ("other",)),
    ],
)
def test_kind_of_consequence(consequence: str, expected: tuple[str, ...]) -> None:
    sentence = f"有关单位违反本办法规定，有违法行为的，{consequence}。"
    kinds_found = [kind for stage in sanction_stages(sentence) for kind in stage.kinds]
    assert sorted(kinds_found) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "违反本办法第九条规定的，处一千元以下罚款。",
        "有下列行为之一的，由公安机关责令改正：",
        "造成他人损害的，应当依法承担民事责任。",
        "违反本办法规定的行为，法律、法规已有处罚规定的，从其规定。",
        "任何单位不履行义务的，依法追究法律责任。",
    ],
)
def test_penalty_and_liability_clauses_are_sanctions(sentence: str) -> None:
    assert is_sanction(sentence) is True


@pytest.mark.parametrize(
    "sentence",
    [
        "罚款应当全部上缴国库。",
        "管理单位应当加强巡查。",
        "当事人对处罚决定不服的，可以申请复议。",
        "主管部门应当责令停止传输有关信息。",
        "运输工作国家另有规定的，从其规定。",
        "被吊销许可证的单位应当公告。",
        "违法行为轻微的，不予处罚。",
        "有下列行为之一的，由主管部门按照下列规定处罚：",
        "造成损失的，应当予以补偿。",
        "重大隐患排除前无法保证安全的，责令暂时停产停业。",
        "开业后停止营业的，应当到原备案机关撤销备案。",
    ],
)
def test_duties_and_mentions_are_no_sanctions(sentence: str) -> None:
    assert is_sanction(sentence) is False


def test_each_circumstance_opens_a_stage_and_the_imposer_carries_on() -> None:
    stages = sanction_stages(
        "违反本办法第九条规定，管理单位未设置标志的，由主管部门责令改正；拒不改正的，处一万元罚款；构成犯罪的，依法追究刑事责任。"
    )
    assert [(one.bearer, one.condition, one.penalised, one.action) for one in stages] == [
        ("主管部门", None, "管理单位", "责令改正"),
        ("主管部门", "拒不改正的", "管理单位", "处一万元罚款"),
        (None, "构成犯罪的", "管理单位", "依法追究刑事责任"),
    ]


def test_another_person_penalised_opens_a_stage() -> None:
    stages = sanction_stages(
        "管理单位未登记的，由主管部门处一万元罚款，并对其直接负责的主管人员和其他直接责任人员处一千元罚款；情节严重的，吊销许可证。"
    )
    assert [(one.condition, one.penalised, one.action) for one in stages] == [
        ("管理单位未登记的", "管理单位", "处一万元罚款"),
        (
            "管理单位未登记的",
            "直接负责的主管人员和其他直接责任人员",
            "对其直接负责的主管人员和其他直接责任人员处一千元罚款",
        ),
        ("情节严重的", "管理单位", "吊销许可证"),
    ]


def test_units_and_individuals_are_penalised_apart() -> None:
    stages = sanction_stages(
        "违反规定堆放物品的，由主管部门责令改正，对单位处一万元罚款，对个人处二百元罚款；造成损失的，依法承担赔偿责任。"
    )
    assert [(one.penalised, one.kinds) for one in stages] == [
        (None, ("order_correction",)),
        ("单位", ("fine",)),
        ("个人", ("fine",)),
        (None, ("civil",)),
    ]


def test_the_only_person_addressed_is_penalised_in_the_stage_before_too() -> None:
    stages = sanction_stages(
        "违反规定擅自施放的，由公安机关责令停止施放，对责任单位处一万元罚款；情节严重的，处三万元罚款。"
    )
    assert [(one.condition, one.penalised, one.kinds) for one in stages] == [
        (None, "责任单位", ("order_correction", "fine")),
        ("情节严重的", "责任单位", ("fine",)),
    ]


def test_discipline_and_crime_meet_the_same_officials() -> None:
    stages = sanction_stages(
        "有关部门不履行职责，造成后果的，对直接负责的主管人员，依法给予处分；构成犯罪的，依法追究刑事责任。"
    )
    assert [(one.penalised, one.kinds) for one in stages] == [
        ("直接负责的主管人员", ("discipline",)),
        ("直接负责的主管人员", ("criminal",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "penalised"),
    [
        ("构成犯罪的，依法追究直接责任人员的刑事责任。", "直接责任人员"),
        ("违反规定的，给予责任人员行政处分。", "责任人员"),
        ("导致事故发生的，倒查领导责任。", "领导"),
        ("造成损失的，由寄件人承担赔偿责任。", "寄件人"),
        ("直接负责的主管人员构成犯罪的，依法追究刑事责任。", "直接负责的主管人员"),
        ("民用航空器未经登记实施飞行的，处一千元罚款。", None),
        ("对违法所得予以没收，并处一千元罚款。", None),
    ],
)
def test_person_penalised(sentence: str, penalised: str | None) -> None:
    assert sanction_stages(sentence)[0].penalised == penalised


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("违反规定的，由公安机关依法处一千元罚款。", "公安机关"),
        ("违反规定的，由城市管理部门按照职责分工责令改正。", "城市管理部门"),
        ("违反规定的，主管部门可以处一千元罚款。", "主管部门"),
        ("违反规定的，由街道办事处处一千元罚款。", "街道办事处"),
        ("违反规定的，由有关机关按照管理权限对责任人员，依法给予处分。", "有关机关"),
        ("违反规定的，处一千元罚款。", None),
    ],
)
def test_imposer(sentence: str, bearer: str | None) -> None:
    assert sanction_stages(sentence)[0].bearer == bearer


def test_change_of_imposer_opens_a_stage() -> None:
    stages = sanction_stages("违反规定的，由公安机关处一千元罚款，由发证机关吊销许可证；造成损失的，依法承担赔偿责任。")
    assert [one.bearer for one in stages] == ["公安机关", "发证机关", None]


def test_liability_joins_no_penalty() -> None:
    assert kinds("违反规定的，处一千元罚款，依法承担赔偿责任。") == [("fine",), ("civil",)]


def test_offence_against_public_order_is_punished_as_such() -> None:
    assert kinds("构成违反治安管理行为的，由公安机关依法给予处罚。") == [("public_security",)]


def test_list_with_penalties_of_its_own_takes_the_parties_of_its_lead() -> None:
    lead = "物业服务企业有下列行为之一的，由主管部门按照下列规定处罚："
    imposer, person = sanction_lead(lead)
    assert (imposer and lead[slice(*imposer)], person and lead[slice(*person)]) == ("主管部门", "物业服务企业")
    stages = sanction_stages("未设置标志的，处一千元罚款；", "主管部门", "物业服务企业")
    assert [(one.bearer, one.bearer_span, one.condition, one.penalised) for one in stages] == [
        ("主管部门", None, "未设置标志的", "物业服务企业"),
    ]


def test_lead_that_delegates_keeps_the_stages_after_it() -> None:
    stages = sanction_stages(
        "主要负责人未履行职责的，由主管部门依照下列规定处以罚款；属于国家工作人员的，并依法给予处分："
    )
    assert [(one.bearer, one.condition, one.penalised, one.kinds) for one in stages] == [
        ("主管部门", "属于国家工作人员的", "主要负责人", ("discipline",)),
    ]


def test_circumstance_run_together_with_its_consequence() -> None:
    stages = sanction_stages("违反规定的，责令改正，拒不改正的处二百元罚款。")
    assert [(one.condition, one.kinds) for one in stages] == [(None, ("order_correction",)), ("拒不改正的", ("fine",))]


def test_words_behind_a_consequence_belong_to_its_action() -> None:
    stages = sanction_stages(
        "违反规定的，责令限期改正，恢复场地原貌；造成损失的，依法承担赔偿责任，赔偿金额为费用的三倍。"
    )
    assert [one.action for one in stages] == ["责令限期改正，恢复场地原貌", "依法承担赔偿责任，赔偿金额为费用的三倍"]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("施工单位应当设置围挡；造成损失的，应当承担赔偿责任。", 11),
        ("造成损失的，应当承担赔偿责任。", 0),
        ("违反规定的，责令改正；拒不改正的，处一千元罚款。", 0),
        ("施工单位应当设置围挡。", 0),
    ],
)
def test_where_the_sanction_begins_after_a_duty(sentence: str, start: int) -> None:
    assert sanction_start(sentence) == start


@pytest.mark.parametrize(
    ("sentence", "regions"),
    [
        ("违反本办法第九条、第十条规定的，依照第三十条处罚。", ["违反本办法第九条、第十条规定的"]),
        ("单位有前款规定行为的，依照前款规定处罚。", ["有前款规定行为的"]),
        ("有本条例第四条第二项所列行为的，由公安机关处罚。", ["有本条例第四条第二项所列行为的"]),
        ("未按照本办法第八条规定设置标志的，处一千元罚款。", ["未按照本办法第八条规定设置标志的"]),
        ("依照本办法第八条规定处罚。", []),
    ],
)
def test_breach_is_where_a_citation_counts_as_violated(sentence: str, regions: list[str]) -> None:
    assert [sentence[slice(*span)] for span in violated_spans(sentence)] == regions


_WORDS = st.lists(
    st.sampled_from(
        [
            *"，。；：、的由对处并可其一二三",
            "责令改正",
            "罚款",
            "违反",
            "主管部门",
            "单位",
            "人员",
            "没收",
            "构成犯罪的",
            "依法",
            "追究",
            "刑事责任",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.one_of(st.text(max_size=80), _WORDS))
def test_any_text_is_read_and_every_part_is_quoted_truly(text: str) -> None:
    assert isinstance(is_sanction(text), bool)
    assert 0 <= sanction_start(text) <= len(text)
    for stage in sanction_stages(text):
        parts = (
            (stage.trigger, stage.trigger_span),
            (stage.action, stage.action_span),
            (stage.condition, stage.condition_span),
            (stage.bearer, stage.bearer_span),
            (stage.penalised, stage.penalised_span),
        )
        assert all(words == (text[slice(*span)] if span else None) for words, span in parts)
    assert all(0 <= start < end <= len(text) for start, end in violated_spans(text))

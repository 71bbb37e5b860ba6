from pathlib import Path

import pytest
from tests.catalogue.files import MODEL, write

from dutybook.catalogue.coverage import coverage, eids
from dutybook.catalogue.load import load_act
from dutybook.law.model import Source
from dutybook.law.parser import parse
from dutybook.norms import extract
from dutybook.norms.model import Norm

ACT = """\
示范省公共场所安全办法

第一条　本办法所称公共场所，是指供公众使用的场所。
第二条　管理单位应当履行下列职责：
（一）设置出入口；
（二）每半年报告一次。
第三条　旅馆应当核对身份。
旅馆不得收取押金。
第四条　违反本办法第二条规定的，由公安机关处一万元以下罚款。
第五条　本办法自2024年1月1日起施行。
"""


@pytest.fixture
def act():
    return parse(Source(ACT, "model-act.txt"))


def norm(unit, modality="obligation", action="做某事"):
    return Norm(unit, modality, None, None, action)


def rows(act, tmp_path, *norms, text=MODEL):
    found = coverage(act, norms, load_act(write(tmp_path, text)))
    return [(row.how, *row.by) for row in found.rows]


@pytest.mark.parametrize(
    ("unit", "modality", "expected"),
    [
        ("art_2__para_1__item_2", "obligation", ("entry", "model-act/7-report")),
        ("art_2__para_1__item_2", "permission", ("other_modality", "model-act/7-report")),
        ("art_2__para_1__item_2__point_1", "obligation", ("above", "model-act/7-report")),
        ("art_2__para_1", "obligation", ("below", "model-act/7-report")),
        ("art_2__para_1__item_1", "obligation", ("none",)),
        ("art_3__para_2", "obligation", ("entry", "model-act/8-identity")),
        ("art_4__para_1", "sanction", ("sanction", "model-act/7-report")),
        ("art_4__para_1__item_3", "sanction", ("sanction", "model-act/7-report")),
        ("art_4__para_1", "obligation", ("none",)),
        ("art_1__para_1", "obligation", ("not_duty", "art_1__para_1")),
        ("art_1__para_1__item_1", "obligation", ("not_duty", "art_1__para_1")),
        ("art_1", "obligation", ("none",)),
        ("art_21__para_1", "obligation", ("none",)),
    ],
)
def test_how_a_norm_is_covered(act, tmp_path, unit, modality, expected):
    assert rows(act, tmp_path, norm(unit, modality)) == [expected]


def test_an_entry_goes_before_a_note(act, tmp_path):
    text = MODEL.replace("art_1__para_1", "art_3")
    assert rows(act, tmp_path, norm("art_3__para_1"), text=text) == [("entry", "model-act/8-identity")]


def test_share_and_counts(act, tmp_path):
    norms = [norm("art_2__para_1__item_2"), norm("art_3__para_1"), norm("art_5__para_1"), norm("art_1__para_1")]
    found = coverage(act, norms, load_act(write(tmp_path)))
    assert (found.share, found.counts) == (0.75, {"entry": 2, "none": 1, "not_duty": 1})
    assert [row.norm.unit for row in found.uncovered] == ["art_5__para_1"]
    assert not found.complete


def test_an_act_without_norms_is_covered(act, tmp_path):
    found = coverage(act, [], load_act(write(tmp_path)))
    assert (found.share, found.complete, found.idle) == (1.0, True, ("art_1__para_1",))


def test_entries_that_name_no_node_are_told(act, tmp_path):
    text = MODEL.replace("art_4__para_1", "art_44").replace("art_3__para_1", "art_3__para_9")
    text = text.replace("art_1__para_1", "art_9")
    found = coverage(act, [], load_act(write(tmp_path, text)))
    assert found.strangers == (
        ("model-act/8-identity", "art_3__para_9"),
        ("model-act/7-report", "art_44"),
        ("not_duties", "art_9"),
    )
    assert not found.complete


def test_sanctions_of_other_acts_are_not_looked_for(act, tmp_path):
    text = MODEL.replace("provision: art_4__para_1", "provision: 《示范法》#art_44\n      also: [other-act#art_4]")
    assert coverage(act, [], load_act(write(tmp_path, text))).strangers == ()


def test_a_duty_whose_words_are_about_persons_is_to_be_read_again(act, tmp_path):
    norms = [norm("art_2__para_1__item_2", action="登记旅客身份"), norm("art_3__para_1", action="登记旅客身份")]
    unexplained = MODEL.replace("    rationale: {zh: 报送对象由公安机关指定, en: The police name the recipient.}\n", "")
    found = coverage(act, norms, load_act(write(tmp_path, unexplained)))
    assert found.doubtful == (("model-act/7-report", "person_directed"),)


def test_a_duty_that_says_why_it_is_worked_is_not_doubtful(act, tmp_path):
    norms = [norm("art_2__para_1__item_2", action="登记旅客身份")]
    assert coverage(act, norms, load_act(write(tmp_path))).doubtful == ()


def test_all_nodes_have_their_eids(act):
    assert list(eids(act)) == [
        "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_1__item_1", "art_2__para_1__item_2",
        "art_3", "art_3__para_1", "art_3__para_2", "art_4", "art_4__para_1", "art_5", "art_5__para_1",
    ]  # fmt: skip


def test_the_extracted_norms_of_the_model_act(act, tmp_path):
    found = coverage(act, extract(act), load_act(write(tmp_path)))
    assert [(row.norm.unit, row.how) for row in found.rows] == [
        ("art_2__para_1__item_1", "none"),
        ("art_2__para_1__item_2", "entry"),
        ("art_3__para_1", "entry"),
        ("art_3__para_2", "other_modality"),
        ("art_4__para_1", "sanction"),
    ]


def test_annexes_and_divisions_have_eids():
    text = ACT.replace("第一条", "第一章　总则\n第一条", 1) + "\n附件：\n标准表\n"
    found = list(eids(parse(Source(text, Path("x.txt").name))))
    assert found[0] == "chp_1"

import re

import pytest
from tests.catalogue.files import write

from dutybook.catalogue.draft import draft
from dutybook.catalogue.load import load_file
from dutybook.law.model import Source
from dutybook.law.parser import parse
from dutybook.norms import extract

ACT = """\
示范省公共场所安全办法
（2023年12月1日示范省人民政府令第1号公布，自2024年1月1日起施行）

第一条　县级以上人民政府应当加强领导。
第二条　重点目标的管理单位应当履行下列职责：
（一）每半年向公安机关报告一次；
（二）录像资料保存期限不得少于九十日；
（三）依法应当履行的其他职责。
第三条　旅馆业应当核对旅客身份。
第四条　违反本办法第二条规定的，由公安机关责令改正；拒不改正的，处一万元以上五万元以下罚款。
第五条　桥梁管理者可以设置标志。
第六条　阻碍检查的，由公安机关处一千元以下罚款。
第七条　本办法自2024年1月1日起施行。
"""

FILLS = (
    ("zh: ''", "zh: 按规定办理此事"),
    ("en: ''", "en: Do as the act says here."),
    ("role: ''", "role: any_organisation"),
    ("applies: ''", "applies: 'true'"),
)


@pytest.fixture(scope="module")
def text():
    act = parse(Source(ACT, "model-act.txt"))
    return draft(act, extract(act), "model-act")


def entries(text):
    return {found[1]: found[0] for found in re.finditer(r"  - id: model-act/(\S+)\n(?:    .*\n)*", text, re.MULTILINE)}


def test_the_act_is_told_as_far_as_the_text_goes(text):
    head = text[text.index("act:") : text.index("duties:")]
    assert "  title: {zh: 示范省公共场所安全办法, en: ''}\n" in head
    assert "  in_force: {from: 2024-01-01, to: null}\n" in head


def test_every_norm_has_an_entry_or_is_a_catch_all_or_backs_one(text):
    assert list(entries(text)) == ["1-1", "2-1-1", "2-1-2", "3-1", "5-1", "6-1"]
    assert "not_duties:\n- provision: art_2__para_1__item_3\n" in text


def test_a_duty_with_its_cadence_and_sanction(text):
    assert (
        entries(text)["2-1-1"]
        == """\
  - id: model-act/2-1-1
    provision: art_2__para_1__item_1
    role: key_target_operator
    modality: obligation
    summary: {zh: '', en: ''}
    applies: key_target
    cadence: {kind: every, period: P6M}
    workflow: report
    sanction:
      provision: art_4__para_1
      fine_cny:
        unit: [10000, 50000]
      other: [order_correction]
"""
    )


def test_a_retention_period(text):
    assert "    retention: P90D\n" in entries(text)["2-1-2"]


def test_what_is_only_read(text):
    found = {name: re.search(r"reading_only: (\w+)", entry) for name, entry in entries(text).items()}
    assert {name: match[1] for name, match in found.items() if match} == {
        "1-1": "state_power",
        "3-1": "person_directed",
    }


def test_a_sanction_that_backs_no_duty_is_an_entry(text):
    assert "    modality: sanction\n" in entries(text)["6-1"]


def test_the_draft_is_told_as_unwritten_and_sound_once_written(text, tmp_path):
    unwritten = load_file(write(tmp_path, text)).mistakes
    summaries = [mistake for mistake in unwritten if ".summary." in mistake.cause]
    assert len(summaries) == 2 * len(entries(text))
    for old, new in FILLS:
        text = text.replace(old, new)
    assert load_file(write(tmp_path, text)).mistakes == ()


def test_the_words_of_norms_are_quoted_only_on_request(text):
    act = parse(Source(ACT, "model-act.txt"))
    quoted = draft(act, extract(act), "model-act", quote=True)
    assert "\n  # 县级以上人民政府: 加强领导\n  - id: model-act/1-1\n" in quoted
    assert "加强领导" not in text


def test_norms_of_one_unit_get_names_of_their_own():
    act = parse(Source("第一条　管理单位应当设置标志。管理单位不得收费。\n第二条　本办法自公布之日起施行。\n", "x.txt"))
    assert list(entries(draft(act, extract(act), "model-act"))) == ["1-1", "1-1-n2"]

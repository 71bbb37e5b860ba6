import csv
import io
import json

import pytest
from tests.catalogue.files import changed, write

from dutybook.catalogue import export
from dutybook.catalogue.load import catalogue
from dutybook.catalogue.model import ActFile, plain


@pytest.fixture
def model(tmp_path):
    write(tmp_path)
    return catalogue(tmp_path)


def test_json_is_what_the_files_say(model):
    (found,) = json.loads(export.as_json(model))
    content = ActFile.model_validate_json(json.dumps(found))
    assert content.act == model.acts[0]
    assert content.duties == tuple(entry.duty for entry in model.entries)
    assert content.not_duties == model.not_duties["model-act"]


def test_an_act_that_is_not_commenced_survives_json(tmp_path):
    write(tmp_path, changed("{from: 2024-01-01, to: null}", "{from: null, note: {zh: 尚未生效, en: not commenced}}"))
    loaded = catalogue(tmp_path)
    (found,) = json.loads(export.as_json(loaded))
    assert ActFile.model_validate_json(json.dumps(found)).act == loaded.acts[0]


def test_csv_has_a_row_for_each_duty(model):
    rows = list(csv.DictReader(io.StringIO(export.as_csv(model))))
    assert tuple(rows[0]) == export.COLUMNS
    assert rows[0] == {
        "id": "model-act/7-report",
        "act": "model-act",
        "act_zh": "示范省公共场所安全办法",
        "act_en": "Model measures on the safety of public places",
        "jurisdiction": "41",
        "in_force_from": "2024-01-01",
        "in_force_to": "",
        "provisions": "art_2__para_1__item_2",
        "role": "key_target_operator",
        "role_zh": "重点目标的管理单位",
        "modality": "obligation",
        "summary_zh": "每半年报一次防范情况",
        "summary_en": "Report every six months on the precautions taken.",
        "applies": "key_target",
        "act_applies": "serves_public",
        "workflow": "report",
        "cadence": '{"kind": "every", "period": "P6M"}',
        "retention": "P90D",
        "evidence": "report receipt",
        "sanction": json.dumps(plain(model.entries[0].duty.sanction), ensure_ascii=False),
        "reading_only": "",
        "rationale_zh": "报送对象由公安机关指定",
        "rationale_en": "The police name the recipient.",
    }
    assert [rows[1][name] for name in ("reading_only", "workflow", "provisions", "sanction")] == [
        "person_directed",
        "",
        "art_3__para_1 art_3__para_2",
        "",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_nothing_in_the_table_is_a_formula(tmp_path, start):
    write(tmp_path, changed("en: Report every six months on the precautions taken.", f"en: '{start}1 as reported'"))
    (first, _) = csv.DictReader(io.StringIO(export.as_csv(catalogue(tmp_path))))
    assert first["summary_en"][:3] == f"'{start}1"

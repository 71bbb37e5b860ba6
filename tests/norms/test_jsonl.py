import json

from tests.norms.zh.reading_of import found

from dutybook.norms.jsonl import jsonl


def test_row_has_the_fields_of_the_annotation_guide():
    rows = [
        json.loads(line) for line in jsonl("model", found("公安机关负责巡逻。", "场馆应当在十日内备案。")).splitlines()
    ]
    assert list(rows[0]) == [
        *("act", "unit", "modality", "trigger", "bearer", "action", "condition", "times", "amounts", "refs"),
        *("violates", "sanctions", "penalised", "implicit", "confidence"),
    ]
    assert rows[1]["times"] == [{"kind": "within", "value": "P10D", "working_days": False, "text": "十日内"}]
    assert ("implicit" in rows[1], "residual" in rows[1]) == (False, False)


def test_action_is_cut_to_forty_characters():
    row = json.loads(jsonl("model", found("场馆应当" + "记录" * 40 + "。")))
    assert len(row["action"]) == 40

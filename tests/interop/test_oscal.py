import json
import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema_rs
import pytest
from tests.catalogue.files import MODEL, changed, write

from dutybook.catalogue.load import catalogue
from dutybook.interop import oscal

SCHEMA = Path(__file__).with_name("oscal_catalog_schema.json")
"""NIST's own schema of OSCAL 1.2.3 catalogs, a work of the United States government in the public domain."""

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def official():
    return jsonschema_rs.validator_for(json.loads(SCHEMA.read_text("utf-8")))


@pytest.fixture(scope="module", params=["shipped", "model"])
def written(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogue")
    write(folder)
    return oscal.write(catalogue(folder if request.param == "model" else None), version="7", modified=AT)


def test_the_official_schema_accepts_it(official, written):
    assert [error.message for error in official.iter_errors(json.loads(written))] == []


def test_a_second_validator_accepts_it(written, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # it keeps a database of its own below the working directory
    second = pytest.importorskip("oscal", reason="the validator `oscal` is not installed")
    path = tmp_path / "catalog.json"
    path.write_text(written, "utf-8")
    assert second.Catalog.open(str(path)).is_valid


def identifiers(node):
    if isinstance(node, dict):
        yield from (node["id"],) if "id" in node else ()
        for part in node.values():
            yield from identifiers(part)
    elif isinstance(node, list):
        for part in node:
            yield from identifiers(part)


def test_identifiers_are_ascii_tokens_and_each_stands_once(written):
    found = list(identifiers(json.loads(written)))
    assert [name for name in found if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", name)] == []
    assert len(found) == len(set(found))


@pytest.fixture
def model(tmp_path):
    write(tmp_path)
    return oscal.catalog(catalogue(tmp_path), version="7", modified=AT)["catalog"]


def props(node):
    return {prop["name"]: prop["value"] for prop in node["props"]}


def test_an_act_is_a_group(model):
    (group,) = model["groups"]
    assert (group["id"], group["title"]) == ("model-act", "示范省公共场所安全办法")
    assert props(group) == {
        "title-en": "Model measures on the safety of public places",
        "jurisdiction": "41",
        "in-force-from": "2024-01-01",
        "applies": "serves_public",
    }


def test_a_duty_is_a_control(model):
    duty, read = model["groups"][0]["controls"]
    assert (duty["id"], duty["class"], duty["title"]) == ("model-act_7-report", "duty", "每半年报一次防范情况")
    assert props(duty) == {
        "label": "model-act/7-report",
        "provision": "art_2__para_1__item_2",
        "role": "key_target_operator",
        "role-zh": "重点目标的管理单位",
        "modality": "obligation",
        "applies": "key_target",
        "sanction": '{"provision":"art_4__para_1","fine_cny":{"unit":[null,100000],"person":[1000,10000]},'
        '"other":["order_correction"]}',
        "workflow": "report",
        "cadence": '{"kind":"every","period":"P6M"}',
        "retention": "P90D",
        "evidence": "report receipt",
    }
    assert [part["name"] for part in duty["parts"]] == ["statement", "statement", "guidance", "guidance"]
    assert (read["class"], props(read)["reading-only"]) == ("reading-only", "person_directed")
    assert not {"workflow", "cadence", "retention", "evidence"} & set(props(read))


def test_an_act_that_is_not_commenced_says_so(tmp_path):
    write(tmp_path, changed("{from: 2024-01-01, to: null}", "{from: null, note: {zh: 尚未生效, en: not commenced}}"))
    found = oscal.catalog(catalogue(tmp_path), version="7", modified=AT)["catalog"]["groups"][0]
    assert props(found)["in-force-from"] == "not-commenced"


def test_a_national_act_and_an_end_are_told(tmp_path):
    write(tmp_path, MODEL.replace('"41"', '""').replace("to: null", "to: 2030-12-31"))
    found = props(oscal.catalog(catalogue(tmp_path), version="7", modified=AT)["catalog"]["groups"][0])
    assert (found["jurisdiction"], found["in-force-to"]) == ("national", "2030-12-31")


def test_the_same_catalogue_is_written_the_same(tmp_path):
    write(tmp_path)
    once, again = (oscal.write(catalogue(tmp_path), version="7", modified=AT) for _ in range(2))
    assert once == again


def test_a_time_without_offset_is_refused(tmp_path):
    write(tmp_path)
    with pytest.raises(ValueError, match="modified needs an offset"):
        oscal.write(catalogue(tmp_path), version="7", modified=AT.replace(tzinfo=None))

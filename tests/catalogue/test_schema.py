import json

import jsonschema_rs
import pytest
from tests.catalogue.files import MODEL, changed

from dutybook.catalogue import marked_yaml, schema
from dutybook.catalogue.load import act_files, shipped


@pytest.fixture(scope="module")
def validator():
    return jsonschema_rs.validator_for(schema.schema())


def test_the_published_schema_is_up_to_date(repository):
    published = (repository / "docs" / "catalogue.schema.json").read_text("utf-8")
    assert published == schema.text(), "docs/catalogue.schema.json is behind the models: see docs/catalogue.md"


def test_the_model_file_is_valid(validator):
    assert validator.is_valid(marked_yaml.read(MODEL, "x").data)


@pytest.mark.parametrize("path", act_files(shipped()), ids=lambda path: path.stem)
def test_every_shipped_file_is_valid(validator, path):
    data = json.loads(json.dumps(marked_yaml.read_file(path).data))
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("part", ["workflow: report", "cadence: {kind: once}", "retention: P1D", "evidence: [photo]"])
def test_the_schema_itself_forbids_work_on_what_is_only_read(validator, part):
    text = changed("reading_only: person_directed", f"reading_only: person_directed\n    {part}")
    assert not validator.is_valid(marked_yaml.read(text, "x").data)


def test_the_schema_asks_for_a_workflow_of_what_is_worked(validator):
    assert not validator.is_valid(marked_yaml.read(changed("    workflow: report\n", ""), "x").data)

"""The extractor on the annotated acts beside the repository, where they are at hand."""

import json
import runpy

import pytest

from dutybook.law import read_act
from dutybook.norms import extract
from dutybook.norms.jsonl import jsonl

BARS = {
    "norm": 0.97,
    "norm+bearer": 0.93,
    "times": 0.97,
    "amounts": 0.97,
    "refs": 0.98,
    "violates": 0.97,
    "sanctions": 0.97,
}


@pytest.fixture(scope="module")
def figures(shared):
    score = runpy.run_path(str(shared / "gold" / "score.py"))
    gold = {file.stem: score["read"](file) for file in sorted((shared / "gold").glob("*.jsonl"))}
    acts = {file.stem: file for file in (shared / "acts").iterdir() if file.stem in gold}
    found = {
        stem: [json.loads(line) for line in jsonl(stem, extract(read_act(file))).splitlines()]
        for stem, file in acts.items()
    }
    return {name: score["as_f1"](*numbers)["f1"] for name, numbers in score["score"](gold, found).items()}


@pytest.mark.parametrize("name", list(BARS))
def test_annotated_acts_are_read_as_well_as_promised(figures, name):
    assert figures[name] >= BARS[name]

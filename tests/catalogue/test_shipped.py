"""The catalogue that Dutybook ships, held against the acts themselves where they are at hand."""

import json
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from dutybook.catalogue.coverage import coverage
from dutybook.catalogue.load import act_files, catalogue, load_act, shipped, shipped_file
from dutybook.catalogue.model import Words
from dutybook.catalogue.schemes import schemes
from dutybook.law.parser import parse
from dutybook.law.sources import read_source
from dutybook.norms import Norm, extract

FIVE = ("guizhou-ce-2022", "henan-ct-2024", "jilin-ce-2025", "plan-2026", "xinjiang-ns-2022")
LONGEST_RUN = 19
"""Characters in a row that our own words may share with a statute."""


def words(part: object) -> Iterator[str]:
    """Every Chinese text of our own in a part of the catalogue, titles apart."""
    if isinstance(part, BaseModel):
        if hasattr(part, "zh"):
            yield part.zh
        for name, value in part:
            if not (name == "title" and isinstance(value, Words)):
                yield from words(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from words(value)


def bare(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", text)


def test_the_acts_that_it_holds():
    assert {act.id for act in catalogue().acts} >= {*FIVE, "uk-tppa-2025"}


@pytest.mark.parametrize("name", FIVE)
def test_every_norm_is_covered_and_every_entry_is_sound(shared, name):
    act = parse(read_source(shared / "acts" / f"{name}.txt"))
    found = coverage(act, extract(act), load_act(shipped_file(name)))
    assert [(row.norm.unit, row.norm.action[:20]) for row in found.uncovered] == []
    assert (found.strangers, found.doubtful) == ((), ())


@pytest.mark.parametrize("name", FIVE)
def test_every_annotated_norm_is_covered(shared, name):
    act = parse(read_source(shared / "acts" / f"{name}.txt"))
    rows = map(json.loads, (shared / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines())
    norms = [Norm(row["unit"], row["modality"], row["trigger"], row["bearer"], row["action"]) for row in rows]
    found = coverage(act, norms, load_act(shipped_file(name)))
    assert [(row.norm.unit, row.norm.action[:20]) for row in found.uncovered] == []


@pytest.mark.parametrize("name", FIVE)
def test_no_words_of_ours_are_the_statutes(shared, name):
    statute = bare(read_source(shared / "acts" / f"{name}.txt").text)
    ours = [*words(load_act(shipped_file(name))), *words(tuple(schemes().tiers.values()))]
    ours += words(tuple(schemes().levels.values()))
    runs = {text[at : at + LONGEST_RUN + 1] for text in map(bare, ours) for at in range(len(text) - LONGEST_RUN)}
    assert sorted(run for run in runs if run in statute) == []


@pytest.mark.parametrize("path", act_files(shipped()), ids=lambda path: path.stem)
def test_what_is_only_read_has_nothing_to_work(path):
    only_read = [duty for duty in load_act(path).duties if duty.reading_only]
    fields = {"workflow", "cadence", "retention", "evidence"}
    assert [duty.id for duty in only_read if fields & set(type(duty).model_fields)] == []

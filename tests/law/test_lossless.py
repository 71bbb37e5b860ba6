"""Nothing lost: each non-space character of a source stands in exactly one leaf, whatever the source is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.law.generated import Layout, Made, broken, layouts, made_acts, printed, texts
from tests.law.reading import eids

from dutybook.demo import model_act_path
from dutybook.law.leaves import leaves, rebuild
from dutybook.law.model import Act, Source
from dutybook.law.parser import parse, structure
from dutybook.law.sources import read_source
from dutybook.law.sources.markdown import marks_of


def assert_nothing_lost(act: Act) -> None:
    text = act.source.text
    held = Counter(at for _, spans in leaves(act) for start, end in spans for at in range(start, end))
    assert {at: held[at] for at, char in enumerate(text) if held[at] != 1 and not char.isspace()} == {}
    assert [leaf for leaf, spans in leaves(act) if leaf != "".join(text[a:b] for a, b in spans)] == []
    assert [eid for eid, times in Counter(eids(act)).items() if times > 1] == []
    assert rebuild(act) == text


@given(texts())
def test_nothing_is_lost_of_any_text(text: str):
    assert_nothing_lost(structure(Source(text)))


@given(texts())
def test_nothing_is_lost_of_any_markdown(text: str):
    assert_nothing_lost(structure(Source(text, "act.md", "md", marks_of(text))))


@given(texts(120), st.integers(12, 24))
def test_nothing_is_lost_of_any_wrapped_text(text: str, width: int):
    assert_nothing_lost(structure(Source(broken(text, width))))


@given(made_acts(), layouts() | layouts(wrapped=True))
def test_nothing_is_lost_of_a_made_act(made: Made, layout: Layout):
    assert_nothing_lost(parse(Source(printed(made, layout))))


def test_nothing_is_lost_of_the_model_act():
    assert_nothing_lost(parse(read_source(model_act_path())))


def test_nothing_is_lost_of_the_collection(shared: Path):
    for path in (*sorted(shared.glob("laws/**/*.md")), *sorted(shared.glob("acts/*"))):
        act = structure(read_source(path))
        assert rebuild(act) == act.source.text, path.name
        assert max(Counter(eids(act)).values()) == 1, path.name

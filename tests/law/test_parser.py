"""The whole reader: made acts read back to the tree they were printed from, whatever the print looks like."""

from __future__ import annotations

from hypothesis import given
from tests.law.generated import Layout, Made, as_read, layouts, made_acts, plain, printed
from tests.law.reading import eids

from dutybook.law.model import Act
from dutybook.law.parser import parse
from dutybook.law.sources import source_from_text


def read(text: str) -> Act:
    return parse(source_from_text(text, "act.txt"))


@given(made_acts())
def test_a_made_act_reads_back_to_its_tree(made: Made):
    assert as_read(read(printed(made))) == plain(made)


@given(made_acts(), layouts())
def test_the_print_changes_nothing(made: Made, layout: Layout):
    assert as_read(read(printed(made, layout))) == plain(made)


@given(made_acts(long=True), layouts(wrapped=True))
def test_broken_lines_are_joined(made: Made, layout: Layout):
    assert as_read(read(printed(made, layout))) == plain(made)


@given(made_acts(), layouts())
def test_eids_do_not_depend_on_white_space(made: Made, layout: Layout):
    assert eids(read(printed(made, layout))) == eids(read(printed(made)))


@given(made_acts(), layouts())
def test_reading_twice_gives_equal_acts(made: Made, layout: Layout):
    text = printed(made, layout)
    assert read(text) == read(text)

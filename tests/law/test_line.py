from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.line import TABLE_ROW, Line, outer_span, quote_stays_open, slice_spans


def test_splits_off_its_number():
    num, span, rest = Line("第一条　单位", ((10, 16),)).split(3)
    assert (num, span, rest.text, rest.spans) == ("第一条", (10, 13), "单位", ((14, 16),))


def test_splits_a_number_that_stands_alone():
    num, span, rest = Line("第一条", ((10, 13),)).split(3)
    assert (num, span, rest.text, rest.spans) == ("第一条", (10, 13), "", ())


def test_splits_inside_the_second_piece_of_source():
    num, span, rest = Line("第一条　单位", ((10, 12), (20, 24))).split(3)
    assert (num, span, rest.text, rest.spans) == ("第一条", (10, 21), "单位", ((22, 24),))


def test_cut_takes_no_outer_white_space():
    cut = Line("甲　乙　丙", ((5, 10),), level=2).cut(1, 4)
    assert (cut.text, cut.spans, cut.level) == ("乙", ((7, 8),), 2)


def test_cut_of_nothing_has_no_span():
    cut = Line("甲　乙", ((5, 8),)).cut(1, 2)
    assert (cut.text, cut.spans) == ("", ())


@pytest.mark.parametrize(("text", "level", "row"), [("甲\t乙", 0, True), ("甲", TABLE_ROW, True), ("甲 乙", 0, False)])
def test_a_row_is_told_by_its_tab_or_its_pipes(text: str, level: int, row: bool):
    assert Line(text, ((0, len(text)),), 0, level).is_row() is row


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.data())
def test_slice_spans_holds_the_same_characters_as_the_slice(lengths: list[int], data: st.DataObject):
    starts = [10 * index for index in range(len(lengths))]
    spans = tuple((start, start + length) for start, length in zip(starts, lengths, strict=True))
    places = [at for a, b in spans for at in range(a, b)]
    start = data.draw(st.integers(0, len(places)))
    end = data.draw(st.integers(start, len(places)))
    assert [at for a, b in slice_spans(spans, start, end) for at in range(a, b)] == places[start:end]


def test_outer_span_reaches_from_first_to_last():
    assert [outer_span(()), outer_span(((3, 5),)), outer_span(((3, 5), (8, 9)))] == [None, (3, 5), (3, 9)]


@pytest.mark.parametrize(
    ("text", "was_open", "is_open"),
    [
        ("甲乙", False, False),
        ("甲乙", True, True),
        ("甲“乙", False, True),
        ("甲“乙”丙", False, False),
        ("甲”乙", True, False),
        ("“甲", True, True),
        ("甲”，“乙", True, True),
    ],
)
def test_quotation_stays_open_until_it_is_closed(text: str, was_open: bool, is_open: bool):
    assert quote_stays_open(text, was_open) is is_open

"""How wrapped text is told from text that is not; tests/law/test_wraps.py holds the hard cases."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.lines import lines_of
from dutybook.law.model import Source

SENTENCE = "经营单位应当每半年检查一次全部出入口的防护设备并将检查的结果记录在台账上供主管部门查阅"


def texts(lines: list[str]) -> list[str]:
    return [line.text for line in lines_of(Source("\n".join(lines)))[0]]


def broken(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


@given(st.integers(14, 40), st.integers(1, 3))
def test_indented_paragraphs_are_joined(width: int, times: int):
    paragraphs = [f"　　第{n}条　{SENTENCE * (2 + times)}。" for n in "一二三四"]
    lines = [line for paragraph in paragraphs for line in broken(paragraph, width)]
    assert texts(lines) == [paragraph.strip() for paragraph in paragraphs]


def test_a_joined_line_has_a_span_for_each_printed_line():
    paragraph = f"　　第一条　{SENTENCE * 3}。"
    source = Source("\n".join(broken(paragraph, 30)))
    (line,) = lines_of(source)[0]
    assert [source.text[start:end] for start, end in line.spans] == [part.strip() for part in broken(paragraph, 30)]


def test_long_lines_are_not_wrapped():
    lines = [f"第{n}条　{SENTENCE * 3}" for n in "一二三四五"]
    assert texts(lines) == lines


def test_short_lines_are_not_wrapped():
    lines = [f"第{n}条　甲乙" for n in "一二三四五"]
    assert texts(lines) == lines


def test_lines_of_equal_length_that_end_sentences_are_not_wrapped():
    lines = [f"第{n}条　{SENTENCE}。" for n in "一二三四五"]
    assert texts(lines) == lines


def test_three_lines_tell_nothing():
    lines = [SENTENCE, SENTENCE, "。"]
    assert texts(lines) == lines

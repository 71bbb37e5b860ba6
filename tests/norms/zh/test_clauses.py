import pytest

from dutybook.norms.zh.clauses import VEIL, clauses, sentences, veiled


def test_brackets_quotations_and_titles_are_covered_at_their_offsets():
    text = "村（居）民应当阅读《海州〈防护〉办法》和“应当”。"
    cover = veiled(text)
    assert len(cover) == len(text)
    assert cover.replace(VEIL, "") == "村民应当阅读和。"


@pytest.mark.parametrize("text", ["（（（", "》《", "应当（未完。", "“" * 50])
def test_unbalanced_brackets_are_left_as_they_are(text):
    assert veiled(text) == text


def test_sentences_keep_their_end_mark():
    text = "甲应当报告。乙应当记录！丙"
    assert [text[start:end] for start, end in sentences(text)] == ["甲应当报告。", "乙应当记录！", "丙"]


def test_clauses_are_cut_at_marks_of_both_widths_but_not_inside_numbers():
    text = "甲,应当在8:00前报告，乙；丙：罚1,000元"
    assert [text[cut.start : cut.end] for cut in clauses(text, 0, len(text))] == [
        "甲",
        "应当在8:00前报告",
        "乙",
        "丙",
        "罚1,000元",
    ]

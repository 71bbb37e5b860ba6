from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.wording import changes

TEXTS = st.text(alphabet="甲乙丙，。\n（一）三十5", max_size=40)


def told(old, new):
    return [(c.op, c.old, c.new) for c in changes(old, new)]


@given(TEXTS, TEXTS)
def test_pieces_join_to_both_texts(old, new):
    pieces = changes(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new


@given(TEXTS, TEXTS)
def test_each_piece_is_what_its_op_says_and_neighbours_differ(old, new):
    pieces = changes(old, new)
    ops = {"equal": (True, True), "insert": (False, True), "delete": (True, False), "replace": (True, True)}
    assert [(bool(p.old), bool(p.new)) for p in pieces] == [ops[p.op] for p in pieces]
    assert [p for p in pieces if p.op == "equal" and p.old != p.new] == []
    kinds = [p.op == "equal" for p in pieces]
    assert [a for a, b in pairwise(kinds) if a == b] == []


@given(TEXTS)
def test_same_text_has_no_change(text):
    assert [piece.op for piece in changes(text, text)] == (["equal"] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "甲", [("insert", "", "甲")]),
        ("甲", "", [("delete", "甲", "")]),
        ("罚三万元", "罚十五万元", [("equal", "罚", "罚"), ("replace", "三万", "十五万"), ("equal", "元", "元")]),
        (
            "区、县规划部门负责。",
            "区规划资源部门负责。",
            [("equal", "区", "区"), ("delete", "、县", ""), ("equal", "规划", "规划"), ("insert", "", "资源"),
             ("equal", "部门负责。", "部门负责。")],
        ),
        (
            "应当在登记后报告甲方。",
            "应当于备案后通知乙方。",
            [("equal", "应当", "应当"), ("replace", "在登记后报告甲", "于备案后通知乙"), ("equal", "方。", "方。")],
        ),
        (
            "依照第三条办理。",
            "依照第十三条办理。",
            [("equal", "依照", "依照"), ("replace", "第三条", "第十三条"), ("equal", "办理。", "办理。")],
        ),
        (
            "甲报告。\n丙报告。",
            "甲报告。\n乙检查。\n丙报告。",
            [("equal", "甲报告。\n", "甲报告。\n"), ("insert", "", "乙检查。\n"), ("equal", "丙报告。", "丙报告。")],
        ),
    ],
)  # fmt: skip
def test_changes_are_those_a_person_would_mark(old, new, expected):
    assert told(old, new) == expected

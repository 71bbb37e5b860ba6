"""Whether a sentence opens a paragraph, and the table of weights that tells."""

from __future__ import annotations

import math
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.starts import Habits, signs, starts_paragraph

BEFORE = "第五条　场所的经营单位应当每月检查消防设施，并且保存记录。"
TEXT = st.text("单位应当检查，。前款条例（一）第二 ", min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("after", "starts"),
    [
        ("前款规定的检查由专人负责。", True),
        ("违反前款规定的，由主管部门责令改正。", True),
        ("经营单位违反前款规定的，由主管部门给予警告。", True),
        ("但是，节假日除外。", False),
        ("具体办法由市人民政府制定。", False),
        ("必要时，可以委托专业机构检查。", False),
        ("逾期未检查的，视为未履行职责。", False),
    ],
)
def test_starts_paragraph_follows_the_wording(after: str, starts: bool) -> None:
    assert starts_paragraph(BEFORE, after) is starts


def test_starts_paragraph_follows_the_habits_of_the_document_where_the_wording_leaves_it_open() -> None:
    after = "经营单位应当公布检查的结果。"
    short, long = Habits(), Habits()
    for _ in range(30):
        short.count("经营单位应当建立台账。", starts=True)
        long.count("经营单位应当建立台账。", starts=False)
    assert (starts_paragraph(BEFORE, after, habits=short), starts_paragraph(BEFORE, after, habits=long)) == (
        True,
        False,
    )


def test_habits_tell_the_odds_of_full_stops_and_of_the_same_opening() -> None:
    habits = Habits()
    habits.count("鼓励单位演练。", starts=True)
    habits.count("鼓励个人演练。", starts=True)
    habits.count("记录应当保存。", starts=False)
    assert habits.odds("鼓励各方演练。") == {"habit": math.log(4 / 2), "habit 2": math.log(2.7 / 0.35)}


def test_habits_forget_what_is_counted_back() -> None:
    habits = Habits()
    habits.count("鼓励单位演练。", starts=True)
    habits.count("鼓励单位演练。", starts=True, times=-1)
    assert habits.odds("鼓励单位演练。") == Habits().odds("鼓励单位演练。")


def test_signs_name_the_place_in_the_article() -> None:
    places = [
        next(sign for sign in signs(before, "记录应当保存。", "article") if sign.startswith("place "))
        for before in ("第五条　单位应当检查。", "（二）单位应当检查。", "单位应当检查。")
    ]
    assert places == ["place opens", "place item", "place later"]


def test_signs_tell_where_the_words_were_named_before() -> None:
    found = set(signs("单位应当每月检查并建立台账。", "台账应当保存。", "end"))
    assert {"named 2 at end", "named 4 no", "named own no", "same last 0"} <= found


@given(TEXT, TEXT, st.sampled_from(["paragraph", "item", "article", "heading", "end"]))
def test_starts_paragraph_decides_on_any_text(before: str, after: str, then: str) -> None:
    assert starts_paragraph(before, after, then) in (True, False)


def test_the_table_holds_known_signs_and_no_wording_of_more_than_four_characters() -> None:
    table = files("dutybook.law").joinpath("data", "starts.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    wordings = [sign for sign, _ in rows if sign[0] in "^_$/+-"]
    assert max(map(len, wordings)) == 5
    assert {sign.split()[0] for sign, _ in rows if sign not in wordings} <= {
        "always", "after", "before", "cites", "comma", "ends", "habit", "last", "named", "next", "own", "place", "rest",
        "same", "then",
    }  # fmt: skip

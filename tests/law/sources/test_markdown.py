"""Markup spans: what is certainly markup is marked, and a legal text's own signs are not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.sources.markdown import marks_of


def shown(text: str) -> str:
    """The text with its marks cut out."""
    at, kept = 0, []
    for start, end in marks_of(text):
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# 某办法\n\n## 第一章　总则", "某办法\n\n第一章　总则"),
        ("##第一章", "第一章"),
        ("## 第一章 ##  \n正文", "第一章   \n正文"),
        ("## C#", "C#"),
        ("# #", ""),
        ("#", ""),
        ("> > 第一条 应当", "第一条 应当"),
        ("> ## 第一章", "第一章"),
        ("<!-- 注\n第一条 -->第二条", "第二条"),
        ("**第一条** 应当**登记**。", "第一条 应当登记。"),
        ("**第一条：**应当", "第一条：应当"),
        ("***第一条***", "第一条"),
        ("__第一条__ 应当", "第一条 应当"),
        (r"第一条 1\. 登记\*", "第一条 1. 登记*"),
        ("甲\n---\n乙\n* * *\n丙\n___\n丁\n===", "甲\n\n乙\n\n丙\n\n丁\n"),
        ("- 登记\n  * 报告", "登记\n  报告"),
        ("|甲|乙|\n|:--|--:|\n|1|2|\n", "甲乙\n\n12\n"),
        ("甲|乙\n--|--\n1|2\n\n丙|丁", "甲乙\n\n12\n\n丙|丁"),
        ("|甲|乙|", "甲乙"),
        ('依照[某法](https://example.org/a "题")办理', "依照某法办理"),
        ("依照[某法](某法.md)办理", "依照某法办理"),
        ("![图](images/a.png)第一条", "第一条"),
        ("```text\n第一条\n```", "\n第一条\n"),
        ("第一条<br/>应当<sup>2</sup>&nbsp;登记", "第一条应当2登记"),
    ],
)
def test_marks_of_leaves_the_words(text: str, words: str) -> None:
    assert shown(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第一条 应当登记。",
        "1. 登记\n2. 报告",
        "#1机组应当",
        "####### 七",
        "C#\n5*3*2",
        "张**、李**应当",
        "** 甲 **",
        "____年__月__日",
        "a__b__c",
        "某发[2009]62号[注](见后)",
        "第一条[注1](一)应当",
        "面积<5平方米且>3",
        "甲|乙",
        "- 3 -",
        "-5℃",
        "--",
        "<!-- 没有结束",
        "**没有结束",
        "路径C:\\数据",
        "`命令`",
        "AT&T",
    ],
)
def test_marks_of_takes_no_text_for_markup(text: str) -> None:
    assert marks_of(text) == ()


def test_marks_of_joins_marks_inside_a_comment() -> None:
    assert marks_of("<!-- **甲** [乙](/丙) -->") == ((0, 22),)


@given(st.text(alphabet="#>*_-=|`\\[]()!<-a b/.&;\n第一条", max_size=80))
def test_marks_of_gives_ordered_spans_inside_the_text(text: str) -> None:
    marks = marks_of(text)
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(before[1] <= after[0] for before, after in pairwise(marks))


@pytest.mark.parametrize("piece", ["#", "# ", "> ", "**a", "__a", "[a](", "|-\n", "<!--", "<a ", "![", "\\"])
def test_marks_of_ends_on_hostile_repetition(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert shown(text).strip(piece + "# >|-\n\\") == ""

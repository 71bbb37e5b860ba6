"""The words of citations, one table of forms."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.citation_grammar import Mention, Path, may_cite, mentions
from dutybook.law.numerals import chinese


def read(text: str, known: frozenset[str] = frozenset()) -> list[tuple[str, str, str, str]]:
    """Each mention as (words, head, name, place)."""
    return [(text[m.start : m.end], m.head, m.name, shown(m)) for m in mentions(text, known)]


def shown(mention: Mention) -> str:
    place = "/".join(str(part) for part in mention.path)
    return place + (" to " + "/".join(str(part) for part in mention.until) if mention.until else "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按照第七条规定", [("第七条", "bare", "", "7/0/0/0")]),
        ("按照第12条规定", [("第12条", "bare", "", "12/0/0/0")]),
        ("本办法第七条第二款第（三）项", [("本办法第七条第二款第（三）项", "own", "办法", "7/2/3/0")]),
        ("第七条第二款第三项第1目", [("第七条第二款第三项第1目", "bare", "", "7/2/3/1")]),
        ("第十五条（四）项", [("第十五条（四）项", "bare", "", "15/0/4/0")]),
        ("第一百二十条之一第一款", [("第一百二十条之一第一款", "bare", "", "120-1/1/0/0")]),
        (
            "本条例第七条、第九条和第十条",
            [
                ("本条例第七条", "own", "条例", "7/0/0/0"),
                ("第九条", "own", "条例", "9/0/0/0"),
                ("第十条", "own", "条例", "10/0/0/0"),
            ],
        ),
        (
            "第十条第一款、第二款，第十一条",
            [
                ("第十条第一款", "bare", "", "10/1/0/0"),
                ("第二款", "bare", "", "10/2/0/0"),
                ("第十一条", "bare", "", "11/0/0/0"),
            ],
        ),
        ("第三条至第五条", [("第三条至第五条", "bare", "", "3/0/0/0 to 5/0/0/0")]),
        ("第三至第五条", [("第三至第五条", "bare", "", "3/0/0/0 to 5/0/0/0")]),
        ("第十条第二项至五项", [("第十条第二项至五项", "bare", "", "10/0/2/0 to 10/0/5/0")]),
        ("第三条至第五条第一款", [("第三条至第五条第一款", "bare", "", "3/0/0/0 to 5/1/0/0")]),
        ("第一、二款", [("第一", "bare", "", "/1/0/0"), ("二款", "bare", "", "/2/0/0")]),
        ("第（一）、（三）项", [("第（一）", "bare", "", "/0/1/0"), ("（三）项", "bare", "", "/0/3/0")]),
        ("违反前款规定", [("前款", "previous", "款", "/0/0/0")]),
        ("前款第（二）项", [("前款第（二）项", "previous", "款", "/0/2/0")]),
        ("前条规定", [("前条", "previous", "条", "/0/0/0")]),
        ("前项规定", [("前项", "previous", "项", "/0/0/0")]),
        (
            "本条第一款、第二款",
            [("本条第一款", "this", "条", "/1/0/0"), ("第二款", "this", "条", "/2/0/0")],
        ),
        ("本款规定", [("本款", "this", "款", "/0/0/0")]),
        ("本章规定", [("本章", "this", "章", "/0/0/0")]),
        ("《甲条例》", [("《甲条例》", "named", "甲条例", "/0/0/0")]),
        ("《甲条例》第二十五条", [("《甲条例》第二十五条", "named", "甲条例", "25/0/0/0")]),
        ("《甲条例》第三章第九条", [("《甲条例》第三章第九条", "named", "甲条例", "9/0/0/0")]),
        (
            "《甲条例》（以下简称《甲》）第九条",
            [("《甲条例》（以下简称《甲》）第九条", "named", "甲条例", "9/0/0/0")],
        ),
        ("《甲条例》（以下简称《甲》）规定", [("《甲条例》", "named", "甲条例", "/0/0/0")]),
        ("《实施〈甲条例〉办法》", [("《实施〈甲条例〉办法》", "named", "实施〈甲条例〉办法", "/0/0/0")]),
        ("《实施《甲条例》办法》", [("《实施《甲条例》办法》", "named", "实施《甲条例》办法", "/0/0/0")]),
        (
            "依照刑法第三条和第五条",
            [("刑法第三条", "named", "刑法", "3/0/0/0"), ("第五条", "named", "刑法", "5/0/0/0")],
        ),
        ("民法典和公司法第三条", [("公司法第三条", "named", "公司法", "3/0/0/0")]),
        ("刑法分则第九章第三条", [("刑法分则第九章第三条", "named", "刑法", "3/0/0/0")]),
        ("该法第十八条", [("该法第十八条", "that", "", "18/0/0/0")]),
        ("违反条例第三条", [("第三条", "bare", "", "3/0/0/0")]),
        ("适用本法第五章的规定", [("本法第五章", "division", "章", "/0/0/0")]),
    ],
)
def test_mentions_reads_each_form(text: str, found: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "目前条件具备",
        "支付前款项",
        "目前项目",
        "本条例自公布之日起施行",
        "本章程",
        "本节目",
        "第一项目",
        "第一、第二、",
        "第一",
        "第五章",
        "第三百百条",
        "《",
        "《没有结束",
        "《》",
    ],
)
def test_mentions_takes_nothing_for_a_citation_that_is_none(text: str) -> None:
    assert mentions(text) == []


def test_mentions_counts_the_paragraphs_of_a_plural() -> None:
    assert [(m.name, m.n) for m in mentions("前两款和前三项")] == [("款", 2), ("项", 3)]


def test_mentions_ends_the_list_at_what_is_no_place() -> None:
    assert [text for text, *_ in read("第一款和三项制度")] == ["第一款"]


def test_mentions_lets_a_known_name_begin_where_it_is_known() -> None:
    text = "报告和调查条例第三条"
    assert [words for words, *_ in read("具体适用于" + text, frozenset({"报告和调查条例"}))] == [text]


@pytest.mark.parametrize("name", ["护照法", "反不正当竞争法", "劳动合同法", "各级人民代表大会常务委员会监督法"])
def test_mentions_knows_where_a_name_begins(name: str) -> None:
    assert [words for words, *_ in read(f"应当依照{name}第三条")] == [f"{name}第三条"]


@given(st.integers(1, 999), st.integers(1, 20), st.integers(1, 30))
def test_mentions_reads_every_number(article: int, paragraph: int, item: int) -> None:
    text = f"第{chinese(article)}条第{chinese(paragraph)}款第（{chinese(item)}）项"
    assert mentions(text) == [Mention(0, len(text), "bare", path=Path(str(article), paragraph, item))]


@given(st.text("第一二条款项目、和至（）《》前本该法章2之，", max_size=40))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    found = mentions(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert may_cite(text) or not found

from __future__ import annotations

import pytest
from tests.law.reading import asides, headings, read, read_whole, units

from dutybook.law.frontmatter import is_signature

ARTICLES = ("第一条　甲。", "第二条　乙。")
TITLE = "海州市公共场所防护办法"


def front(*lines: str) -> list[tuple[str, str]]:
    return asides(read_whole(*lines, *ARTICLES).front)


def kinds(*lines: str) -> list[str]:
    return [kind for kind, _ in front(*lines)]


@pytest.mark.parametrize(
    "title",
    [
        "海州市公共场所防护办法",
        "海州市防护条例（试行）",
        "海州市防护条例〔2025年修订〕",
        "海州市防护方案",
        "海州市防护标准",
        "中华人民共和国防护法",
        "海州市防护条例实施细则",
    ],
)
def test_the_first_line_is_the_title(title: str):
    assert front(title) == [("title", title)]


def test_a_title_may_be_broken_over_two_lines():
    assert front("海州市人民政府关于加强公共场所", "安全防护工作的规定") == [
        ("title", "海州市人民政府关于加强公共场所"),
        ("title", "安全防护工作的规定"),
    ]


def test_a_title_may_break_before_an_article_that_it_names():
    assert kinds("海州市人民政府关于废止《海州市防护条例》", "第三十一条的决定》修正的办法") == ["title", "title"]


def test_a_marked_title_is_the_title():
    act = read("## 附记", "第一条 甲。", format="md")
    assert asides(act.front)[0] == ("title", "海州市防护办法")


@pytest.mark.parametrize(
    "note",
    [
        "（2024年1月5日市人民政府第3次常务会议通过　2024年1月8日公布）",
        "2024年1月8日 海州市人民政府令第12号公布",
        "二〇二四年一月八日公布",
        "（经市人民政府批准）",
        "自2024年3月1日起施行",
    ],
)
def test_the_history_below_the_title_is_a_note(note: str):
    assert front(TITLE, note) == [("title", TITLE), ("note", note)]


def test_an_order_before_the_title_is_told():
    lines = (
        "海州市人民政府令",
        "第12号",
        "《海州市公共场所防护办法》已经市人民政府第3次常务会议通过，现予公布，自2024年3月1日起施行。",
        "市长　李某",
        "2024年1月8日",
    )
    assert front(*lines, TITLE) == [
        *zip(("order", "order", "order", "signature", "signature"), lines, strict=True),
        ("title", TITLE),
    ]


def test_an_announcement_before_the_title_is_told():
    assert kinds(
        "海州市人民代表大会常务委员会公告",
        "（十四届第15号）",
        "《海州市防护条例》已由常务委员会第九次会议于2024年1月5日通过，现予公布，自2024年3月1日起施行。",
        "海州市人民代表大会常务委员会",
        "2024年1月8日",
        "海州市防护条例",
        "（2024年1月5日海州市第十四届人民代表大会常务委员会第九次会议通过）",
    ) == ["order", "order", "order", "order", "signature", "title", "note"]


def test_a_file_number_is_part_of_the_order():
    assert kinds("海政发〔2024〕12号", "海州市人民政府关于印发防护办法的通知", TITLE) == ["order", "order", "title"]


def test_the_ground_before_the_first_article_is_a_preamble():
    assert front(TITLE, "为了加强防护，结合实际，制定本办法。")[1] == (
        "preamble",
        "为了加强防护，结合实际，制定本办法。",
    )


@pytest.mark.parametrize("word", ["目录", "目　录", "目 次", "目次："])
def test_a_table_of_contents_is_told(word: str):
    act = read_whole(
        TITLE, word, "第一章　总则", "第二章　附则", "第一章　总则", "第一条　甲。", "第二章　附则", "第二条　乙。"
    )
    assert asides(act.front) == [("title", TITLE), ("toc", word), ("toc", "第一章　总则"), ("toc", "第二章　附则")]
    assert headings(act) == [("chp_1", "第一章", "总则"), ("chp_2", "第二章", "附则")]


def test_a_table_of_contents_may_have_page_numbers():
    act = read_whole(
        TITLE,
        "目录",
        "第一章　总则………………1",
        "第二章　附则 12",
        "附件 15",
        "第一章　总则",
        "第一条　甲。",
        "第二章　附则",
        "第二条　乙。",
    )
    assert [kind for kind, _ in asides(act.front)] == ["title", "toc", "toc", "toc", "toc"]
    assert headings(act) == [("chp_1", "第一章", "总则"), ("chp_2", "第二章", "附则")]


def test_a_table_of_contents_may_have_sections():
    act = read_whole(
        TITLE,
        "目录",
        "第一章　总则",
        "第一节　原则",
        "第二章　附则",
        "第一章　总则",
        "第一节　原则",
        "第一条　甲。",
        "第二章　附则",
        "第二条　乙。",
    )
    assert [kind for kind, _ in asides(act.front)] == ["title", "toc", "toc", "toc", "toc"]
    assert headings(act) == [
        ("chp_1", "第一章", "总则"),
        ("chp_1__sec_1", "第一节", "原则"),
        ("chp_2", "第二章", "附则"),
    ]


def test_a_table_of_contents_with_one_chapter_is_told_from_the_chapter():
    act = read_whole(TITLE, "目录", "第一章　防护措施", "第一章　防护措施", *ARTICLES)
    assert asides(act.front) == [("title", TITLE), ("toc", "目录"), ("toc", "第一章　防护措施")]
    assert headings(act) == [("chp_1", "第一章", "防护措施")]


def test_a_table_of_contents_alone_makes_no_divisions():
    act = read_whole(TITLE, "目录", "第一章　总则", "第二章　附则", *ARTICLES)
    assert (asides(act.front)[1:], headings(act)) == (
        [("toc", "目录"), ("toc", "第一章　总则"), ("toc", "第二章　附则")],
        [],
    )


@pytest.mark.parametrize(
    "line",
    [
        "2024年11月8日",
        "二〇二四年十一月八日",
        "市长　李某",
        "市长：李某某",
        "海州市人民政府",
        "海州市公安局",
        "海州市人民政府办公室",
    ],
)
def test_signatures_are_told(line: str):
    assert is_signature(line) is True


@pytest.mark.parametrize(
    "line", ["本办法自2024年3月1日起施行。", "2024年11月8日施行", "由海州市人民政府", "局长应当到岗带班。"]
)
def test_what_is_no_signature(line: str):
    assert is_signature(line) is (line == "由海州市人民政府")


def test_signatures_below_the_last_article_are_back_matter():
    act = read("第一条　甲。", "海州市人民政府", "2024年11月8日")
    assert asides(act.back) == [("signature", "海州市人民政府"), ("signature", "2024年11月8日")]
    assert units(act) == {"art_1__para_1": "甲。"}

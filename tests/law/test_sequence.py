from __future__ import annotations

from dutybook.law.lines import lines_of
from dutybook.law.model import Source
from dutybook.law.sequence import lines_with_articles


def opened(*lines: str) -> list[tuple[int, int, str]]:
    """Number, branch and line of each article."""
    found, starts = lines_with_articles(lines_of(Source("\n".join(lines)))[0])
    return [(mark.n, mark.branch, found[index].text) for index, mark in sorted(starts.items())]


def numbers(*lines: str) -> list[tuple[int, int]]:
    return [(n, branch) for n, branch, _ in opened(*lines)]


def test_articles_follow_each_other():
    assert numbers("第一条　甲。", "乙。", "第二条　丙。") == [(1, 0), (2, 0)]


def test_branch_articles_follow_theirs():
    assert numbers("第三条　甲。", "第三条之一　乙。", "第三条之二丙。", "第四条　丁。") == [
        (3, 0),
        (3, 1),
        (3, 2),
        (4, 0),
    ]


def test_the_first_article_may_have_any_number():
    assert numbers("第十八条　甲。", "第十九条　乙。") == [(18, 0), (19, 0)]


def test_a_hole_in_the_numbers_is_bridged():
    assert numbers("第一条　甲。", "第五条　乙。", "第六条　丙。") == [(1, 0), (5, 0), (6, 0)]


def test_a_cited_number_before_its_own_article_is_none():
    assert numbers("第一条　甲违反", "第三条　规定的，责令改正。", "第二条　乙。", "第三条　丙。") == [
        (1, 0),
        (2, 0),
        (3, 0),
    ]


def test_a_number_without_a_gap_must_follow():
    assert numbers("第一条　甲。", "第五条甲。", "第二条　乙。", "第九条丙。") == [(1, 0), (2, 0)]


def test_a_number_further_back_is_cited():
    assert numbers("第一条　甲。", "第二条　乙。", "第三条　丙。", "第二条　的措施。", "第四条　丁。") == [
        (1, 0),
        (2, 0),
        (3, 0),
        (4, 0),
    ]


def test_a_new_count_is_taken():
    assert numbers("第一条　甲。", "第二条　乙。", "第一条　丙。", "第二条　丁。") == [(1, 0), (2, 0), (1, 0), (2, 0)]


def test_article_nought_is_none():
    assert numbers("第零条　甲。", "第一条　乙。") == [(1, 0)]


def test_articles_of_a_table_row_are_none():
    assert numbers("第一条　甲。", "第二条\t罚款\t一万元", "第二条　乙。") == [(1, 0), (2, 0)]


def test_glued_articles_get_lines_of_their_own():
    assert opened("第一条　甲。第二条　乙。第三条　丙。", "第四条　丁。") == [
        (1, 0, "第一条　甲。"),
        (2, 0, "第二条　乙。"),
        (3, 0, "第三条　丙。"),
        (4, 0, "第四条　丁。"),
    ]


def test_an_article_glued_to_the_last_is_found():
    assert opened("第一条　甲。", "第二条　乙。第三条　丙。")[1:] == [(2, 0, "第二条　乙。"), (3, 0, "第三条　丙。")]


def test_a_text_without_line_ends_is_cut():
    assert opened("海州市防护办法　第一条　甲。第二条　乙。") == [(1, 0, "第一条　甲。"), (2, 0, "第二条　乙。")]


def test_an_article_cited_after_a_full_stop_is_not_glued():
    assert opened("第一条　甲。第二条规定除外。", "第二条　乙。") == [
        (1, 0, "第一条　甲。第二条规定除外。"),
        (2, 0, "第二条　乙。"),
    ]


def test_an_article_cited_in_a_sentence_is_not_glued():
    assert opened("第一条　依照 第二条 的规定。", "第三条　乙。")[0] == (1, 0, "第一条　依照 第二条 的规定。")


def test_quoted_articles_of_an_amending_decision_are_none():
    assert numbers(
        "海州市人民政府关于修改《海州市防护办法》的决定",
        "第一条　第七条修改为：",
        "“第七条　甲。",
        "第二条　乙。",
        "第三条　丙。”",
        "第二条　本决定自公布之日起施行。",
    ) == [(1, 0), (2, 0)]

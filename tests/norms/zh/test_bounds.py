"""What an act says of its own bound words."""

from __future__ import annotations

import pytest

from dutybook.norms.zh.bounds import CIVIL_CODE, Bounds, bounds_of


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("没有这样的条款。", CIVIL_CODE),
        ("本条例所称“以上”包括本数，“以下”不包括本数。", Bounds(below=False)),
        ("本办法所称的以上、以下，均含本数。", CIVIL_CODE),
        ("本规定所称“以上”“以内”不含本数，“以下”包含本数。", Bounds(above=False, within=False)),
        ("第一条 某事。\n第二条 本法所称以下不包括本数。\n第三条 某事。", Bounds(below=False)),
        ("报送经营的基本数据，以下称数据。", CIVIL_CODE),
        ("本章所称“以下”不包括本数。", CIVIL_CODE),
        ("本条所称“以下”不包括本数。", CIVIL_CODE),
    ],
)
def test_act_defines_its_bound_words(text: str, bounds: Bounds) -> None:
    assert bounds_of(text) == bounds


def test_chapter_and_article_are_read_in_their_own_scope() -> None:
    chapter = "本章所称“以下”不包括本数。"
    article = "前款所称“以上”不包括本数。"
    assert bounds_of(chapter, "chapter") == Bounds(below=False)
    assert bounds_of(article, "article") == Bounds(above=False)
    assert bounds_of(chapter + article, "article", Bounds(below=False)) == Bounds(above=False, below=False)

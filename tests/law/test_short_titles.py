"""Short titles as acts give them."""

import pytest

from dutybook.law.model import ShortTitle, Source
from dutybook.law.parser import structure
from dutybook.law.short_titles import in_text, short_titles


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("根据《甲条例》（以下简称《条例》）", ShortTitle("条例", "甲条例", "title")),
        ("根据《甲〈乙法〉办法》（试行）（下称办法）", ShortTitle("办法", "甲〈乙法〉办法", "title")),
        ("有关规定，市公共场所管理部门（以下简称管理部门）负责", ShortTitle("管理部门", "市公共场所管理部门", "term")),
        ("商场、超市(以下统称“场所”)应当", ShortTitle("场所", "商场、超市", "term")),
        ("商场、超市（简称场所）应当", ShortTitle("场所", "超市", "term")),
    ],
)
def test_in_text_reads_each_form(text: str, given: ShortTitle) -> None:
    assert list(in_text(text)) == [given]


@pytest.mark.parametrize("text", ["（以下简称场所）", "甲部门（以下简称）", "这样的场所简称商场"])
def test_in_text_gives_nothing_without_both_names(text: str) -> None:
    assert list(in_text(text)) == []


def test_short_titles_are_each_given_once_in_order() -> None:
    act = structure(
        Source(
            "第一条　市管理部门（以下简称部门）负责：\n（一）商场（以下简称场所）：\n1.乙类商店（以下简称商店）；\n"
            "（二）县管理部门（以下简称部门）。\n第二条　单位应当检查。\n"
        )
    )
    assert [(given.short, given.full) for given in short_titles(act)] == [
        ("部门", "市管理部门"),
        ("场所", "商场"),
        ("商店", "乙类商店"),
    ]


def test_short_titles_of_an_act_without_any_is_empty() -> None:
    assert short_titles(structure(Source("第一条　单位应当检查。"))) == ()

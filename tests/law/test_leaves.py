from __future__ import annotations

from dataclasses import replace

import pytest
from tests.law import acts
from tests.law.generated import broken
from tests.law.reading import read

from dutybook.law.leaves import leaves, rebuild
from dutybook.law.model import Source
from dutybook.law.parser import structure
from dutybook.law.sources import source_from_text


def texts(text: str, format: str = "txt") -> list[str]:  # noqa: A002 — the model's word
    act = structure(source_from_text(text, "act", format))
    assert rebuild(act) == act.source.text
    return [leaf for leaf, _ in sorted(leaves(act), key=lambda leaf: leaf[1])]


def test_every_part_of_an_act_has_its_leaves():
    assert texts(
        "示范条例\n- 1 -\n第一章　总则\n第一条【目的】　甲：\n（一）乙：\n1.丙；\n（二）丁的，\n由主管部门处理。\n"
        "市人民政府\n附件1：表\n戊\n"
    ) == [
        *("示范条例", "- 1 -", "第一章", "总则", "第一条", "【目的】", "甲：", "（一）", "乙：", "1.", "丙；"),
        *("（二）", "丁的，", "由主管部门处理。", "市人民政府", "附件1：", "表", "戊"),
    ]


def test_numbered_blocks_and_their_lines_are_leaves():
    assert texts("示范方案\n一、任务\n（一）甲\n乙。\n") == ["示范方案", "一、", "任务", "（一）", "甲\n乙。"]


def test_markup_inside_a_number_is_a_leaf_of_its_own():
    assert texts("示范条例\n**第一**条　甲。\n", "md") == ["示范条例", "**", "第一条", "**", "甲。"]
    assert texts("示范条例\n第\u200b一\u200b条　甲。\n") == ["示范条例", "第一条", "\u200b", "\u200b", "甲。"]


@pytest.mark.parametrize("width", range(14, 40))
def test_a_line_end_inside_a_number_is_none_of_it(width: int):
    numbers = [f"（{n}）" for n in "一二三四五六七八九十"]
    text = broken("　　第一条　单位应当：" + "".join(f"{n}检查防护设备和应急物资；" for n in numbers), width)
    act = structure(Source(text))
    assert [leaf for leaf, _ in leaves(act) if leaf[0] == "（"] == numbers
    assert rebuild(act) == text


def test_a_lost_character_shows_in_what_is_rebuilt():
    act = read("第一条　甲乙。")
    (article,) = act.articles
    (paragraph,) = article.paragraphs
    start, end = paragraph.spans[0]
    damaged = replace(paragraph, text="甲乙", spans=((start, end - 1),))
    lossy = replace(act, articles=(replace(article, paragraphs=(damaged,)),))
    assert rebuild(lossy) == act.source.text[:-1]


def test_a_character_in_two_leaves_shows_in_what_is_rebuilt():
    act = read("第一条　甲。")
    twice = replace(act, back=act.front)
    assert rebuild(twice) == "海州市防护办法" + act.source.text


def test_an_act_without_offsets_has_leaves_without_spans():
    act = structure(source_from_text("示范条例\n第一条　甲。", "act"))
    (article,) = act.articles
    bare = replace(act, articles=(replace(article, num_span=None),))
    assert ("第一条", ()) in list(leaves(bare))


def test_a_model_act_built_by_hand_is_rebuilt():
    act = acts.measure()
    assert rebuild(act) == act.source.text

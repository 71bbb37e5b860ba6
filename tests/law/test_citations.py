"""Citations resolved on model acts, and against the annotated acts where they are at hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dutybook.law.citations import citations
from dutybook.law.model import Act, Paragraph, Source
from dutybook.law.parser import structure
from dutybook.law.sources import read_source


def act_of(text: str) -> Act:
    return structure(Source(text, "act.txt"))


def cited(text: str) -> list[tuple[str, str, str]]:
    return [(c.unit, c.text, c.target) for c in citations(act_of(text))]


MODEL = """示范市公共场所条例
第一章　总则
第一条　根据《中华人民共和国示范法》（以下简称示范法），制定本条例。
第二条　单位应当检查。
检查有下列要求：
（一）每月一次；
（二）前项检查应当记录。
前款第（一）项的检查，由专人进行。
第三条　依照前两条的规定办理。
第三条之一　依照前条和本条例第二条第二款第（二）项办理。
第二章　附则
第四条　违反本条例第二条至第四条的，依照示范法第九条处理。
第五条　违反本章规定的，适用本条例第一章的规定；第九条另有规定的除外。
"""


def test_citations_resolves_each_to_its_unit_and_target() -> None:
    assert cited(MODEL) == [
        ("art_1__para_1", "《中华人民共和国示范法》", "《中华人民共和国示范法》"),
        ("art_2__para_2__item_2", "前项", "art_2__para_2__item_1"),
        ("art_2__para_3", "前款第（一）项", "art_2__para_2__item_1"),
        ("art_3__para_1", "前两条", "art_1"),
        ("art_3__para_1", "前两条", "art_2"),
        ("art_3-1__para_1", "前条", "art_3"),
        ("art_3-1__para_1", "本条例第二条第二款第（二）项", "art_2__para_2__item_2"),
        ("art_4__para_1", "本条例第二条至第四条", "art_2"),
        ("art_4__para_1", "本条例第二条至第四条", "art_3"),
        ("art_4__para_1", "本条例第二条至第四条", "art_3-1"),
        ("art_4__para_1", "本条例第二条至第四条", "art_4"),
        ("art_4__para_1", "示范法第九条", "《中华人民共和国示范法》#art_9"),
        ("art_5__para_1", "本章", "chp_2"),
        ("art_5__para_1", "本条例第一章", "chp_1"),
        ("art_5__para_1", "第九条", "art_9"),
    ]


def test_citations_tells_which_targets_the_act_lacks() -> None:
    assert [c.target for c in citations(act_of(MODEL)) if not c.exists] == ["art_9"]


def test_citations_spans_are_the_words_in_the_source() -> None:
    act = act_of(MODEL)
    assert [act.source.text[slice(*c.span)] for c in citations(act)] == [c.text for c in citations(act)]


def test_citations_span_reaches_over_a_broken_line() -> None:
    act = act_of("第一条　按照本办\n法第二条处理。\n第二条　单位应当记录。")
    start = act.source.text.index("按照")
    spans = ((start, start + 4), (start + 5, start + 12))
    paragraph = Paragraph("art_1__para_1", "", None, "按照本办法第二条处理。", spans)
    whole = replace(act, articles=(replace(act.articles[0], paragraphs=(paragraph,)), act.articles[1]))
    assert [(c.text, act.source.text[slice(*c.span)]) for c in citations(whole)] == [("本办法第二条", "本办\n法第二条")]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("前款规定的，从其规定。", []),
        ("前条规定的，从其规定。", ["art_1"]),
        ("依照《甲条例》第三条、第五条，该条例第七条。", [f"《甲条例》#art_{n}" for n in (3, 5, 7)]),
        ("依照《甲条例》第三条第一款第（二）项。", ["《甲条例》#art_3__para_1__item_2"]),
        ("依照《甲条例》第三条至第五条。", [f"《甲条例》#art_{n}" for n in (3, 4, 5)]),
        ("依照《甲条例》第三条第一项至第三项。", [f"《甲条例》#art_3__item_{n}" for n in (1, 2, 3)]),
        ("依照《甲条例》第三条至第九千条。", ["《甲条例》#art_3", "《甲条例》#art_9000"]),
        ("依照《甲条例》第三条之一至第五条。", ["《甲条例》#art_3-1", "《甲条例》#art_5"]),
        ("依照《甲条例》第三十条，第四十条另有规定的除外。", ["《甲条例》#art_30", "《甲条例》#art_40"]),
        ("依照该法第三条。", []),
        ("持《示范许可证》，依照《甲标准》。", ["《甲标准》"]),
        ("依照第一条、本条第一款。", ["art_1", "art_2__para_1"]),
        ("依照本款、本条、本项。", ["art_2__para_1", "art_2"]),
        ("依照第一款、第七款。", ["art_2__para_1"]),
        ("依照本条第七款。", ["art_2__para_7"]),
        ("依照本节、本法第九章。", []),
        ("依照《示范条例》第一条。", ["art_1"]),
    ],
)
def test_citations_resolves_by_rule(sentence: str, targets: list[str]) -> None:
    act = act_of(f"示范条例\n第一条　单位应当检查。\n第二条　{sentence}\n")
    assert [c.target for c in citations(act)] == targets


def test_citations_item_without_paragraph_is_of_the_list_nearest() -> None:
    text = "第一条　应当：\n（一）检查；\n（二）报告。\n有第（二）项情形的，依照第一条第一项处理。\n"
    assert [target for _, _, target in cited(text)] == ["art_1__para_1__item_2", "art_1__para_1__item_1"]


def test_citations_of_an_amending_act_are_of_the_amended_one() -> None:
    text = (
        "关于修改《甲条例》的决定\n一、将第三条修改为：“应当按照前款和本条例第五条检查。”\n"
        "二、本决定自公布之日起施行。\n"
    )
    assert [target for _, _, target in cited(text)] == ["《甲条例》#art_3", "《甲条例》#art_5"]


def test_citations_of_a_decision_on_several_acts_are_of_the_one_amended_last() -> None:
    text = (
        "关于修改部分规定的决定\n一、修改《甲条例》\n将第三条修改为：“依照《乙法》第一条。”\n删去第四条。\n"
        "二、修改《丙条例》\n删去第五条。\n"
    )
    assert [target for _, _, target in cited(text) if "#" in target] == [
        "《甲条例》#art_3",
        "《乙法》#art_1",
        "《甲条例》#art_4",
        "《丙条例》#art_5",
    ]


def test_citations_of_an_amendment_are_of_the_law_in_its_title() -> None:
    text = "示范法修正案\n一、在第三条后增加一条。\n二、删去第四条。\n"
    assert [target for _, _, target in cited(text)] == ["《示范法》#art_3", "《示范法》#art_4"]


def test_citations_of_points_and_tails_stand_in_theirs() -> None:
    text = "第一条　应当：\n（一）检查：\n1.按照第二条检查；\n2.按照本项检查。\n第二条　单位应当记录。\n"
    act = act_of(text)
    assert [(c.unit, c.target) for c in citations(act)] == [
        ("art_1__para_1__item_1__point_1", "art_2"),
        ("art_1__para_1__item_1__point_2", "art_1__para_1__item_1"),
    ]
    tailed = replace(act.articles[0].paragraphs[0], tail="违反前项的，处理。", tail_spans=((0, 9),))
    first = replace(act.articles[0], paragraphs=(tailed,))
    found = citations(replace(act, articles=(first, act.articles[1])))
    assert (found[-1].unit, found[-1].target, found[-1].span) == ("art_1__para_1", "art_1__para_1__item_1", (2, 4))


def test_citations_before_any_act_is_named_are_left_out_of_an_outline() -> None:
    assert cited("示范通知\n一、按照第三条办理。\n二、按照《甲条例》第三条办理。\n") == [
        ("sec_2__para_1", "《甲条例》第三条", "《甲条例》#art_3")
    ]


def test_citations_of_annexes_stand_in_the_annex() -> None:
    text = "第一条　单位应当检查。\n第二条　本办法自2025年1月1日起施行。\n附件1\n检查表\n按照本办法第一条填写。\n"
    assert [(unit[:5], target) for unit, _, target in cited(text)] == [("att_1", "art_1")]


def test_citations_agree_with_the_annotated_acts(shared: Path) -> None:
    # One title stands in an item that has no norm of its own; the annotation counts it to the paragraph.
    expected, found = set(), set()
    for gold in sorted((shared / "gold").glob("*.jsonl")):
        norms = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        units = {norm["unit"] for norm in norms}
        act = structure(read_source(next((shared / "acts").glob(f"{gold.stem}.*"))))
        expected |= {(gold.stem, norm["unit"], ref["target"]) for norm in norms for ref in norm["refs"]}
        for citation in citations(act):
            unit = citation.unit if citation.unit in units else citation.unit.split("__item_")[0]
            found |= (
                {(gold.stem, unit, citation.target)} if citation.unit in units or "__item_" in citation.unit else set()
            )
    assert found == expected

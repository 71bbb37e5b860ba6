"""The page of an act with its norms marked."""

from __future__ import annotations

import pytest
from lxml import html

from dutybook.demo import model_act_path
from dutybook.law import Source, parse, read_act
from dutybook.norms import extract, page


def page_of(text: str, language: str = "zh") -> html.HtmlElement:
    act = parse(Source(text, "act.txt"))
    return html.document_fromstring(page.write(act, extract(act), language))


@pytest.fixture(scope="module")
def model() -> str:
    act = read_act(model_act_path())
    return page.write(act, extract(act))


def classes(root: html.HtmlElement, name: str) -> list[str]:
    return [
        "".join(found.itertext())
        for found in root.find_class(name)
        if not found.xpath("ancestor::*[contains(@class,'digest')]")
    ]


def test_page_marks_who_must_do_what_by_when() -> None:
    root = page_of("第一条　场馆发现隐患的，应当在三日内修复。")
    assert [text for text in classes(root, "trig") if text] == ["应当"]
    assert "场馆" in classes(root, "who")
    assert "三日内" in classes(root, "time")


def test_page_keeps_every_character_of_the_act() -> None:
    sentence = "场馆发现隐患的，应当在三日内修复；逾期的，处一万元以下罚款。"
    article = page_of(f"第一条　{sentence}").xpath("//*[@id='art_1__para_1']")[0]
    for seal in article.find_class("seal"):
        seal.text = ""
    shown = "".join(article.text_content().split())
    assert shown[: len(sentence)] == sentence  # the notes follow


def test_page_needs_nothing_from_elsewhere(model: str) -> None:
    root = html.document_fromstring(model)
    assert root.xpath("//script[@src] | //link[@href] | //img[@src] | //iframe") == []
    assert "http-equiv" not in model or "refresh" not in model


def test_page_escapes_what_an_act_holds() -> None:
    written = page.write(
        act := parse(Source("第一条　<script>alert(1)</script>单位应当在“三日”内检查&报告。", "x")), extract(act)
    )
    assert "<script>alert(1)" not in written
    assert "&lt;script&gt;alert(1)" in written


def test_page_opens_in_the_language_asked_for() -> None:
    chosen = [page_of("第一条　单位应当检查。", language).xpath("//input[@checked]/@id") for language in ("zh", "en")]
    assert chosen == [["ui-zh"], ["ui-en"]]


def test_page_gives_every_norm_a_note_with_an_anchor_of_its_own(model: str) -> None:
    act = read_act(model_act_path())
    root = html.document_fromstring(model)
    anchors = root.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    assert sum(f"{norm.unit}--1" in " ".join(anchors) for norm in extract(act)) == len(extract(act))


def test_page_of_an_act_without_norms_leads_on() -> None:
    assert "第一条" in page_of("第一条　本办法自公布之日起施行。").text_content()

"""Facts of the model act, as a reader with the paper in hand finds them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.reading import asides, headings, units, warnings

from dutybook.demo import model_act_path
from dutybook.law.model import Act, Metadata
from dutybook.law.numerals import number
from dutybook.law.parser import parse
from dutybook.law.sources import read_source


@pytest.fixture(scope="module")
def act() -> Act:
    return parse(read_source(model_act_path()))


def test_its_articles_are_numbered_in_order(act: Act):
    assert [article.num for article in act.articles if article.num == "第十二条之一"] == ["第十二条之一"]
    assert [number(article.num[1:-1]) for article in act.articles if "之" not in article.num] == list(range(1, 43))


def test_its_divisions(act: Act):
    assert headings(act) == [
        ("chp_1", "第一章", "总则"),
        ("chp_2", "第二章", "防护责任"),
        ("chp_3", "第三章", "防护措施"),
        ("chp_3__sec_1", "第一节", "场所分级"),
        ("chp_3__sec_2", "第二节", "日常防护"),
        ("chp_3__sec_3", "第三节", "设备和设施"),
        ("chp_4", "第四章", "预警和应急"),
        ("chp_5", "第五章", "监督管理"),
        ("chp_6", "第六章", "法律责任"),
        ("chp_7", "第七章", "附则"),
    ]


def test_each_article_stands_in_its_division(act: Act):
    first = {}
    for article in act.articles:
        first.setdefault(article.division, article.eid)
    assert first == {
        "chp_1": "art_1",
        "chp_2": "art_5",
        "chp_3__sec_1": "art_11",
        "chp_3__sec_2": "art_13",
        "chp_3__sec_3": "art_19",
        "chp_4": "art_23",
        "chp_5": "art_28",
        "chp_6": "art_33",
        "chp_7": "art_40",
    }


def test_its_deepest_list(act: Act):
    assert {eid: text for eid, text in units(act).items() if eid.startswith("art_13__")} == {
        "art_13__para_1": "一级场所的运营单位应当遵守下列规定：",
        "art_13__para_1__item_1": "（一）在主要出入口设置硬质隔离设施，并保持完好；",
        "art_13__para_1__item_2": "（二）营业时间内每两小时巡查一次，夜间每小时巡查一次；",
        "art_13__para_1__item_3": "（三）按照每千平方米不少于二人的标准配备保安力量；",
        "art_13__para_1__item_4": "（四）按照下列要求管理监控室：",
        "art_13__para_1__item_4__point_1": "1.实行24小时值班，每班不少于二人；",
        "art_13__para_1__item_4__point_2": "2.视频图像信息保存期限不得少于九十日；",
        "art_13__para_1__item_4__point_3": "3.每日对系统运行情况进行检查并记录。",
        "art_13__para_2": "二级场所的运营单位应当遵守前款第（一）项和第（四）项的规定，并每四小时巡查一次。",
    }


def test_its_list_in_one_line(act: Act):
    found = {eid: text for eid, text in units(act).items() if eid.startswith("art_15__para_1__item")}
    assert found == {
        "art_15__para_1__item_1": "（一）场地平面图；",
        "art_15__para_1__item_2": "（二）疏散通道和出入口的位置、宽度；",
        "art_15__para_1__item_3": "（三）应急设备清单。",
    }


def test_its_branch_article_stands_behind_its_stem(act: Act):
    eids = [article.eid for article in act.articles]
    assert eids[eids.index("art_12") : eids.index("art_13")] == ["art_12", "art_12-1"]


def test_a_paragraph_goes_on_below_its_items(act: Act):
    assert units(act)["art_3__para_2"].startswith("公共场所的所有人、承租人")


def test_how_many_units_it_has(act: Act):
    paragraphs = [paragraph for article in act.articles for paragraph in article.paragraphs]
    items = [item for paragraph in paragraphs for item in paragraph.items]
    assert (len(act.articles), len(paragraphs), len(items)) == (43, 62, 41)


def test_its_annex_is_a_table(act: Act):
    (annex,) = act.annexes
    assert (annex.eid, annex.num, annex.heading) == ("att_1", "附件：", "公共场所防护设备配置表")
    rows = [paragraph.text.split() for paragraph in annex.paragraphs]
    assert rows == [
        ["设备", "一级场所", "二级场所", "三级场所"],
        ["硬质隔离设施", "必备", "必备", "可选"],
        ["视频监控", "全覆盖", "出入口", "出入口"],
        ["应急照明", "必备", "必备", "必备"],
    ]


def test_what_stands_in_front(act: Act):
    assert [kind for kind, _ in asides(act.front)] == [
        *("title", "note", "note"),
        *("order", "order", "order", "signature"),
        *["toc"] * 11,
    ]


def test_nothing_in_it_is_odd(act: Act):
    assert (warnings(act), act.back, act.outline) == ([], (), False)


def test_its_metadata(act: Act):
    told = act.metadata
    assert Metadata(
        title=told.title, kind=told.kind, issuer=told.issuer, promulgated=told.promulgated, in_force=told.in_force
    ) == Metadata(
        title="澜州市公共场所安全防护办法",
        kind="government_rule",
        issuer="澜州市人民政府",
        promulgated=date(2025, 9, 12),
        in_force=date(2026, 1, 1),
    )
    assert [(event.kind, event.day) for event in told.history] == [
        ("adopted", date(2025, 9, 5)),
        ("promulgated", date(2025, 9, 12)),
        ("in_force", date(2026, 1, 1)),
        ("amended", date(2026, 3, 20)),
    ]


def test_its_short_titles(act: Act):
    assert {short.short for short in act.metadata.short_titles} == {"交通站点", "运营单位", "信息平台", "行业主管部门"}


def test_each_of_its_own_citations_finds_its_unit(act: Act):
    inside = {(cite.unit, cite.text, cite.target) for cite in act.citations if not cite.target.startswith("《")}
    assert {cite.text for cite in act.citations if not cite.exists} == set()
    assert inside >= {
        ("art_11__para_2", "前款第（一）项", "art_11__para_1__item_1"),
        ("art_37__para_1", "本办法第十九条第二款", "art_19__para_2"),
        ("art_38__para_1", "本办法第二十一条第一款", "art_21__para_1"),
    }


def test_its_citations_of_other_acts(act: Act):
    assert [(cite.unit, cite.target) for cite in act.citations if cite.target.startswith("《")] == [
        ("art_1__para_1", "《中华人民共和国安全生产法》"),
        ("art_1__para_1", "《中华人民共和国突发事件应对法》"),
        ("art_41__para_1", "《中华人民共和国消防法》"),
        ("art_41__para_1", "《澜州市消防安全条例》#art_15"),
        ("art_42__para_1", "《澜州市公共场所安全管理暂行规定》"),
    ]

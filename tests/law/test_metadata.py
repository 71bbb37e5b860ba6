"""Metadata of model acts: what the text says, and nothing where it is silent."""

from datetime import date

import pytest

from dutybook.law.metadata import metadata
from dutybook.law.model import Metadata, ShortTitle, Source
from dutybook.law.parser import structure


def told(front: str, first: str = "单位应当检查。") -> Metadata:
    return metadata(structure(Source(f"{front}\n第一条　{first}\n第二条　单位应当记录。\n")))


def test_metadata_of_a_city_regulation() -> None:
    act = told(
        "郑州市示范条例\n2020年5月6日 郑州市第九届人民代表大会常务委员会第二次会议通过\n"
        "2020年7月1日 河南省第九届人民代表大会常务委员会第三次会议批准",
        "公共场所管理部门（以下简称管理部门）应当检查。",
    )
    assert (act.title, act.kind, act.issuer) == ("郑州市示范条例", "local_regulation", "郑州市人民代表大会常务委员会")
    assert (act.jurisdiction, act.adopted, act.promulgated, act.in_force) == ("4101", date(2020, 5, 6), None, None)
    assert [event.kind for event in act.history] == ["adopted", "approved"]
    assert act.short_titles == (ShortTitle("管理部门", "公共场所管理部门", "term"),)


def test_metadata_of_a_government_rule_with_its_order() -> None:
    act = told(
        "吉林省人民政府令\n（第9283号）\n《吉林省示范规定》已经2024年11月4日省政府常务会议通过，现予公布，自2025年1月1日起施行。\n"
        "2024年11月8日\n吉林省示范规定"
    )
    assert (act.title, act.kind, act.issuer) == ("吉林省示范规定", "government_rule", "吉林省人民政府")
    assert (act.number, act.jurisdiction) == ("吉林省人民政府令第9283号", "22")
    assert (act.adopted, act.promulgated, act.in_force) == (date(2024, 11, 4), date(2024, 11, 8), date(2025, 1, 1))


def test_metadata_takes_the_title_from_the_order_where_none_stands_alone() -> None:
    act = told(
        "河南省第九届人民代表大会常务委员会公告\n（第961号）\n"
        "《河南省实施〈示范法〉办法》已由河南省第九届人民代表大会常务委员会第三次会议于2022年5月7日通过，现予公布。"
    )
    assert (act.title, act.kind) == ("河南省实施〈示范法〉办法", "local_regulation")
    assert act.number == "河南省第九届人民代表大会常务委员会公告第961号"


@pytest.mark.parametrize(
    ("front", "kind", "issuer", "number"),
    [
        (
            "示范条例\n2009年1月2日 中华人民共和国国务院令第9999号公布",
            "administrative_regulation",
            "国务院",
            "国务院令第9999号",
        ),
        ("示范办法\n2009年1月2日 示范部令第9号发布", "department_rule", "示范部", "示范部令第9号"),
        (
            "中华人民共和国示范法\n2020年1月2日 第十三届全国人民代表大会常务委员会第九次会议通过",
            "law",
            "全国人民代表大会常务委员会",
            "",
        ),
        (
            "中华人民共和国示范条例\n1958年1月2日 全国人民代表大会常务委员会第九次会议通过",
            "law",
            "全国人民代表大会常务委员会",
            "",
        ),
        ("最高人民法院关于示范的解释\n法释〔2022〕99号", "judicial_interpretation", "最高人民法院", "法释〔2022〕99号"),
        ("最高人民法院关于示范问题的批复", "reply", "最高人民法院", ""),
        ("2026年示范工作实施方案", "plan", "", ""),
        ("关于示范的通知", "notice", "", ""),
        ("关于示范的意见", "opinion", "", ""),
        ("郑州市人民代表大会关于示范的决定", "decision", "郑州市人民代表大会", ""),
        ("中华人民共和国示范法修正案", "amendment", "", ""),
        ("郑州市示范条例（试行）", "local_regulation", "", ""),
        ("郑州市示范办法", "", "", ""),
        ("示范条例", "", "", ""),
        ("示范制度", "other", "", ""),
    ],
)
def test_metadata_tells_kind_issuer_and_number(front: str, kind: str, issuer: str, number: str) -> None:
    act = told(front)
    assert (act.kind, act.issuer, act.number) == (kind, issuer, number)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("示　范　条　例", "示范条例"),
        ("# 示范市\u3000示范条例", "示范市示范条例"),
        ("最高人民法院　最高人民检察院关于示范的解释", "最高人民法院 最高人民检察院关于示范的解释"),
        ("河南省示范条例\n目录\n第一章　总则\n河南省示范条例", "河南省示范条例"),
    ],
)
def test_metadata_joins_and_closes_up_the_title(front: str, title: str) -> None:
    assert metadata(structure(Source(f"{front}\n第一条　单位应当检查。\n", format="txt"))).title.lstrip("# ") == title


@pytest.mark.parametrize("title", ["中华人民共和国香港特别行政区示范法", "最高人民法院关于上海示范法院的规定"])
def test_metadata_of_a_national_act_names_no_place(title: str) -> None:
    assert told(title).jurisdiction == ""


def test_metadata_of_an_act_that_says_nothing_is_empty() -> None:
    assert metadata(structure(Source("第一条　单位应当检查。"))) == Metadata()

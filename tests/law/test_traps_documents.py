"""Traps of whole documents: notices and orders around an act, quoted acts, annexes, and what is none of them."""

from __future__ import annotations

from tests.law.reading import asides, placed, read, read_whole, units

P = "art_1__para_1"


# Documents of other kinds


def test_a_document_without_articles():
    act = read_whole("海州市防护工作通知", "一、检查设备。", "二、报告结果。")
    assert (act.outline, units(act)) == (True, {"sec_1__para_1": "检查设备。", "sec_2__para_1": "报告结果。"})


def test_articles_quoted_by_an_amending_outline():
    act = read_whole(
        "海州市人民政府关于修改《海州市防护办法》的决定",
        "海州市人民政府决定对《海州市防护办法》作如下修改：",
        "一、将第三条修改为：“第三条　单位应当检查。",
        "“第四条　单位应当报告。”",
        "二、增加一条，作为第五条：“第五条　单位应当：",
        "（一）检查；",
        "（二）报告。”",
        "三、删去第八条。",
    )
    assert (act.outline, [section.eid for section in act.articles]) == (True, ["sec_1", "sec_2", "sec_3"])
    assert [paragraph.num for section in act.articles for paragraph in section.paragraphs if paragraph.num] == []


def test_articles_quoted_by_an_amending_article():
    act = read_whole(
        "海州市人民政府关于修改部分规章的决定",
        "第一条　将《海州市防护办法》第三条修改为：",
        "“第三条　单位应当检查。",
        "第四条　单位应当报告。”",
        "第二条　本决定自公布之日起施行。",
    )
    assert placed(act) == [("art_1", ""), ("art_2", "")]
    assert units(act)["art_2__para_1"] == "本决定自公布之日起施行。"


def test_a_notice_in_front_of_the_act_that_it_publishes():
    act = read_whole(
        "海州市人民政府关于印发《海州市防护办法》的通知",
        "各区人民政府：",
        "现将《海州市防护办法》印发给你们，请认真执行。",
        "海州市人民政府",
        "2024年1月8日",
        "海州市防护办法",
        "第一条　甲。",
        "第二条　乙。",
    )
    assert units(act) == {P: "甲。", "art_2__para_1": "乙。"}
    assert asides(act.front)[-1] == ("title", "海州市防护办法")


def test_an_order_in_front_of_the_act():
    act = read_whole("海州市人民政府令", "第12号", "现予公布，自2024年3月1日起施行。", "海州市防护办法", "第一条　甲。")
    assert [kind for kind, _ in asides(act.front)] == ["order", "order", "order", "title"]


# Annexes


def test_annexes_each_have_their_lines():
    act = read(
        "第一条　甲。", "附件：1.设备表", "2.场所清单", "附件1", "设备表", "灭火器", "12", "附件2　场所清单", "（略）"
    )
    assert [(annex.eid, annex.num, annex.heading) for annex in act.annexes] == [
        ("att_1", "附件：", "1.设备表"),
        ("att_2", "附件1", ""),
        ("att_3", "附件2", "场所清单"),
    ]
    assert units(act) == {
        P: "甲。",
        "att_1__para_1": "2.场所清单",
        "att_2__para_1": "设备表",
        "att_2__para_2": "灭火器",
        "att_2__para_3": "12",
        "att_3__para_1": "（略）",
    }


def test_a_table_of_markdown_in_an_annex():
    act = read("第一条 甲。", "附件：设备表", "", "| 设备 | 数量 |", "|---|---|", "| 灭火器 | 十 |", format="md")
    assert units(act) == {P: "甲。", "att_1__para_1": "设备  数量", "att_1__para_2": "灭火器  十"}


def test_an_act_embedded_in_an_annex():
    act = read(
        "第一条　甲。", "第二条　乙。", "附件：海州市设备管理规范", "第一条　丙。", "第二条　丁。", "第三条　戊。"
    )
    assert [eid for eid, _ in placed(act)] == ["art_1", "art_2"]
    assert [annex.heading for annex in act.annexes] == ["海州市设备管理规范"]


def test_a_line_that_names_an_annex_opens_none():
    act = read("第一条　设备见", "附件所列的清单。", "第二条　乙。")
    assert act.annexes == ()


def test_signatures_stand_between_the_act_and_its_annexes():
    act = read("第一条　甲。", "海州市人民政府", "2024年1月8日", "附件：设备表", "灭火器")
    assert asides(act.back) == [("signature", "海州市人民政府"), ("signature", "2024年1月8日")]


# What is none of the act


def test_noise_between_the_lines():
    act = read(
        *(
            "来源：市政府网站　发布时间：2024-01-08",
            "[bookmark:_Toc12]第一条　甲。",
            "- 1 -",
            "来源不明的物品不得带入。",
        ),
        *("第 2 页 共 3 页", "12", "【打印本页】", "https://example.org/a/b.html"),
    )
    assert units(act) == {P: "甲。", "art_1__para_2": "来源不明的物品不得带入。"}
    assert [kind for kind, _ in asides(act.noise)] == ["source", "markup", "page", "page", "page", "source", "source"]


def test_running_heads():
    act = read("第一条　甲。", "\f海州政报", "第二条　乙。", "\f海州政报", "丙。", "\f海州政报", "第三条　丁。")
    assert units(act) == {P: "甲。", "art_2__para_1": "乙。", "art_2__para_2": "丙。", "art_3__para_1": "丁。"}
    assert asides(act.noise) == [("page", "海州政报")] * 3

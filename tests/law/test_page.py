import re
from dataclasses import replace

import pytest
from lxml import html
from tests.law import acts
from tests.law.acts import Draft

from dutybook.law import page
from dutybook.law.model import Aside, Flaw


def tree(act, language="zh"):
    return html.document_fromstring(page.write(act, language))


def eids(act):
    nodes = [*act.divisions, *act.articles, *act.annexes]
    paragraphs = [paragraph for article in (*act.articles, *act.annexes) for paragraph in article.paragraphs]
    items = [item for paragraph in paragraphs for item in paragraph.items]
    return {node.eid for node in [*nodes, *paragraphs, *items, *(point for item in items for point in item.points)]}


@pytest.mark.parametrize("build", [acts.measure, acts.outline, acts.nothing])
def test_every_node_has_its_eid_as_anchor(build):
    act = build()
    anchors = [anchor for anchor in tree(act).xpath("//@id") if not anchor.startswith("ui-")]
    assert sorted(anchors) == sorted(eids(act))


@pytest.mark.parametrize("build", [acts.measure, acts.outline, acts.nothing])
def test_page_fetches_nothing_and_runs_no_script(build):
    text = page.write(build())
    assert tree(build()).xpath("//script | //link | //img | //iframe | //@src") == []
    assert re.findall(r"url\(|@import|https?://", text) == []


def test_every_link_leads_to_a_node_of_the_page():
    found = tree(acts.measure())
    links = {link.removeprefix("#") for link in found.xpath("//a/@href")}
    assert links - set(found.xpath("//@id")) == set()


def test_citation_inside_is_a_link_outside_a_hint_and_missing_a_warning():
    found = tree(acts.measure())
    cites = [(a.text, a.get("href")) for a in found.xpath("//a[@class='cite']")]
    assert cites == [
        ("第二条第二款", "#art_2__para_2"),
        ("前款措施", "#art_2__para_2"),
        ("第一条至第二条", "#art_1"),
    ]
    (outside,) = found.xpath("//span[@class='outside']")
    assert outside.text == "《中华人民共和国防护法》第九条"
    assert outside.get("title") == (
        "本文件之外：《中华人民共和国防护法》#art_9 · outside this act: 《中华人民共和国防护法》#art_9"
    )
    assert found.xpath("//span[@class='missing']/text()") == ["第九十九条"]


def test_words_of_the_act_are_escaped():
    hostile = '</style><script>alert("x")</script>'
    draft = Draft(hostile)
    draft.aside("front", "order", hostile)
    draft.aside("back", "source", hostile)
    draft.division("chp_1", hostile, hostile)
    draft.article(hostile, (hostile, [(hostile, hostile)], hostile), heading=hostile, eid='a"><script>')
    draft.annex(hostile, hostile, f"{hostile}\t{hostile}")
    act = draft.act(title=hostile, issuer=hostile, number=hostile, jurisdiction=hostile)
    assert tree(act).xpath("//script") == []
    assert tree(act).xpath("//title/text()") == [hostile]


def test_facts_are_shown_in_both_languages():
    found = tree(acts.measure())
    rows = [" ".join(row.text_content().split()) for row in found.xpath("//dl/*")]
    assert rows == [
        "类别Kind", "地方政府规章Local government rule", "制定机关Issuer", "海州市人民政府", "文号Number",
        "海州市人民政府令第12号", "地域Jurisdiction", "河南省（4101）Henan (4101)", "公布日期Promulgated", "2020-03-01",
        "施行日期In force from", "2020-05-01", "沿革History",
        "2020-03-01 公布promulgated 海州市人民政府令第12号2023-05-06 修正amended 海州市人民政府令第20号废止repealed",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_opens_in_the_language_asked_for(language):
    assert tree(acts.measure(), language).xpath("//input[@checked]/@id") == [f"ui-{language}"]


def test_every_word_of_the_page_has_both_languages():
    words = [span.get("lang") for span in tree(acts.measure()).xpath("//span[@class='w']")]
    assert words == ["zh", "en"] * (len(words) // 2)


def test_contents_list_divisions_or_sections_and_annexes():
    assert [a.text for a in tree(acts.measure()).xpath("//nav//a")] == [
        "第一章 总则",
        "第二章 防护措施 & <检查>",
        "第一节 日常措施",
        "附件1 防护等级表",
    ]
    assert [a.text for a in tree(acts.outline()).xpath("//nav//a")] == ["一、 总体要求", "二、 重点任务"]
    assert tree(acts.articles("甲。")).xpath("//nav") == []


def test_rows_of_an_annex_are_a_table():
    cells = tree(acts.measure()).xpath("//table//td/text()")
    assert cells == ["等级", "面积", "人员", "一级", "五千平方米", "十人"]


def test_running_heads_and_doubts_stand_at_the_end():
    markup = Aside("markup", "## ", ())
    act = replace(acts.measure(), back=(markup,), warnings=(Flaw("gap", "art_3", "第五条缺"),))
    rest = [li.text for li in tree(act).xpath("//details[contains(@class, 'rest')]//li")]
    assert rest == ["第 1 页 共 2 页", "art_3: 第五条缺"]


def test_title_falls_back_to_the_words_in_front_and_then_to_the_file():
    draft = Draft("act.txt")
    assert tree(draft.act()).xpath("//h1/text()") == ["act.txt"]
    draft.aside("front", "title", "防护办法")
    assert tree(draft.act()).xpath("//h1/text()") == ["防护办法"]
    assert tree(acts.measure()).xpath("//h1/text()") == ["海州市公共场所防护办法"]

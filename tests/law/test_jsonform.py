import json

from tests.law import acts

from dutybook.law import jsonform

KEYS = [
    "title", "kind", "issuer", "number", "adopted", "promulgated", "in_force", "jurisdiction", "history", "divisions",
    "articles", "citations", "front", "back", "annexes", "noise", "short_titles", "warnings", "outline",
]  # fmt: skip


def test_file_holds_the_object():
    for act in (acts.measure(), acts.outline(), acts.nothing()):
        assert json.loads(jsonform.write(act)) == jsonform.as_json(act)


def test_keys_are_those_of_the_documented_shape():
    assert list(jsonform.as_json(acts.measure())) == KEYS
    outline = [key if key != "articles" else "sections" for key in KEYS]
    assert list(jsonform.as_json(acts.outline())) == outline


def test_metadata_and_dates():
    found = jsonform.as_json(acts.measure())
    assert {key: found[key] for key in KEYS[:9]} == {
        "title": "海州市公共场所防护办法",
        "kind": "government_rule",
        "issuer": "海州市人民政府",
        "number": "海州市人民政府令第12号",
        "adopted": None,
        "promulgated": "2020-03-01",
        "in_force": "2020-05-01",
        "jurisdiction": "4101",
        "history": [
            {"kind": "promulgated", "day": "2020-03-01", "by": "海州市人民政府令第12号"},
            {"kind": "amended", "day": "2023-05-06", "by": "海州市人民政府令第20号"},
            {"kind": "repealed", "day": None, "by": ""},
        ],
    }


def test_article_with_items_points_and_tail():
    article = jsonform.as_json(acts.measure())["articles"][2]
    first = article["paragraphs"][0]
    assert {key: article[key] for key in ("eId", "num", "heading", "division")} == {
        "eId": "art_3",
        "num": "第三条",
        "heading": "",
        "division": "chp_2__sec_1",
    }
    assert list(first) == ["eId", "text", "items", "tail"]
    assert first["tail"] == "前款措施每年评估。"
    assert first["items"][0] == {
        "eId": "art_3__para_1__item_1",
        "num": "（一）",
        "text": "巡查下列部位：",
        "points": [
            {"eId": "art_3__para_1__item_1__point_1", "num": "1.", "text": "入口处的；"},
            {"eId": "art_3__para_1__item_1__point_2", "num": "2.", "text": "出口处的；"},
        ],
    }


def test_citation_asides_annex_and_division():
    act = acts.measure()
    found = jsonform.as_json(act)
    cite = act.citations[-1]
    assert found["citations"][-1] == {
        "unit": "art_3-1__para_1",
        "text": "第九十九条",
        "target": "art_99",
        "exists": False,
        "span": list(cite.span),
    }
    assert found["noise"] == [{"kind": "page", "text": "第 1 页 共 2 页"}]
    assert found["back"] == [{"kind": "signature", "text": "海州市人民政府办公厅"}]
    assert found["divisions"][2] == {"eId": "chp_2__sec_1", "num": "第一节", "heading": "日常措施", "kind": "section"}
    assert list(found["annexes"][0]["paragraphs"][0]) == ["eId", "num", "text", "items", "tail"]
    assert found["short_titles"] == [{"short": "防护法", "full": "中华人民共和国防护法", "kind": "title"}]


def test_paragraphs_of_an_outline_carry_their_number():
    sections = jsonform.as_json(acts.outline())["sections"]
    assert [paragraph["num"] for section in sections for paragraph in section["paragraphs"]] == ["", "（一）", "（二）"]


def test_file_has_a_line_for_each_article():
    lines = jsonform.write(acts.measure()).splitlines()
    assert [json.loads(line.rstrip(","))["num"] for line in lines if line.startswith('{"eId": "art_')] == [
        "第一条", "第二条", "第三条", "第三条之一", "第四条"
    ]  # fmt: skip

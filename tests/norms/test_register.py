import csv
import io
import json
from dataclasses import replace

from tests.norms.zh.reading_of import act_of

from dutybook.norms import extract
from dutybook.norms.register import as_csv, as_html, as_json, provision, register


def made():
    act = act_of("场馆应当在十日内<备案>。", "禁止堵塞出口。\n依照第一条规定，可以停业。")
    return register(act, extract(act))


def test_rows_are_tied_to_their_provision():
    assert [(row.provision, row.modality, row.by_when, row.citation) for row in made().rows] == [
        ("第一条", "must", "十日内", ""),
        ("第二条第一款", "must not", "", ""),
        ("第二条第二款", "may", "", "第一条"),
    ]


def test_items_and_inserted_articles_are_cited_as_lawyers_do():
    assert provision("art_3-2__para_1__item_4__point_5") == "第三条之二第一款第（四）项第5目"


def test_items_of_a_one_paragraph_article_are_cited_without_it():
    assert provision("art_12-1__para_1__item_10", {"art_12-1"}) == "第十二条之一第（十）项"


def test_headings_of_an_outline_are_cited_by_their_numbers():
    assert [provision(eid) for eid in ("sec_1__para_2", "sec_3__intro_1", "sec_1__para_2__item_3")] == [
        "一、（二）",
        "三、",
        "一、（二）3.",
    ]


def test_rows_tell_the_unit_that_they_stand_in():
    assert [row.unit for row in made().rows] == ["art_1__para_1", "art_2__para_1", "art_2__para_2"]


def test_csv_and_json_hold_the_same_rows():
    rows = list(csv.DictReader(io.StringIO(as_csv(made()))))
    told = json.loads(as_json(made()))
    assert told["title"] == "海州市公共场所防护办法"
    assert [row["what"] for row in rows] == [row["action"] for row in told["rows"]]


def test_nothing_in_the_csv_is_a_formula():
    found = made()
    table = as_csv(replace(found, rows=(replace(found.rows[0], action="=1+1"),)))
    assert next(csv.DictReader(io.StringIO(table)))["what"] == "'=1+1"


def test_page_shows_every_row_and_escapes_the_text():
    page = as_html(made())
    assert page.count("<tr class=") == 3
    assert "&lt;备案&gt;" in page

"""Pages of the library: search, reading, importing, comparing; with a constant number of queries."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.actions.test_act import TEXT, took
from tests.web.conftest import World
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import adopt
from dutybook_web.models import Act

LATER = TEXT.replace("每半年", "每季度").replace("2025年5月1日", "2026年5月1日")


def file(text: str, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_library_is_empty_and_leads_to_the_import(world: World) -> None:
    page = world.client().get("/library/").content.decode()
    assert ("The library is empty" in page, 'href="/library/import/"' in page) == (True, True)
    page = world.client("viewer").get("/library/").content.decode()
    assert ("The library is empty" in page, 'href="/library/import/"' in page) == (True, False)


def test_import_takes_several_files_and_tells_the_faults(world: World) -> None:
    files = [file(TEXT, "a.txt"), file(TEXT, "b.txt"), file("", "c.txt"), file("{\\rtf1}", "d.docx")]
    response = world.client().post("/library/import/", {"file": files})
    told = [
        (one.name, one.act is not None, one.fault.code if one.fault else "") for one in response.context["outcomes"]
    ]
    assert told == [
        ("a.txt", True, ""),
        ("b.txt", False, "act_there"),
        ("c.txt", False, "empty"),
        ("d.docx", False, "unknown-format"),
    ]
    assert Act.objects.count() == 1


def test_import_answers_the_script_with_lines_alone(world: World) -> None:
    response = world.client().post("/library/import/", {"file": file(TEXT, "a.txt")}, headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div class="panel outcome">')


def test_search_marks_the_words_and_leads_to_the_article(world: World) -> None:
    act = took(world)
    page = world.client().get("/library/", {"text": "值班员"}).content.decode()
    assert ("<mark>值班员</mark>" in page, f"/library/{act.key}/#art_2" in page) == (True, True)


@pytest.mark.parametrize("query", ["text=%27%25%00", "text=x&page=99999999", "text=x&page=-1", "on=x&kind=y", "page=x"])
def test_search_takes_any_question(query: str, world: World) -> None:
    assert world.client().get(f"/library/?{query}").status_code == 200


def test_search_escapes_what_it_shows(world: World) -> None:
    took(world, TEXT.replace("两名", "<script>两名"))
    page = world.client().get("/library/", {"text": "<script>两名"}).content.decode()
    assert "<mark>&lt;script&gt;两名</mark>" in page
    act = Act.objects.get()
    assert "<script>两名" not in world.client().get(f"/library/{act.key}/").content.decode()


def test_act_shows_its_norms_and_the_duties_beside(world: World, tmp_path: Path) -> None:
    adopt(world.actor("administrator", world.group), world.group, model_files(tmp_path), "")
    act = took(world, TEXT.replace("海州市公共场所示范办法", "示范省安全检查规定"))
    page = world.client().get(f"/library/{act.key}/").content.decode()
    assert 'id="art_2__para_1__item_1"' in page
    assert '<a href="#chp_1">第一章 总则</a>' in page
    assert 'class="trig obligation"' in page
    assert "Inspect the installations every quarter." in page
    response = world.client().get("/library/provision/", {"act": "model-coming", "eid": "art_3__para_1"})
    assert response.headers["Location"] == f"/library/{act.key}/#art_3__para_1"


def test_provision_of_an_act_that_is_not_there_leads_to_the_library(world: World) -> None:
    for act in ("x", "\0"):
        assert world.client().get("/library/provision/", {"act": act}).headers["Location"] == "/library/"


def test_act_is_changed_and_taken_out(world: World) -> None:
    act, client = took(world), world.client()
    form = {"title": "新名", "act": "", "start": "2025-05-01", "end": "2025-04-01"}
    assert client.post(f"/library/{act.key}/change/", form).context["form"].errors.keys() == {"end"}
    client.post(f"/library/{act.key}/change/", {**form, "end": "2030-01-01"})
    assert (Act.objects.get().plain_title, str(Act.objects.get().end)) == ("新名", "2030-01-01")
    assert client.get(f"/library/{act.key}/remove/").status_code == 200
    client.post(f"/library/{act.key}/remove/")
    assert Act.objects.count() == 0


def test_versions_stand_side_by_side(world: World) -> None:
    old, new = took(world), took(world, LATER)
    page = world.client().get(f"/library/{new.key}/versions/").content.decode()
    assert ("<del>半</del>" in page or "<del>半年</del>" in page, f"/library/{old.key}/#art_2" in page) == (True, True)
    rows = world.client().get(f"/library/{new.key}/versions/", {"with": old.key, "all": 1}).context["rows"]
    assert [row.status for row in rows] == ["unchanged", "amended", "amended"]


def test_versions_stand_in_the_order_of_their_days(world: World) -> None:
    old, new = took(world), took(world, LATER)
    context = world.client().get(f"/library/{old.key}/versions/", {"with": new.key}).context
    assert (context["old"], context["new"]) == (old, new)


def test_version_without_another_leads_to_the_import(world: World) -> None:
    page = world.client().get(f"/library/{took(world).key}/versions/").content.decode()
    assert "There is no other version" in page


def test_amendment_tells_the_premises_whose_duties_it_touches(world: World, tmp_path: Path) -> None:
    adopt(world.actor("administrator", world.group), world.group, model_files(tmp_path), "")
    old, new = took(world), took(world, LATER)
    Act.objects.filter(pk=old.pk).update(act="model-act")
    response = world.client("manager", world.group).get(f"/library/{new.key}/effect/", {"with": old.key})
    touched = [(one.version.duty, one.row.status, one.count) for one in response.context["touched"]]
    assert touched == [("model-act/7-report", "amended", 1), ("model-act/8-identity", "amended", 0)]


def test_pages_have_a_constant_number_of_queries(world: World) -> None:
    client, counts = world.client(), set()
    for number in (1, 3, 30):
        while Act.objects.count() < number:
            took(world, f"{TEXT}第四条　另{Act.objects.count()}。\n")
        found = []
        for query in ({}, {"text": "值班员"}, {"text": "值班员", "kind": "government_rule"}):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get("/library/", query).status_code == 200
            found.append(len(queries))
        counts.add(tuple(found))
    assert len(counts) == 1

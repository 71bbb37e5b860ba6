"""The library by the API."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.actions.test_act import TEXT, took
from tests.web.conftest import World
from tests.web.views.test_act import LATER

from dutybook_web.models import Act


def test_api_imports_and_refuses_with_a_code(world: World) -> None:
    client = world.client()
    first = client.post("/api/library", {"file": SimpleUploadedFile("a.txt", TEXT.encode())})
    again = client.post("/api/library", {"file": SimpleUploadedFile("b.txt", TEXT.encode())})
    empty = client.post("/api/library", {"file": SimpleUploadedFile("c.txt", b" ")})
    assert (first.status_code, first.json()["title"]) == (201, "海州市公共场所示范办法")
    assert (again.status_code, again.json()["code"]) == (409, "act_there")
    assert (empty.status_code, empty.json()["code"]) == (422, "empty-source")


def test_api_lists_searches_and_reads(world: World) -> None:
    act, client = took(world), world.client("viewer")
    assert [row["key"] for row in client.get("/api/library", {"text": "示范"}).json()["items"]] == [act.key]
    found = client.get("/api/library/search", {"text": "值班员"}).json()
    assert ([(hit["eid"], hit["words"]) for hit in found["hits"]], found["more"]) == ([("art_2", "值班员")], False)
    assert client.get(f"/api/library/{act.key}").json()["start"] == "2025-05-01"
    assert [row["eid"] for row in client.get(f"/api/library/{act.key}/provisions").json()] == [
        "art_1",
        "art_2",
        "art_3",
    ]


def test_api_refuses_what_is_no_place_or_kind(world: World) -> None:
    for query in ({"jurisdiction": "4%"}, {"kind": "\0"}, {"on": "x"}):
        assert world.client().get("/api/library/search", {"text": "x", **query}).status_code == 422


def test_api_compares_versions(world: World) -> None:
    old, new = took(world), took(world, LATER)
    client = world.client("viewer")
    told = client.get(f"/api/library/{new.key}/comparison", {"other": old.key}).json()
    assert told["counts"] == {"unchanged": 1, "renumbered": 0, "amended": 2, "new": 0, "repealed": 0}
    assert client.get(f"/api/library/{new.key}/effect", {"other": old.key}).json() == []
    assert client.get(f"/api/library/{new.key}/comparison", {"other": "x"}).status_code == 404


def test_api_changes_and_removes(world: World) -> None:
    act, client = took(world), world.client()
    told = {"title": "新名", "start": "2025-05-01", "end": "2025-04-01"}
    wrong = client.put(f"/api/library/{act.key}", told, content_type="application/json")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "end")
    right = client.put(f"/api/library/{act.key}", {**told, "end": None}, content_type="application/json")
    assert (right.status_code, right.json()["title"]) == (200, "新名")
    assert world.client("viewer").delete(f"/api/library/{act.key}").status_code == 403
    assert client.delete(f"/api/library/{act.key}").status_code == 204
    assert Act.objects.count() == 0

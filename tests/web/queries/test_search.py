"""The search finds what a scan of all texts finds, and nothing else, on either database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.conftest import World

from dutybook_web.actions.act import remove_act
from dutybook_web.models import Act, Organisation, Provision
from dutybook_web.queries.search import Hit, Sought, grams, index, plain, search

CHARACTERS = "单位应报告。，、第一二十条12'\"\\%_*&|!():-<>aA Ａ　\t𠮷𠀀é"
texts = st.text(CHARACTERS, max_size=24)
many = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _added(node: Organisation, *found: str, title: str = "示范办法", **fields: object) -> Act:
    """An act with a provision for each text, in the index."""
    row = {"title": title, "plain_title": plain(title), "file_name": "a.txt", "file_format": "txt", "text": ""}
    number = Act.objects.count()
    act: Act = Act.objects.create(organisation=node, digest=f"{number:064d}", articles=len(found), **row, **fields)
    rows = [
        Provision(act=act, tenant_id=act.tenant_id, eid=f"art_{n}", number="", text=text, plain=plain(text))
        for n, text in enumerate(found, 1)
    ]
    index(Provision.objects.bulk_create(rows))
    return act


def _found(words: str, node: Organisation, **narrowed: object) -> list[str]:
    return [hit.eid for hit in search(Sought(words, node.root, **narrowed), per_page=100).hits]  # type: ignore[arg-type]


@many
@given(st.lists(texts, min_size=1, max_size=6), texts, st.integers(0, 5), st.integers(0, 23))
def test_search_equals_a_scan(world: World, found: list[str], other: str, which: int, start: int) -> None:
    piece = found[which % len(found)][start:]
    with transaction.atomic():
        act = _added(world.group, *found)
        for words in (other, piece, piece[:1], piece[:2], piece[:3]):
            sought = plain(words)
            expected = [f"art_{n}" for n, text in enumerate(found, 1) if sought and sought in plain(text)]
            assert _found(words, world.group) == expected
        remove_act(world.actor("administrator", world.group), act)
        assert _found(found[0], world.group) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("words", ["'", '"', "\\", "%", "_", "*", "&", "|", "!", "(", ":", "𠮷"])
def test_search_takes_every_character_as_itself(world: World, words: str) -> None:
    _added(world.group, "单位应当报告", f"甲{words}乙")
    assert _found(words, world.group) == ["art_2"]
    assert _found(f"{words}乙", world.group) == ["art_2"]
    assert _found(f"单{words}", world.group) == []


def test_search_leaves_out_what_no_database_holds(world: World) -> None:
    _added(world.group, "单位应当报告")
    assert _found("应\0当\ud800报", world.group) == ["art_1"]


def test_search_finds_article_numbers_in_digits(world: World) -> None:
    _added(world.group, "依照第二十五条处理", "依照第二百五十条处理")
    assert _found("第25条", world.group) == ["art_1"]
    assert _found("依照第250条", world.group) == ["art_2"]


def test_search_finds_an_article_by_the_title_of_its_act(world: World) -> None:
    act = _added(world.group, "单位应当报告", title="海州市示范办法")
    Provision.objects.filter(act=act).update(number="第三条")
    assert _found("示范办法第三条", world.group) == ["art_1"]
    assert _found("《海州市示范办法》第3条", world.group) == ["art_1"]
    assert _found("示范办法第四条", world.group) == []


def test_search_marks_the_words_where_they_stand(world: World) -> None:
    act = _added(world.group, "单位 应当ＡＢ报告")
    [hit] = search(Sought("应当ab报", world.group.pk)).hits
    number = Provision.objects.get(act=act).pk
    assert hit == Hit(number, act.key, "示范办法", "art_1", "", "单位 ", "应当ＡＢ报", "告")


def test_search_walks_pages_without_missing_any(world: World) -> None:
    _added(world.group, *["单位应当报告"] * 7)
    pages = [search(Sought("应当", world.group.pk), page, 3) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [3, 3, 1]
    # PostgreSQL walks the table, whose order is that of the articles only as long as nothing was written between.
    found = [hit.eid for page in pages for hit in page.hits]
    assert (found if connection.vendor == "sqlite" else sorted(found)) == [f"art_{number}" for number in range(1, 8)]
    assert [page.more for page in pages] == [True, True, False]


def test_search_is_narrowed_by_place_kind_and_day(world: World) -> None:
    days = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}
    _added(world.group, "单位应当报告", jurisdiction="4101", kind="local_regulation", **days)
    for narrowed, count in [
        ({"jurisdiction": "41"}, 1),
        ({"jurisdiction": "52"}, 0),
        ({"kind": "local_regulation"}, 1),
        ({"kind": "law"}, 0),
        ({"on": date(2026, 1, 1)}, 1),
        ({"on": date(2026, 12, 31)}, 1),
        ({"on": date(2025, 12, 31)}, 0),
        ({"on": date(2027, 1, 1)}, 0),
        ({"jurisdiction": "41", "kind": "local_regulation", "on": date(2026, 6, 1)}, 1),
    ]:
        assert (narrowed, len(_found("应当", world.group, **narrowed))) == (narrowed, count)


def test_search_of_a_tenant_finds_its_own_only(world: World) -> None:
    _added(world.group, "单位应当报告")
    assert _found("应当", world.foreign) == []
    assert _found("应当", world.west) == ["art_1"]


def test_search_without_words_finds_nothing(world: World) -> None:
    _added(world.group, "单位应当报告")
    assert (_found("", world.group), _found("　 ", world.group)) == ([], [])


def test_grams_are_the_pairs_and_the_last_character() -> None:
    assert grams("工作方案") == ["作方", "工作", "方案", "案"]
    assert grams("") == []

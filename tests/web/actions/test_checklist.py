"""Checklists: drafted from a tier, edited, published, replaced, withdrawn; what was published never changes."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests.web.conftest import World
from tests.web.inspecting import checklist_at, inspection_at
from tests.web.refused import refused

from dutybook_web.actions.checklist import (
    About,
    add_checklist,
    draft_checklist,
    edit_checklist,
    next_version,
    publish_checklist,
    withdraw_checklist,
)
from dutybook_web.models import Checklist, Event

ITEM = {
    "text_en": "Gate",
    "text_zh": "",
    "checks": "physical",
    "answer": "yes_no",
    "unit": "",
    "measure": "",
    "duty": "",
}


def test_draft_has_an_item_for_each_measure_but_the_rounds(world: World) -> None:
    draft = draft_checklist(world.actor("manager"), world.east, "plan-2026-classes", "class-2")
    rows = list(draft.items.values_list("measure", "checks", "answer"))
    assert rows == [
        ("plan-2026-classes/c2-fixed-post", "people", "number"),
        ("plan-2026-classes/c2-mobile-post", "people", "number"),
        ("plan-2026-classes/c2-facility-check", "physical", "photo"),
    ]
    assert (draft.state, draft.tier, draft.lineage == draft.key) == ("draft", "plan-2026-classes/class-2", True)


def test_draft_of_an_unknown_tier_is_refused(world: World) -> None:
    with refused("unknown_tier"):
        draft_checklist(world.actor("manager"), world.east, "plan-2026-classes", "class-9")


def test_edit_changes_title_and_items_as_a_whole(world: World) -> None:
    draft = add_checklist(world.actor("manager"), world.east, About(title_en="Round"))
    edit_checklist(world.actor("manager"), draft, About(title_zh="巡查"), [ITEM, {**ITEM, "text_en": "Lock"}])
    draft.refresh_from_db()
    assert (draft.title_zh, draft.title_en) == ("巡查", "")
    assert list(draft.items.values_list("position", "text_en")) == [(1, "Gate"), (2, "Lock")]


def test_published_version_cannot_be_edited(world: World) -> None:
    checklist = checklist_at(world.east)
    with refused("checklist_moved"):
        edit_checklist(world.actor("manager"), checklist, About(title_en="Other"), [ITEM])
    assert checklist.items.count() == 3


def test_publish_without_items_is_refused(world: World) -> None:
    draft = add_checklist(world.actor("manager"), world.east, About(title_en="Round"))
    with refused("no_items"):
        publish_checklist(world.actor("manager"), draft)


def test_next_version_replaces_the_last_and_what_is_planned_follows(world: World) -> None:
    first = checklist_at(world.east)
    planned, begun = inspection_at(world.station, first), inspection_at(world.station, first)
    begun.state = "in_progress"
    begun.save()
    second = next_version(world.actor("manager"), first)
    publish_checklist(world.actor("manager"), second)
    rows = Checklist.objects.order_by("number").values_list("number", "state", "lineage")
    assert list(rows) == [(1, "replaced", first.key), (2, "published", first.key)]
    for inspection in (planned, begun):
        inspection.refresh_from_db()
    assert (planned.checklist, begun.checklist) == (second, first)
    assert [item.text_en for item in second.items.all()] == ["Point 1", "Point 2", "Point 3"]
    assert Event.objects.first().action == "checklist.publish"


def test_second_draft_is_refused(world: World) -> None:
    first = checklist_at(world.east)
    next_version(world.actor("manager"), first)
    with refused("draft_exists"):
        next_version(world.actor("manager"), first)


def test_withdraw_cancels_what_is_planned(world: World) -> None:
    checklist = checklist_at(world.east)
    planned = inspection_at(world.station, checklist)
    withdraw_checklist(world.actor("manager"), checklist)
    planned.refresh_from_db()
    assert (checklist.state, planned.state) == ("withdrawn", "cancelled")
    with refused("checklist_moved"):
        withdraw_checklist(world.actor("manager"), checklist)


@pytest.mark.parametrize(("zh", "en", "title"), [("巡查", "Round", "Round"), ("巡查", "", "巡查")])
def test_title_is_in_the_language_that_there_is(world: World, zh: str, en: str, title: str) -> None:
    with translation.override("en"):
        assert Checklist(organisation=world.east, title_zh=zh, title_en=en).title == title

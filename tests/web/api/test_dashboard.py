"""The figures of a node by the API."""

from __future__ import annotations

from datetime import timedelta

from tests.web.conftest import World

from dutybook_web.models import Task


def test_dashboard_gives_the_figures_of_the_own_node(world: World) -> None:
    Task.objects.filter(pk=world.task.pk).update(due=world.east.today - timedelta(days=1))
    told = world.client("viewer", world.east).get("/api/dashboard").json()
    figures = {"overdue": 1, "coming": 0, "hazards": 0, "major": 0, "expiring": 0, "premises": 1}
    assert (told["organisation"], told["figures"], len(told["months"])) == (world.east.key, figures, 12)
    assert (told["tiers"], told["reported"], told["signed_at"]) == ([{"tier": "", "count": 1}], None, None)


def test_dashboard_lists_the_children(world: World) -> None:
    told = world.client("manager", world.group).get("/api/dashboard", {"at": world.group.key}).json()
    assert [(child["name"], child["figures"]["premises"]) for child in told["children"]] == [
        ("East company", 1),
        ("West company", 1),
    ]
    assert told["reported"]["missing"] == 2


def test_dashboard_of_a_foreign_node_is_not_found(world: World) -> None:
    assert world.client("manager", world.east).get("/api/dashboard", {"at": world.west.key}).status_code == 404

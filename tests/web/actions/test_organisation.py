"""The tree: nodes added, changed and moved with all below them; what roles reach moves along."""

from __future__ import annotations

from tests.web.conftest import World
from tests.web.refused import refused

from dutybook_web.access import visible
from dutybook_web.actions.organisation import DEEPEST, add_organisation, change_organisation, move_organisation
from dutybook_web.models import Event, Organisation, Premises


def below(parent: Organisation, name: str = "Branch") -> Organisation:
    return Organisation(name=name, kind="branch", parent=parent)


def test_added_node_stands_below_its_parent(world: World) -> None:
    node = add_organisation(world.actor("administrator"), below(world.east))
    assert (node.path, node.tenant) == (f"{world.east.path}{node.pk}/", world.group)
    assert Event.objects.get().action == "organisation.add"


def test_changed_node_keeps_what_was_not_changed(world: World) -> None:
    world.east.name, world.east.time_zone = "East line", "Asia/Urumqi"
    change_organisation(world.actor("administrator"), world.east, ["name"])
    world.east.refresh_from_db()
    assert (world.east.name, world.east.time_zone) == ("East line", "Asia/Shanghai")


def test_moved_node_takes_its_subtree_and_its_premises_along(world: World) -> None:
    branch = add_organisation(world.actor("administrator"), below(world.east))
    assert visible(world.actor("manager", world.west), Premises, "premises.read").count() == 1
    moved = move_organisation(world.actor("administrator", world.group), world.east, world.west)
    branch.refresh_from_db()
    assert moved.path == f"{world.west.path}{moved.pk}/"
    assert (branch.path, moved.parent) == (f"{moved.path}{branch.pk}/", world.west)
    assert visible(world.actor("manager", world.west), Premises, "premises.read").count() == 2
    assert visible(world.actor("manager"), Premises, "premises.read").count() == 1


def test_node_is_added_where_its_parent_is_by_now(world: World) -> None:
    before = Organisation.objects.get(pk=world.east.pk)
    moved = move_organisation(world.actor("administrator", world.group), world.east, world.west)
    node = add_organisation(world.actor("administrator", world.group), below(before))
    assert node.path == f"{moved.path}{node.pk}/"


def test_node_is_not_moved_under_itself_nor_into_another_tree_nor_is_the_root(world: World) -> None:
    actor = world.actor("administrator", world.group)
    branch = add_organisation(actor, below(world.east))
    for node, parent in (
        (world.east, world.east),
        (world.east, branch),
        (world.east, world.foreign),
        (world.group, world.east),
    ):
        with refused("not_movable"):
            move_organisation(actor, node, parent)


def test_tree_does_not_grow_deeper_than_its_limit(world: World) -> None:
    actor, node = world.actor("administrator", world.group), world.east
    while node.depth < DEEPEST:
        node = add_organisation(actor, below(node))
    with refused("too_deep"):
        add_organisation(actor, below(node))
    with refused("too_deep"):
        move_organisation(actor, world.east, world.west)

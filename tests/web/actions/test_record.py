"""Events: kept with the change they tell of, in one tree, and never changed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.web.conftest import World

from dutybook.ledger.leaf import decode, pseudonym
from dutybook.ledger.merkle import Tree, leaf_hash
from dutybook_web.actions.premises import add_premises
from dutybook_web.actions.record import record
from dutybook_web.models import Event, Ledger, Node, Premises
from dutybook_web.queries.ledger import node_at, peaks_of


def entered(world: World, count: int) -> None:
    for number in range(count):
        add_premises(world.actor("manager"), Premises(name=f"Place {number}", organisation=world.east))


def test_record_tells_who_did_what_to_what(world: World) -> None:
    actor = world.actor("manager")
    place = add_premises(actor, Premises(name="North depot", organisation=world.east))
    event = Event.objects.get()
    told = decode(bytes(event.leaf))
    assert (told.action, told.object, dict(told.payload)) == (
        "premises.add",
        f"premises/{place.key}",
        {"name": "North depot"},
    )
    assert told.actor == pseudonym(actor.account.key, bytes(actor.account.salt))
    assert (event.number, event.account, event.organisation) == (0, actor.account, world.east)


def test_record_grows_the_tree_that_its_leaves_make(world: World) -> None:
    entered(world, 13)
    leaves = [leaf_hash(bytes(event.leaf)) for event in Event.objects.order_by("number")]
    tree = Tree(leaves)
    assert peaks_of(Ledger.objects.get()) == tree.peaks
    assert [node_at(0, position) for position in range(13)] == leaves
    assert node_at(3, 0) == tree.node(3, 0)


def test_record_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(None, "premises.add", Premises(), None)  # type: ignore[arg-type]


def test_record_goes_with_the_change_that_fails(world: World) -> None:
    with transaction.atomic():
        entered(world, 2)
        transaction.set_rollback(True)
    assert (Event.objects.count(), Node.objects.count(), Premises.objects.filter(name="Place 0").count()) == (0, 0, 0)


@pytest.mark.parametrize("table", ["event", "node"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 7", "DELETE FROM {}"])
def test_database_refuses_to_change_the_record(world: World, table: str, statement: str) -> None:
    entered(world, 2)
    column = {"event": "number", "node": "level"}[table]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(f"dutybook_web_{table}", column))

"""Who answers: set, set otherwise, taken back."""

from __future__ import annotations

from tests.web.conftest import World

from dutybook_web.actions.responsibility import remove_responsibility, set_responsibility
from dutybook_web.models import Event, Responsibility


def test_responsibility_replaces_what_was_set_for_the_same(world: World) -> None:
    actor = world.actor("manager")
    set_responsibility(actor, Responsibility(organisation=world.east, role="manager"))
    set_responsibility(actor, Responsibility(organisation=world.east, act="model-act", unit=world.east))
    set_responsibility(actor, Responsibility(organisation=world.east, premises=world.station, role="inspector"))
    last = set_responsibility(actor, Responsibility(organisation=world.east, account=actor.account))
    rows = Responsibility.objects.order_by("pk").values_list("act", "premises", "account")
    assert list(rows) == [("model-act", None, None), ("", world.station.pk, None), ("", None, actor.account.pk)]
    event = Event.objects.first()
    assert event
    assert (event.action, event.object) == ("responsibility.set", f"responsibility/{last.key}")


def test_responsibility_is_taken_back(world: World) -> None:
    row = set_responsibility(world.actor("manager"), Responsibility(organisation=world.east, role="manager"))
    remove_responsibility(world.actor("manager"), row)
    assert Responsibility.objects.count() == 0
    assert Event.objects.values_list("action", "object")[0] == ("responsibility.remove", f"responsibility/{row.key}")

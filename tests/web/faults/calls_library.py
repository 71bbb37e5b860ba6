"""How the actions of the library are called for faults (see calls.py)."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from tests.web.conftest import World
from tests.web.faults.call import Prepare

from dutybook_web.actions.act import change_act, remove_act, take_act
from dutybook_web.models import Act

TEXT = "海州市示范办法\n第一条　为了做好示范，制定本办法。\n第二条　经营单位应当每半年报告一次。\n"


def _take(world: World) -> partial[Act]:
    return partial(take_act, world.actor("manager"), world.group, BytesIO(TEXT.encode()), "act.txt")


LIBRARY_CALLS: dict[str, Prepare] = {
    "act.change_act": lambda world: partial(change_act, world.actor("manager"), _renamed(_take(world)()), ["title"]),
    "act.remove_act": lambda world: partial(remove_act, world.actor("manager"), _take(world)()),
    "act.take_act": _take,
}


def _renamed(act: Act) -> Act:
    act.title = "示范办法"
    return act

"""What a line of the calls is: it prepares a world for an action, and gives the call itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.web.conftest import World

from dutybook_web.access import Actor

Prepare: TypeAlias = Callable[[World], Callable[[], object]]


def administrator(world: World) -> Actor:
    """Who may do most things, at the root."""
    return world.actor("administrator", world.group)


def then(_prepared: object, action: Callable[[], object]) -> Callable[[], object]:
    """The action, once something was prepared for it."""
    return action

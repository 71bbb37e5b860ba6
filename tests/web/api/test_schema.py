"""The API against its own description, by Schemathesis: all checks, three roles, and never a failure of the server.

DUTYBOOK_SCHEMA_EXAMPLES raises the number of random requests for each operation (`make schema`).
"""

from __future__ import annotations

import copy
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from tests.web.addresses import OBJECTS
from tests.web.conftest import World

from dutybook_web.actions.token import make_token
from dutybook_web.api import api
from dutybook_web.wsgi import application

FEW = 2
EXAMPLES = int(os.environ.get("DUTYBOOK_SCHEMA_EXAMPLES", FEW))
ROLES = ("administrator", "duty_officer", "authority_reader")
NAMED = {"organisation": "organisations", "parent": "organisations", "premises": "premises", "account": "accounts"}
"""Fields of bodies that hold a key, and of what."""

REFUSED = ["2xx", "401", "403", "404", "409", "422"]
"""What may answer a request that keeps to the schema: the rules of the business are not in it (422)."""


def _served(environ: Any, start: Any) -> list[bytes]:
    """The application, with its answers read to the end and closed, as a server does."""
    answer = application(environ, start)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


def _described() -> Any:
    config = schemathesis.Config.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": REFUSED}}})
    schema = schemathesis.openapi.from_dict(copy.deepcopy(dict(api.get_openapi_schema())), config=config)
    schema.app = _served
    return schema


schema = _described()


@dataclass
class Callers:
    """Who calls, in turn; and what there is to be called for, which every second request is given."""

    headers: tuple[dict[str, str], ...]
    keys: dict[str, str]
    turn: int = 0

    def call(self, case: Any) -> None:
        """Send every third request as the next role; or every one as each of them, where many examples are wanted."""
        self.turn += 1
        if EXAMPLES > FEW:
            self._send(case, self.headers)
        elif self.turn % 3 == 1:
            self._send(case, [self.headers[self.turn // 3 % len(ROLES)]])

    def _send(self, case: Any, callers: Sequence[dict[str, str]]) -> None:
        if case.method != case.operation.method.upper():
            case.headers.pop("Idempotency-Key", None)  # it may belong to a request that was taken
        if self.turn % 2:
            self._aim(case)
        for headers in callers:
            case.call_and_validate(headers=headers)

    def _aim(self, case: Any) -> None:
        """Put keys of what there is in the place of invented ones."""
        noun = case.path.split("/")[2]
        if noun in self.keys and isinstance((case.path_parameters or {}).get("key"), str):
            case.path_parameters["key"] = self.keys[noun]
        if isinstance(case.body, dict):
            case.body |= {name: self.keys[noun] for name, noun in NAMED.items() if case.body.get(name)}


@pytest.fixture
def callers(world: World) -> Callers:
    """Tokens of accounts at `east`, and the keys of what is there."""
    actors = [world.actor(role) for role in ROLES]
    headers = tuple({"Authorization": f"Bearer {make_token(one, 'schema', 90)[1]}"} for one in actors)
    return Callers(headers, {noun: str(make(world).key) for noun, make in OBJECTS.items()})


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_operation_keeps_to_its_description(case: Any, callers: Callers) -> None:
    callers.call(case)

"""The API against its own description, by Schemathesis: all checks, three roles, and never a failure of the server.

DUTYBOOK_SCHEMA_EXAMPLES raises the number of random requests for each operation (`make schema`).
"""

from __future__ import annotations

import copy
import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from tests.web.conftest import World

from dutybook_web.actions.token import make_token
from dutybook_web.api import api
from dutybook_web.wsgi import application

EXAMPLES = int(os.environ.get("DUTYBOOK_SCHEMA_EXAMPLES", "2"))
ROLES = ("administrator", "duty_officer", "authority_reader")
REFUSED = ["2xx", "401", "403", "404", "409", "422"]
"""What may answer a request that keeps to the schema: the rules of the business are not in it (422)."""


def _described() -> Any:
    config = schemathesis.Config.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": REFUSED}}})
    schema = schemathesis.openapi.from_dict(copy.deepcopy(dict(api.get_openapi_schema())), config=config)
    schema.app = application
    return schema


schema = _described()


@pytest.fixture
def headers(world: World) -> dict[str, dict[str, str]]:
    """For each role, a token of an account at `east`."""
    actors = {role: world.actor(role) for role in ROLES}
    return {role: {"Authorization": f"Bearer {make_token(one, role, 90)[1]}"} for role, one in actors.items()}


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_operation_keeps_to_its_description(case: Any, world: World, headers: dict[str, dict[str, str]]) -> None:
    noun = case.path.removeprefix("/api/").split("/")[0]
    for role in ROLES:
        case.call_and_validate(headers=headers[role])

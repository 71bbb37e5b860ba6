"""Accounts, organisations and tokens by the API: the same forms, actions and refusals as the pages."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from tests.web.conftest import World
from tests.web.views.test_account import bob, confirmed

from dutybook_web.actions.token import make_token
from dutybook_web.models import Account, Idempotency, Organisation


class Api:
    """Calls with a token of an account."""

    def __init__(self, world: World, role: str = "administrator", where: Organisation | None = None) -> None:
        _token, secret = make_token(world.actor(role, where), "test", 1)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def __call__(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        """The status and the answer."""
        body = json.dumps(data) if data is not None else ""
        answer = Client().generic(
            method, f"/api/{path}", body, content_type="application/json", headers=self.headers | headers
        )
        return answer.status_code, json.loads(answer.content or b"null")


def test_account_lives_through_the_api(world: World) -> None:
    api = Api(world)
    asked = {"email": "new@example.org", "name": "New", "organisation": world.east.key, "role": "viewer"}
    status, made = api("POST", "accounts", asked)
    assert (status, made["organisation"], [one["role"] for one in made["roles"]]) == (201, world.east.key, ["viewer"])
    key = made["key"]
    assert api("POST", "accounts", asked)[0] == 422
    assert api("PATCH", f"accounts/{key}", {"name": "Newer"})[1]["name"] == "Newer"
    status, role = api("POST", f"accounts/{key}/roles", {"role": "inspector", "organisation": world.east.key})
    assert (status, api("DELETE", f"accounts/{key}/roles/{role['key']}")[0]) == (201, 204)
    acts = ["invite", "factor", "disable", "disable", "enable", "erase", "dance"]
    assert [api("POST", f"accounts/{key}/acts/{act}")[0] for act in acts] == [204, 204, 204, 409, 204, 204, 422]
    assert api("GET", "accounts", None)[1]["count"] == 1


def test_charlie_sees_and_does_nothing(world: World) -> None:
    charlie, key = Api(world, "administrator", world.foreign), bob(world).key
    answers = [
        charlie("GET", f"accounts/{key}"),
        charlie("PATCH", f"accounts/{key}", {"name": "x"}),
        charlie("POST", f"accounts/{key}/acts/disable"),
        charlie("GET", f"organisations/{world.east.key}"),
        charlie("PATCH", f"organisations/{world.east.key}", {"name": "x"}),
        charlie("POST", f"organisations/{world.east.key}/move", {"parent": world.foreign.key}),
    ]
    assert {status for status, _answer in answers} == {404}
    assert charlie("POST", f"organisations/{world.foreign.key}/move", {"parent": world.east.key})[0] == 422
    assert charlie("GET", "accounts")[1]["count"] == 1


def test_manager_is_refused(world: World) -> None:
    manager = Api(world, "manager")
    assert (manager("GET", "accounts")[0], manager("GET", f"organisations/{world.east.key}")[0]) == (403, 200)


def test_organisation_is_added_changed_and_moved(world: World) -> None:
    api = Api(world, "administrator", world.group)
    status, made = api("POST", "organisations", {"parent": world.east.key, "name": "Line 1", "kind": "branch"})
    assert (status, made["parent"]) == (201, world.east.key)
    assert api("PATCH", f"organisations/{made['key']}", {"time_zone": "Mars/Base"})[0] == 422
    assert api("PATCH", f"organisations/{made['key']}", {"time_zone": "Asia/Urumqi"})[1]["name"] == "Line 1"
    assert api("POST", f"organisations/{made['key']}/move", {"parent": world.west.key})[1]["parent"] == world.west.key


def test_parent_out_of_sight_is_not_told(world: World) -> None:
    assert Api(world)("GET", f"organisations/{world.east.key}")[1]["parent"] is None


def test_own_account_is_read_and_changed(world: World) -> None:
    api = Api(world, "viewer")
    assert api("PATCH", "account", {"language": "zh-hans"})[1]["language"] == "zh-hans"
    assert api("PATCH", "account", {"language": "tlh"})[0] == 422
    assert api("POST", "account/sessions/end")[0] == 204
    assert api("PATCH", "account", {"email": "other@example.org", "is_active": False})[0] == 200
    kept = Account.objects.get(key=api("GET", "account")[1]["key"])
    assert (kept.email, kept.is_active) == (world.account("viewer", world.east).email, True)


def test_token_makes_no_token_and_can_revoke_itself(world: World) -> None:
    api = Api(world, "viewer")
    status, problem = api("POST", "tokens", {"name": "more"})
    assert (status, problem["code"]) == (403, "not_confirmed")
    (mine,) = api("GET", "tokens")[1]["items"]
    assert (api("DELETE", f"tokens/{mine['key']}")[0], api("GET", "tokens")[0]) == (204, 401)


def test_token_is_made_by_a_confirmed_browser_and_its_secret_is_kept_nowhere(world: World) -> None:
    client = confirmed(bob(world))
    answer = client.post(
        "/api/tokens", {"name": "export"}, content_type="application/json", headers={"Idempotency-Key": "one"}
    )
    assert (answer.status_code, answer.json()["secret"][:8]) == (201, answer.json()["prefix"])
    assert Idempotency.objects.count() == 0

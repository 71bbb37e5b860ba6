"""Exceptions: asked for by one, approved by another, ending by themselves; they never hide a duty."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.web.conftest import World
from tests.web.decided import IDENTITY, REPORT, tell
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import apply_edition
from dutybook_web.actions.exemption import approve_exemption, request_exemption, revoke_exemption
from dutybook_web.models import Event, Exemption
from dutybook_web.queries.exemption import exemptions_of, is_exempt
from dutybook_web.queries.register import Wanted, narrowed, register_of
from dutybook_web.refusals import Conflict, Refused

DAY = date(2026, 5, 4)
END = date(2026, 8, 1)


@pytest.fixture
def applied(world: World, tmp_path: Path) -> World:
    tell(world.station, serves_public=True, key_target=True)
    apply_edition(None, world.group, model_files(tmp_path), "")
    return world


def wanted(world: World, duty: str = REPORT, expires_on: date = END) -> Exemption:
    return Exemption(organisation=world.east, premises=world.station, duty=duty, reason="Works.", expires_on=expires_on)


def request(world: World) -> Exemption:
    return request_exemption(world.actor("manager"), wanted(world), DAY)


def test_exemption_holds_once_another_account_approved_it(applied: World) -> None:
    row = request(applied)
    assert (row.state(DAY), is_exempt(applied.station, REPORT, DAY)) == ("requested", False)
    approve_exemption(applied.actor("administrator"), row, DAY)
    row.refresh_from_db()
    assert (row.state(DAY), is_exempt(applied.station, REPORT, DAY)) == ("approved", True)
    assert row.approved_by == applied.account("administrator", applied.east)
    actions = [event.action for event in Event.objects.order_by("number") if event.action.startswith("exemption.")]
    assert actions == ["exemption.request", "exemption.approve"]


def test_exemption_is_not_approved_by_who_requested_it(applied: World) -> None:
    row = request(applied)
    with pytest.raises(Refused) as found:
        approve_exemption(applied.actor("manager"), row, DAY)
    assert found.value.code == "own_request"
    assert not is_exempt(applied.station, REPORT, DAY)


def test_exemption_ends_by_itself(applied: World) -> None:
    row = request(applied)
    approve_exemption(applied.actor("administrator"), row, DAY)
    row.refresh_from_db()
    after = END + timedelta(days=1)
    assert (row.state(END), is_exempt(applied.station, REPORT, END)) == ("approved", True)
    assert (row.state(after), is_exempt(applied.station, REPORT, after)) == ("expired", False)
    assert (set(exemptions_of(applied.station, END)), set(exemptions_of(applied.station, after))) == ({REPORT}, set())


def test_exemption_never_hides_the_duty(applied: World) -> None:
    approve_exemption(applied.actor("administrator"), request(applied), DAY)
    decisions = register_of(applied.station, DAY).decisions
    assert [decision.duty for decision in narrowed(decisions, Wanted(verdict="binds"))] == [REPORT]


def test_exemption_is_revoked_once(applied: World) -> None:
    row = request(applied)
    approve_exemption(applied.actor("administrator"), row, DAY)
    row.refresh_from_db()
    revoke_exemption(applied.actor("manager"), row)
    row.refresh_from_db()
    assert (row.state(DAY), is_exempt(applied.station, REPORT, DAY)) == ("revoked", False)
    with pytest.raises(Conflict):
        revoke_exemption(applied.actor("manager"), row)
    assert Event.objects.values_list("action", flat=True)[0] == "exemption.revoke"


def test_exemption_that_was_refused_is_not_approved(applied: World) -> None:
    row = request(applied)
    revoke_exemption(applied.actor("administrator"), row)
    row.refresh_from_db()
    assert (row.state(DAY), Event.objects.values_list("action", flat=True)[0]) == ("refused", "exemption.refuse")
    with pytest.raises(Conflict) as found:
        approve_exemption(applied.actor("administrator"), row, DAY)
    assert found.value.code == "not_waiting"


@pytest.mark.parametrize(
    ("duty", "expires_on", "code"),
    [
        ("model-act/99-none", END, "unknown_duty"),
        (IDENTITY, END, "reading_only"),
        (REPORT, DAY - timedelta(days=1), "past_day"),
    ],
)
def test_exemption_is_refused_where_it_makes_no_sense(applied: World, duty: str, expires_on: date, code: str) -> None:
    with pytest.raises(Refused) as found:
        request_exemption(applied.actor("manager"), wanted(applied, duty, expires_on), DAY)
    assert (found.value.code, Exemption.objects.count()) == (code, 0)


def test_exemption_needs_a_catalogue(world: World) -> None:
    with pytest.raises(Refused) as found:
        request(world)
    assert found.value.code == "unknown_duty"


def test_exemption_is_requested_once_at_a_time(applied: World) -> None:
    request(applied)
    with pytest.raises(Conflict) as found:
        request(applied)
    assert found.value.code == "exempted_already"

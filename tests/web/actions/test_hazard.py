"""Steps of hazards one by one: their dates, messages, records, and what two at once do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.web.conftest import World

from dutybook.ledger.leaf import decode
from dutybook_web.actions.hazard import (
    ask_recheck,
    attach,
    grade_hazard,
    recheck,
    reopen,
    report_hazard,
    settle_fixes,
    supervise,
)
from dutybook_web.actions.hazard_limit import set_limit
from dutybook_web.models import Account, Event, Evidence, Hazard, Message, Premises
from dutybook_web.refusals import Conflict, Refused

NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""Already the third of March in Shanghai."""


def reported(world: World, premises: Premises | None = None) -> Hazard:
    place = premises or world.station
    actor = world.actor("duty_officer", place.organisation)
    return report_hazard(actor, place, what="The door is locked.", place="Exit B", now=NOW)


def fixing(world: World, responsible: Account | None = None) -> Hazard:
    hazard = grade_hazard(world.actor("manager"), reported(world), grade="general", kind="escape", now=NOW)
    return settle_fixes(world.actor("manager"), hazard, **five(responsible), now=NOW)


def five(responsible: Account | None) -> dict[str, Any]:
    return {
        "post": "Post 2",
        "responsible": responsible,
        "measure": "Fit a panic bar.",
        "money": Decimal(800),
        "deadline": date(2026, 3, 20),
        "interim": "Keep it open in opening hours.",
    }


def piece(world: World, premises: Premises, **fields: Any) -> Evidence:
    return Evidence.objects.create(
        organisation=premises.organisation, premises=premises, kind="photo", title="After", received_at=NOW, **fields
    )


def letters() -> list[tuple[str, str]]:
    return [(one.account.name, one.subject) for one in Message.objects.order_by("pk")]


def test_report_dates_the_hazard_where_it_is(world: World) -> None:
    hazard = reported(world)
    assert (hazard.found_on, hazard.due, hazard.state) == (date(2026, 3, 3), date(2026, 3, 6), "found")


def test_report_needs_a_role_at_the_premises(world: World) -> None:
    with pytest.raises(PermissionDenied):
        report_hazard(world.actor("duty_officer"), world.hotel, what="x", place="y")
    assert (Hazard.objects.count(), Event.objects.count()) == (0, 0)


def test_report_tells_the_nearest_managers(world: World) -> None:
    world.account("manager", world.group)
    reported(world)
    assert letters() == [("manager", "Hazard at East station: Found")]
    assert Message.objects.get().account == world.account("manager", world.group)


def test_record_holds_the_step_and_no_free_text(world: World) -> None:
    reported(world)
    told = decode(bytes(Event.objects.get().leaf))
    payload = {"from": "", "to": "found", "grade": "", "deadline": None, "evidence": []}
    assert (told.action, dict(told.payload)) == ("hazard.report", payload)


def test_general_hazard_goes_its_way_to_closed(world: World) -> None:
    officer = world.account("duty_officer", world.east)
    hazard = fixing(world, officer)
    assert (hazard.due, hazard.deadline) == (date(2026, 3, 20), date(2026, 3, 20))
    hazard = ask_recheck(world.actor("duty_officer"), hazard, note="Fitted.", now=NOW)
    assert (hazard.fixed_on, hazard.due) == (date(2026, 3, 3), date(2026, 3, 13))
    hazard = recheck(world.actor("inspector"), hazard, passed=True, note="Opens.", now=NOW)
    hazard.refresh_from_db()
    assert (hazard.state, hazard.closed_on, hazard.due) == ("closed", date(2026, 3, 3), None)
    steps = ["report", "grade", "fixes", "fixed", "recheck"]
    assert list(hazard.steps.order_by("pk").values_list("act", flat=True)) == steps
    assert list(Event.objects.order_by("number").values_list("action", flat=True)) == [f"hazard.{s}" for s in steps]


def test_recheck_is_refused_to_whoever_fixed_it(world: World) -> None:
    hazard = ask_recheck(world.actor("manager"), fixing(world), note="Fitted.", now=NOW)
    with pytest.raises(Refused) as refusal:
        recheck(world.actor("manager"), hazard, passed=True, note="Opens.")
    assert (refusal.value.code, Hazard.objects.get().state) == ("own_work", "recheck")


def test_recheck_that_fails_opens_it_again(world: World) -> None:
    officer = world.account("duty_officer", world.east)
    hazard = ask_recheck(world.actor("duty_officer"), fixing(world, officer), note="Fitted.", now=NOW)
    hazard = recheck(world.actor("inspector"), hazard, passed=False, note="Jams.", now=NOW)
    assert (hazard.state, hazard.reopened, hazard.due) == ("reopened", 1, date(2026, 3, 6))
    assert letters()[-1] == ("duty_officer", "Hazard at East station: Reopened")


def test_closed_hazard_takes_no_evidence(world: World) -> None:
    hazard = fixing(world)
    Hazard.objects.update(state="closed")
    with pytest.raises(Conflict):
        attach(world.actor("manager"), hazard, role="before", evidence=[piece(world, world.station)])
    assert hazard.pieces.count() == 0


def test_second_of_two_at_once_is_told_so(world: World) -> None:
    hazard = reported(world)
    same = Hazard.objects.select_related("organisation").get()
    grade_hazard(world.actor("manager"), hazard, grade="general", kind="fire", now=NOW)
    with pytest.raises(Conflict) as conflict:
        grade_hazard(world.actor("manager"), same, grade="major", kind="fire", now=NOW)
    assert (conflict.value.code, Hazard.objects.get().grade) == ("changed_meanwhile", "general")


def test_hazard_that_is_put_under_supervision_meanwhile_is_not_closed(world: World) -> None:
    hazard = reported(world, world.hotel)
    Hazard.objects.update(state="recheck", grade="general")
    before = Hazard.objects.select_related("organisation", "premises__authority").get()
    supervise(world.actor("authority_reader", world.authority), before, note="Listed.", now=NOW)
    hazard.state, hazard.grade = "recheck", "general"
    with pytest.raises(Conflict):
        recheck(world.actor("inspector", world.west), hazard, passed=True, note="Opens.")


def test_supervision_is_denied_to_readers_of_the_organisation(world: World) -> None:
    with pytest.raises(PermissionDenied):
        supervise(world.actor("authority_reader", world.west), reported(world, world.hotel), note="Listed.")


def test_recheck_of_a_supervised_hazard_is_told_to_the_authority(world: World) -> None:
    reader = world.account("authority_reader", world.authority)
    reported(world, world.hotel)
    Hazard.objects.update(state="fixing", grade="general", supervised=True)
    hazard = Hazard.objects.select_related("organisation", "premises__authority", "responsible").get()
    ask_recheck(world.actor("manager", world.west), hazard, note="Fitted.", now=NOW)
    assert Message.objects.get(account=reader).subject == "Hazard at West hotel: Re-check asked for"


def test_evidence_of_other_premises_is_refused(world: World) -> None:
    hazard = reported(world)
    with pytest.raises(Refused) as refusal:
        attach(world.actor("manager"), hazard, role="before", evidence=[piece(world, world.hotel)])
    assert (refusal.value.code, hazard.steps.count(), hazard.pieces.count()) == ("other_premises", 1, 0)


def test_evidence_that_was_withdrawn_is_refused(world: World) -> None:
    gone = piece(world, world.station, withdrawn_at=NOW)
    with pytest.raises(Refused) as refusal:
        attach(world.actor("manager"), reported(world), role="before", evidence=[gone])
    assert refusal.value.code == "withdrawn"


def test_evidence_stands_in_its_role_once(world: World) -> None:
    hazard, photo = reported(world), piece(world, world.station)
    for _again in range(2):
        attach(world.actor("manager"), hazard, role="before", evidence=[photo])
    assert list(hazard.pieces.values_list("role", "evidence")) == [("before", photo.pk)]


def test_deadline_in_the_past_is_refused(world: World) -> None:
    hazard = grade_hazard(world.actor("manager"), reported(world), grade="general", kind="fire", now=NOW)
    with pytest.raises(Refused) as refusal:
        settle_fixes(world.actor("manager"), hazard, **five(None) | {"deadline": date(2026, 3, 2)}, now=NOW)
    assert (refusal.value.code, refusal.value.field) == ("deadline_over", "deadline")


def test_deadline_moves_what_is_due_and_starts_telling_anew(world: World) -> None:
    hazard = fixing(world)
    Hazard.objects.update(escalated=2)
    settle_fixes(world.actor("manager"), hazard, **five(None) | {"deadline": date(2026, 4, 1)}, note="Parts", now=NOW)
    hazard.refresh_from_db()
    assert (hazard.state, hazard.due, hazard.escalated) == ("fixing", date(2026, 4, 1), 0)


def test_reopening_needs_a_reason(world: World) -> None:
    reported(world)
    Hazard.objects.update(state="closed", grade="general", closed_on=date(2026, 3, 3))
    hazard = Hazard.objects.select_related("organisation").get()
    with pytest.raises(Refused):
        reopen(world.actor("inspector"), hazard, note=" ")
    hazard = reopen(world.actor("inspector"), hazard, note="It jams again.", now=NOW)
    assert (hazard.state, hazard.closed_on, hazard.steps.first().note) == ("reopened", None, "It jams again.")


def test_nearest_organisation_sets_the_time_limit(world: World) -> None:
    set_limit(world.actor("manager", world.group), world.group, step="grade", days=9, source="Own rule")
    assert reported(world).due == date(2026, 3, 12)
    set_limit(world.actor("manager"), world.east, step="grade", days=1, source="Own rule 2")
    assert reported(world).due == date(2026, 3, 4)
    with pytest.raises(PermissionDenied):
        set_limit(world.actor("manager"), world.group, step="grade", days=9, source="Own rule")

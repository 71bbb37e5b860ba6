"""The ways of a hazard, walked at random against rules written down a second time: what is refused changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.web.conftest import World

from dutybook_web.access import Actor, actor_of, find
from dutybook_web.actions.hazard import RUN, possible, report_hazard
from dutybook_web.actions.hazard_step import ACTS
from dutybook_web.models import Account, Assignment, Event, Evidence, Hazard
from dutybook_web.refusals import Refused

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NEXT = {
    ("grade", "found"): "graded",
    ("grade", "graded"): "graded",
    ("grade", "fixing"): "graded",
    ("grade", "reopened"): "graded",
    ("dismiss", "found"): "dismissed",
    ("major", "graded"): "reported",
    ("plan", "reported"): "planned",
    ("approve", "planned"): "approved",
    ("fixes", "graded"): "fixing",
    ("fixes", "approved"): "fixing",
    ("fixes", "reopened"): "fixing",
    ("fixes", "fixing"): "fixing",
    ("fixed", "fixing"): "recheck",
    ("recheck", "recheck"): "closed",
    ("release", "recheck"): "closed",
    ("reopen", "closed"): "reopened",
    ("reopen", "dismissed"): "found",
}
OPEN = ("found", "graded", "reported", "planned", "approved", "fixing", "recheck", "reopened")
NEXT |= {(act, state): state for act in ("supervise", "evidence") for state in OPEN}
ASIDE = ("evidence", "grade", "supervise")
"""Steps that do not lead on to the end."""
MAY = {
    "first": {"hazards.manage", "hazards.recheck", "hazards.report"},
    "second": {"hazards.manage", "hazards.recheck", "hazards.report"},
    "inspector": {"hazards.recheck", "hazards.report"},
    "officer": {"hazards.report"},
    "authority": {"hazards.supervise"},
    "viewer": set(),
    "foreign": set(),
}


GIVEN = st.fixed_dictionaries(
    {
        "yes": st.booleans(),
        "note": st.sampled_from(["because", ""]),
        "shown": st.booleans(),
        "late": st.sampled_from([False, False, True]),
        "grade": st.sampled_from(["general", "major"]),
        "to": st.sampled_from([None, "officer", "inspector", "first", "viewer"]),
    }
)


class Machine(RuleBasedStateMachine):
    """One hazard, and what should be known of it."""

    def __init__(self, world: World, actors: Mapping[str, Actor], taken: set[str]) -> None:
        super().__init__()
        self.actors, self.taken = actors, taken
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.start = Event.objects.count()
        self.hazard = report_hazard(
            self.actors["officer"], world.hotel, what="Door is locked", place="Floor 2", now=NOW
        )
        self.state, self.grade, self.supervised, self.done = "found", "", False, 1
        self.planner = self.fixer = self.responsible = None

    @rule(act=st.sampled_from(sorted(ACTS)), who=st.sampled_from(sorted(MAY)), given=GIVEN)
    def anybody_tries_anything(self, act: str, who: str, given: dict[str, Any]) -> None:
        self.attempt(act, who, **given)

    @rule(data=st.data(), given=GIVEN)
    def somebody_tries_what_the_state_allows(self, data: st.DataObject, given: dict[str, Any]) -> None:
        acts = [act for act, state in NEXT if state == self.state]
        act = data.draw(st.sampled_from(acts))
        able = [who for who in MAY if ACTS[act].capability in MAY[who]]
        self.attempt(act, data.draw(st.sampled_from(able)), **given)

    @rule(data=st.data(), given=GIVEN)
    def somebody_leads_on(self, data: st.DataObject, given: dict[str, Any]) -> None:
        row = Hazard.objects.select_related("premises__authority", "organisation").get()
        choices = [
            (act.name, who) for who in self.actors if who != "foreign" for act in possible(self.actors[who], row)
        ]
        onward = [(act, who) for act, who in choices if act not in ASIDE or (act, self.state) == ("grade", "found")]
        act, who = data.draw(st.sampled_from(onward or choices))
        given = given | {"note": "because", "shown": True, "late": False, "to": "officer"}
        assert self.expected(act, who, **given) is not None
        self.attempt(act, who, **given)

    @rule(given=GIVEN)
    def whoever_did_it_tries_to_check_it(self, given: dict[str, Any]) -> None:
        for act, who in (("recheck", self.fixer), ("approve", self.planner)):
            if who:
                self.attempt(act, who, **given)

    def attempt(self, act: str, who: str, **given: Any) -> None:
        before, expected = self.rows(), self.expected(act, who, **given)
        try:
            with transaction.atomic():
                related = ("organisation", "premises__authority", "responsible", "found_by")
                hazard = find(self.actors[who], Hazard, self.hazard.key, ACTS[act].capability, *related)
                RUN[act](self.actors[who], hazard, **_arguments(act, given), now=NOW)
        except (Refused, PermissionDenied, Http404):
            assert (expected, self.rows()) == (None, before)
        else:
            self.taken.add(act)
            self.follow(act, who, expected, given)

    def expected(self, act: str, who: str, **given: Any) -> str | None:
        after = NEXT.get((act, self.state))
        if after is None or ACTS[act].capability not in MAY[who] or self.refused(act, who, **given):
            return None
        if act == "approve" and not given["yes"]:
            return "reported"
        return "reopened" if act in ("recheck", "release") and not given["yes"] else after

    def refused(self, act: str, who: str, *, yes: bool, note: str, shown: bool, late: bool, to: Any, **_: Any) -> bool:
        major = self.grade == "major"
        return {
            "grade": bool(self.grade) and not note,
            "dismiss": not note,
            "major": not major,
            "approve": who == self.planner or not (yes or note),
            "fixes": (major and self.state == "graded")
            or (self.state == "fixing" and not note)
            or late
            or to == "viewer",
            "fixed": (major and not shown) or who not in (self.responsible, "first", "second"),
            "recheck": self.supervised or who in (self.fixer, self.responsible) or not (yes or note),
            "release": not self.supervised or not (yes or note),
            "supervise": self.supervised or not note,
            "reopen": not note,
        }.get(act, False)

    def follow(self, act: str, who: str, expected: str | None, given: dict[str, Any]) -> None:
        assert expected is not None, f"{who} could {act} in {self.state}"
        self.state, self.done = expected, self.done + 1
        if act == "grade":
            self.grade, self.planner = given["grade"], None
        elif act == "plan":
            self.planner = who
        elif act == "fixes":
            self.responsible = given["to"]
        elif act == "fixed":
            self.fixer = who
        elif act == "supervise":
            self.supervised = True

    def rows(self) -> Any:
        row = Hazard.objects.values().get()
        return row, self.hazard.steps.count(), self.hazard.pieces.count(), Event.objects.count()

    @invariant()
    def the_row_the_steps_and_the_record_agree(self) -> None:
        row = Hazard.objects.get()
        assert (row.state, row.grade, row.supervised) == (self.state, self.grade, self.supervised)
        assert (row.steps.count(), Event.objects.count() - self.start) == (self.done, self.done)
        assert (row.due is None, row.closed_on is None) == (row.has_ended, not row.has_ended)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


def test_hazard_takes_the_steps_of_its_state_and_no_others(world: World) -> None:
    actors = {
        "first": world.actor("manager", world.west),
        "second": _another_manager(world),
        "inspector": world.actor("inspector", world.west),
        "officer": world.actor("duty_officer", world.west),
        "authority": world.actor("authority_reader", world.authority),
        "viewer": world.actor("viewer", world.west),
        "foreign": world.actor("manager", world.foreign),
    }
    Evidence.objects.create(organisation=world.west, premises=world.hotel, kind="photo", title="After", received_at=NOW)
    taken: set[str] = set()
    run_state_machine_as_test(
        lambda: Machine(world, actors, taken),
        settings=settings(
            max_examples=30,
            stateful_step_count=35,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert taken == set(ACTS)


def _another_manager(world: World) -> Any:
    account = Account.objects.create_user("second@example.org", name="second", tenant=world.west.tenant)
    Assignment.objects.create(account=account, organisation=world.west, role="manager")
    return actor_of(account)


def _arguments(act: str, given: dict[str, Any]) -> dict[str, Any]:
    note, evidence = given["note"], Evidence.objects.all() if given["shown"] else Evidence.objects.none()
    responsible = Account.objects.filter(
        name={"officer": "duty_officer", "first": "manager"}.get(given["to"], given["to"] or "")
    ).first()
    fixes = {
        "post": "Security post 2",
        "responsible": responsible,
        "measure": "Fit a panic bar",
        "money": Decimal(800),
        "deadline": date(2026, 2, 1) if given["late"] else date(2026, 3, 20),
        "interim": "Keep the door open in opening hours",
    }
    return {
        "grade": {"grade": given["grade"], "kind": "escape", "note": note},
        "major": {"reported_to": "District fire brigade", "note": note},
        "plan": {"plan": "Aims, method, money, body, time, safety", "evidence": evidence},
        "approve": {"approved": given["yes"], "note": note},
        "fixes": fixes | {"note": note},
        "fixed": {"note": note, "evidence": evidence},
        "recheck": {"passed": given["yes"], "note": note, "evidence": evidence},
        "release": {"passed": given["yes"], "note": note, "evidence": evidence},
        "evidence": {"role": "other", "evidence": evidence},
    }.get(act, {"note": note})

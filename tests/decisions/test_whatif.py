from __future__ import annotations

from datetime import date

from hypothesis import given
from tests.decisions.model import DAY, facts, model

from dutybook.conditions.facts import Value
from dutybook.decisions.decide import decide
from dutybook.decisions.profile import Profile
from dutybook.decisions.whatif import changed, whatif

SMALL = Profile(
    "Market",
    {
        "jurisdiction": "41",
        "kind": "market",
        "footfall_daily": 1900,
        "floor_area_m2": 900.0,
        "critical_facility": False,
        "adopted_plans": frozenset({"plan-2026"}),
    },
    {"footfall_daily": "counter"},
)


def test_more_visitors_bring_duties_and_take_one() -> None:
    found = whatif(SMALL, {"footfall_daily": "5,200"}, model(), DAY)
    assert [(change.duty, change.before.verdict, change.after.verdict, change.comes) for change in found] == [
        ("model-plan-2026/1-1", "does_not_bind", "binds", True),
        ("model-plan-2026/2-1", "binds", "does_not_bind", False),
        ("model-venues-2024/5-1", "does_not_bind", "binds", True),
    ]


def test_designation_brings_duties() -> None:
    found = whatif(SMALL, {"key_target": True}, model(), DAY)
    assert [(change.duty, change.comes) for change in found] == [("model-venues-2024/4-1", True)]


def test_date_past_the_end_of_an_act_takes_its_duties() -> None:
    found = whatif(SMALL, {}, model(), DAY, date(2027, 1, 1))
    assert [(change.duty, change.comes) for change in found] == [("model-plan-2026/2-1", False)]


def test_change_takes_the_place_of_fact_and_source() -> None:
    after = changed(SMALL, {"footfall_daily": 5200, "critical_facility": None})
    assert after.facts["footfall_daily"] == 5200
    assert "critical_facility" not in after.facts
    assert after.sources == {"footfall_daily": "what if"}


@given(facts, facts)
def test_changes_are_the_difference_of_two_decisions(known: dict[str, Value], told: dict[str, Value]) -> None:
    before, after = (decide(Profile("x", each), model(), DAY) for each in (known, {**known, **told}))
    expected = [b.duty for a, b in zip(before, after, strict=True) if a.verdict != b.verdict]
    assert [change.duty for change in whatif(Profile("x", known), told, model(), DAY)] == expected

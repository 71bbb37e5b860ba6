"""The duties of a class of places bind exactly the places that the tier scheme puts into it."""

from itertools import product

import pytest

from dutybook.catalogue.load import catalogue
from dutybook.catalogue.schemes import possible_tiers, schemes
from dutybook.conditions.closure import evaluate

NATURES = ("critical_facility", "public_service_facility", "serves_public", "key_target")
PLAN = [
    {
        "adopted_plans": frozenset({"plan-2026"}),
        "kind": kind,
        "footfall_daily": n,
        **{name: name in nature for name in NATURES},
    }
    for kind, n, nature in product(
        ("factory", "mall", "museum", "other"),
        (0, 1999, 2000, 2001, 5000, 5001),
        (*((name,) for name in NATURES), ("public_service_facility", "serves_public"), ()),
    )
]
UK = [
    {"kind": kind, "capacity": n, "event_attendance": m, "event_entry_check": checked}
    for kind, n, m, checked in product(
        ("mall", "school", "office_building"), (199, 200, 799, 800), (0, 799, 800), (True, False)
    )
]
CLASSES = {"class_one_place": "class-1", "class_two_place": "class-2", "class_three_place": "class-3"}
TIERS_OF = {"uk-tppa-2025/7-document": {"enhanced"}, "uk-tppa-2025/5-lockdown": {"enhanced", "standard"}}


def tier(scheme, place):
    (found,) = possible_tiers(schemes().tiers[scheme], place)
    return found and found.id


def plan_duties():
    return [entry for entry in catalogue().of_act("plan-2026") if entry.duty.role in CLASSES]


def test_each_class_of_the_plan_has_duties():
    assert {entry.duty.role for entry in plan_duties()} == set(CLASSES)


@pytest.mark.parametrize("place", PLAN, ids=str)
def test_duties_of_the_plan_bind_the_places_of_their_class(place):
    expected = {entry.duty.id: CLASSES[entry.duty.role] == tier("plan-2026-classes", place) for entry in plan_duties()}
    assert {entry.duty.id: evaluate(entry.condition, place).value for entry in plan_duties()} == expected


@pytest.mark.parametrize("place", PLAN, ids=str)
def test_who_must_establish_a_class_is_in_one(place):
    condition = catalogue().by_id["plan-2026/2-1-classify"].condition
    assert evaluate(condition, place).value == (tier("plan-2026-classes", place) is not None)


@pytest.mark.parametrize("duty", TIERS_OF)
def test_duties_of_the_uk_act_bind_the_places_of_their_tiers(duty):
    condition = catalogue().by_id[duty].condition
    found = [evaluate(condition, place).value for place in UK]
    assert found == [tier("uk-tppa-tiers", place) in TIERS_OF[duty] for place in UK]

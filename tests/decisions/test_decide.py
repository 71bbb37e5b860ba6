from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.decisions.model import DAY, days, facts, model, truth

from dutybook.catalogue.load import Catalogue
from dutybook.conditions.facts import Value
from dutybook.conditions.language import parse
from dutybook.decisions.decide import decide, ready
from dutybook.decisions.listing import Decided, as_json
from dutybook.decisions.profile import Profile
from dutybook.decisions.rules import predicate
from dutybook.decisions.wording import why

MALL = {"jurisdiction": "410105", "kind": "mall", "footfall_daily": 6000, "adopted_plans": frozenset({"plan-2026"})}


def verdicts(known: dict[str, Value], on: date = DAY) -> dict[str, str]:
    return {binding.duty: binding.verdict for binding in decide(Profile("x", known), model(), on)}


def test_mall_is_decided() -> None:
    assert verdicts(MALL) == {
        "model-national-2023/2-1": "may_bind",
        "model-plan-2026/1-1": "binds",
        "model-plan-2026/2-1": "does_not_bind",
        "model-venues-2024/3-1": "binds",
        "model-venues-2024/4-1": "may_bind",
        "model-venues-2024/5-1": "binds",
        "model-venues-2024/6-1": "may_bind",
        "model-venues-2024/7-1": "may_bind",
        "model-premises-2027/5-1": "does_not_bind",
    }


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ("41", "binds"),
        ("4101", "binds"),
        ("52", "does_not_bind"),
        ("CN", "may_bind"),
        ("CN-HA", "may_bind"),
        ("GB", "does_not_bind"),
        (None, "may_bind"),
    ],
)
def test_provincial_act_holds_in_its_province(place: str | None, verdict: str) -> None:
    known: dict[str, Value] = {} if place is None else {"jurisdiction": place}
    assert verdicts(known)["model-venues-2024/3-1"] == verdict


@pytest.mark.parametrize(
    ("place", "verdict"),
    [("410105", "binds"), ("CN", "binds"), ("81", "does_not_bind"), ("GB-ENG", "does_not_bind"), (None, "may_bind")],
)
def test_national_act_holds_in_its_country(place: str | None, verdict: str) -> None:
    known: dict[str, Value] = {"capacity": 300} if place is None else {"capacity": 300, "jurisdiction": place}
    assert verdicts(known)["model-national-2023/2-1"] == verdict


def test_adopted_plan_needs_no_place() -> None:
    known: dict[str, Value] = {"footfall_daily": 2000, "adopted_plans": frozenset({"plan-2026"})}
    assert verdicts(known)["model-plan-2026/1-1"] == "binds"


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2025, 12, 31), "does_not_bind"),
        (date(2026, 1, 1), "binds"),
        (date(2026, 12, 31), "binds"),
        (date(2027, 1, 1), "does_not_bind"),
    ],
)
def test_act_binds_while_it_is_in_force(day: date, verdict: str) -> None:
    assert verdicts(MALL, day)["model-plan-2026/1-1"] == verdict


def test_act_that_is_not_commenced_binds_nobody_and_says_so() -> None:
    bindings = decide(Profile("x", {"jurisdiction": "GB", "capacity": 900}), model(), DAY)
    last = bindings[-1]
    assert (last.duty, last.verdict) == ("model-premises-2027/5-1", "does_not_bind")
    assert why(last).en == "not yet commenced. No day has been appointed"
    assert why(last).zh == "尚未施行。施行日期待定"


def test_binding_names_what_is_missing() -> None:
    by_duty = {binding.duty: binding for binding in decide(Profile("x", MALL), model(), DAY)}
    assert by_duty["model-venues-2024/7-1"].missing() == ("key_target", "key_target_grade", "organisation_type")
    assert by_duty["model-venues-2024/5-1"].missing() == ()
    assert by_duty["model-venues-2024/6-1"].reading_only == "person_directed"


@pytest.mark.parametrize(
    ("duty", "zh", "en"),
    [
        ("model-venues-2024/3-1", "2026-11-21时有效；所在地：410105（jurisdiction within 41 成立）；对所有场所适用", "in force on 2026-11-21; Place: 410105 (jurisdiction within 41 holds); binds everybody there"),  # noqa: E501
        ("model-venues-2024/4-1", "防范恐怖袭击的重点目标未知", "Designated key target: not known"),
        ("model-plan-2026/2-1", "日均人流量：6,000（footfall_daily < 2000 不成立）", "Visitors a day: 6,000 (footfall_daily < 2000 fails)"),  # noqa: E501
        ("model-plan-2026/1-1", "适用的工作方案：plan-2026（contains(adopted_plans, 'plan-2026') 成立）；日均人流量：6,000（footfall_daily >= 2000 成立）", "Work plans that apply: plan-2026 (contains(adopted_plans, 'plan-2026') holds); Visitors a day: 6,000 (footfall_daily >= 2000 holds)"),  # noqa: E501
        ("model-venues-2024/5-1", "场所类别：商场、购物中心（kind in ('mall', 'market') 成立）；日均人流量：6,000（footfall_daily > 5000 成立）", "Kind of premises: Mall or department store (kind in ('mall', 'market') holds); Visitors a day: 6,000 (footfall_daily > 5000 holds)"),  # noqa: E501
    ],
)  # fmt: skip
def test_reasons_are_put_in_words(duty: str, zh: str, en: str) -> None:
    found = next(why(binding) for binding in decide(Profile("x", MALL), model(), DAY) if binding.duty == duty)
    assert (found.zh, found.en) == (zh, en)


@pytest.mark.parametrize(
    ("day", "en"),
    [(date(2025, 6, 1), "in force only from 2026-01-01"), (date(2027, 6, 1), "no longer in force after 2026-12-31")],
)
def test_time_is_put_in_words(day: date, en: str) -> None:
    found = next(b for b in decide(Profile("x", MALL), model(), day) if b.duty == "model-plan-2026/1-1")
    assert why(found).en == en


def test_duty_that_binds_nobody_says_so() -> None:
    plan = next(entry for entry in model().entries if entry.duty.id == "model-plan-2026/1-1")
    entry = replace(plan, condition=parse("false"))
    (found,) = decide(Profile("x", {"key_target": True}), Catalogue((entry,), (entry.act,), {}), DAY)
    assert why(found).en == "binds nobody"


def test_coarse_place_is_put_in_words() -> None:
    found = next(b for b in decide(Profile("x", {"jurisdiction": "CN"}), model(), DAY) if b.duty.endswith("/3-1"))
    assert why(found).en == "Place: CN (jurisdiction within 41 cannot be told)"


@given(facts, days)
def test_reasons_give_the_verdict_again(known: dict[str, Value], on: date) -> None:
    place = Profile("x", known, dict.fromkeys(known, "test"))
    told = json.loads(as_json([Decided(place, on, decide(place, model(), on))]))
    words = {True: "binds", False: "does_not_bind", None: "may_bind"}
    assert [words[truth(duty["reasons"])] for duty in told] == [duty["verdict"] for duty in told]


@given(facts, days, st.data())
def test_deleting_a_fact_never_turns_a_verdict_round(known: dict[str, Value], on: date, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    less = {name: value for name, value in known.items() if name not in gone}
    before, after = verdicts(known, on), verdicts(less, on)
    assert {duty: verdict for duty, verdict in after.items() if verdict not in (before[duty], "may_bind")} == {}


@given(facts, days)
def test_deciding_is_pure(known: dict[str, Value], on: date) -> None:
    assert decide(Profile("x", known), model(), on) == decide(Profile("y", dict(known)), model(), on)


@given(facts)
def test_quick_rules_agree_with_reasons(known: dict[str, Value]) -> None:
    about = ready(model())
    for binding in about.decide(known, DAY):
        if binding.act != "model-premises-2027":
            assert predicate(about.rules.distinct[about.rules.of_duty[binding.duty]])(known) is binding.reasons.value


def test_catalogues_are_kept_apart() -> None:
    whole = model()
    parts = [Catalogue(whole.entries[number : number + 1], whole.acts, whole.not_duties) for number in range(6)]
    again = [*parts, *parts]
    assert [decide(Profile("x", MALL), part, DAY)[0].duty for part in again] == [
        part.entries[0].duty.id for part in again
    ]

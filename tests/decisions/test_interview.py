from __future__ import annotations

import pytest
from hypothesis import given
from tests.decisions.model import DAY, facts, model

from dutybook.conditions.closure import Facts
from dutybook.conditions.facts import Value, dictionary
from dutybook.conditions.language import parse
from dutybook.decisions.answers import samples
from dutybook.decisions.decide import decide, ready
from dutybook.decisions.interview import Interview, Progress, next_question, ranking
from dutybook.decisions.profile import Profile

NOTHING = Profile("x", {})


def open_duties(known: Facts) -> int:
    return sum(binding.reasons.value is None for binding in ready(model()).decide(known, DAY))


@given(facts)
def test_what_is_asked_always_matters(known: dict[str, Value]) -> None:
    question = next_question(known, model(), DAY)
    missing = {name for binding in decide(Profile("x", known), model(), DAY) for name in binding.missing()}
    assert (question is None) == (not missing)
    if question is not None:
        assert question.fact.name in missing


@given(facts)
def test_best_question_settles_as_many_duties_as_it_says(known: dict[str, Value]) -> None:
    for question in ranking(known, model(), DAY):
        rules = ready(model()).rules.distinct
        tried = samples(
            question.fact, [a for r in rules for a in r.condition.atoms()], [r.area for r in rules if r.area]
        )
        settled = [open_duties(known) - open_duties({**known, question.fact.name: value}) for value in tried]
        assert (max(settled) > 0) or question.settles == 0


@given(facts)
def test_interview_ends_with_nothing_open(known: dict[str, Value]) -> None:
    """With every answer taken from a profile that knows everything, the verdicts are that profile's own."""
    everything: dict[str, Value] = {
        name: known.get(name, _any(name)) for name in dictionary() if name != "jurisdiction"
    } | {"jurisdiction": "410105"}
    state = Interview(NOTHING, model(), DAY)
    while question := state.question():
        state = state.answered(question.fact.name, everything[question.fact.name])
    told, whole = (
        [binding.verdict for binding in decide(profile, model(), DAY)]
        for profile in (state.profile, Profile("x", everything))
    )
    assert told == whole
    assert "may_bind" not in told


def _any(name: str) -> Value:
    fact = dictionary()[name]
    if fact.type == "boolean":
        return False
    if fact.type in ("integer", "decimal"):
        return 100
    return min(fact.allowed) if fact.type == "choice" else frozenset()


def test_question_that_settles_most_comes_first() -> None:
    ranked = ranking({"jurisdiction": "41", "adopted_plans": frozenset[str]()}, model(), DAY)
    assert [(question.fact.name, question.touches) for question in ranked[:2]] == [("key_target", 2), ("kind", 2)]
    assert ranked[0].settles == 1.5
    assert ranked == tuple(sorted(ranked, key=lambda question: (-question.settles, -question.touches)))


def test_interview_goes_on_after_dont_know_and_back() -> None:
    start = Interview(NOTHING, model(), DAY)
    first = start.question()
    assert first is not None
    skipped = start.answered(first.fact.name, None)
    second = skipped.question()
    assert second is not None
    assert second.fact.name != first.fact.name
    assert skipped.not_known == (first.fact.name,)
    assert skipped.back() == start
    assert start.back() == start
    assert skipped.profile == NOTHING


def test_progress_counts_settled_duties() -> None:
    start = Interview(Profile("x", {"jurisdiction": "52", "adopted_plans": frozenset[str]()}), model(), DAY)
    assert start.progress == Progress(settled=8, duties=9, answered=0)
    assert start.answered("cii_operator", True).progress == Progress(settled=9, duties=9, answered=1)


def test_place_told_too_coarsely_is_asked_once() -> None:
    state = Interview(Profile("x", {"jurisdiction": "CN"}), model(), DAY)
    asked = []
    while question := state.question():
        asked.append(question.fact.name)
        state = state.answered(question.fact.name, "CN" if question.fact.name == "jurisdiction" else None)
    assert asked.count("jurisdiction") == 1
    assert sorted(asked) == sorted(set(asked))


def test_answer_replaces_its_source() -> None:
    known = Profile("x", {"capacity": 5, "kind": "mall"}, {"capacity": "lease", "kind": "licence"})
    state = Interview(known, model(), DAY).answered("capacity", 900)
    assert state.profile == Profile("x", {"capacity": 900, "kind": "mall"}, {"kind": "licence"})


@pytest.mark.parametrize(
    ("name", "condition", "expected"),
    [
        ("footfall_daily", "footfall_daily > 5000 and footfall_daily <= 9000", (5000, 5001, 9001)),
        ("footfall_daily", "footfall_daily = 7", (6, 7, 8)),
        ("footfall_daily", "footfall_daily in (3, 5)", (2, 3, 4, 5, 6)),
        ("footfall_daily", "footfall_daily < 2000", (1999, 2000)),
        ("floor_area_m2", "floor_area_m2 >= 100", (99.5, 100)),
        ("floor_area_m2", "key_target", (0,)),
        ("key_target", "key_target", (True, False)),
        ("adopted_plans", "contains(adopted_plans, 'a') or contains(adopted_plans, 'b')", (frozenset(), {"a"}, {"b"}, {"a", "b"})),  # noqa: E501
        ("jurisdiction", "key_target", ("CN",)),
    ],
)  # fmt: skip
def test_answers_are_those_that_conditions_tell_apart(name: str, condition: str, expected: tuple[Value, ...]) -> None:
    assert samples(dictionary()[name], parse(condition).atoms()) == expected

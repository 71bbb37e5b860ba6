"""Real kinds of premises against the five acts: what the law asks of them, written by reading it, and what is decided.

`profiles/` holds the premises, `expected/` what binds them with a reason; `everybody.yaml` what binds any organisation.
A provision stands for itself and what is below it. `duty` narrows it to one duty, where one node holds several; the act
is exhausted: what binds and is expected nowhere is a mistake too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dutybook.catalogue.load import catalogue
from dutybook.decisions.decide import Binding, decide
from dutybook.decisions.profile import read_profiles

HERE = Path(__file__).parent
ACTS = ("guizhou-ce-2022", "henan-ct-2024", "jilin-ce-2025", "plan-2026", "xinjiang-ns-2022")
LISTS = ("binds", "may_bind", "does_not_bind", "arguable")
PREMISES = sorted(path.stem for path in (HERE / "profiles").glob("*.yaml"))

Expectation = Mapping[str, Any]


@cache
def _read(name: str) -> dict[str, Any]:
    found = yaml.safe_load((HERE / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _expected(premises: str, act: str) -> dict[str, list[Expectation]]:
    """What is expected of an act: of everybody, and of these premises; an act that they do not name binds nobody."""
    own = _read(premises)["acts"]
    if act not in own:
        return {name: [] for name in LISTS}
    of_all = _read("everybody")["acts"].get(act, {})
    named = {each["provision"] for name in LISTS for each in own[act].get(name, [])}
    left = {name: [each for each in of_all.get(name, []) if each["provision"] not in named] for name in LISTS}
    return {name: [*left[name], *own[act].get(name, [])] for name in LISTS}


@cache
def _decided(premises: str) -> tuple[Binding, ...]:
    (profile,) = read_profiles(HERE / "profiles" / f"{premises}.yaml")
    return decide(profile, catalogue(), _read(premises)["day"])


def _bindings(premises: str, act: str) -> list[Binding]:
    return [each for each in _decided(premises) if each.act == act]


def _provisions(binding: Binding) -> tuple[str, ...]:
    """Where a duty stands, and where its penalty stands."""
    duty = binding.entry.duty
    penalty = (duty.sanction.provision, *duty.sanction.also) if duty.sanction else ()
    return (duty.provision, *duty.also, *penalty)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(f"{outer}__")


def _meant(expectation: Expectation, bindings: list[Binding]) -> Iterator[Binding]:
    """The decisions that an expectation is about."""
    for each in bindings:
        here = any(_within(found, expectation["provision"]) for found in _provisions(each))
        if here and ("duty" not in expectation or each.duty == f"{each.act}/{expectation['duty']}"):
            yield each


def _named(expectation: Expectation) -> str:
    return f"{expectation['provision']} {expectation.get('duty', '')} ({expectation['why']})"


def _as_expected(binding: Binding, expectation: Expectation, verdict: str) -> bool:
    missing = set(expectation.get("missing", ())) <= set(binding.missing())
    reading_only = expectation.get("reading_only") in (None, binding.reading_only)
    return binding.verdict == verdict and missing and reading_only


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("premises", PREMISES)
@pytest.mark.parametrize("verdict", ["binds", "may_bind"])
def test_each_expected_provision_has_a_duty_so_decided(premises: str, act: str, verdict: str) -> None:
    bindings = _bindings(premises, act)
    absent = [
        _named(each)
        for each in _expected(premises, act)[verdict]
        if not any(_as_expected(found, each, verdict) for found in _meant(each, bindings))
    ]
    assert absent == []


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("premises", PREMISES)
def test_nothing_binds_of_a_provision_that_does_not(premises: str, act: str) -> None:
    bindings = _bindings(premises, act)
    wrong = [
        f"{found.duty} {found.verdict}: {_named(each)}"
        for each in _expected(premises, act)["does_not_bind"]
        for found in _meant(each, bindings)
        if found.verdict != "does_not_bind"
    ]
    assert wrong == []


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("premises", PREMISES)
@pytest.mark.parametrize("verdict", ["binds", "may_bind"])
def test_nothing_more_than_expected_is_so_decided(premises: str, act: str, verdict: str) -> None:
    expected = _expected(premises, act)
    admitted = [each["provision"] for each in (*expected[verdict], *expected["arguable"])]
    more = [
        each.duty
        for each in _bindings(premises, act)
        if each.verdict == verdict
        and not any(_within(each.provision, one) or _within(one, each.provision) for one in admitted)
    ]
    assert more == []


def test_every_profile_has_its_expectations() -> None:
    assert sorted({path.stem for path in (HERE / "expected").glob("*.yaml")} - {"everybody"}) == PREMISES


def test_every_duty_that_is_named_is_in_the_catalogue() -> None:
    named = {
        f"{act}/{each['duty']}"
        for premises in (*PREMISES, "everybody")
        for act, lists in _read(premises)["acts"].items()
        for name in LISTS
        for each in lists.get(name, [])
        if "duty" in each
    }
    assert sorted(named - set(catalogue().by_id)) == []


@pytest.mark.parametrize(
    ("premises", "act", "first"),
    [
        ("hotel", "henan-ct-2024", date(2024, 1, 1)),
        ("hotel-guiyang", "guizhou-ce-2022", date(2022, 2, 15)),
        ("museum", "jilin-ce-2025", date(2025, 1, 1)),
    ],
)
def test_an_act_binds_from_its_first_day(premises: str, act: str, first: date) -> None:
    (profile,) = read_profiles(HERE / "profiles" / f"{premises}.yaml")
    verdicts = [
        {each.verdict for each in decide(profile, catalogue(), day) if each.act == act}
        for day in (first - timedelta(days=1), first)
    ]
    assert ["binds" in found for found in verdicts] == [False, True]
    assert verdicts[0] == {"does_not_bind"}

"""The register of a place and of a subtree, and what stands around each duty."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from tests.web.conftest import World
from tests.web.decided import IDENTITY, INSPECT, REPORT, overdue, tell
from tests.web.model_acts import many_duties, model_files

from dutybook.catalogue.cadence import cadence
from dutybook.catalogue.load import catalogue
from dutybook.catalogue.model import OperatedDuty, Sanction
from dutybook_web.actions.binding import decide_tenant
from dutybook_web.actions.edition import apply_edition, apply_shipped
from dutybook_web.models import Binding, BindingChange, Exemption, Premises, Responsibility, Task
from dutybook_web.queries.duty import duties_of, exposed_of, places_of
from dutybook_web.queries.duty_change import changes_since, coming
from dutybook_web.queries.duty_words import cadence_words, consequence, exposure
from dutybook_web.queries.edition import catalogue_of
from dutybook_web.queries.reasons import Reason, reasons_of
from dutybook_web.queries.register import Wanted, lines_of, narrowed, register_of

DAY = date(2026, 5, 4)


@pytest.fixture
def decided(world: World, tmp_path: Path) -> World:
    tell(world.station, serves_public=True, key_target=True)
    apply_edition(None, world.group, model_files(tmp_path), "")
    decide_tenant(world.group, DAY)
    return world


def test_duty_register_tells_every_duty_with_its_verdict(decided: World) -> None:
    register = register_of(decided.station, DAY)
    found = {decision.duty: decision.verdict for decision in register.decisions}
    assert found == {REPORT: "binds", IDENTITY: "does_not_bind", INSPECT: "does_not_bind"}
    assert register.counts == {"binds": 1, "does_not_bind": 2}


def test_duty_register_is_empty_without_an_edition(world: World) -> None:
    register = register_of(world.station, DAY)
    assert (register.catalogue, register.decisions) == (None, ())


@pytest.mark.parametrize(
    ("wanted", "duties"),
    [
        (Wanted(), [REPORT]),
        (Wanted(verdict=""), [REPORT, IDENTITY, INSPECT]),
        (Wanted(verdict="does_not_bind"), [IDENTITY, INSPECT]),
        (Wanted(verdict="may_bind"), []),
        (Wanted(verdict="", act="model-coming"), [INSPECT]),
        (Wanted(verdict="", workflow="report"), [REPORT]),
        (Wanted(verdict="", modality="prohibition"), []),
        (Wanted(verdict="", role="lodging_provider"), [IDENTITY]),
        (Wanted(verdict="", exposure="fine"), [REPORT]),
        (Wanted(verdict="", exposure="none"), [IDENTITY, INSPECT]),
    ],
)
def test_duty_register_is_narrowed(decided: World, wanted: Wanted, duties: list[str]) -> None:
    decisions = register_of(decided.station, DAY).decisions
    assert [decision.duty for decision in narrowed(decisions, wanted)] == duties


def test_duty_line_says_what_stands_around_it(decided: World) -> None:
    overdue(decided, decided.station)
    manager = decided.account("manager", decided.east)
    Responsibility.objects.create(organisation=decided.east, role="manager")
    Responsibility.objects.create(organisation=decided.group, duty=REPORT, account=manager)
    exemption = Exemption.objects.create(
        organisation=decided.east, premises=decided.station, duty=REPORT, reason="Works.", expires_on=date(2026, 6, 1)
    )
    register = register_of(decided.station, DAY)
    with override("en"):
        line = lines_of(register, narrowed(register.decisions, Wanted()))[0]
    assert line.act_title == "Model measures on the safety of public places"
    assert line.provision_named == "art. 2 para 1 item 2"
    assert line.summary == "Report every six months on the precautions taken."
    assert (line.verdict, line.reading_only, line.missing) == ("binds", "", ())
    assert (line.modality, line.workflow, line.cadence) == ("Must", "Report", "every half-year")
    assert (line.evidence, line.since, line.overdue) == ("Report, Receipt", DAY, 1)
    assert line.consequence
    assert (line.consequence.fine, line.consequence.personal) == ("up to 100,000 CNY", "1,000 to 10,000 CNY")
    assert line.consequence.other == ("Order to correct",)
    assert line.answers
    assert line.answers.role == "manager"  # what is set at East is nearer than what is set at the group
    assert line.exemption == exemption


def test_duty_that_is_only_read_has_its_reason_and_nothing_to_work(decided: World) -> None:
    Premises.objects.filter(pk=decided.station.pk).update(kind="lodging")
    decided.station.refresh_from_db()
    Responsibility.objects.create(organisation=decided.east, role="manager")
    register = register_of(decided.station, DAY)
    decision = register.of(IDENTITY)
    assert decision
    with override("en"):
        line = lines_of(register, [decision])[0]
    assert (line.verdict, line.reading_only) == ("binds", "it is directed at persons")
    assert (line.workflow, line.cadence, line.evidence, line.answers) == ("", "", "", None)


def test_duty_that_may_bind_names_the_facts_to_ask(world: World, tmp_path: Path) -> None:
    apply_edition(None, world.group, model_files(tmp_path), "")
    register = register_of(world.station, DAY)
    with override("en"):
        line = lines_of(register, narrowed(register.decisions, Wanted()))[0]
    assert [fact.name for fact in line.missing] == ["serves_public", "key_target"]
    assert all(fact.label and fact.question for fact in line.missing)


def test_duty_reasons_name_time_place_and_facts_with_their_source(decided: World) -> None:
    register = register_of(decided.station, DAY)
    decision = register.of(REPORT)
    assert decision
    with override("en"):
        reason = reasons_of(decision, register.profile)
    assert (reason.state, reason.text) == ("holds", "All of these")
    leaves = [(leaf.fact, leaf.state, leaf.source) for leaf in _leaves(reason)]
    assert leaves == [
        ("", "holds", ""),
        ("jurisdiction", "holds", ""),
        ("serves_public", "holds", "the fire report"),
        ("key_target", "holds", "the fire report"),
    ]


def _leaves(reason: Reason) -> list[Reason]:
    return [leaf for part in reason.parts for leaf in _leaves(part)] if reason.parts else [reason]


def test_duty_register_of_a_subtree_counts_places(decided: World) -> None:
    premises, bindings = Premises.objects.filter(tenant=decided.group), Binding.objects.filter(tenant=decided.group)
    rows = duties_of(bindings, premises, decided.group.editions.first(), Wanted(verdict=""))
    found = {row.version.duty: (row.binds, row.may_bind, row.does_not_bind) for row in rows}
    assert found == {REPORT: (1, 0, 1), IDENTITY: (0, 0, 2), INSPECT: (0, 0, 2)}
    assert [row.version.duty for row in duties_of(bindings, premises, None, Wanted())] == [REPORT]
    only = duties_of(bindings, premises, decided.group.editions.first(), Wanted(verdict="", exposure="none"))
    assert [row.version.duty for row in only] == [IDENTITY, INSPECT]
    assert [row.premises for row in places_of(bindings, REPORT, "")] == [decided.station]
    assert list(places_of(bindings, REPORT, "may_bind")) == []


def test_duty_exposure_sums_what_is_overdue(decided: World) -> None:
    overdue(decided, decided.station)
    overdue(decided, decided.station)
    overdue(decided, decided.hotel)
    overdue(decided, decided.hotel, INSPECT)
    overdue(decided, decided.hotel, state="done_late")
    overdue(decided, decided.station, due=DAY)
    rows = exposed_of(Task.objects.exclude(pk=decided.task.pk), DAY)
    assert [(row.version.duty, row.tasks, row.places, row.at_most) for row in rows] == [
        (REPORT, 3, 2, 200_000),
        (INSPECT, 1, 1, None),
    ]
    assert (rows[0].consequence is None, rows[1].consequence) == (False, None)


def test_duty_changes_since_a_day_keep_their_wording(decided: World, tmp_path: Path) -> None:
    tell(decided.station, key_target=False)
    decide_tenant(decided.group, date(2026, 6, 1))
    rows = BindingChange.objects.all()
    found = [(row.version.duty, row.before, row.after, row.on) for row in changes_since(rows, date(2026, 5, 5))]
    assert found == [(REPORT, "binds", "", date(2026, 6, 1))]
    assert len(changes_since(rows, DAY)) == 2


def test_duty_that_is_coming_is_told_with_its_act(decided: World) -> None:
    edition = decided.group.editions.first()
    places = Premises.objects.filter(tenant=decided.group)
    found = coming(catalogue_of(edition), places, DAY, date(2127, 1, 1))
    assert [(act.act.id, act.on, act.begins, act.duties) for act in found.acts] == [
        ("model-coming", date(2127, 1, 1), True, 1)
    ]
    assert [(reach.entry.duty.id, reach.comes, reach.goes) for reach in found.duties] == [(INSPECT, 1, 0)]
    assert (found.effect.places, found.effect.of) == (2, 2)
    before = coming(catalogue_of(edition), places, DAY, date(2126, 12, 31))
    assert (before.acts, before.duties) == ((), ())


@pytest.mark.parametrize(
    ("told", "zh", "en"),
    [
        ({"kind": "once"}, "一次", "once"),
        ({"kind": "once", "by": "2026-06-30"}, "一次，不迟于2026-06-30", "once, by 2026-06-30"),
        ({"kind": "continuous"}, "始终保持", "at all times"),
        ({"kind": "every", "period": "P3M"}, "每季度", "every quarter"),
        ({"kind": "on_date", "dates": ["--04-15"]}, "每年4月15日", "every year on 15 April"),
        ({"kind": "on_date", "dates": ["--06-30"], "by": True}, "每年6月30日前", "every year by 30 June"),
    ],
)
def test_duty_cadence_is_said_in_words(told: dict[str, object], zh: str, en: str) -> None:
    entry = next(one for one in catalogue().entries if isinstance(one.duty, OperatedDuty))
    duty = entry.duty.model_copy(update={"cadence": cadence(told)})
    with override("zh-hans"):
        assert cadence_words(duty) == zh
    with override("en"):
        assert cadence_words(duty) == en


@pytest.mark.parametrize(
    ("unit", "fine", "exposed"),
    [
        ([None, 100_000], "up to 100,000 CNY", "fine"),
        ([10_000, None], "from 10,000 CNY", "fine"),
        ([10_000, 50_000], "10,000 to 50,000 CNY", "fine"),
        (None, "", "other"),
    ],
)
def test_duty_fine_is_said_in_words(unit: list[int | None] | None, fine: str, exposed: str) -> None:
    told = {"provision": "art_4__para_1", "fine_cny": {"unit": unit, "person": [1, 2]}, "other": ["warning"]}
    sanction = Sanction.model_validate_json(json.dumps(told))
    with override("en"):
        brings = consequence(sanction)
    assert brings
    assert (brings.fine, brings.personal, brings.other, exposure(sanction)) == (
        fine,
        "1 to 2 CNY",
        ("Warning",),
        exposed,
    )


def test_every_duty_of_the_shipped_catalogue_has_a_line_in_both_languages(world: World) -> None:
    apply_shipped(None, world.group)
    register = register_of(world.station, DAY)
    for language in ("en", "zh-hans"):
        with override(language):
            lines = lines_of(register, register.decisions)
        assert len(lines) == len(catalogue().entries)
        assert [line.duty for line in lines if not (line.summary and line.provision_named and line.why)] == []


def test_duty_register_takes_as_many_queries_for_30_duties_as_for_1(world: World, tmp_path: Path) -> None:
    counts = {}
    for number in (1, 3, 30):
        apply_edition(None, world.group, [many_duties(tmp_path, number)], "")
        decide_tenant(world.group, DAY)
        with CaptureQueriesContext(connection) as queries:
            register = register_of(world.station, DAY)
            assert len(lines_of(register, register.decisions)) == number
        counts[number] = len(queries)
    assert len(set(counts.values())) == 1, counts

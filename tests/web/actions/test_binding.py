"""Which duties bind which premises: decided, kept, changed only where something changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World
from tests.web.model_acts import model_files, reworded

from dutybook.decisions.decide import decide
from dutybook_web.actions import binding
from dutybook_web.actions.binding import decide_premises, decide_tenant
from dutybook_web.actions.edition import apply_edition, apply_shipped
from dutybook_web.models import Binding, BindingChange, Event, Fact, Premises
from dutybook_web.queries.edition import catalogue_of
from dutybook_web.queries.profile import profile_of

DAY = date(2026, 5, 4)
LATER = date(2026, 6, 1)


@pytest.fixture
def applied(world: World, tmp_path: Path) -> World:
    apply_edition(None, world.group, model_files(tmp_path), "")
    return world


def tell(premises: Premises, **facts: object) -> None:
    for name, value in facts.items():
        Fact.objects.update_or_create(premises=premises, name=name, defaults={"value": value, "as_of": DAY})


def rows(premises: Premises) -> list[tuple[str, str, date]]:
    found = Binding.objects.filter(premises=premises).order_by("version__duty")
    return [(row.version.duty, row.verdict, row.since) for row in found]


def test_binding_is_kept_for_what_binds_or_may_bind(applied: World) -> None:
    done = decide_premises(applied.station, DAY)
    assert done.as_payload() == {"premises": 1, "added": 1, "changed": 0, "removed": 0}
    assert rows(applied.station) == [("model-act/7-report", "may_bind", DAY)]


def test_binding_needs_an_edition(world: World) -> None:
    assert not decide_premises(world.station, DAY)
    assert not decide_tenant(world.group, DAY)
    assert (Binding.objects.count(), Event.objects.count()) == (0, 0)


def test_binding_keeps_its_first_day_until_its_verdict_changes(applied: World) -> None:
    decide_premises(applied.station, DAY)
    assert not decide_premises(applied.station, LATER)
    assert rows(applied.station) == [("model-act/7-report", "may_bind", DAY)]
    tell(applied.station, serves_public=True, key_target=True)
    assert decide_premises(applied.station, LATER).changed == 1
    assert rows(applied.station) == [("model-act/7-report", "binds", LATER)]


def test_binding_goes_when_the_duty_does_not_bind(applied: World) -> None:
    decide_premises(applied.station, DAY)
    tell(applied.station, key_target=False)
    assert decide_premises(applied.station, LATER).removed == 1
    assert rows(applied.station) == []
    history = BindingChange.objects.values_list("version__duty", "before", "after", "on")
    report = "model-act/7-report"
    assert list(history) == [(report, "may_bind", "", LATER), (report, "", "may_bind", DAY)]


def test_binding_comes_when_its_act_enters_into_force(applied: World) -> None:
    tell(applied.station, serves_public=False)
    decide_premises(applied.station, date(2126, 12, 31))
    assert rows(applied.station) == []
    decide_premises(applied.station, date(2127, 1, 1))
    assert rows(applied.station) == [("model-coming/3-inspect", "binds", date(2127, 1, 1))]


def test_binding_takes_a_new_wording_and_keeps_its_day(applied: World, tmp_path: Path) -> None:
    decide_premises(applied.station, DAY)
    old = Binding.objects.get().version_id
    apply_edition(None, applied.group, reworded(tmp_path), "")
    assert decide_premises(applied.station, LATER).changed == 1
    assert rows(applied.station) == [("model-act/7-report", "may_bind", DAY)]
    assert Binding.objects.get().version_id != old
    change = BindingChange.objects.first()
    assert change
    assert (change.before, change.after) == ("may_bind", "may_bind")


def test_binding_ends_with_the_premises(applied: World) -> None:
    decide_premises(applied.station, DAY)
    Premises.objects.filter(pk=applied.station.pk).update(closed_on=LATER)
    assert decide_premises(applied.station, LATER).removed == 1
    assert rows(applied.station) == []


def test_binding_of_a_tenant_leaves_one_event(applied: World) -> None:
    done = decide_tenant(applied.group, DAY)
    assert done.as_payload() == {"premises": 2, "added": 1, "changed": 0, "removed": 0}
    event = Event.objects.first()
    assert event
    assert (event.action, event.object) == ("duties.decide", f"organisation/{applied.group.key}")
    before = Event.objects.count()
    assert not decide_tenant(applied.group, LATER)
    assert Event.objects.count() == before


def test_bindings_of_many_places_take_as_many_queries_as_of_one(applied: World) -> None:
    counts = {}
    decide_premises(applied.station, DAY)  # the edition is read once
    for number in (1, 3, 30):
        while Premises.objects.filter(organisation=applied.east).count() < number:
            Premises.objects.create(name="Stop", organisation=applied.east, kind="metro_station", search="stop")
        Binding.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            decide_tenant(applied.group, DAY)
        counts[number] = len(queries)
    assert len(set(counts.values())) == 1, counts


def test_bindings_agree_with_the_library_over_the_shipped_catalogue(world: World) -> None:
    edition = apply_shipped(None, world.group)
    tell(world.station, serves_public=True, key_target=True, footfall_daily=45_000)
    decide_tenant(world.group, DAY)
    for place in (world.station, world.hotel):
        told = decide(profile_of(place), catalogue_of(edition), DAY)
        expected = sorted((one.duty, one.verdict) for one in told if one.verdict != "does_not_bind")
        assert [(duty, verdict) for duty, verdict, _since in rows(place)] == expected


def test_binding_of_another_tenant_stays(applied: World, tmp_path: Path) -> None:
    apply_edition(None, applied.foreign, model_files(tmp_path), "")
    decide_tenant(applied.foreign, DAY)
    kept = rows(applied.mall)
    Premises.objects.filter(pk=applied.mall.pk).update(kind="lodging")
    decide_tenant(applied.group, DAY + timedelta(days=1))
    assert rows(applied.mall) == kept


def test_failure_between_batches_leaves_the_first_whole_and_the_next_run_does_the_rest(
    applied: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others wait for is one batch, not 100,000 premises."""
    Premises.objects.create(name="East yard", organisation=applied.east, kind="metro_station", jurisdiction="410105")
    monkeypatch.setattr(binding, "AT_A_TIME", 1)
    told: list[str] = []

    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT INTO") and "bindingchange" in sql:
            told.append(sql)
            if len(told) == 2:
                raise OperationalError
        return execute(sql, params, many, context)

    with pytest.raises(OperationalError), connection.execute_wrapper(fail):
        decide_tenant(applied.group, DAY)
    assert (Binding.objects.count(), BindingChange.objects.count()) == (1, 1)
    assert decide_tenant(applied.group, DAY).as_payload() == {"premises": 3, "added": 1, "changed": 0, "removed": 0}
    assert Event.objects.filter(action="duties.decide").count() == 1

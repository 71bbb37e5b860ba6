"""Editions of the catalogue: applied, taken back, never rewritten."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.web.conftest import World
from tests.web.model_acts import many_duties, model_files, reworded

from dutybook.catalogue.load import catalogue
from dutybook_web.actions.edition import adopt, apply_edition, apply_shipped, revert_edition
from dutybook_web.models import Binding, DutyVersion, Edition, Event
from dutybook_web.queries.edition import catalogue_of, edition_in_use, files_of, shipped_files, versions_of
from dutybook_web.refusals import Conflict


def test_edition_keeps_the_catalogue_as_it_was_given(world: World, tmp_path: Path) -> None:
    files = model_files(tmp_path)
    edition = apply_edition(world.actor("administrator", world.group), world.group, files, "first")
    assert files_of(edition) == files
    assert edition_in_use(world.group.pk) == edition
    assert edition_in_use(world.foreign.pk) is None
    duties = ["model-act/7-report", "model-act/8-identity", "model-coming/3-inspect"]
    assert sorted(versions_of(edition)) == duties
    assert sorted(catalogue_of(edition).by_id) == duties


def test_edition_is_recorded_once_with_its_counts(world: World, tmp_path: Path) -> None:
    edition = apply_edition(None, world.group, model_files(tmp_path), "")
    events = Event.objects.values_list("action", "object", "account")
    assert list(events) == [("catalogue.apply", f"edition/{edition.key}", None)]


def test_edition_in_use_is_not_applied_twice(world: World, tmp_path: Path) -> None:
    apply_edition(None, world.group, model_files(tmp_path), "")
    with pytest.raises(Conflict) as found:
        apply_edition(None, world.group, model_files(tmp_path), "")
    assert (found.value.code, Edition.objects.count(), Event.objects.count()) == ("edition_in_use", 1, 1)


def test_edition_shares_the_wordings_that_did_not_change(world: World, tmp_path: Path) -> None:
    first = versions_of(apply_edition(None, world.group, model_files(tmp_path), ""))
    second = versions_of(apply_edition(None, world.group, reworded(tmp_path), ""))
    same = {duty for duty in first if first[duty] == second[duty]}
    assert same == {"model-act/8-identity", "model-coming/3-inspect"}
    assert DutyVersion.objects.get(pk=first["model-act/7-report"]).body["duty"]["cadence"]["period"] == "P6M"
    assert DutyVersion.objects.get(pk=second["model-act/7-report"]).body["duty"]["cadence"]["period"] == "P1Y"
    assert versions_of(apply_edition(None, world.foreign, model_files(tmp_path), "")) == first


def test_edition_is_taken_back_under_a_new_number(world: World, tmp_path: Path) -> None:
    actor = world.actor("administrator", world.group)
    first = apply_edition(actor, world.group, model_files(tmp_path), "")
    apply_edition(actor, world.group, reworded(tmp_path), "")
    third = revert_edition(actor, world.group, first)
    assert (third.number, third.digest, versions_of(third)) == (3, first.digest, versions_of(first))
    actions = list(Event.objects.order_by("number").values_list("action", flat=True))
    assert actions == ["catalogue.apply", "catalogue.apply", "catalogue.apply", "duties.decide", "catalogue.revert"]


def test_edition_of_a_large_tenant_is_left_to_the_daily_job_to_decide(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = world.actor("administrator", world.group)
    monkeypatch.setattr("dutybook_web.actions.edition.DECIDED_AT_ONCE", 1)
    adopt(actor, world.group, model_files(tmp_path), "")
    assert Binding.objects.count() == 0
    monkeypatch.setattr("dutybook_web.actions.edition.DECIDED_AT_ONCE", 2)
    adopt(actor, world.group, reworded(tmp_path), "")
    assert Binding.objects.count() == 1


def test_shipped_catalogue_is_applied_once(world: World) -> None:
    edition = apply_shipped(None, world.group)
    assert apply_shipped(None, world.group) == edition
    assert files_of(edition) == list(shipped_files())
    assert list(versions_of(edition)) == sorted(catalogue().by_id, key=list(versions_of(edition)).index)
    assert len(versions_of(edition)) == len(catalogue().entries)


def test_edition_of_6000_duties_is_applied_in_5_cpu_seconds(world: World, tmp_path: Path) -> None:
    file = many_duties(tmp_path, 6_000)
    begun = time.process_time()
    edition = apply_edition(None, world.group, [file], "")
    assert time.process_time() - begun < 5
    assert (edition.duties.count(), Event.objects.count()) == (6_000, 1)

"""Pages of who answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World
from tests.web.decided import REPORT
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Responsibility


@pytest.fixture
def applied(world: World, tmp_path: Path) -> World:
    apply_edition(None, world.group, model_files(tmp_path), "")
    return world


def test_responsibility_is_set_at_an_organisation(applied: World) -> None:
    data = {"organisation": applied.east.key, "act": "model-act", "role": "manager"}
    response = applied.client().post("/responsibilities/add/", data)
    assert (response.status_code, response.headers["Location"]) == (302, "/responsibilities/")
    row = Responsibility.objects.get()
    assert (row.organisation, row.premises, row.act, row.duty, row.role) == (
        applied.east,
        None,
        "model-act",
        "",
        "manager",
    )
    assert "model-act" in applied.client().get("/responsibilities/").content.decode()


def test_responsibility_is_set_at_a_place_for_a_duty(applied: World) -> None:
    manager = applied.account("manager", applied.east)
    address = f"/responsibilities/add/?premises={applied.station.key}"
    response = applied.client().post(address, {"duty": REPORT, "account": manager.key})
    assert response.headers["Location"] == f"/duties/{applied.station.key}/"
    row = Responsibility.objects.get()
    assert (row.premises, row.duty, row.account) == (applied.station, REPORT, manager)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, "Name one that answers"),
        ({"role": "manager", "unit": "east"}, "Name one that answers"),
        ({"role": "manager", "duty": "model-act/99-none"}, "The catalogue in use has no such duty"),
    ],
)
def test_responsibility_form_says_what_is_wrong(applied: World, data: dict[str, str], error: str) -> None:
    told = {"organisation": applied.east.key, **data}
    if "unit" in told:
        told["unit"] = applied.east.key
    content = applied.client().post("/responsibilities/add/", told).content.decode()
    assert (error in content, Responsibility.objects.count()) == (True, 0)


def test_responsibility_is_not_set_elsewhere_nor_for_foreign_accounts(applied: World) -> None:
    applied.client().post("/responsibilities/add/", {"organisation": applied.west.key, "role": "manager"})
    stranger = applied.account("manager", applied.foreign)
    applied.client().post("/responsibilities/add/", {"organisation": applied.east.key, "account": stranger.key})
    response = applied.client().post(f"/responsibilities/add/?premises={applied.hotel.key}", {"role": "manager"})
    assert (response.status_code, Responsibility.objects.count()) == (404, 0)


def test_responsibility_is_taken_back_once_confirmed(applied: World) -> None:
    row = Responsibility.objects.create(organisation=applied.east, role="manager")
    address = f"/responsibilities/{row.key}/remove/"
    applied.client().get(address)
    assert Responsibility.objects.count() == 1
    applied.client().post(address)
    assert Responsibility.objects.count() == 0


def test_responsibility_list_takes_as_many_queries_for_30_rows_as_for_1(applied: World) -> None:
    counts, client = {}, applied.client()
    for number in (1, 3, 30):
        while Responsibility.objects.count() < number:
            duty = f"model-act/{Responsibility.objects.count()}-x"
            Responsibility.objects.create(organisation=applied.east, duty=duty, unit=applied.east)
        with CaptureQueriesContext(connection) as queries:
            client.get("/responsibilities/")
        counts[number] = len(queries)
    assert len(set(counts.values())) == 1, counts

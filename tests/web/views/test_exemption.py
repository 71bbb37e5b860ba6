"""Pages of exceptions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import World
from tests.web.decided import IDENTITY, REPORT
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Exemption

SOON = date(2127, 1, 1)


@pytest.fixture
def applied(world: World, tmp_path: Path) -> World:
    apply_edition(None, world.group, model_files(tmp_path), "")
    return world


def ask(world: World, duty: str = REPORT) -> object:
    data = {"duty": duty, "reason": "Works.", "expires_on": SOON.isoformat()}
    return world.client().post(f"/exemptions/add/?premises={world.station.key}", data)


def test_exemption_is_asked_for_and_approved_by_another(applied: World) -> None:
    ask(applied)
    row = Exemption.objects.get()
    address = f"/exemptions/{row.key}/approve/"
    assert "Works." in applied.client("administrator").get(address).content.decode()
    content = applied.client().post(address, follow=True).content.decode()
    assert "You requested it: another account must approve it." in content
    applied.client("administrator").post(address)
    assert Exemption.objects.get().approved_by == applied.account("administrator", applied.east)
    applied.client().post(f"/exemptions/{row.key}/revoke/")
    assert Exemption.objects.get().state(applied.east.today) == "revoked"
    content = applied.client().post(f"/exemptions/{row.key}/revoke/", follow=True).content.decode()
    assert "It has been revoked already." in content


def test_exemption_form_says_what_is_wrong(applied: World) -> None:
    content = getattr(ask(applied, IDENTITY), "content", b"").decode()
    assert ("This duty is only read" in content, Exemption.objects.count()) == (True, 0)


def test_exemption_is_asked_for_at_a_place(applied: World) -> None:
    assert applied.client().get("/exemptions/add/").headers["Location"] == "/premises/"
    page = f"/exemptions/add/?premises={applied.station.key}&duty={REPORT}"
    assert REPORT in applied.client().get(page).content.decode()
    assert applied.client().get(f"/exemptions/add/?premises={applied.hotel.key}").status_code == 404
    assert applied.client("viewer").get(page).status_code == 403


def test_exemption_list_takes_as_many_queries_for_30_rows_as_for_1(applied: World) -> None:
    counts, client = {}, applied.client()
    for number in (1, 3, 30):
        while Exemption.objects.count() < number:
            told = {"organisation": applied.east, "premises": applied.station, "expires_on": SOON, "reason": "Works."}
            account = applied.account("manager", applied.east)
            Exemption.objects.create(duty=f"model-act/{Exemption.objects.count()}-x", requested_by=account, **told)
        with CaptureQueriesContext(connection) as queries:
            client.get("/exemptions/")
        counts[number] = len(queries)
    assert len(set(counts.values())) == 1, counts

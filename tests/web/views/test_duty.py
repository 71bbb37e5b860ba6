"""Pages of the register: what they show, how many queries they take, what they give to others."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.web.conftest import World
from tests.web.decided import IDENTITY, INSPECT, REPORT, overdue, tell
from tests.web.model_acts import model_files

from dutybook_web.actions.binding import decide_tenant
from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Exemption, Premises, Responsibility

REPORT_EN = "Report every six months on the precautions taken."
IDENTITY_EN = "Check the identity of guests as prescribed."


@pytest.fixture
def decided(world: World, tmp_path: Path) -> World:
    tell(world.station, serves_public=True, key_target=True)
    apply_edition(None, world.group, model_files(tmp_path), "")
    decide_tenant(world.group, date(2026, 5, 4))
    return world


def test_duty_list_leads_on_without_an_edition(world: World) -> None:
    content = world.client().get("/duties/").content.decode()
    assert "No catalogue has been applied" in content
    assert "No catalogue has been applied" in world.client().get(f"/duties/{world.station.key}/").content.decode()


def test_duty_list_counts_places(decided: World) -> None:
    content = decided.client(node=decided.group).get("/duties/").content.decode()
    assert (REPORT_EN in content, IDENTITY_EN in content) == (True, False)
    content = decided.client(node=decided.group).get("/duties/?verdict=all").content.decode()
    assert (REPORT_EN in content, IDENTITY_EN in content) == (True, True)


def test_duty_list_is_narrowed_to_an_organisation(decided: World) -> None:
    client = decided.client(node=decided.group)
    assert REPORT_EN in client.get(f"/duties/?organisation={decided.east.key}").content.decode()
    assert REPORT_EN not in client.get(f"/duties/?organisation={decided.west.key}").content.decode()


def test_duty_register_shows_what_binds_and_what_is_only_read(decided: World) -> None:
    content = decided.client().get(f"/duties/{decided.station.key}/").content.decode()
    assert (REPORT_EN in content, IDENTITY_EN in content) == (True, False)
    Premises.objects.filter(pk=decided.station.pk).update(kind="lodging")
    content = decided.client().get(f"/duties/{decided.station.key}/").content.decode()
    assert "Read only, because it is directed at persons. Nothing is worked on it here." in content


def test_duty_register_says_that_an_exception_holds(decided: World) -> None:
    row = Exemption.objects.create(
        organisation=decided.east,
        premises=decided.station,
        duty=REPORT,
        reason="Works.",
        expires_on=decided.east.today + timedelta(days=9),
    )
    page = f"/duties/{decided.station.key}/"
    assert "Exception requested" in decided.client().get(page).content.decode()
    Exemption.objects.filter(pk=row.pk).update(approved_at=row.created_at)
    assert f"Excepted until {row.expires_on}" in decided.client().get(page).content.decode()


def test_duty_reasons_open_in_a_drawer_and_as_a_page(decided: World) -> None:
    address = f"/duties/{decided.station.key}/reasons/?duty={REPORT}"
    page = decided.client().get(address).content.decode()
    part = decided.client().get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in page, "<html" in part) == (True, False)
    for content in (page, part):
        assert "in force on" in content
        assert "the fire report" in content
        assert "up to 100,000 CNY" in content


def test_duty_that_is_only_read_offers_no_operation(decided: World) -> None:
    content = decided.client().get(f"/duties/{decided.station.key}/reasons/?duty={IDENTITY}").content.decode()
    assert ("Ask for an exception" in content, "Name who answers" in content) == (False, False)
    content = decided.client().get(f"/duties/{decided.station.key}/reasons/?duty={REPORT}").content.decode()
    assert ("Ask for an exception" in content, "Name who answers" in content) == (True, True)
    content = decided.client("viewer").get(f"/duties/{decided.station.key}/reasons/?duty={REPORT}").content.decode()
    assert ("Ask for an exception" in content, "Name who answers" in content) == (False, False)


@pytest.mark.parametrize("address", ["places/?duty=none/none", "{key}/reasons/?duty=none/none", "places/"])
def test_duty_that_is_unknown_leads_back(decided: World, address: str) -> None:
    response = decided.client().get(f"/duties/{address.format(key=decided.station.key)}")
    assert response.status_code == 302


def test_duty_register_is_exported_without_formulas(decided: World) -> None:
    Responsibility.objects.create(organisation=decided.group, unit=_renamed(decided, "=HYPERLINK(1)"))
    text = decided.client().get(f"/duties/{decided.station.key}/csv/?verdict=all").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows] == ["Duty", REPORT, IDENTITY, INSPECT]
    assert rows[1][13] == "'=HYPERLINK(1)"
    content = decided.client().get(f"/duties/{decided.station.key}/xlsx/").content
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]] == ["Duty", REPORT]
    cell = sheet["N2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def _renamed(world: World, name: str) -> object:
    world.group.name = name
    world.group.save()
    return world.group


def test_duty_whatif_keeps_nothing(decided: World) -> None:
    address = f"/duties/{decided.station.key}/whatif/"
    content = decided.client().get(f"{address}?fact1=key_target&value1=no").content.decode()
    assert REPORT_EN in content
    same = decided.client().get(f"{address}?fact1=key_target&value1=yes").content.decode()
    assert "No duty would come or go." in same
    wrong = decided.client().get(f"{address}?fact1=footfall_daily&value1=many").content.decode()
    assert 'class="field-error"' in wrong
    assert decided.station.facts.get(name="key_target").value is True


def test_duty_changes_and_coming_ones_are_told(decided: World) -> None:
    content = decided.client().get("/duties/changes/?since=2026-05-01").content.decode()
    assert REPORT_EN in content
    content = decided.client().get(f"/duties/changes/?since=2030-01-01&premises={decided.station.key}").content.decode()
    assert "Nothing changed since 2030-01-01" in content
    content = decided.client().get("/duties/coming/?on=2128-01-01").content.decode()
    assert "Model rules on safety checks" in content


def test_duty_pages_of_one_place_are_not_for_others(decided: World) -> None:
    for address in ("changes", "coming", "exposure"):
        for key, status in ((decided.station.key, 200), (decided.hotel.key, 404), (decided.mall.key, 404)):
            response = decided.client().get(f"/duties/{address}/?premises={key}")
            assert response.status_code == status, address


def test_duty_exposure_shows_what_stands_behind_what_is_overdue(decided: World) -> None:
    overdue(decided, decided.station)
    content = decided.client().get("/duties/exposure/").content.decode()
    assert (REPORT_EN in content, "100,000" in content) == (True, True)
    one = decided.client(node=decided.group).get(f"/duties/exposure/?premises={decided.hotel.key}").content.decode()
    assert "Nothing is overdue" in one


@pytest.mark.parametrize(
    "address",
    ["duties/", "duties/places/?duty=model-act/7-report", "duties/changes/?since=2026-01-01", "duties/exposure/"],
)
def test_duty_pages_take_as_many_queries_for_30_places_as_for_1(decided: World, address: str) -> None:
    counts, client = {}, decided.client(node=decided.group)
    client.get(f"/{address}")
    for number in (1, 3, 30):
        while Premises.objects.filter(name="Stop").count() < number:
            stop = Premises.objects.create(name="Stop", organisation=decided.east, jurisdiction="410105", search="stop")
            tell(stop, serves_public=True, key_target=True)
            overdue(decided, stop)
        decide_tenant(decided.group, date(2026, 5, 5))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{address}").status_code == 200
        counts[number] = len(queries)
    assert len(set(counts.values())) == 1, counts

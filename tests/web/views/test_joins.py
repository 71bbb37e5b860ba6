"""Links that lead on: from premises, tasks, hazards and duties to what is done next, and back again."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.addresses import hazard_at
from tests.web.conftest import World
from tests.web.decided import REPORT
from tests.web.model_acts import model_files

from dutybook_web.actions.edition import apply_edition
from dutybook_web.models import Evidence, Fact


def links(client: Client, address: str) -> list[str]:
    page = client.get(address)
    assert page.status_code == 200
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"#]+)"', page.content.decode())]


def upload(client: Client, address: str, **more: Any) -> Any:
    data = {"kind": "photo", "uploads": [BytesIO(b"12 extinguishers\n")], **more}
    data["uploads"][0].name = "count.txt"
    return client.post(address, data)


@pytest.mark.parametrize("role", ["manager", "duty_officer", "viewer"])
def test_premises_lead_on_to_what_the_account_may_see(world: World, role: str) -> None:
    client, key = world.client(role), world.station.key
    found = [link for link in links(client, f"/premises/{key}/") if f"premises={key}" in link]
    assert f"/tasks/?premises={key}" in found
    assert [client.get(link).status_code for link in found] == [200] * len(found)
    wanted = {"/evidence/add/": "evidence.add", "/hazards/report/": "hazards.report", "/reports/make/": "reports.write"}
    reached = {link.partition("?")[0] for link in found}
    may = {link for link, capability in wanted.items() if world.actor(role).may(capability)}
    assert reached & wanted.keys() == may


def test_premises_of_another_role_offer_nothing_to_write(world: World) -> None:
    """A manager of the one company who only reads the other."""
    client = world.client("viewer", world.group)
    world.account("viewer", world.group).assignments.create(organisation=world.west, role="manager")
    assert "/evidence/add/" not in str(links(client, f"/premises/{world.station.key}/"))
    assert "/evidence/add/" in str(links(client, f"/premises/{world.hotel.key}/"))


def test_lists_show_what_belongs_to_the_premises_alone(world: World) -> None:
    client = world.client("manager", world.group)
    world.evidence()
    hazards = [hazard_at(world.station), hazard_at(world.hotel)]
    for place, count in ((world.station, 1), (world.hotel, 0)):
        assert len(client.get(f"/evidence/?premises={place.key}").context["page"]) == count
        assert len(client.get(f"/tasks/?premises={place.key}").context["page"]) == count
    shown = client.get(f"/hazards/?premises={world.hotel.key}&state=open").context["page"]
    assert [hazard.key for hazard in shown] == [hazards[1].key]


def test_task_leads_to_an_upload_and_back_to_completing(world: World) -> None:
    client, task = world.client("duty_officer"), world.task
    back = f"/tasks/{task.key}/complete/"
    (add,) = [link for link in links(client, f"/tasks/{task.key}/") if link.startswith("/evidence/add/")]
    answer = upload(client, add, tasks=[task.key])
    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    assert f"/evidence/{Evidence.objects.get().key}/" in links(client, f"/tasks/{task.key}/")


def test_hazard_leads_to_an_upload_and_back_to_its_step(world: World) -> None:
    client, hazard = world.client("manager"), hazard_at(world.station)
    step = f"/hazards/{hazard.key}/evidence/"
    (add,) = [link for link in links(client, step) if link.startswith("/evidence/add/")]
    assert upload(client, add).headers["Location"] == step
    piece = Evidence.objects.get()
    client.post(step, {"role": "before", "evidence": [piece.key]})
    assert f"/evidence/{piece.key}/" in links(client, f"/hazards/{hazard.key}/")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "x"]
)
def test_next_leads_nowhere_but_to_our_own_pages(world: World, elsewhere: str) -> None:
    client = world.client("manager")
    answer = upload(client, f"/evidence/add/?premises={world.station.key}&next={elsewhere}")
    assert answer.headers["Location"] == f"/evidence/{Evidence.objects.get().key}/"


def test_what_is_missing_leads_to_the_fact_and_back(world: World, tmp_path: Path) -> None:
    apply_edition(None, world.group, model_files(tmp_path), "")
    client, register = world.client("manager"), f"/duties/{world.station.key}/"
    missing = [link for link in links(client, register) if "fact=key_target&" in link]
    assert missing[0] == f"/premises/{world.station.key}/facts/change/?fact=key_target&next={register}"
    answer = client.post(missing[0], {"value": "true", "source": "the letter", "as_of": "2026-01-01"})
    assert (answer.headers["Location"], Fact.objects.get(name="key_target").value) == (register, True)
    reasons = links(client, f"{register}reasons/?duty={REPORT}")
    assert f"/premises/{world.station.key}/interview/" in reasons
    assert "fact=" not in str(links(world.client("viewer"), register))

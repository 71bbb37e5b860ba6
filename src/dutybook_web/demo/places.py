"""The organisations, accounts and premises of the demo, entered as a user would enter them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final

import yaml
from django_scopes import scopes_disabled

from dutybook.decisions.profile import read_facts
from dutybook_web.access import Actor, actor_of
from dutybook_web.actions.designation import take_step
from dutybook_web.actions.edition import apply_shipped
from dutybook_web.actions.fact import set_operator_fact
from dutybook_web.actions.measure import keep_record_system, set_measure
from dutybook_web.actions.premises import add_premises, facts_changed
from dutybook_web.actions.responsibility import set_responsibility
from dutybook_web.models import Account, Assignment, Fact, Organisation, Premises, RecordSystem, Responsibility
from dutybook_web.queries.fact import plain

PASSWORD: Final = "demo-only-2026"  # noqa: S105 — the demo's password is printed and guards nothing
COUNTED: Final = ("plan-2026-classes/c1-guards",)

ACCOUNTS: Final = (
    # address, name, role, organisation
    ("admin@metro.example", "地铁系统管理员", "administrator", "metro"),
    ("manager@metro.example", "地铁安保部负责人", "manager", "metro"),
    ("reviewer@metro.example", "地铁安保部复核岗", "manager", "metro"),
    ("line1@metro.example", "一号线值守岗", "duty_officer", "line1"),
    ("line2@metro.example", "二号线值守岗", "duty_officer", "line2"),
    ("cargo@metro.example", "物流值守岗", "duty_officer", "cargo"),
    ("inspector@metro.example", "地铁安全检查岗", "inspector", "metro"),
    ("auditor@metro.example", "地铁审计岗", "auditor", "metro"),
    ("admin@yunqi.example", "云栖系统管理员", "administrator", "hospitality"),
    ("manager@yunqi.example", "云栖安全部负责人", "manager", "hospitality"),
    ("reviewer@yunqi.example", "云栖安全部复核岗", "manager", "hospitality"),
    ("hotels@yunqi.example", "酒店值守岗", "duty_officer", "hotels"),
    ("malls@yunqi.example", "商管值守岗", "duty_officer", "malls"),
    ("culture@yunqi.example", "场馆值守岗", "duty_officer", "culture"),
    ("reader@authority.example", "主管部门工作岗", "authority_reader", "authority"),
    ("admin@authority.example", "主管部门系统管理员", "administrator", "authority"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the demo, and how well it is run: good, fair or poor."""

    premises: Premises
    style: str
    officer: Actor


@dataclass(frozen=True, slots=True)
class Demo:
    """What was entered."""

    organisations: Mapping[str, Organisation]
    actors: Mapping[str, Actor]
    places: Sequence[Place]

    def of(self, tenant: str) -> list[Place]:
        """The places of a tenant."""
        root = self.organisations[tenant].pk
        return [place for place in self.places if place.premises.tenant_id == root]


def enter() -> Demo:
    """Enter everything. Run it within a time at which the year begins."""
    told = yaml.safe_load(files("dutybook_web.demo").joinpath("places.yaml").read_text("utf-8"))
    with scopes_disabled():
        organisations: dict[str, Organisation] = {}
        for node in told["organisations"]:
            _organisation(node, None, organisations)
        actors = {address: _account(address, name, role, organisations[at]) for address, name, role, at in ACCOUNTS}
        for root in ("metro", "hospitality"):
            apply_shipped(actors[_manager(organisations, root)], organisations[root])
        places = [_place(row, organisations, actors) for row in told["premises"]]
        for node in _nodes(told["organisations"]):
            manager = actors[_manager(organisations, node["key"])]
            for name, value in read_facts(node.get("facts", {})).items():
                set_operator_fact(manager, organisations[node["key"]], name, value, "主管部门通知")
        for root in ("metro", "hospitality"):
            _answers(actors[_manager(organisations, root)], organisations[root])
        facts_changed(*[place.premises for place in places])
    return Demo(organisations, actors, places)


def _organisation(node: Mapping[str, Any], parent: Organisation | None, kept: dict[str, Organisation]) -> None:
    fields = {name: node[name] for name in ("name", "kind", "jurisdiction")}
    kept[node["key"]] = Organisation.objects.create(parent=parent, **fields)
    for child in node.get("children", ()):
        _organisation(child, kept[node["key"]], kept)


def _account(address: str, name: str, role: str, organisation: Organisation) -> Actor:
    account = Account.objects.create_user(address, PASSWORD, name=name, organisation=organisation)
    Assignment.objects.create(account=account, organisation=organisation, role=role)
    return actor_of(account)


def _nodes(told: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in told:
        yield node
        yield from _nodes(node.get("children", ()))


def _manager(organisations: Mapping[str, Organisation], key: str) -> str:
    """The address of whoever manages an organisation."""
    houses = {"metro": "manager@metro.example", "hospitality": "manager@yunqi.example"}
    roots = {organisations[house].pk: address for house, address in houses.items()}
    return roots.get(organisations[key].root, "admin@authority.example")


def _place(row: Mapping[str, Any], organisations: Mapping[str, Organisation], actors: Mapping[str, Actor]) -> Place:
    organisation = organisations[row["organisation"]]
    manager = actors[_manager(organisations, row["organisation"])]
    premises = Premises(
        name=row["name"],
        organisation=organisation,
        kind=row["kind"],
        jurisdiction=row["jurisdiction"],
        address=row["address"],
        authority=organisations["authority"] if row.get("supervised") else None,
    )
    latitude, longitude = row["at"]
    premises.put_at(latitude, longitude, "wgs84")
    add_premises(manager, premises)
    day = organisation.today
    Fact.objects.bulk_create(
        Fact(premises=premises, name=name, value=plain(value), source="现场核实", as_of=day)
        for name, value in read_facts(row["facts"]).items()
    )
    if row.get("designated"):
        _designate(manager, premises, day)
    _measures(manager, premises, row)
    return Place(premises, row["style"], actors[_officer(row["organisation"])])


def _officer(organisation: str) -> str:
    company = "metro" if organisation in ("line1", "line2", "cargo") else "yunqi"
    return f"{organisation}@{company}.example"


def _designate(manager: Actor, premises: Premises, day: date) -> None:
    for step in ("proposed", "decided", "filed", "notified"):
        take_step(manager, premises, step, day, body="安陵市反恐怖主义工作领导机构（示范）")


def _answers(manager: Actor, root: Organisation) -> None:
    """Whoever is on duty answers, and looks every quarter at what has no date."""
    set_responsibility(manager, Responsibility(organisation=root, role="duty_officer", every="P3M"))


def _measures(manager: Actor, premises: Premises, row: Mapping[str, Any]) -> None:
    days = {"good": 90, "fair": 90, "poor": 60}[row["style"]]
    keep_record_system(
        manager,
        RecordSystem(premises=premises, kind="video", name="视频监控系统", required_days=90, configured_days=days),
    )
    for measure in COUNTED:
        set_measure(manager, premises, measure, in_place=Decimal(row["guards"]))

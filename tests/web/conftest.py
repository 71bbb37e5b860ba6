"""A small world for the web tests: two tenants and an authority, a place at each node, an account for each role.

Haizhou group ── East company ── East station      Anling authority ── supervises the hotel
              └─ West company ── West hotel        Foreign company ── Foreign mall
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File
from django.db import connection
from django.test import Client, TransactionTestCase
from django_scopes import scopes_disabled

from dutybook_web.access import Actor, actor_of
from dutybook_web.actions.evidence import About, add_files
from dutybook_web.models import Account, Assignment, DutyVersion, Evidence, Organisation, Premises, Task


@dataclass
class World:
    """What there is. `east` is the node that most tests are about."""

    group: Organisation
    east: Organisation
    west: Organisation
    foreign: Organisation
    authority: Organisation
    station: Premises
    hotel: Premises
    mall: Premises
    version: DutyVersion
    task: Task

    def account(self, role: str, node: Organisation) -> Account:
        """An account with one role at one node; the same one each time."""
        email = f"{role}-{node.key}@example.org"
        found = Account.objects.filter(email=email).first()
        if found is None:
            found = Account.objects.create_user(email, "a long password", name=role, organisation=node, language="en")
            Assignment.objects.create(account=found, organisation=node, role=role)
        return found

    def actor(self, role: str, node: Organisation | None = None) -> Actor:
        """The actor of such an account, at `east` unless told otherwise."""
        return actor_of(self.account(role, node or self.east))

    def evidence(self, content: bytes = b"Checked: 12 extinguishers.\n", name: str = "check.txt") -> Evidence:
        """A piece of evidence at the station: a text, unless told otherwise."""
        about = About(self.east, self.station, "inspection_record", tasks=[self.task])
        return add_files(self.actor("manager"), about, [File(BytesIO(content), name)])[0]

    def client(self, role: str = "manager", node: Organisation | None = None) -> Client:
        """A browser in which such an account has signed in."""
        client = Client()
        client.force_login(self.account(role, node or self.east))
        return client


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_triggers() -> Iterator[None]:
    """Tests that commit are cleaned up by emptying all tables, which the audit record refuses."""
    triggers = import_module("dutybook_web.migrations.0002_append_only")
    flush = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            triggers.allow_changes(None, editor)
        flush(case)
        with connection.schema_editor() as editor:
            triggers.refuse_changes(None, editor)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(autouse=True)
def _no_scope_needed() -> Any:
    """Tests look behind the scopes; requests set their own."""
    with scopes_disabled():
        yield


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    """No test writes into the folder of another, or of an installation."""
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def world(db: None) -> World:
    """The world, made anew for each test."""
    return make_world()


def make_world() -> World:
    """Put the world into the database."""
    group = _node("Haizhou group", "group")
    east, west = _node("East company", "company", group), _node("West company", "company", group)
    foreign, authority = _node("Foreign company", "company"), _node("Anling authority", "authority")
    station = _place("East station", east, kind="metro_station", jurisdiction="410105")
    hotel = _place("West hotel", west, kind="lodging", jurisdiction="520102", authority=authority)
    mall = _place("Foreign mall", foreign, kind="mall", jurisdiction="410105")
    version = DutyVersion.objects.create(
        digest="0" * 64,
        duty="model-act/1-report",
        act="model-act",
        act_title_zh="示范办法",
        act_title_en="Model measure",
        provision="art_1__para_1",
        role="operator",
        modality="obligation",
        workflow="report",
        summary_zh="每半年报告一次",
        summary_en="Report every six months.",
        body={},
    )
    task = Task.objects.create(
        organisation=east,
        premises=station,
        version=version,
        duty=version.duty,
        occurrence="2026-H1",
        opens=date(2026, 1, 1),
        due=date(2026, 6, 30),
        rule="every P6M calendar",
    )
    return World(group, east, west, foreign, authority, station, hotel, mall, version, task)


def _node(name: str, kind: str, parent: Organisation | None = None) -> Organisation:
    node = Organisation(name=name, kind=kind, parent=parent, jurisdiction="41")
    node.save()
    return node


def _place(name: str, organisation: Organisation, **fields: Any) -> Premises:
    return Premises.objects.create(name=name, organisation=organisation, search=name.lower(), **fields)

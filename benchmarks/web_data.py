"""Many premises and tasks for the benchmarks of the application, written in bulk."""

from __future__ import annotations

import os
import random
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

AREAS = ("410105", "410104", "410108", "520102", "520115", "220102", "220104", "220105")
KINDS = ("metro_station", "lodging", "mall", "hospital", "school", "museum", "fuel_station", "market")
CHUNK = 5000


def prepare() -> None:
    """Set the application up on the database that the environment names, else on a new SQLite file."""
    os.environ["DUTYBOOK_DEMO"] = "1"
    os.environ.setdefault("DUTYBOOK_DATA", tempfile.mkdtemp(prefix="dutybook-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutybook_web.settings")
    Path(os.environ["DUTYBOOK_DATA"]).mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def fill(premises: int, tasks: int, seed: int = 7, hazards: int = 0) -> Any:
    """Make one tenant of 121 organisations with so many premises, tasks and hazards; return a manager at its root."""
    from django.db import connection

    from dutybook_web.models import Account, Assignment, DutyVersion, Organisation, Premises, Task

    chance = random.Random(seed)
    group = Organisation(name="Bench group", kind="group")
    group.save()
    nodes = []
    for number in range(20):
        company = Organisation(name=f"Company {number}", kind="company", parent=group)
        company.save()
        for branch in range(5):
            node = Organisation(name=f"Branch {number}.{branch}", kind="branch", parent=company)
            node.save()
            nodes.append(node)
    manager = Account.objects.create_user("bench@example.org", None, name="Bench", tenant=group, language="en")
    Assignment.objects.create(account=manager, organisation=group, role="manager")
    versions = [
        DutyVersion.objects.create(
            digest=f"{number:064d}",
            duty=f"bench/{number}",
            act="bench",
            act_title_zh="示范办法",
            act_title_en="Model measure",
            provision=f"art_{number + 1}__para_1",
            role="operator",
            modality="obligation",
            workflow=("inspection", "report", "drill", "training")[number % 4],
            summary_zh=f"第{number}项义务",
            summary_en=f"Do what is number {number}.",
            body={},
        )
        for number in range(40)
    ]
    places: list[Premises] = []
    for start in range(0, premises, CHUNK):
        rows = []
        for _ in range(start, min(start + CHUNK, premises)):
            name = f"场所 {chance.randrange(10**6):06d} 号"
            node = chance.choice(nodes)
            rows.append(
                Premises(
                    tenant=group,
                    organisation=node,
                    name=name,
                    kind=chance.choice(KINDS),
                    tier=chance.choice(("", "bench/first", "bench/second", "bench/third")),
                    jurisdiction=chance.choice(AREAS),
                    search=name,
                    latitude=30 + chance.random() * 10,
                    longitude=106 + chance.random() * 18,
                )
            )
        places += Premises.objects.bulk_create(rows)
    today = date.today()  # noqa: DTZ011 — any day will do
    for start in range(0, tasks, CHUNK):
        rows = []
        for number in range(start, min(start + CHUNK, tasks)):
            place = places[number % premises]
            due = today + timedelta(days=chance.randrange(-330, 60))
            done = due < today and chance.random() < 0.97
            rows.append(
                Task(
                    tenant=group,
                    organisation_id=place.organisation_id,
                    premises=place,
                    version=versions[number % 40],
                    duty=versions[number % 40].duty,
                    occurrence=f"o{number}",
                    opens=due - timedelta(days=30),
                    due=due,
                    rule="every P1M calendar",
                    state=("done" if chance.random() < 0.9 else "done_late") if done else "open",
                    assignee=manager if number % 1000 == 0 else None,
                )
            )
        Task.objects.bulk_create(rows)
    _find_hazards(chance, places, today, hazards)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return manager


def _find_hazards(chance: random.Random, places: list[Any], today: date, count: int) -> None:
    from dutybook_web.models import Hazard

    rows = []
    for _ in range(count):
        place, found = chance.choice(places), today - timedelta(days=chance.randrange(400))
        closed = chance.random() < 0.8
        rows.append(
            Hazard(
                tenant_id=place.tenant_id,
                organisation_id=place.organisation_id,
                premises=place,
                place="Stairs",
                what="The door does not close.",
                grade=chance.choice(("", "general", "general", "general", "major")),
                state="closed" if closed else chance.choice(("found", "graded", "fixing", "recheck")),
                found_on=found,
                due=None if closed else found + timedelta(days=30),
                closed_on=min(today, found + timedelta(days=chance.randrange(60))) if closed else None,
            )
        )
    Hazard.objects.bulk_create(rows, CHUNK)

"""The figures of a node against a slow count in Python, on worlds by chance; and against the lists behind them."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.conftest import World

from dutybook_web.models import Evidence, Hazard, Organisation, OrganisationKind, Premises, Report, Task
from dutybook_web.models.hazard import ENDED
from dutybook_web.queries.dashboard import AGES, GRADES, Dashboard, dashboard
from dutybook_web.queries.ground import own_node
from dutybook_web.queries.task import WAITING

TODAY = date(2026, 5, 18)
HALF = (date(2025, 7, 1), date(2025, 12, 31))


def fill(world: World, seed: int) -> None:
    """Branches, places, tasks, hazards, evidence and reports in every node, by chance, around `TODAY`."""
    chance = random.Random(seed)
    for number in range(3):
        Organisation(name=f"Branch {number}", kind="branch", parent=world.east).save()
    Organisation(name="Anling district", kind="authority", parent=world.authority).save()
    offices = list(Organisation.objects.filter(kind="authority"))
    owners = list(Organisation.objects.exclude(kind="authority"))
    places = [
        Premises.objects.create(
            organisation=chance.choice(owners),
            authority=chance.choice([None, *offices]),
            name=f"Place {number}",
            search=f"place {number}",
            tier=chance.choice(("", "scheme/first", "scheme/second")),
            closed_on=chance.choice((None, None, None, TODAY)),
        )
        for number in range(25)
    ]
    for number in range(150):
        _add(world, chance, chance.choice(places), number)


def _add(world: World, chance: random.Random, place: Premises, number: int) -> None:
    at = {"premises": place, "organisation": place.organisation}
    due = TODAY + timedelta(days=chance.randrange(-400, 60))
    state = chance.choice(("open", "submitted", "done", "done_late", "waived"))
    task = {"version": world.version, "duty": world.version.duty, "rule": "", "opens": due}
    Task.objects.create(**at, **task, occurrence=f"o{number}", due=due, state=state)
    found = TODAY - timedelta(days=chance.randrange(400))
    ended = chance.choice(("closed", "dismissed", "found", "fixing", "reopened"))
    closed = min(TODAY, found + timedelta(days=chance.randrange(90))) if ended in ENDED else None
    grade = chance.choice(GRADES)
    Hazard.objects.create(**at, place="x", what="x", grade=grade, state=ended, found_on=found, closed_on=closed)
    Evidence.objects.create(
        organisation=place.organisation,
        premises=chance.choice((None, place)),
        kind="other",
        title="x",
        received_at=timezone.now(),
        expires_on=chance.choice((None, TODAY + timedelta(days=chance.randrange(-20, 50)))),
        withdrawn_at=chance.choice((None, None, timezone.now())),
    )
    sent = chance.choice((None, TODAY))
    if number % 5 == 0:
        Report.objects.create(**at, kind="premises", period_start=HALF[0], period_end=HALF[1], title="x", sent_on=sent)


def belongs(row: Any, node: Organisation) -> bool:
    """Whether a row counts to a node, as people would say it."""
    premises = row if isinstance(row, Premises) else row.premises
    authority = premises.authority if premises and node.kind == OrganisationKind.AUTHORITY else None
    return any(one.path.startswith(node.path) for one in (row.organisation, authority) if one)


def slowly(node: Organisation) -> dict[str, Any]:
    """Every figure of a node, counted one by one."""
    tasks, hazards, evidence, places, reports = (
        [row for row in model.objects.all() if belongs(row, node)]
        for model in (Task, Hazard, Evidence, Premises, Report)
    )
    standing = [one for one in hazards if one.state not in ENDED]
    open_places = [one for one in places if one.closed_on is None]
    soon = TODAY + timedelta(days=30)
    sent = {one.premises_id for one in reports if one.sent_on and one.premises.closed_on is None}
    return {
        "overdue": sum(one.is_overdue(TODAY) for one in tasks),
        "coming": sum(one.state in WAITING and TODAY <= one.due <= soon for one in tasks),
        "hazards": len(standing),
        "major": sum(one.grade == "major" for one in standing),
        "expiring": sum(
            one.withdrawn_at is None and one.expires_on is not None and TODAY <= one.expires_on <= soon
            for one in evidence
        ),
        "premises": len(open_places),
        "ages": Counter((one.grade, _age(one.age_on(TODAY))) for one in standing),
        "tiers": Counter(one.tier for one in open_places),
        "on_time": Counter(_month(one.due) for one in tasks if one.state == "done"),
        "late": Counter(_month(one.due) for one in tasks if one.state == "done_late"),
        "overdue by month": Counter(_month(one.due) for one in tasks if one.is_overdue(TODAY)),
        "found": Counter(_month(one.found_on) for one in hazards if one.state != "dismissed"),
        "closed": Counter(_month(one.closed_on) for one in hazards if one.state == "closed"),
        "reported": (len(sent), len(open_places) - len(sent)),
    }


def quickly(board: Dashboard, slow: dict[str, Any]) -> dict[str, Any]:
    """The same of a dashboard; of months only the last twelve, so those of `slow` are cut to them."""
    months = {month.first for month in board.months}
    for name in ("on_time", "late", "overdue by month", "found", "closed"):
        slow[name] = Counter({month: count for month, count in slow[name].items() if month in months})
    names = {"on_time": "on_time", "late": "late", "overdue by month": "overdue", "found": "found", "closed": "closed"}
    figures = board.figures
    return {
        **{name: getattr(figures, name) for name in ("overdue", "coming", "hazards", "major", "expiring", "premises")},
        "ages": +Counter(
            {(row.grade, number): age.count for row in board.grades for number, age in enumerate(row.ages)}
        ),
        "tiers": Counter(dict(board.tiers)),
        **{
            name: +Counter({month.first: getattr(month, field) for month in board.months})
            for name, field in names.items()
        },
        "reported": board.reported and (board.reported.sent, board.reported.missing),
    }


def _age(days: int) -> int:
    return next(number for number, (_start, end) in enumerate(AGES) if end is None or days <= end)


def _month(day: date) -> date:
    return day.replace(day=1)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["group", "east", "foreign", "authority"])
def test_figures_equal_a_slow_count(world: World, name: str, seed: int) -> None:
    fill(world, seed)
    node = getattr(world, name)
    board, slow = dashboard(world.actor("manager", node), node, TODAY), slowly(node)
    assert quickly(board, slow) == slow
    for child, figures in board.children:
        counted = slowly(child)
        assert {key: getattr(figures, key) for key in ("overdue", "coming", "hazards", "major")} == {
            key: counted[key] for key in ("overdue", "coming", "hazards", "major")
        }
        assert (figures.expiring, figures.premises) == (counted["expiring"], counted["premises"])
    assert [child for child, _figures in board.children] == list(
        Organisation.objects.filter(parent=node).order_by("name", "pk")
    )


@pytest.mark.parametrize("name", ["group", "east", "authority"])
def test_every_number_is_the_length_of_its_list(world: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(world, 7)
    monkeypatch.setattr(Organisation, "day_at", lambda _node, _now: TODAY)
    monkeypatch.setattr(Organisation, "today", TODAY)
    client = world.client("manager", getattr(world, name))
    page = client.get("/").content.decode()
    links = re.findall(r'<td class="number"[^>]*><a href="([^"]+)">(\d+)</a>', page)
    links += re.findall(r'<a href="([^"]+\?organisation[^"]+)" class="stat.*?stat-value">(\d+)<', page, re.DOTALL)
    assert len(links) > 80
    wrong = {}
    for url, number in links:
        found = client.get(unescape(url)).context
        page_of = found.get("page")
        length = page_of.paginator.count if page_of is not None else found["count"]
        if length != int(number):
            wrong[unescape(url)] = (int(number), length)
    assert wrong == {}


def test_queries_do_not_grow_with_children(world: World) -> None:
    counts = []
    client = world.client("administrator", world.east)
    for children in (1, 3, 30):
        while Organisation.objects.filter(parent=world.east).count() < children:
            branch = Organisation(name="Branch", kind="branch", parent=world.east)
            branch.save()
            Premises.objects.create(name="Place", organisation=branch)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 15


def test_own_node_is_home_or_the_highest_of_the_roles(world: World) -> None:
    assert own_node(world.actor("viewer", world.east)) == world.east
    account = world.account("viewer", world.west)
    account.organisation = world.group
    account.save()
    assert own_node(world.actor("viewer", world.west)) == world.west

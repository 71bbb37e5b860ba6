"""kill -9 at random points of uploads and withdrawals: nothing acknowledged is lost, nothing is there by half."""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.management import call_command
from django_scopes import scopes_disabled
from tests.web.conftest import World, make_world
from tests.web.databases import database
from tests.web.faults.killing import Client, battered, served

from dutybook.ledger.leaf import decode
from dutybook.ledger.merkle import Tree, leaf_hash
from dutybook_web.models import ApiToken, Blob, Event, Evidence, Ledger, Node
from dutybook_web.queries.evidence import store
from dutybook_web.queries.ledger import altered, payload_of, peaks_of

KILLS = 100 if os.environ.get("DUTYBOOK_FAULTS") else 8
TOKEN = "a token of the tests"
DAY = 24 * 3600


@pytest.fixture
def home(tmp_path: Path, django_db_setup: None, django_db_blocker: Any, monkeypatch: Any) -> Iterator[dict[str, str]]:
    """A database and a folder that a server of its own can use; gives the environment that says so."""
    monkeypatch.setattr(ours, "FILES_FOLDER", tmp_path / "files")
    with django_db_blocker.unblock(), scopes_disabled(), database(tmp_path, "killed") as settings:
        call_command("migrate", verbosity=0)
        yield {"DUTYBOOK_DEMO": "1", "DUTYBOOK_DATA": str(tmp_path), "DUTYBOOK_DATABASE_URL": _url(settings)}


def test_killing_the_server_loses_nothing_acknowledged_and_leaves_nothing_by_half(
    home: dict[str, str], tmp_path: Path
) -> None:
    world = make_world()
    account = world.account("manager", world.east)
    ApiToken.objects.create(account=account, name="tests", digest=hashlib.sha256(TOKEN.encode()).hexdigest())
    with served(home, tmp_path / "server.log") as server:
        clients = [Client(server, TOKEN, world.station.key, [world.task.key], seed) for seed in range(3)]
        assert battered(clients, server, KILLS, seed=1) == KILLS
    added = {key: digest for client in clients for key, digest in client.added.items()}
    withdrawn = {key for client in clients for key in client.withdrawn}
    assert (len(added) >= KILLS, sum(client.broken for client in clients) > 0) == (True, True)
    _check_acknowledged(added, withdrawn)
    _check_whole(world)
    _check_record()
    found = store().reconcile(set(Blob.objects.values_list("sha256", flat=True)), now=time.time() + 2 * DAY)
    assert (found.missing, found.damaged) == ((), ())  # orphans may be: uploads that were broken off


def _check_acknowledged(added: dict[str, str], withdrawn: set[str]) -> None:
    """What a client was told is done, is done."""
    kept = dict(Evidence.objects.filter(key__in=added).values_list("key", "blob_id"))
    assert kept == added
    assert withdrawn <= set(Evidence.objects.exclude(withdrawn_at=None).values_list("key", flat=True))


def _check_whole(world: World) -> None:
    """Each piece has its file, its task and its event; each event its piece."""
    pieces = {f"evidence/{row.key}": row for row in Evidence.objects.prefetch_related("tasks")}
    adds = list(Event.objects.filter(action="evidence.add"))
    assert Counter(event.object for event in adds) == Counter(pieces.keys())
    assert {event.object: payload_of(event)["digest"] for event in adds} == {
        name: piece.digest for name, piece in pieces.items()
    }
    assert {piece.key: list(piece.tasks.all()) for piece in pieces.values()} == {
        piece.key: [world.task] for piece in pieces.values()
    }
    gone = [name for name, piece in pieces.items() if piece.withdrawn_at]
    assert Counter(Event.objects.filter(action="evidence.withdraw").values_list("object", flat=True)) == Counter(gone)


def _check_record() -> None:
    """The tree is that of the events, whole."""
    leaves = [bytes(leaf) for leaf in Event.objects.order_by("number").values_list("leaf", flat=True)]
    tree = Tree(map(leaf_hash, leaves))
    assert peaks_of(Ledger.objects.get()) == tree.peaks
    assert {(node.level, node.position): bytes(node.hash) for node in Node.objects.all()} == {
        (level, place): tree.node(level, place)
        for level in range(len(leaves).bit_length())
        for place in range(len(leaves) >> level)
    }
    assert [decode(leaf).action.partition(".")[0] for leaf in leaves] == ["evidence"] * len(leaves)
    assert list(altered()) == []


def _url(settings: dict[str, Any]) -> str:
    if settings["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{settings['NAME']}"
    return f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"

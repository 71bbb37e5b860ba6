"""Whoever holds one earlier head finds every change to the web application's audit record, whoever made it."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from tests.web.conftest import World
from tests.web.faults.attacker import COVERS, KINDS, allow_changes, attack, found

from dutybook_web.actions.ledger import sign_head
from dutybook_web.actions.record import record
from dutybook_web.models import Event, Head

ATTACKS = 1_000 if os.environ.get("DUTYBOOK_FAULTS") else 63
SEED = 20261129


@pytest.fixture(autouse=True)
def _own_key(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"


def test_every_attack_is_found_by_whoever_holds_a_head(world: World) -> None:
    random = Random(SEED)
    with transaction.atomic():
        for number in range(24):
            record(None, "test.act", world.station, world.east, {"n": number})
            if number in (5, 11, 17):
                sign_head()
    allow_changes()
    heads = [(head.size, head.note) for head in Head.objects.all()]
    missed: Counter[tuple[str, str]] = Counter()
    for number in range(ATTACKS):
        kind, cover = KINDS[number % len(KINDS)], COVERS[number // len(KINDS) % len(COVERS)]
        size, note = random.choice(heads)
        with transaction.atomic():
            attack(kind, cover, size, world.east, random)
            missed[kind, cover] += not found(world.east, note)
            transaction.set_rollback(True)
    assert +missed == Counter()
    assert [found(world.east, note) for _size, note in heads] == [False] * 3
    assert Event.objects.count() == 24

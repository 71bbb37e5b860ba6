"""Heads: signed once there is something new, never over a record that does not fit the last one; exports verify."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.web.conftest import World

from dutybook.ledger.checkpoint import open_checkpoint
from dutybook.ledger.export import lines
from dutybook.ledger.merkle import verify_inclusion
from dutybook.ledger.verification import verify
from dutybook_web.actions.ledger import sign_head, signing_key
from dutybook_web.actions.premises import add_premises
from dutybook_web.models import Event, Head, Ledger, Organisation, Premises
from dutybook_web.queries.ledger import proof_of, write_export
from dutybook_web.refusals import Refused


@pytest.fixture(autouse=True)
def _own_key(settings: Any, tmp_path: Path) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "keys" / "ledger.key"


def entered(world: World, count: int, organisation: Any = None) -> None:
    for number in range(count):
        add_premises(world.actor("manager"), Premises(name=f"Place {number}", organisation=organisation or world.east))


def exported(*organisations: Organisation) -> io.BytesIO:
    file = io.BytesIO()
    write_export(file, [organisation.pk for organisation in organisations])
    file.seek(0)
    return file


def test_sign_head_without_events_signs_nothing(world: World) -> None:
    assert sign_head() is None


def test_sign_head_signs_once_for_the_same_events(world: World) -> None:
    entered(world, 3)
    head = sign_head()
    assert head is not None
    assert open_checkpoint(head.note, [signing_key().verifier]).size == 3
    assert (sign_head(), Head.objects.count()) == (None, 1)


def test_sign_head_refuses_a_record_that_was_changed_under_the_last_one(world: World) -> None:
    entered(world, 3)
    sign_head()
    entered(world, 1)
    trigger = "node_no_update" if connection.vendor == "sqlite" else "node_append_only ON dutybook_web_node"
    with connection.cursor() as cursor:  # an administrator of the database can do this
        cursor.execute(f"DROP TRIGGER dutybook_web_{trigger}")
        cursor.execute("UPDATE dutybook_web_node SET hash = %s WHERE level = 1", [b"\x01" * 32])
    with pytest.raises(Refused) as refused:
        sign_head()
    assert refused.value.code == "ledger_damaged"


def test_signing_key_is_made_once_and_for_its_owner_alone(world: World, settings: Any) -> None:
    assert signing_key() == signing_key()
    assert settings.LEDGER_KEY_FILE.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in settings.LEDGER_KEY_FILE.parent.iterdir()] == ["ledger.key"]


def test_export_is_verified_by_whoever_holds_a_head(world: World) -> None:
    entered(world, 5)
    head = sign_head()
    entered(world, 2)
    assert head is not None
    report = verify(lines(exported(world.east)), "history.jsonl", [signing_key().verifier], {"mine": head.note})
    assert (report.size, report.covered, report.withheld) == (7, 5, 0)


def test_export_withholds_what_is_another_tenants(world: World) -> None:
    entered(world, 2)
    entered(world, 3, world.foreign)
    sign_head()
    file = exported(world.east)
    assert file.getvalue().count(b'"leaf":') == 3
    assert world.foreign.key.encode() not in file.getvalue()
    assert verify(lines(file), "history.jsonl", [signing_key().verifier], {}).withheld == 3


def test_proof_of_an_event_leads_to_the_head(world: World) -> None:
    entered(world, 6)
    sign_head()
    entered(world, 1)
    root = open_checkpoint(Head.objects.get().note, [signing_key().verifier]).root
    for event in Event.objects.filter(number__lt=6):
        proof = proof_of(event)
        assert proof is not None
        assert verify_inclusion(proof.leaf, proof.number, proof.size, proof.hashes, root)
    assert proof_of(Event.objects.get(number=6)) is None
    assert Ledger.objects.get().size == 7

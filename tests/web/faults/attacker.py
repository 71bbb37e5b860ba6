"""What someone with full access to the database, the application and its key can do to the audit record."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from random import Random
from types import SimpleNamespace

from django.db import connection
from tests.ledger import attacks

from dutybook.errors import LedgerError
from dutybook.ledger.checkpoint import Checkpoint, open_checkpoint, sign
from dutybook.ledger.export import lines
from dutybook.ledger.leaf import decode
from dutybook.ledger.merkle import Tree, leaf_hash
from dutybook.ledger.verification import verify
from dutybook_web.actions.ledger import signing_key
from dutybook_web.models import Event, Head, Ledger, Node, Organisation
from dutybook_web.queries.ledger import public_keys, write_export

KINDS = [*attacks.KINDS, "rows"]
COVERS = ["nothing", "tree", "tree and heads"]
"""What the attacker makes agree with the changed events."""


def allow_changes() -> None:
    """Drop the triggers that refuse changes."""
    triggers = import_module("dutybook_web.migrations.0002_append_only")
    with connection.cursor() as cursor:
        triggers.allow_changes(None, SimpleNamespace(connection=connection, execute=cursor.execute))


def attack(kind: str, cover: str, under: int, organisation: Organisation, random: Random) -> None:
    """Change an event under the head of size `under`, and cover it up."""
    events = [bytes(leaf) for leaf in Event.objects.order_by("number").values_list("leaf", flat=True)]
    if kind == "rows":  # events go, and the application is told nothing of it
        Event.objects.filter(number=random.randrange(under)).delete()
        events = [bytes(leaf) for leaf in Event.objects.order_by("number").values_list("leaf", flat=True)]
    else:
        events = attacks.changed(events, kind, under, random)
        _write(events, organisation)
    if cover != "nothing":
        _grow(events)
    if cover == "tree and heads":
        _sign(events)


def found(organisation: Organisation, held: str) -> bool:
    """Whether the holder of a head finds that an export was made of another history, or that none can be made."""
    file = BytesIO()
    try:
        write_export(file, [organisation.pk])
        file.seek(0)
        return verify(lines(file), "history.jsonl", public_keys(), {"held": held}).damage is not None
    except LedgerError:
        return True


def _write(events: list[bytes], organisation: Organisation) -> None:
    Event.objects.all().delete()
    Event.objects.bulk_create(
        Event(
            number=number,
            key=f"{number}-{decode(leaf).id}"[:36],
            time=decode(leaf).time,
            tenant_id=organisation.root,
            organisation=organisation,
            action=decode(leaf).action,
            object=decode(leaf).object,
            leaf=leaf,
        )
        for number, leaf in enumerate(events)
    )


def _grow(events: list[bytes]) -> None:
    """The tree over the changed events, as the application would have kept it."""
    tree = Tree(map(leaf_hash, events))
    Node.objects.all().delete()
    levels = range(len(events).bit_length())
    places = ((level, position) for level in levels for position in range(len(events) >> level))
    Node.objects.bulk_create(Node(level=level, position=place, hash=tree.node(level, place)) for level, place in places)
    Ledger.objects.update(size=tree.peaks.size, peaks=b"".join(tree.peaks.hashes))


def _sign(events: list[bytes]) -> None:
    """All heads anew, with the ledger's own key."""
    for head in Head.objects.all():
        old = open_checkpoint(head.note, public_keys())
        if old.size > len(events):
            head.delete()
            continue
        tree = Tree(map(leaf_hash, events[: old.size]))
        head.note = sign(Checkpoint(old.origin, old.size, tree.peaks.root(), old.time), signing_key())
        head.save()

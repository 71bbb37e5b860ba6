"""What a backup holds, and how rows are written so that any database and any later version reads them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model

FORM: Final = "dutybook-backup/1"
MANIFEST: Final = "manifest.json"
KEY: Final = "ledger.key"
ALIAS: Final = "snapshot"
CHUNK: Final = 1_000
_LEFT_OUT: Final = frozenset({"auth", "contenttypes", "sessions"})
"""Apps whose rows are made anew: permissions that nobody uses, kinds of models, and who is signed in just now."""

_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "sqlite": {"transaction_mode": "DEFERRED"},
    "postgresql": {"isolation_level": 3},  # psycopg.IsolationLevel.REPEATABLE_READ, where psycopg is installed
}


@contextmanager
def snapshot(using: str) -> Iterator[str]:
    """One state of the database, however many write to it meanwhile; gives the alias under which it is read.

    A connection of its own, in one transaction that only reads: SQLite's WAL keeps for it what was there when it began
    and lets others write; PostgreSQL does so under REPEATABLE READ.
    """
    copy = connections[using].copy(ALIAS)
    copy.settings_dict["OPTIONS"] = {**copy.settings_dict["OPTIONS"], **_OPTIONS[copy.vendor]}
    connections[ALIAS] = copy
    try:
        with transaction.atomic(using=ALIAS):
            yield ALIAS
    finally:
        copy.close()
        del connections[ALIAS]


def kept(registry: Any = apps) -> dict[str, type[Model]]:
    """The models whose rows a backup holds, by their tables.

    Args:
        registry: of the models as they are, or as they were at a state of the migrations.
    """
    models = registry.get_models(include_auto_created=True)
    found = {
        model._meta.db_table: model
        for model in models
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in _LEFT_OUT
    }
    return dict(sorted(found.items()))


def stored(model: type[Model]) -> list[Any]:
    """The fields of a row that the database does not work out by itself."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def lines_of(model: type[Model], using: str) -> Iterator[bytes]:
    """The names of the columns, then each row."""
    columns = [field.attname for field in stored(model)]
    yield _line(columns)
    for row in model._base_manager.using(using).order_by("pk").values_list(*columns).iterator(CHUNK):
        yield _line([_told(value) for value in row])


def _told(value: Any) -> Any:
    """A value as `to_python` of its field takes it."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, bool | int | float | str | list | dict | None) else _text(value)


def _text(value: Any) -> str:
    assert isinstance(value, UUID) or hasattr(value, "as_tuple")  # noqa: S101 — a decimal number; nothing else is kept
    return str(value)


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

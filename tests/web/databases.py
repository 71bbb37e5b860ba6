"""Databases of their own, for tests that need a file, a second process or an empty database: of the kind in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections


@contextmanager
def database(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """An empty database, which is the default one of this thread meanwhile; gives its settings."""
    before = connections["default"]
    fresh = before.copy()
    if fresh.vendor == "sqlite":
        fresh.settings_dict["NAME"] = str(folder / f"{name}.sqlite3")
        quick = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=5000;"  # no power is cut here
        fresh.settings_dict["OPTIONS"] = {**fresh.settings_dict["OPTIONS"], "init_command": quick}
    else:
        fresh.settings_dict["NAME"] = f"{before.settings_dict['NAME']}_{name}"
        _execute(before, f'DROP DATABASE IF EXISTS "{fresh.settings_dict["NAME"]}"')
        _execute(before, f'CREATE DATABASE "{fresh.settings_dict["NAME"]}"')
    connections["default"] = fresh
    try:
        yield fresh.settings_dict
    finally:
        fresh.close()
        connections["default"] = before
        if fresh.vendor != "sqlite":
            _execute(before, f'DROP DATABASE "{fresh.settings_dict["NAME"]}" WITH (FORCE)')


def join(settings: dict[str, Any]) -> Any:
    """Make such a database the default one of another thread; gives the connection, to be closed at its end."""
    connection = connections["default"].copy()
    connection.settings_dict.update(settings)
    connections["default"] = connection
    return connection


def _execute(connection: Any, statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)

"""An exception at each statement of each action leaves no trace: no row, no event, no half of either."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from tests.web.conftest import World
from tests.web.faults.calls import CALLS, NO_ACTIONS

from dutybook_web import actions
from dutybook_web.models import Premises


class Injected(OperationalError):
    """The fault, as a database tells one; at a COMMIT it makes Django roll back."""


class Fault:
    """Raises at one statement, counted from 0."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.statement = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Execute a statement, or raise in its place."""
        self.left -= 1
        if self.left == -1:
            self.statement = sql
            raise Injected
        return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER, settings.LEDGER_KEY_FILE = tmp_path / "files", tmp_path / "ledger.key"


def functions() -> Iterator[str]:
    """Every public function of the layer of actions."""
    for found in pkgutil.iter_modules(actions.__path__):
        module = import_module(f"{actions.__name__}.{found.name}")
        for name, value in vars(module).items():
            if isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}"


def everything() -> dict[str, list[str]]:
    """All rows of all tables."""
    with connection.cursor() as cursor:
        rows = {}
        # The index of provisions has no rows to read; what it holds stands in tables of its own, which are read here.
        for table in {*connection.introspection.table_names(cursor)} - {"dutybook_web_provision_index"}:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(repr(tuple(map(_plain, row))) for row in cursor.fetchall())
    return rows


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def test_every_action_has_its_call() -> None:
    assert sorted({*functions()} - NO_ACTIONS.keys() - CALLS.keys()) == [], "give it a line in calls.py"
    assert sorted(CALLS.keys() - {*functions()}) == []


@pytest.mark.parametrize("name", CALLS)
def test_exception_at_each_statement_leaves_no_trace(name: str, world: World) -> None:
    assert traces(world, CALLS[name]) == []


def test_action_that_is_no_transaction_is_found(world: World) -> None:
    """A fault in the second of two writes leaves the first."""

    def two_writes() -> None:
        Premises.objects.filter(pk=world.station.pk).update(name="North station")
        Premises.objects.filter(pk=world.hotel.pk).update(name="North hotel")

    assert [trace.split()[0] for trace in traces(world, lambda world: two_writes)] == ["UPDATE"]


def traces(world: World, prepare: Callable[[World], Callable[[], object]]) -> list[str]:
    """The statements of an action at which a fault leaves something behind."""
    found, changed, number = [], False, 0
    while True:
        fault = Fault(number)
        with transaction.atomic():
            act = prepare(world)
            before = everything()
            with suppress(Injected), connection.execute_wrapper(fault):
                act()
            connection.needs_rollback = False  # to look at what an action without a transaction left behind
            changed = everything() != before
            transaction.set_rollback(True)
        for row in (world.station, world.east, world.task):
            row.refresh_from_db()
        if not fault.statement:
            break
        found += [fault.statement] if changed else []
        number += 1
    assert changed, "the action writes nothing even without a fault"
    return found

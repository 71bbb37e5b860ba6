"""One condition, four executors: closure, Polars, DuckDB and PostgreSQL give the same true, false and not known."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conditions.generated import COLUMNS, FACTS, Row, conditions, rows

from dutybook.conditions.closure import compiled
from dutybook.conditions.language import parse
from dutybook.conditions.model import Condition, Constant, all_of, any_of
from dutybook.conditions.sql import Dialect, sql

Table = list[Row]
Truths = list[tuple[bool | None, ...]]
Ask = Callable[[str, list[Any]], Truths]

several = st.lists(st.one_of(conditions, st.sampled_from((Constant(True), Constant(False)))), min_size=1, max_size=4)
tables = st.lists(rows, min_size=1, max_size=12)


def by_closure(asked: list[Condition], table: Table) -> Truths:
    tests = [compiled(condition) for condition in asked]
    return [tuple(test(row) for test in tests) for row in table]


def by_sql(
    asked: list[Condition], table: Table, dialect: Dialect, types: tuple[str, ...], mark: str, ask: Ask
) -> Truths:
    row = ", ".join(f"cast({mark} as {type_})" for type_ in types)
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    wanted = ", ".join(f"({sql(condition, dialect)})" for condition in asked)
    values = ", ".join(f"({row})" for _ in table)
    cells = [list(v) if isinstance(v := each[name], frozenset) else v for each in table for name in COLUMNS]
    return ask(f"select {wanted} from (values {values}) as premises ({names})", cells)


@given(several, tables)
def test_polars_agrees_with_the_closure(asked: list[Condition], table: Table) -> None:
    pl = pytest.importorskip("polars")
    from dutybook.conditions.polars import expression

    types = (pl.Boolean, pl.Boolean, pl.Int64, pl.Float64, pl.String, pl.List(pl.String))
    cells = [[list(v) if isinstance(v := row[name], frozenset) else v for name in COLUMNS] for row in table]
    frame = pl.DataFrame(cells, schema=dict(zip(COLUMNS, types, strict=True)), orient="row")
    wanted = {f"c{number}": expression(condition) for number, condition in enumerate(asked)}
    assert frame.select(**wanted).rows() == by_closure(asked, table)
    assert frame.lazy().select(**wanted).collect(engine="streaming").rows() == by_closure(asked, table)


@given(conditions, tables)
def test_polars_takes_enumerations_and_categories(condition: Condition, table: Table) -> None:
    pl = pytest.importorskip("polars")
    from dutybook.conditions.polars import expression

    for type_ in (pl.Enum(sorted(FACTS["kind"].allowed)), pl.Categorical):
        kinds = pl.DataFrame({"kind": [row["kind"] for row in table]}, schema={"kind": type_})
        names = [name for name in COLUMNS if name != "kind"]
        types = (pl.Boolean, pl.Boolean, pl.Int64, pl.Float64, pl.List(pl.String))
        cells = [[list(v) if isinstance(v := row[name], frozenset) else v for name in names] for row in table]
        others = pl.DataFrame(cells, schema=dict(zip(names, types, strict=True)), orient="row")
        frame = pl.concat([kinds, others], how="horizontal")
        assert frame.select(binds=expression(condition)).rows() == by_closure([condition], table)


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Ask]:
    """An empty database in memory."""
    module = pytest.importorskip("duckdb")
    with module.connect(":memory:", config={"threads": 1}) as connection:
        yield lambda text, cells: connection.execute(text, cells).fetchall()


@pytest.fixture(scope="module")
def postgres() -> Iterator[Ask]:
    """The server that DATABASE_URL names, or the one on this machine; read only, nothing is stored."""
    psycopg = pytest.importorskip("psycopg")
    url = os.environ.get("DATABASE_URL", "")
    target = url if url.startswith("postgres") else "host=127.0.0.1 port=5432 dbname=postgres"
    try:
        connection = psycopg.connect(target, connect_timeout=2, options="-c default_transaction_read_only=on")
    except psycopg.OperationalError as cause:
        pytest.skip(f"no PostgreSQL at DATABASE_URL or 127.0.0.1:5432 ({str(cause).strip().splitlines()[0]})")
    with connection:
        yield lambda text, cells: connection.execute(text, cells).fetchall()


@given(several, tables)
def test_duckdb_agrees_with_the_closure(duckdb: Ask, asked: list[Condition], table: Table) -> None:
    types = ("boolean", "boolean", "bigint", "double", "varchar", "varchar[]")
    assert by_sql(asked, table, "duckdb", types, "?", duckdb) == by_closure(asked, table)


@given(several, tables)
def test_postgres_agrees_with_the_closure(postgres: Ask, asked: list[Condition], table: Table) -> None:
    types = ("boolean", "boolean", "bigint", "double precision", "text", "text[]")
    assert by_sql(asked, table, "postgres", types, "%s", postgres) == by_closure(asked, table)


LONG = " or ".join(f"visitors = {n}" for n in range(1, 500))


def test_long_conditions_run_everywhere(duckdb: Ask, postgres: Ask) -> None:
    condition = parse(LONG, FACTS)
    empty: Row = dict.fromkeys(COLUMNS)
    table: Table = [{**empty, "visitors": 499}, {**empty, "visitors": 0}, empty]
    types = ("boolean", "boolean", "bigint", "double precision", "text", "text[]")
    assert by_closure([condition], table) == [(True,), (False,), (None,)]
    assert by_sql([condition], table, "postgres", types, "%s", postgres) == by_closure([condition], table)
    lists = (*types[:-1], "varchar[]")
    assert by_sql([condition], table, "duckdb", lists, "?", duckdb) == by_closure([condition], table)


@settings(max_examples=200)
@given(st.lists(conditions, max_size=4), rows)
def test_joining_is_what_the_logic_says(parts: list[Condition], row: Row) -> None:
    values = [compiled(part)(row) for part in parts]
    every = False if False in values else None if None in values else True
    some = True if True in values else None if None in values else False
    assert (compiled(all_of(parts))(row), compiled(any_of(parts))(row)) == (every, some)

"""The engines that decide a portfolio: the embedded kernel, or SQL where the data lie (DuckDB, PostgreSQL).

All of them give the same verdicts, which tests hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias, TypeVar

import polars as pl

from dutybook.conditions.facts import FactType, dictionary
from dutybook.conditions.sql import Dialect, sql
from dutybook.decisions.planes import Verdicts, verdicts_of, within
from dutybook.decisions.portfolio import Portfolio, each
from dutybook.decisions.rules import Rule
from dutybook.decisions.scope import ANYWHERE, PLACE, around
from dutybook.decisions.sites import BLOCK, check_headings, fetched, from_arrow, read_sites, table_name
from dutybook.errors import ProfileError

Engine: TypeAlias = Literal["polars", "duckdb", "postgres"]
Out = TypeVar("Out")
Work: TypeAlias = Callable[[pl.DataFrame, Verdicts], Out]

_IDS: Final = ("id", "name")
_TYPES: Final[Mapping[str, Mapping[FactType, str]]] = {
    "postgres": {"boolean": "boolean", "integer": "bigint", "decimal": "double precision", "choices": "text[]"},
    "duckdb": {"boolean": "boolean", "integer": "bigint", "decimal": "double", "choices": "text[]"},
}
_SPLIT: Final = {
    "postgres": "case when {0} in ('none', '无') then cast('{{}}' as text[]) else string_to_array({0}, ';') end",
    "duckdb": "case when {0} in ('none', '无') then cast([] as text[]) else string_split({0}, ';') end",
}


def run(
    source: str, portfolio: Portfolio, work: Work[Out], engine: Engine = "polars", block: int = BLOCK
) -> Iterator[Out]:
    """Decide all sites of a source, block by block, and give what `work` makes of each block.

    Args:
        source: as `sites.read_sites` takes it; for `postgres` a `postgresql://…#table`.
        portfolio: the duties. work: takes a block (`id` and the place at least) and its verdicts.
        engine: who decides. block: sites in a block.

    Raises:
        ProfileError: a source that the engine cannot read, or a value that a fact cannot take.
    """
    if engine == "polars":
        yield from each(read_sites(source, block), portfolio.kernel, work)
        return
    blocks = _in_duckdb(source, portfolio, block) if engine == "duckdb" else _in_postgres(source, portfolio, block)
    for table in blocks:
        yield work(table.select("id", PLACE), _verdicts(table, portfolio))


def query(portfolio: Portfolio, table: str, columns: Mapping[str, bool], dialect: Dialect) -> str:
    """The SQL text that decides a table: `id`, the place, a column for each rule, and one for each unknown.

    Args:
        portfolio: the duties. table: SQL for the table.
        columns: its columns; whether each is an array.
        dialect: of the database.
    """
    key = next((name for name in _IDS if name in columns), None)
    facts = {fact for rule in portfolio.rules.distinct for fact in rule.condition.facts()} | {PLACE}
    inner = [f'"{key}" as id' if key else "row_number() over () as id"]
    inner += [f'{_fact(name, columns, dialect)} as "{name}"' for name in sorted(facts)]
    rules = zip(portfolio.rules.distinct, portfolio.columns, strict=True)
    outer = [f"({rule_sql(rule, dialect)}) as {name}" for rule, name in rules]
    outer += [f"({_unknown(name)}) as u{number:04}" for number, name in enumerate(portfolio.kernel.unknowns)]
    wanted = ", ".join(["id", f'"{PLACE}"', *outer])
    return f"select {wanted} from (select {', '.join(inner)} from {table}) as sites"  # noqa: S608 - names are our own


def rule_sql(rule: Rule, dialect: Dialect) -> str:
    """A rule as a search condition.

    >>> from dutybook.conditions.language import parse
    >>> print(rule_sql(Rule("", parse("key_target")), "postgres"))
    "key_target"
    """
    condition = sql(rule.condition, dialect)
    return condition if rule.area == ANYWHERE else f"({_within(rule.area)}) and ({condition})"


def _within(area: str) -> str:
    """Whether the place lies in an area; null where its code is too coarse. The same as `scope.covers`."""
    code = f'"{PLACE}"'
    inside, coarser = f"{code} = '{area}' or {code} like '{area}-%'", f"{code} = '{area[:2]}'"
    if area == "CN":
        digits = f"left({code}, 1) between '1' and '9' and left({code}, 2) not in ('81', '82')"
        inside, coarser = f"{inside} or {digits}", "false"
    elif area.isdigit():
        around_it = around(area)[:-1]
        codes = {*around_it, *(place.ljust(6, "0") for place in around_it if place.isdigit())}
        listed = ", ".join(f"'{place}'" for place in sorted(codes))
        inside, coarser = (
            f"{code} like '{area}%' and {code} not in ({listed})",
            f"{code} in ({listed}) or {code} like 'CN-%'",
        )
    elif "-" not in area:
        coarser = "false"
    return f"case when {code} is null then null when {inside} then true when {coarser} then null else false end"


def _unknown(name: str) -> str:
    place = name.startswith(within(""))
    return f"({_within(name.removeprefix(within('')))}) is null" if place else f'"{name}" is null'


def _fact(name: str, columns: Mapping[str, bool], dialect: Dialect) -> str:
    """A fact's column in its type. Blank text is not known; the empty set is `none`."""
    fact = dictionary()[name]
    kind: FactType = "choices" if fact.type == "text_set" else fact.type
    type_ = _TYPES[dialect].get(kind, "text")
    if columns.get(name, True):  # an array, or no column at all
        return f'cast("{name}" as {type_})' if name in columns else f"cast(null as {type_})"
    text = f"nullif(trim(cast(\"{name}\" as text)), '')"
    return _SPLIT[dialect].format(text) if kind == "choices" else f"cast({text} as {type_})"


def _verdicts(table: pl.DataFrame, portfolio: Portfolio) -> Verdicts:
    columns = table.select(pl.exclude("id", PLACE))
    return verdicts_of(columns, len(portfolio.rules.distinct), portfolio.kernel.unknowns)


def _in_duckdb(source: str, portfolio: Portfolio, block: int) -> Iterator[pl.DataFrame]:
    import duckdb  # noqa: PLC0415 - an extra

    path, _, name = source.partition("#")
    if not Path(path).is_file():
        raise ProfileError(path, "there is no such file", "give a .csv, .parquet or .duckdb file")
    tables = {".csv": "read_csv(?, all_varchar = true)", ".parquet": "read_parquet(?)"}
    table = tables.get(Path(path).suffix.lower()) or f'"{table_name(name, source)}"'
    given = [path] if "?" in table else []
    with duckdb.connect(":memory:" if given else path, read_only=not given) as connection:
        described = connection.execute(f"describe select * from {table}", given).fetchall()  # noqa: S608 - a checked name
        columns = {row[0]: str(row[1]).endswith("[]") for row in described}
        check_headings(list(columns), source)
        text = query(portfolio, table, columns, "duckdb")
        for batch in connection.sql(text, params=given).to_arrow_reader(block):
            yield from_arrow(batch)


def _in_postgres(source: str, portfolio: Portfolio, block: int) -> Iterator[pl.DataFrame]:
    import psycopg  # noqa: PLC0415 - an extra
    from psycopg import sql as compose  # noqa: PLC0415 - an extra

    url, _, name = source.partition("#")
    if not url.startswith(("postgresql://", "postgres://")):
        raise ProfileError(source, "PostgreSQL decides tables of its own", "give postgresql://host/database#table")
    table = f'"{table_name(name, source)}"'
    with psycopg.connect(url) as connection:
        nothing = compose.SQL("select * from {} limit 0").format(compose.Identifier(name))
        described = connection.execute(nothing).description or []
        columns = {column.name: column.type_code in _ARRAYS for column in described}
        check_headings(list(columns), source)
        with connection.cursor("sites") as cursor:
            cursor.execute(compose.SQL(query(portfolio, table, columns, "postgres")))
            yield from fetched(cursor, block)


_ARRAYS: Final = (1009, 1015)
"""PostgreSQL's type numbers of text[] and varchar[]."""

"""Tables of sites, whole portfolios of them: CSV, Parquet or a table of a database, read in blocks and typed.

Columns named as facts hold facts; the first column named `id` or `name` tells the site; others are left alone. A set
is text with `;` between its members, or a list.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import polars as pl

from dutybook.conditions.facts import Fact, dictionary
from dutybook.conditions.values import read_value
from dutybook.decisions.columns import BETWEEN, NO_MEMBERS
from dutybook.errors import FactError, ProfileError

BLOCK: Final = 262_144
"""Sites in a block: the bits of its outcome stay in the cache, and memory does not grow with the portfolio."""

_IDS: Final = ("id", "name")
_SMALL: Final = 2**31 - 1


def read_sites(source: str, block: int = BLOCK) -> Iterator[pl.DataFrame]:
    """Read sites in blocks, typed as `Kernel.decide` takes them, with a column `id`.

    Args:
        source: a .csv or .parquet file; `file.sqlite#table`, `file.duckdb#table`, or `postgresql://…#table`.
        block: sites in a block, a multiple of eight.

    Raises:
        ProfileError: another kind of source, a column whose name is nearly a fact's, a value that a fact cannot take.
    """
    first = 0
    for table in blocks(source, block):
        yield typed(table, source, first)
        first += table.height


def blocks(source: str, block: int = BLOCK) -> Iterator[pl.DataFrame]:
    """The blocks of a source as they stand in it, nothing typed.

    Args: as for `read_sites`.
    """
    place, _, table = source.partition("#")
    if place.startswith(("postgresql://", "postgres://")):
        yield from _postgres(place, table_name(table, source), block)
        return
    reader = _READERS.get(Path(place).suffix.lower())
    if reader is None:
        raise ProfileError(source, "this is no table of sites", "give .csv, .parquet, or a database with #table")
    if not Path(place).is_file():
        raise ProfileError(place, "there is no such file", "give a .csv, .parquet or database file")
    yield from reader(place, table, block)


def typed(table: pl.DataFrame, source: str = "sites", first: int = 0) -> pl.DataFrame:
    """A table of sites with each fact in the type in which the kernel compares it.

    Args:
        table: as read. source: what to call it in messages. first: the number of its first row.

    Raises:
        ProfileError: a column whose name is nearly a fact's, a value that a fact cannot take; it tells the row.

    >>> typed(pl.DataFrame({"name": ["A"], "key_target": ["是"], "adopted_plans": ["plan-2026"]})).row(0)
    ('A', True, 'plan-2026')
    """
    facts = dictionary()
    check_headings(table.columns, source)
    key = next((name for name in _IDS if name in table.columns), None)
    numbers = pl.int_range(first + 1, first + 1 + table.height, eager=True)
    columns = [(table[key] if key else numbers).alias("id")]
    columns += [_typed(facts[name], table[name], source, first) for name in table.columns if name in facts]
    return pl.DataFrame(columns)


def check_headings(names: list[str], source: str) -> None:
    """See that no column's name is nearly a fact's: its facts would all be taken for not known.

    Raises:
        ProfileError: one is; the remedy names the fact.
    """
    for name in names:
        near = [] if name in dictionary() or name in _IDS else get_close_matches(name.lower(), dictionary(), 1, 0.85)
        if near:
            raise ProfileError(source, f"the column {name!r} is no fact", f"did you mean {near[0]}? rename the column")


def table_name(table: str, source: str) -> str:
    """The name of a table behind `#` in a source: letters, digits and underscores.

    Raises:
        ProfileError: there is none.
    """
    if not table.replace("_", "a").isalnum():
        raise ProfileError(source, "no table is named", "write it behind the database: sites.sqlite#premises")
    return table


def from_arrow(batch: Any) -> pl.DataFrame:
    """An Arrow record batch as a table."""
    table = pl.from_arrow(batch)
    return table if isinstance(table, pl.DataFrame) else table.to_frame()


def fetched(cursor: Any, block: int) -> Iterator[pl.DataFrame]:
    """The rows of a database cursor in blocks."""
    names: list[str] = []
    while rows := cursor.fetchmany(block):
        names = names or [column[0] for column in cursor.description]
        columns = zip(*rows, strict=True)
        yield pl.DataFrame([pl.Series(name, values, strict=False) for name, values in zip(names, columns, strict=True)])


def _typed(fact: Fact, column: pl.Series, source: str, first: int) -> pl.Series:
    wanted = _TYPES[fact.type](fact)
    if column.dtype == wanted and wanted != pl.String:
        return column
    if column.dtype == pl.List:
        column = column.cast(pl.List(pl.String)).list.join(BETWEEN).replace("", NO_MEMBERS)
    if fact.type == "choice" or wanted == pl.String or column.dtype in (pl.String, pl.Categorical, pl.Enum):
        return _from_text(fact, column.cast(pl.String), wanted, source, first)
    return _cast(fact, column, wanted, source, first)


def _from_text(fact: Fact, column: pl.Series, wanted: pl.DataType, source: str, first: int) -> pl.Series:
    """Each distinct text is read once, as a profile reads it."""
    distinct = column.unique().drop_nulls()
    try:
        read = [_plain(read_value(fact, text)) for text in distinct]
    except FactError as error:
        raise _wrong(fact, column, source, first) from error
    values = pl.Series(read, dtype=pl.String if fact.type == "choice" else wanted, strict=False)
    coded = pl.Enum(sorted(set(read))) if wanted == pl.String else wanted
    return column.replace_strict(distinct, values, default=None).cast(coded).alias(fact.name)


def _plain(value: Any) -> Any:
    return BETWEEN.join(sorted(value)) or NO_MEMBERS if isinstance(value, frozenset) else value


def _wrong(fact: Fact, column: pl.Series, source: str, first: int) -> ProfileError:
    """The first value that the fact cannot take, with its row."""
    wrong = {value: error for value in column.unique() if (error := _mistake(fact, value))}
    row = column.is_in(list(wrong)).to_list().index(True)
    error = wrong[column[row]]
    return ProfileError(f"{source}: row {first + row + 1}, {fact.name}", error.cause, error.remedy)


def _mistake(fact: Fact, value: Any) -> FactError | None:
    try:
        read_value(fact, value)
    except FactError as error:
        return error
    return None


def _cast(fact: Fact, column: pl.Series, wanted: pl.DataType, source: str, first: int) -> pl.Series:
    try:
        cast = column.cast(wanted)
        outside = cast.is_in([]) if fact.type == "boolean" else (cast < fact.minimum) | (cast > fact.maximum)
    except pl.exceptions.PolarsError:
        return _from_text(fact, column.cast(pl.String), wanted, source, first)
    if cast.dtype == pl.Float64:
        cast = cast.fill_nan(None)
    if outside.any() or (fact.type == "integer" and column.dtype.is_float() and (cast != column).any()):
        raise _wrong(fact, column, source, first)
    return cast


# Text that is free, or of too many values to list, comes out as an enumeration of those in the block.
_TYPES: Final[Mapping[str, Callable[[Fact], pl.DataType]]] = {
    "boolean": lambda _: pl.Boolean(),
    "integer": lambda fact: pl.Int32() if fact.maximum <= _SMALL else pl.Int64(),
    "decimal": lambda _: pl.Float64(),
    "choice": lambda fact: pl.Enum([choice.value for choice in fact.values]),
    "choices": lambda _: pl.String(),
    "text_set": lambda _: pl.String(),
    "code": lambda _: pl.String(),
}


def _csv(path: str, _: str, block: int) -> Iterator[pl.DataFrame]:
    try:
        yield from _batches(pl.scan_csv(path, infer_schema=False, raise_if_empty=False), block)
    except pl.exceptions.PolarsError as error:
        raise ProfileError(path, f"this is not CSV ({_first_line(error)})", "save it as CSV in UTF-8") from None


def _parquet(path: str, _: str, block: int) -> Iterator[pl.DataFrame]:
    try:
        yield from _batches(pl.scan_parquet(path), block)
    except pl.exceptions.PolarsError as error:
        raise ProfileError(path, f"this is not Parquet ({_first_line(error)})", "write the file again") from None


def _batches(table: pl.LazyFrame, block: int) -> Iterator[pl.DataFrame]:
    """Blocks of the very size, whatever the file's own are."""
    rest: list[pl.DataFrame] = []
    height = 0
    for part in table.collect_batches(chunk_size=block, maintain_order=True):
        rest.append(part)
        height += part.height
        while height >= block:
            whole = pl.concat(rest)
            yield whole[:block]
            rest, height = [whole[block:]], height - block
    if height:
        yield pl.concat(rest)


def _sqlite(path: str, table: str, block: int) -> Iterator[pl.DataFrame]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield from fetched(connection.execute(f'select * from "{table_name(table, path)}"'), block)  # noqa: S608 - _named checks it


def _duckdb(path: str, table: str, block: int) -> Iterator[pl.DataFrame]:
    import duckdb  # noqa: PLC0415 - an extra

    with duckdb.connect(path, read_only=True) as connection:
        reader = connection.sql(f'select * from "{table_name(table, path)}"').to_arrow_reader(block)  # noqa: S608
        for batch in reader:
            yield from_arrow(batch)


def _postgres(url: str, table: str, block: int) -> Iterator[pl.DataFrame]:
    import psycopg  # noqa: PLC0415 - an extra
    from psycopg import sql  # noqa: PLC0415 - an extra

    with psycopg.connect(url) as connection, connection.cursor("sites") as cursor:
        cursor.itersize = block
        cursor.execute(sql.SQL("select * from {}").format(sql.Identifier(table)))
        yield from fetched(cursor, block)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:120]


_READERS: Final[Mapping[str, Callable[[str, str, int], Iterator[pl.DataFrame]]]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".sqlite": _sqlite,
    ".sqlite3": _sqlite,
    ".db": _sqlite,
    ".duckdb": _duckdb,
}

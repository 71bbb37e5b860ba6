"""One catalogue, one table of sites, every engine: the same verdicts as deciding the sites one by one."""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conditions.generated import KINDS, PLANS, conditions
from tests.conditions.generated import rows as condition_rows
from tests.decisions.model import DAY, facts, model

pytest.importorskip("pyarrow", reason="the extra portfolio is not installed")
np = pytest.importorskip("numpy", reason="the extra portfolio is not installed")
pl = pytest.importorskip("polars", reason="the extra portfolio is not installed")

# ruff: noqa: E402 - what follows needs the extra
from dutybook.conditions.closure import compiled
from dutybook.conditions.facts import Value, dictionary
from dutybook.conditions.language import parse
from dutybook.conditions.model import Condition, Constant, Flag
from dutybook.decisions.bits import booleans, count
from dutybook.decisions.decide import decide
from dutybook.decisions.engines import rule_sql, run
from dutybook.decisions.planes import Kernel
from dutybook.decisions.portfolio import OpenQuestion, Portfolio, Summary, as_data, each, questions
from dutybook.decisions.profile import Profile
from dutybook.decisions.rules import Rule
from dutybook.decisions.scope import covers
from dutybook.decisions.sites import read_sites, typed
from dutybook.errors import ProfileError

Sites = list[dict[str, Value]]
sites = st.lists(facts, min_size=1, max_size=20)
WORDS = {True: "binds", False: "does_not_bind", None: "may_bind"}


def text(value: Value | None) -> str | None:
    return None if value is None else ";".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)


def raw(known: Sites) -> Any:
    """A table of sites as a CSV holds them: all text."""
    names = sorted({name for site in known for name in site})
    columns = {name: [text(site.get(name)) for site in known] for name in names}
    return pl.DataFrame(
        {"id": [f"s{number}" for number in range(len(known))], **columns},
        schema_overrides=dict.fromkeys(["id", *names], pl.String),
    )


def one_by_one(known: Sites) -> list[dict[str, str]]:
    return [{b.duty: b.verdict for b in decide(Profile("x", site), model(), DAY)} for site in known]


def verdicts(frames: list[Any], portfolio: Portfolio) -> list[dict[str, str]]:
    rows = [row for frame in frames for row in frame.iter_rows(named=True)]
    return [
        {
            e.duty.id: WORDS[row[column]] if (column := portfolio.column_of(e)) else "does_not_bind"
            for e in model().entries
        }
        for row in rows
    ]


def run_all(source: str, engine: Any, portfolio: Portfolio) -> tuple[list[dict[str, str]], Summary]:
    frames = list(run(source, portfolio, portfolio.frame, engine, block=8))
    whole = portfolio.empty()
    for part in run(source, portfolio, portfolio.counted, engine, block=8):
        whole += part
    return verdicts(frames, portfolio), whole


def expected_counts(known: Sites) -> dict[str, Any]:
    """The same figures by counting decisions one by one."""
    decided = one_by_one(known)
    by_duty = {duty: Counter(site[duty] for site in decided) for duty in decided[0]}
    areas: dict[str, list[int]] = {}
    for number, site in enumerate(known):
        areas.setdefault(str(site.get("jurisdiction", ""))[:4], []).append(number)
    return {
        "duties": {
            duty: (found["binds"], found["may_bind"], found["does_not_bind"]) for duty, found in by_duty.items()
        },
        "areas": {
            area or None: {
                duty: [sum(decided[n][duty] == verdict for n in numbers) for verdict in ("binds", "may_bind")]
                for duty in by_duty
                if any(decided[n][duty] != "does_not_bind" for n in numbers)
            }
            for area, numbers in areas.items()
        },
    }


def shape(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "duties": {duty["duty"]: (duty["binds"], duty["may_bind"], duty["does_not_bind"]) for duty in data["duties"]},
        "areas": {area["area"]: area["duties"] for area in data["areas"]},
    }


@given(
    st.lists(st.one_of(conditions, st.sampled_from((Constant(True), Constant(False)))), min_size=1, max_size=5),
    st.lists(condition_rows, max_size=19),
)
def test_kernel_agrees_with_the_closure(asked: list[Condition], table: list[dict[str, Any]]) -> None:
    rules = [Rule("", condition) for condition in dict.fromkeys(asked)]
    types = {
        "open": pl.Boolean,
        "large": pl.Boolean,
        "visitors": pl.Int32,
        "area": pl.Float64,
        "kind": pl.Enum(KINDS),
        "plans": pl.Categorical,
    }
    cells = {name: [text(row[name]) if name == "plans" else row[name] for row in table] for name in types}
    found = Kernel(rules).decide(pl.DataFrame(cells, schema=types))
    for row, rule in enumerate(rules):
        test = compiled(rule.condition)
        for place, known in enumerate(table):
            true, possible = (bool(bits[row, place // 8] >> place % 8 & 1) for bits in (found.true, found.possible))
            assert (true, possible) == {True: (True, True), False: (False, False), None: (False, True)}[test(known)]
    assert PLANS[0] != "none"


def test_rules_that_share_parts_or_say_the_same_are_decided() -> None:
    texts = (
        "key_target",
        "not key_target",
        "not (not key_target)",
        "key_target and cii_operator or handles_weapons",
        "key_target and cii_operator or owns_drones",
        "key_target or large_event",
        "cii_operator or large_event",
        "cii_operator or key_target and large_event or handles_weapons",
        "cii_operator or handles_weapons or large_event and key_target",
        "not (key_target and cii_operator)",
        "not (handles_weapons or owns_drones) and large_event",
    )
    conditions = [parse(text) for text in texts]
    names = sorted({name for condition in conditions for name in condition.facts()})
    rows = list(product((True, False, None), repeat=len(names)))
    table = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Boolean), orient="row")
    kernel = Kernel([Rule("", condition) for condition in conditions])
    found = kernel.decide(table)
    columns = [booleans("", *planes, len(rows)).to_list() for planes in zip(found.true, found.possible, strict=True)]
    known = [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows]
    assert columns == [[compiled(condition)(site) for site in known] for condition in conditions]


@settings(max_examples=60)
@given(sites)
def test_embedded_kernel_agrees_with_deciding_one_by_one(known: Sites) -> None:
    portfolio = Portfolio(model(), DAY)
    blocks = [typed(raw(known)[start : start + 8]) for start in range(0, len(known), 8)]
    frames = list(each(blocks, portfolio.kernel, portfolio.frame))
    assert verdicts(frames, portfolio) == one_by_one(known)
    whole = portfolio.empty()
    for part in each(blocks, portfolio.kernel, portfolio.counted):
        whole += part
    assert shape(as_data(whole, portfolio)) == expected_counts(known)


@settings(max_examples=60)
@given(sites)
def test_question_settles_what_it_says(known: Sites) -> None:
    """Each open decision that lacks one fact only is counted for that fact."""
    portfolio = Portfolio(model(), DAY)
    table = typed(raw(known))
    summary = portfolio.counted(table, portfolio.kernel.decide(table))
    decisions: Counter[str] = Counter()
    premises: Counter[str] = Counter()
    for site in known:
        alone = Counter(_lacks_alone(rule, site) for rule in _open_rules(site))
        decisions.update({fact: n for fact, n in alone.items() if fact})
        premises.update({fact for fact in alone if fact})
    expected = sorted(
        (OpenQuestion(fact, premises[fact], decisions[fact]) for fact in premises),
        key=lambda q: (-q.premises, -q.decisions, q.fact),
    )
    assert questions(summary) == expected


def _open_rules(site: dict[str, Value]) -> list[Any]:
    return [b for b in decide(Profile("x", site), model(), DAY) if b.verdict == "may_bind"]


def _lacks_alone(binding: Any, site: dict[str, Value]) -> str | None:
    """The only fact of a duty that is not known, if there is just one."""
    entry = binding.entry
    asked = entry.condition.facts() | (entry.act_condition.facts() if entry.act_condition else set())
    missing = {fact for fact in asked if fact not in site}
    place = binding.reasons.parts[1]
    if place.value is None:
        missing.add("jurisdiction")
    return missing.pop() if len(missing) == 1 else None


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sites")


def _lists(table: Any) -> Any:
    """The table with sets as lists and numbers as numbers, as Parquet may hold them."""
    columns = []
    for column in table:
        fact = dictionary().get(column.name)
        if fact is not None and fact.type == "text_set":
            sets = [None if cell is None else [] if cell == "none" else cell.split(";") for cell in column]
            column = pl.Series(column.name, sets, dtype=pl.List(pl.String))
        elif fact is not None and fact.type in ("integer", "decimal"):
            column = column.cast(pl.Float64).cast(pl.Int64 if fact.type == "integer" else pl.Float64)
        elif fact is not None and fact.type == "boolean":
            column = pl.Series(
                column.name, [None if cell is None else cell == "True" for cell in column], dtype=pl.Boolean
            )
        columns.append(column)
    return pl.DataFrame(columns)


files = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@files
@given(sites)
def test_every_kind_of_file_gives_the_same(folder: Path, known: Sites) -> None:
    portfolio = Portfolio(model(), DAY)
    table = raw(known)
    table.write_csv(folder / "a.csv")
    _lists(table).write_parquet(folder / "a.parquet")
    (folder / "a.sqlite").unlink(missing_ok=True)
    with sqlite3.connect(folder / "a.sqlite") as connection:
        connection.execute(f"create table sites ({', '.join(table.columns)})")
        connection.executemany(f"insert into sites values ({', '.join('?' * table.width)})", table.rows())
    connection.close()
    for source in ("a.csv", "a.parquet", "a.sqlite#sites"):
        found, summary = run_all(str(folder / source), "polars", portfolio)
        assert found == one_by_one(known)
        assert shape(as_data(summary, portfolio)) == expected_counts(known)


@files
@given(sites)
def test_duckdb_gives_the_same(folder: Path, known: Sites) -> None:
    duckdb = pytest.importorskip("duckdb")
    portfolio = Portfolio(model(), DAY)
    table = raw(known)
    table.write_csv(folder / "b.csv")
    _lists(table).write_parquet(folder / "b.parquet")
    (folder / "b.duckdb").unlink(missing_ok=True)
    with duckdb.connect(str(folder / "b.duckdb")) as connection:
        connection.execute(f"create table sites as select * from read_parquet('{folder / 'b.parquet'}')")
    whole = Portfolio(model(), DAY).empty()
    for part in run(str(folder / "b.csv"), portfolio, portfolio.counted, "polars"):
        whole += part
    for source in ("b.csv", "b.parquet", "b.duckdb#sites"):
        found, summary = run_all(str(folder / source), "duckdb", portfolio)
        assert found == one_by_one(known)
        assert as_data(summary, portfolio) == as_data(whole, portfolio)
    assert run_all(str(folder / "b.duckdb#sites"), "polars", portfolio)[0] == one_by_one(known)


@pytest.fixture(scope="module")
def database() -> Iterator[tuple[str, Any]]:
    """A PostgreSQL server where a table may be made for the length of this test, and its URL."""
    psycopg = pytest.importorskip("psycopg")
    url = os.environ.get("DATABASE_URL", "")
    url = url if url.startswith("postgres") else "postgresql://127.0.0.1:5432/postgres"
    try:
        connection = psycopg.connect(url, connect_timeout=2, autocommit=True)
    except psycopg.OperationalError as cause:
        pytest.skip(f"no PostgreSQL at DATABASE_URL or 127.0.0.1:5432 ({str(cause).strip().splitlines()[0]})")
    name = f"dutybook_test_sites_{os.getpid()}"
    with connection:
        yield f"{url}#{name}", connection
        connection.execute(f"drop table if exists {name}")


@files
@given(sites)
def test_postgres_gives_the_same(database: tuple[str, Any], known: Sites) -> None:
    source, connection = database
    name = source.partition("#")[2]
    table = raw(known)
    connection.execute(f"drop table if exists {name}")
    types = {"boolean": "boolean", "integer": "bigint", "decimal": "double precision"}
    given_types = [
        types.get(dictionary()[column].type, "text") if column in dictionary() else "text" for column in table.columns
    ]
    connection.execute(
        f"create table {name} ({', '.join(map(' '.join, zip(table.columns, given_types, strict=True)))})"
    )
    with connection.cursor() as cursor:
        cursor.executemany(f"insert into {name} values ({', '.join(['%s'] * table.width)})", table.rows())
    portfolio = Portfolio(model(), DAY)
    for engine in ("postgres", "polars"):
        found, summary = run_all(source, engine, portfolio)
        assert found == one_by_one(known)
        assert shape(as_data(summary, portfolio)) == expected_counts(known)


@pytest.mark.usefixtures("java")
def test_spark_gives_the_same(tmp_path: Path) -> None:
    from dutybook.decisions import spark

    known: Sites = [
        {
            "jurisdiction": "410105",
            "kind": "mall",
            "footfall_daily": n * 1000,
            "adopted_plans": frozenset({"plan-2026"}),
        }
        for n in range(9)
    ]
    known += [{"jurisdiction": "41", "key_target": n % 2 == 0} for n in range(9)] + [{}]
    raw(known).write_csv(tmp_path / "sites.csv")
    raw(known).write_parquet(tmp_path / "sites.parquet")
    portfolio = Portfolio(model(), DAY)
    session = spark.local()
    try:
        summary = spark.summary(str(tmp_path / "sites.csv"), portfolio, session=session)
        spark.write(str(tmp_path / "sites.parquet"), portfolio, tmp_path / "out", session=session)
    finally:
        session.stop()
    assert shape(as_data(summary, portfolio)) == expected_counts(known)
    frame = pl.read_parquet(tmp_path / "out" / "*.parquet").sort("id")
    by_id = dict(zip(frame["id"], verdicts([frame], portfolio), strict=True))
    assert [by_id[f"s{number}"] for number in range(len(known))] == one_by_one(known)


def test_spark_workers_count_and_frame_their_batches() -> None:
    from dutybook.decisions import spark

    known: Sites = [{"jurisdiction": "41", "kind": "mall", "footfall_daily": n * 1000} for n in range(9)]
    portfolio, batches = Portfolio(model(), DAY), raw(known).to_arrow().to_batches()
    (batch,) = spark.counted(iter(batches), portfolio, "sites")
    (summary,) = (pickle.loads(part) for part in batch.column("part").to_pylist())
    assert shape(as_data(summary, portfolio)) == expected_counts(known)
    frames = [pl.from_arrow(batch) for batch in spark.framed(iter(batches), portfolio, "sites")]
    assert verdicts(frames, portfolio) == one_by_one(known)


def test_spark_tells_a_source_that_it_cannot_read() -> None:
    from dutybook.decisions import spark

    with pytest.raises(ProfileError, match="Spark reads no such source here"):
        spark.summary("sites.xlsx", Portfolio(model(), DAY))


def test_spark_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from dutybook.decisions import spark

    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ProfileError) as caught:
        spark.local()
    assert caught.value.remedy == "install the extra spark and a Java runtime"


def test_pairs_are_what_binds_or_may() -> None:
    known: Sites = [{"jurisdiction": "52", "capacity": 900, "adopted_plans": frozenset[str]()}, {"jurisdiction": "41", "adopted_plans": frozenset[str](), "cii_operator": True, "key_target": False, "kind": "fuel_station"}]  # fmt: skip  # noqa: E501
    portfolio = Portfolio(model(), DAY)
    table = typed(raw(known))
    found = portfolio.kernel.decide(table)
    assert portfolio.pairs(table, found).rows() == [
        ("s0", "model-national-2023/2-1", "binds"),
        ("s1", "model-national-2023/2-1", "binds"),
        ("s1", "model-venues-2024/3-1", "binds"),
        ("s1", "model-venues-2024/6-1", "binds"),
    ]
    asked = [
        entry for entry in model().entries if entry.duty.id in ("model-venues-2024/6-1", "model-premises-2027/5-1")
    ]
    assert len(asked) == 2
    assert portfolio.pairs(table, found, asked).rows() == [("s1", "model-venues-2024/6-1", "binds")]


def test_counting_leaves_areas_out_if_asked() -> None:
    portfolio, table = Portfolio(model(), DAY), typed(raw([{"jurisdiction": "41"}]))
    found = portfolio.kernel.decide(table)
    whole, part = portfolio.counted(table, found), portfolio.counted(table, found, areas=False)
    assert (list(whole.areas), list(part.areas)) == (["41"], [])
    assert part.binds.tolist() == whole.binds.tolist()


@pytest.mark.parametrize(
    ("column", "cells", "place", "remedy"),
    [
        ("footfal_daily", ["1"], "sites", "did you mean footfall_daily? rename the column"),
        ("footfall_daily", ["1", "many"], "sites: row 2, footfall_daily", "give a number (people a day)"),
        ("footfall_daily", [1.5], "sites: row 1, footfall_daily", "give a whole number"),
        ("footfall_daily", [1e12], "sites: row 1, footfall_daily", "give a number from 0 to 10000000"),
        ("footfall_daily", [-1], "sites: row 1, footfall_daily", "give a number from 0 to 10000000"),
        ("key_target", ["是", "x"], "sites: row 2, key_target", "give true or false (是 or 否)"),
        ("jurisdiction", [7], "sites: row 1, jurisdiction", "give a GB/T 2260 code of 2, 4 or 6 digits, or an ISO 3166 code such as GB"),  # noqa: E501
    ],
)  # fmt: skip
def test_mistake_in_a_table_tells_its_row(column: str, cells: list[Any], place: str, remedy: str) -> None:
    with pytest.raises(ProfileError) as caught:
        typed(pl.DataFrame({column: cells}))
    assert (caught.value.place, caught.value.remedy) == (place, remedy)


def test_columns_are_read_as_profiles_are() -> None:
    table = pl.DataFrame(
        {
            "name": ["A", "B"],
            "address": ["x", "y"],
            "kind": ["医院", None],
            "key_target": ["no", " "],
            "jurisdiction": [410000, 4101],
            "capacity": [None, 7],
            "floor_area_m2": [1, 2],
            "adopted_plans": ["b；a", "无"],
        }
    )
    found = typed(table)
    assert found.rows() == [("A", "hospital", False, "41", None, 1.0, "a;b"), ("B", None, None, "4101", 7, 2.0, "none")]
    assert found.columns == ["id", "kind", "key_target", "jurisdiction", "capacity", "floor_area_m2", "adopted_plans"]


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("sites.txt", "this is no table of sites"),
        ("absent.csv", "there is no such file"),
        ("base.sqlite", "no table is named"),
        ("bad.parquet", None),
        ("bad.csv", None),
    ],
)
def test_source_that_cannot_be_read_is_told(source: str, cause: str | None, tmp_path: Path) -> None:
    (tmp_path / "base.sqlite").touch()
    (tmp_path / "bad.parquet").write_bytes(b"no parquet")
    (tmp_path / "bad.csv").write_bytes(b"a,b\n1,2,3\n")
    with pytest.raises(ProfileError) as caught:
        list(read_sites(str(tmp_path / source)))
    assert cause is None or caught.value.cause == cause


def test_sites_without_ids_are_numbered_on(tmp_path: Path) -> None:
    pl.DataFrame({"capacity": list(range(20))}).write_csv(tmp_path / "a.csv")
    assert [table["id"].to_list() for table in read_sites(str(tmp_path / "a.csv"), 8)] == [
        list(range(1, 9)),
        list(range(9, 17)),
        list(range(17, 21)),
    ]


@pytest.mark.parametrize("height", [0, 8, 16])
def test_blocks_end_with_the_file(height: int, tmp_path: Path) -> None:
    pl.DataFrame({"capacity": list(range(height))}, schema={"capacity": pl.Int64}).write_csv(tmp_path / "a.csv")
    assert [table.height for table in read_sites(str(tmp_path / "a.csv"), 8)] == [8] * (height // 8)


def test_many_places_and_any_slice_are_decided() -> None:
    codes = [f"{province}{city:02}{county:02}" for province in (41, 52) for city in (1, 2) for county in range(1, 60)]
    known: Sites = [{"jurisdiction": code, "key_target": number % 3 == 0} for number, code in enumerate(codes)]
    table = typed(raw(known))
    kernel = Kernel([Rule("41", Flag("key_target")), Rule("4101", Constant(True)), Rule("", Flag("cii_operator"))])
    for start in (0, 3, 8):
        part = table[start:]
        found = kernel.decide(part)
        wanted = [
            [code[:2] == "41" and number % 3 == 0 for number, code in enumerate(codes)][start:],
            [code[:4] == "4101" for code in codes][start:],
            [False] * len(codes[start:]),
        ]
        true = [list(map(bool, np.unpackbits(bits, count=part.height, bitorder="little"))) for bits in found.true]
        assert true == wanted
        assert count(found.possible).tolist() == [row.count(True) for row in wanted[:2]] + [part.height]


@pytest.mark.parametrize(
    ("engine", "source", "cause"),
    [
        ("duckdb", "gone.csv", "there is no such file"),
        ("postgres", "sites.csv", "PostgreSQL decides tables of its own"),
    ],
)
def test_source_that_an_engine_cannot_read_is_told(engine: Any, source: str, cause: str) -> None:
    pytest.importorskip(engine.replace("postgres", "psycopg"))
    portfolio = Portfolio(model(), DAY)
    with pytest.raises(ProfileError) as caught:
        list(run(source, portfolio, portfolio.frame, engine))
    assert caught.value.cause == cause


@pytest.mark.parametrize("area", ["", "41", "4101", "CN", "GB", "GB-ENG"])
def test_places_in_sql_are_those_of_the_one_place_decision(area: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    codes = [None, "41", "410000", "4101", "410105", "CN", "CN-HA", "81", "820000", "GB", "GB-ENG", "HK", "52"]
    text = rule_sql(Rule(area, Constant(True)), "duckdb")
    asked = ", ".join("(null)" if code is None else f"('{code}')" for code in codes)
    answers = duckdb.sql(f"select {text} from (values {asked}) as sites(jurisdiction)").fetchall()
    assert [row[0] for row in answers] == [covers(area, code) for code in codes]

"""Portfolios beyond one machine: Spark spreads Arrow batches over its workers, each decided by the same kernel.

Needs pyspark and a Java runtime; every worker needs Dutybook with its extra `portfolio`.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from dutybook.decisions.planes import Verdicts
from dutybook.decisions.portfolio import Portfolio, Summary
from dutybook.decisions.sites import from_arrow, typed
from dutybook.errors import ProfileError

Batches: TypeAlias = "Iterator[Any]"
"""Arrow record batches; pyarrow has no types of its own."""


def summary(source: str, portfolio: Portfolio, *, areas: bool = True, session: Any = None) -> Summary:
    """Counts and open questions; each worker counts its own batches.

    Args:
        source: a .csv or .parquet file or folder that every worker can read.
        portfolio: the duties. areas: whether to count by area too.
        session: a Spark session; one in local mode if not given.

    Raises:
        ProfileError: another kind of source, or a value that a fact cannot take.
    """
    work = partial(counted, portfolio=portfolio, source=source, areas=areas)
    parts = _sites(source, session).mapInArrow(work, "part binary").collect()
    return sum((pickle.loads(row.part) for row in parts), portfolio.empty())  # noqa: S301 - our own workers made it


def write(source: str, portfolio: Portfolio, out: Path, session: Any = None) -> None:
    """Write the verdict columns as a folder of Parquet files.

    Args: as for `summary`; `out` is the folder.
    """
    work = partial(framed, portfolio=portfolio, source=source)
    schema = ", ".join(["id string", *(f"{name} boolean" for name in portfolio.columns)])
    _sites(source, session).mapInArrow(work, schema).write.mode("overwrite").parquet(str(out))


def counted(batches: Batches, portfolio: Portfolio, source: str, *, areas: bool = True) -> Batches:
    """What a worker does to count its batches: one row that holds the pickled summary.

    Args: as for `summary`.
    """
    whole = portfolio.empty()
    for table, found in _decided(batches, portfolio, source):
        whole += portfolio.counted(table, found, areas=areas)
    yield pa.record_batch({"part": [pickle.dumps(whole)]})


def framed(batches: Batches, portfolio: Portfolio, source: str) -> Batches:
    """What a worker does to write its batches: the verdict columns of each.

    Args: as for `summary`.
    """
    for table, found in _decided(batches, portfolio, source):
        frame = portfolio.frame(table, found).with_columns(pl.col("id").cast(pl.String))
        yield from frame.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()


def _decided(batches: Batches, portfolio: Portfolio, source: str) -> Iterator[tuple[pl.DataFrame, Verdicts]]:
    for batch in batches:
        table = typed(from_arrow(batch), source)
        yield table, portfolio.kernel.decide(table)


def _sites(source: str, session: Any) -> Any:
    path = Path(source)
    if path.suffix not in (".csv", ".parquet") and not path.is_dir():
        raise ProfileError(
            source, "Spark reads no such source here", "give .csv or .parquet, or a folder of Parquet files"
        )
    read = (session or local()).read
    return read.csv(source, header=True, inferSchema=False) if path.suffix == ".csv" else read.parquet(source)


def local() -> Any:
    """A Spark session on this machine alone.

    Raises:
        ProfileError: pyspark or Java is missing.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or the workers take the first python3 on the path
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

        builder = SparkSession.builder.master("local[*]").appName("dutybook").config("spark.ui.enabled", "false")
        for name, value in _SETTINGS.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()
    except Exception as error:  # pyspark tells a missing Java by an error of its own
        raise ProfileError(
            "spark", f"Spark does not start ({error})", "install the extra spark and a Java runtime"
        ) from None


_SETTINGS: Final = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "262144",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
}

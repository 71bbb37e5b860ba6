"""`dutybook portfolio`: decide a whole table of sites: verdict columns, pairs, or counts and open questions."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from dutybook.decisions.engines import Engine
    from dutybook.decisions.portfolio import Portfolio

_SHOWN = 10


@click.command(short_help="Decide whole portfolios: millions of sites.")
@click.argument("sites", metavar="SITES")
@click.option(
    "--engine",
    type=click.Choice(("polars", "duckdb", "postgres", "spark")),
    default="polars",
    show_default=True,
    help="Who decides: the embedded kernel, the database where the data lie, or a Spark cluster.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(("summary", "parquet", "csv", "pairs")),
    default="summary",
    show_default=True,
    help="summary: counts and open questions; parquet, csv: one verdict column a rule; pairs: site by duty, as CSV.",
)
@click.option("-o", "--out", metavar="OUT", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to decide for (default: today).")
@click.option("--areas/--no-areas", default=True, help="Whether the summary counts by area too.", show_default=True)
@click.option(
    "--catalogue",
    "folder",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="A catalogue file or folder of your own (default: the one that Dutybook ships).",
)
def portfolio(
    sites: str, engine: str, form: str, out: Path | None, on: datetime | None, areas: bool, folder: Path | None
) -> None:
    """Decide every duty for every site in SITES, block by block: memory does not grow with their number.

    SITES is a .csv or .parquet file, file.sqlite#table, file.duckdb#table, or postgresql://host/database#table. Columns
    are named as facts; id or name tells the site. A set is text with ; between its members.

    Verdict columns hold true (binds), false (does not bind) or nothing (may bind); a second file, OUT.duties.csv, tells
    which column holds which duty.

    \b
    Examples:
      dutybook portfolio sites.csv
      dutybook portfolio sites.parquet --to parquet -o verdicts.parquet
      dutybook portfolio sites.csv --to summary -o summary.json
    """
    from dutybook.catalogue.load import catalogue
    from dutybook.cli.days import day_or_today

    try:
        from dutybook.decisions.portfolio import Portfolio
    except ImportError as error:
        raise click.ClickException(f"{error}: install the extra, pip install 'dutybook[portfolio]'") from error
    if form in ("parquet", "csv") and out is None:
        raise click.UsageError(f"name the file to write, such as -o verdicts.{form}")
    duties = Portfolio(catalogue(folder), day_or_today(on))
    if engine == "spark":
        _on_spark(sites, duties, form, out, areas)
        return
    chosen: Any = engine
    if form == "summary":
        _summary(sites, duties, chosen, out, areas)
    else:
        _tables(sites, duties, chosen, form, out)


def _summary(sites: str, duties: Portfolio, engine: Engine, out: Path | None, areas: bool) -> None:
    from dutybook.decisions.engines import run

    whole = duties.empty()
    for part in run(sites, duties, lambda table, found: duties.counted(table, found, areas=areas), engine):
        whole += part
        _progress(whole.premises)
    _told(whole, duties, out)


def _told(whole: Any, duties: Portfolio, out: Path | None) -> None:
    import json

    from dutybook.decisions.portfolio import as_data

    data = as_data(whole, duties)
    if out is not None:
        from dutybook.law.corpus import write_whole

        write_whole(out, json.dumps(data, ensure_ascii=False) + "\n")
        return
    click.echo(f"{data['premises']:,} premises on {data['on']}, {len(data['areas'])} areas\n")
    click.echo("duty\tbinds\tmay bind\tdoes not\tread only")
    for duty in data["duties"]:
        numbers = "\t".join(f"{duty[verdict]}" for verdict in ("binds", "may_bind", "does_not_bind"))
        click.echo(f"{duty['duty']}\t{numbers}\t{duty['reading_only'] or ''}")
    click.echo("\nquestions worth asking\tpremises\tdecisions")
    for question in data["questions"][:_SHOWN]:
        click.echo(f"{question['fact']}\t{question['premises']}\t{question['decisions']}")


def _tables(sites: str, duties: Portfolio, engine: Engine, form: str, out: Path | None) -> None:
    from dutybook.decisions.engines import run

    work = duties.pairs if form == "pairs" else duties.frame
    frames = _counted(run(sites, duties, work, engine), form)
    if out is None:
        for number, frame in enumerate(frames):
            click.echo(frame.write_csv(include_header=number == 0), nl=False)
        return
    _write(frames, out, "parquet" if out.suffix == ".parquet" else "csv")
    if form != "pairs":
        _key(duties, out)


def _counted(frames: Iterator[pl.DataFrame], form: str) -> Iterator[pl.DataFrame]:
    done = 0
    for frame in frames:
        done += frame.height
        _progress(done, "pairs" if form == "pairs" else "premises")
        yield frame


def _write(frames: Iterator[pl.DataFrame], out: Path, form: str) -> None:
    """Write block by block beside the file, then put it in its place whole."""
    part = out.with_name(f".{out.name}.part")
    try:
        if form == "parquet":
            _write_parquet(frames, part)
        else:
            with part.open("wb") as file:
                for number, frame in enumerate(frames):
                    frame.write_csv(file, include_header=number == 0)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _write_parquet(frames: Iterator[pl.DataFrame], part: Path) -> None:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    writer = None
    try:
        for frame in frames:
            table = frame.to_arrow()
            writer = writer or pq.ParquetWriter(part, table.schema, compression="zstd")
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def _key(duties: Portfolio, out: Path) -> None:
    """The second file: which column holds which duty."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("duty", "act", "provision", "reading_only", "column", "condition"))
    for entry in duties.entries:
        number = duties.rules.of_duty.get(entry.duty.id)
        rule = "not in force" if number is None else str(duties.rules.distinct[number])
        duty = entry.duty
        writer.writerow(
            (duty.id, entry.act.id, duty.provision, duty.reading_only or "", duties.column_of(entry) or "", rule)
        )
    from dutybook.law.corpus import write_whole

    write_whole(out.with_name(f"{out.name}.duties.csv"), text.getvalue())


def _on_spark(sites: str, duties: Portfolio, form: str, out: Path | None, areas: bool) -> None:
    from dutybook.decisions import spark

    if form == "summary":
        _told(spark.summary(sites, duties, areas=areas), duties, out)
    elif form == "parquet" and out is not None:
        spark.write(sites, duties, out)
        _key(duties, out)
    else:
        raise click.UsageError("Spark writes --to parquet or --to summary")


def _progress(done: int, what: str = "premises") -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} {what}", nl=False, err=True)

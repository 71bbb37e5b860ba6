"""`dutybook duties`: the register of an act: who must, must not or may do what, by when, under which provision."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from dutybook.norms.register import Register, Row

WRITERS = ("table", "csv", "json", "html")
WIDTH = 120
"""Columns of the table where it is written to no terminal and COLUMNS does not tell."""

ROOMY = 110
"""A terminal with so many columns has room for time limits and citations in columns of their own."""

WIDTHS = {"wide": (20, 20), "narrow": (14, 14)}
"""Columns for the provision and at most for the bearer."""


@click.command(short_help="Print the register of duties of an act.")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(WRITERS),
    default="table",
    show_default=True,
    help="table: for the terminal; csv, json: for other programs; html: a page to read and print.",
)
@click.option("-o", "--out", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def duties(file: Path, form: str, out: Path | None) -> None:
    """List the duties in FILE, each tied to its provision: provision, bearer, must / must not / may, what, by when.

    Sanctions are listed with the fines and other consequences; who breaks what is in `dutybook norms`.

    \b
    Examples:
      dutybook duties act.docx                         a table in the terminal
      dutybook duties act.docx --to html -o duties.html
      dutybook duties act.docx --to csv -o duties.csv
    """
    from dutybook.law.parser import parse
    from dutybook.law.sources import read_source
    from dutybook.norms import extract
    from dutybook.norms.register import register

    act = parse(read_source(file))
    found = register(act, extract(act))
    if form == "table" and out is None:
        _table(found)
        return
    text = _written(found, "csv" if form == "table" else form)
    if out is None:
        click.echo(text, nl=False)
        return
    from dutybook.law.corpus import write_whole

    write_whole(out, text)


def _written(found: Register, form: str) -> str:
    from dutybook.norms import register

    return {"csv": register.as_csv, "json": register.as_json, "html": register.as_html}[form](found)


def _table(found: Register) -> None:
    from rich.console import Console

    told = sys.stdout.isatty() or "COLUMNS" in os.environ
    console = Console() if told else Console(width=WIDTH)
    console.print(_wide(found) if console.width >= ROOMY else _narrow(found))


def _new(found: Register, provision: int, bearer: int) -> Table:
    """A table whose text folds and is never cut; what has to be done gets the room that the others leave."""
    from rich.table import Table

    table = Table(title=found.title, box=None, header_style="bold", pad_edge=False, expand=True, padding=(0, 2, 0, 0))
    table.add_column("provision", overflow="fold", width=provision)
    table.add_column("bearer", overflow="fold", max_width=bearer)
    table.add_column("modality", no_wrap=True)
    table.add_column("what", overflow="fold", ratio=1)
    return table


def _wide(found: Register) -> Table:
    """A column for each heading, those left out that no row fills."""
    table = _new(found, *WIDTHS["wide"])
    extra = [name for name in ("by_when", "citation") if any(getattr(row, name) for row in found.rows)]
    for name in extra:
        table.add_column(name.replace("_", " "), overflow="fold", max_width=12)
    for row in found.rows:
        table.add_row(*map(_plain, (row.provision, row.bearer, row.modality, row.action)), *_cells(row, extra))
    return table


def _narrow(found: Register) -> Table:
    """Time limits and citations stand under what has to be done."""
    from rich.text import Text

    table = _new(found, *WIDTHS["narrow"])
    for row in found.rows:
        what = _plain(row.action)
        for label, words in (("by when", row.by_when), ("citation", row.citation)):
            if words:
                what.append_text(Text(f"\n{label}: {words}", style="dim"))
        table.add_row(*map(_plain, (row.provision, row.bearer, row.modality)), what)
    return table


def _cells(row: Row, names: list[str]) -> list[Text]:
    return [_plain(getattr(row, name)) for name in names]


def _plain(words: str) -> Text:
    """Text as it is: square brackets of an act are no markup."""
    from rich.text import Text

    return Text(words)

"""`dutybook duties`: the register of an act: who must, must not or may do what, by when, under which provision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dutybook.norms.register import Register

WRITERS = ("table", "csv", "json", "html")


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
    from rich.table import Table

    from dutybook.norms.register import HEADINGS

    table = Table(title=found.title, box=None, header_style="bold", pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, overflow="fold")
    for row in found.rows:
        table.add_row(row.provision, row.bearer, row.modality, row.action, row.by_when, row.citation)
    Console().print(table)
